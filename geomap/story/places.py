"""Names in a story -> places, through the gazetteer; what it does not know is said with suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import gazetteer
from gazetteer.model import Kind, Match, Place, Point
from geomap.story import schema
from geomap.story.forms import Form, Problems
from geomap.story.nodes import Node, Text


@dataclass(slots=True)
class Places:
    """Resolves each name once a story."""

    problems: Problems
    _memo: dict[tuple[str, str | None, str | None], Place | None] = field(default_factory=dict)
    _by_id: dict[str, Place | None] = field(default_factory=dict)

    def read(self, node: Node) -> tuple[str, Place | None] | None:
        """(words of the text, place) for a name or a place map; None where it was reported as a problem.

        The place is None where the story itself says that it is not known (``unresolved: true``).
        """
        if isinstance(node, Text):
            place = self._named(node.value, None, None, node)
            return (node.value, place) if place else None
        form = Form.open(node, "place", schema.PLACE, self.problems)
        return self.from_form(form) if form else None

    def from_form(self, form: Form) -> tuple[str, Place | None] | None:
        name, node = form.text("name").strip(), form.keys
        if form.flag("unresolved", False):
            return form.text("as") or form.text("name"), None
        lat, lon = form.degrees("lat", 90), form.degrees("lon", 180)
        id_, kind = form.text("id").strip(), form.choice("kind", Kind, None)
        words = form.text("as") or name
        country = self.country(form.text("country"), form.node("country"))
        if id_ and (known := self._known(id_)):
            return words or known.name, known
        if (lat is None) != (lon is None):
            if form.node("lat") is None or form.node("lon") is None:   # else its own problem was reported
                self.problems.add(node, f"place {name[:60]!r} has only one of lat and lon; give both or neither")
            return None
        if lat is not None and lon is not None:
            if not name:
                self.problems.add(node, "a place with lat and lon needs a name")
                return None
            return words, Place(id_ or f"{lon:.5f},{lat:.5f}", name, kind or Kind.SITE, Point(lon, lat), country)
        if id_ and not name:
            self.problems.add(form.node("id"), f"no place has the id {id_[:60]!r}")
            return None
        if not name:
            if form.node("lat") is None and form.node("lon") is None:
                self.problems.add(node, "a place needs a name, an id, or a name with lat and lon")
            return None
        place = self._named(name, country, kind, form.node("name") or node)
        return (words, place) if place else None

    def country(self, said: str, node: Node | None) -> str | None:
        """ISO alpha-2 code for a code or a country's name."""
        if not said:
            return None
        code = country_code(said)
        if code is None:
            self.problems.add(node, f"no country is called {said[:60]!r}; give its name or ISO 3166-1 code")
        return code

    def _known(self, id_: str) -> Place | None:
        if id_ not in self._by_id:
            self._by_id[id_] = gazetteer.get(id_)
        return self._by_id[id_]

    def _named(self, name: str, country: str | None, kind: Kind | None, node: Node) -> Place | None:
        key = (name, country, kind)
        if key not in self._memo:
            self._memo[key] = gazetteer.lookup(name, country=country, kind=kind)
        place = self._memo[key]
        if place is None:
            self.problems.add(node, f"no place found for {name[:60]!r}{_suggest(name, country)}")
        return place


def country_code(said: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country given by name or code, else None."""
    place = gazetteer.get(said.upper()) if len(said) in (2, 3) and said.isascii() else None
    place = place or gazetteer.lookup(said, kind=Kind.COUNTRY)
    return place.country if place and place.kind is Kind.COUNTRY else None


def memo_country(search: Callable[[str], str | None] = country_code) -> Callable[[str], str | None]:
    """``country_code`` that asks once a name; a story repeats its actors."""
    known: dict[str, str | None] = {}

    def ask(said: str) -> str | None:
        if said not in known:
            known[said] = search(said)
        return known[said]

    return ask


def _suggest(name: str, country: str | None) -> str:
    matches = gazetteer.search(name, country=country, limit=3)
    hint = "give its lat and lon, or another spelling"
    return f"; did you mean {_list(matches)}? Otherwise {hint}" if matches else f"; {hint}"


def _list(matches: tuple[Match, ...]) -> str:
    return " or ".join(f"{m.place.name} ({m.place.kind}{', ' + m.place.country if m.place.country else ''}, "
                       f"id {m.place.id})" for m in matches)
