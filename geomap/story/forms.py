"""Reading a story tree field by field, gathering every problem with its line before saying any of them."""

from __future__ import annotations

import datetime as dt
import difflib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from geomap.errors import StoryError
from geomap.model import Actor, Evidence, When
from geomap.story import schema
from geomap.story.nodes import Items, Keys, Node, Text

E = TypeVar("E", bound=StrEnum)

_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


@dataclass(slots=True)
class Problems:
    """What is wrong with the story, in the order of its lines; raised all at once."""

    name: str
    lines: list[tuple[int, str]] = field(default_factory=list)

    def add(self, node: Node | None, message: str) -> None:
        line = node.line if node is not None and node.line else 0
        self.lines.append((line, message))

    def raise_if_any(self) -> None:
        if self.lines:
            said = [f"{self.name}: {f'line {line}: ' if line else ''}{text}" for line, text in sorted(self.lines)]
            raise StoryError("\n".join(said))


@dataclass(slots=True)
class Form:
    """One map of the story read field by field against its table of keys."""

    keys: Keys
    what: str                        # "corridor", for messages
    problems: Problems

    @classmethod
    def open(cls, node: Node, what: str, table: dict[str, str], problems: Problems) -> Form | None:
        if not isinstance(node, Keys):
            problems.add(node, f"a {what} is a map of keys ({', '.join(list(table)[:4])} ...), not {_shape(node)}")
            return None
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value not in table:
                close = difflib.get_close_matches(key.value, table, 1, 0.6)
                hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(table)}"
                problems.add(key, f"unknown key {key.value!r} in a {what}; {hint}")
            if key.value in seen:
                problems.add(key, f"key {key.value!r} stands twice in this {what}")
            seen.add(key.value)
        return cls(node, what, problems)

    def node(self, key: str) -> Node | None:
        found = self.keys.get(key)
        return None if isinstance(found, Text) and not found.value.strip() else found

    def text(self, key: str, default: str = "") -> str:
        found = self.node(key)
        if found is None:
            return default
        if isinstance(found, Text):
            return found.value
        self.problems.add(found, f"{key!r} of a {self.what} is text, not {_shape(found)}")
        return default

    def each(self, key: str) -> tuple[Node, ...]:
        """The values of a key that takes one or several."""
        found = self.node(key)
        if found is None:
            return ()
        return found.value if isinstance(found, Items) else (found,)

    def texts(self, key: str) -> tuple[str, ...]:
        said = []
        for item in self.each(key):
            if isinstance(item, Text):
                said.append(item.value)
            else:
                self.problems.add(item, f"{key!r} of a {self.what} is a list of texts, not of {_shape(item)}")
        return tuple(said)

    def choice(self, key: str, kinds: type[E], default: E | None) -> E | None:
        said = self.text(key).strip().lower()
        if not said:
            return default
        try:
            return kinds(said)
        except ValueError:
            known = [kind.value for kind in kinds]
            close = difflib.get_close_matches(said, known, 1, 0.6)
            hint = f"did you mean {close[0]!r}?" if close else f"one of: {', '.join(known)}"
            self.problems.add(self.node(key), f"{key!r} of a {self.what} cannot be {said[:60]!r}; {hint}")
            return default

    def flag(self, key: str, default: bool) -> bool:
        said = self.text(key).strip().lower()
        if said in _TRUE | _FALSE:
            return said in _TRUE
        if said:
            self.problems.add(self.node(key), f"{key!r} of a {self.what} is true or false, not {said[:60]!r}")
        return default

    def whole(self, key: str, least: int = 0) -> int | None:
        said = self.text(key).strip().replace(",", "").replace("_", "")
        if not said:
            return None
        if not (said.isascii() and said.isdigit()) or len(said) > 12 or int(said) < least:
            self.problems.add(self.node(key), f"{key!r} of a {self.what} is a whole number from {least}, "
                                              f"not {said[:60]!r}")
            return None
        return int(said)

    def degrees(self, key: str, limit: float) -> float | None:
        said = self.text(key).strip()
        if not said:
            return None
        try:
            value = float(said)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or abs(value) > limit:
            self.problems.add(self.node(key), f"{key!r} of a {self.what} is degrees from -{limit:g} to {limit:g}, "
                                              f"not {said[:60]!r}")
            return None
        return value

    def day(self, key: str) -> dt.date | None:
        said = self.text(key).strip()
        return self._day(said, self.node(key), key) if said else None

    def _day(self, said: str, node: Node | None, key: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            self.problems.add(node, f"{key!r} of a {self.what} is a day as YYYY-MM-DD, not {said[:60]!r}")
            return None

    def when(self, key: str) -> When | None:
        """A day, ``first..last``, or a map with start, end, text and open_ended."""
        node = self.node(key)
        if node is None:
            return None
        if isinstance(node, Keys):
            form = Form.open(node, key, schema.WHEN, self.problems)
            start = form.day("start") if form else None
            if not form or not start:
                return None
            return _ordered(When(start, form.day("end"), form.text("text"), form.flag("open_ended", False)), node, self)
        first, _, last = self.text(key).partition("..")
        start = self._day(first.strip(), node, key)
        end = self._day(last.strip(), node, key) if last.strip() else None
        return _ordered(When(start, end), node, self) if start else None

    def actors(self, key: str, known: Callable[[str], str | None]) -> tuple[Actor, ...]:
        """Who: names, or maps with name, country and text. ``known`` gives a country's code for its name."""
        return tuple(actor for item in self.each(key) if (actor := self.actor(item, key, known)))

    def actor(self, item: Node, key: str, known: Callable[[str], str | None]) -> Actor | None:
        if isinstance(item, Text):
            return Actor(item.value, known(item.value))
        form = Form.open(item, key, schema.ACTOR, self.problems)
        if not form:
            return None
        name = form.text("name")
        return Actor(name, form.text("country") or known(name), form.text("text"))

    def evidence(self) -> tuple[Evidence, ...]:
        """``quote`` and ``source`` for a person, ``evidence`` as geomap itself writes it."""
        found = tuple(e for item in self.each("evidence") if (e := quoted(item, self.problems)))
        quote = self.text("quote")
        return (Evidence(0, 0, quote, self.text("source")), *found) if quote else found


def quoted(node: Node, problems: Problems) -> Evidence | None:
    if isinstance(node, Text):
        return Evidence(0, 0, node.value)
    form = Form.open(node, "piece of evidence", schema.EVIDENCE, problems)
    if not form:
        return None
    return Evidence(form.whole("start") or 0, form.whole("end") or 0, form.text("sentence"), form.text("source"),
                    form.text("rule"))


def numbered(prefix: str, forms: tuple[Form | None, ...], problems: Problems) -> Iterator[tuple[str, Form]]:
    """Each readable form with its id: its own, or the first free ``prefix`` + number."""
    own: dict[str, Form] = {}
    for form in forms:
        said = form.text("id").strip() if form else ""
        if form and said and said in own:
            problems.add(form.node("id"), f"id {said[:60]!r} is used twice; ids are unique in a story")
        elif form and said:
            own[said] = form
    count = 0
    for form in forms:
        if form is None:
            continue
        said = form.text("id").strip()
        while not said:
            count += 1
            said = f"{prefix}{count}" if f"{prefix}{count}" not in own else ""
        yield said, form


def _ordered(when: When, node: Node, form: Form) -> When:
    if when.end and when.end < when.start:
        form.problems.add(node, f"the date of a {form.what} ends ({when.end}) before it starts ({when.start})")
    return when


def _shape(node: Node) -> str:
    return {Text: "a single text", Items: "a list", Keys: "a map"}[type(node)]

