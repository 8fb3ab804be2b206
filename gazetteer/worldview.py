"""Who holds a disputed area, in which view: the owners that borders are drawn after.

A worldview answers one question for every disputed area of ``curated/disputed.toml``: with whom is it drawn? Borders follow
from the answers (`Worldview.line`). Two views are built in: "un" (practice of the United Nations, the default) and
"de-facto" (who administers the ground). A small TOML or YAML file overrides single answers::

    base = "un"                   # or "de-facto"; "un" where not said
    name = "our house style"      # for the footer; the file's name where not said
    [owners]
    kosovo = "XK"                 # ISO 3166-1 alpha-2 code, the disputed area's own id, or "" for nobody
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from gazetteer.errors import DataError

__all__ = ["BUILT_IN", "DisputedArea", "Worldview", "disputed_areas", "worldview"]

BUILT_IN = ("un", "de-facto")
MOST_NAMED = 5  # disputed areas the footer names before it counts the rest
_OPENING = {
    "un": "Borders follow United Nations practice",
    "de-facto": "Borders follow who administers the ground",
}
_CURATED = Path(__file__).parent / "curated" / "disputed.toml"


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area whose state several powers do not agree on.

    ``owners``, ``words`` and ``sources`` answer for each built-in view, in their order: an ISO code, this area's id (an
    entity of its own) or "" (nobody's); what is drawn, as part of a sentence; who decided so. ``edges`` and ``group`` are as
    in the curated table.
    """

    id: str
    name: str
    country: str  # ISO code under which gazetteers list it
    claimants: tuple[str, ...]
    owners: tuple[str, ...]
    words: tuple[str, ...]
    sources: tuple[str, ...]
    edges: str = "dotted"
    group: str = ""

    def said(self, owner: str, view: str) -> str:
        """The footer's words for this owner: the built-in view's own where it agrees with one, ``view``'s first."""
        first = BUILT_IN.index(view) if view in BUILT_IN else 0
        for number in (first, 1 - first):
            if self.owners[number] == owner:
                return self.words[number]
        if owner == self.id:
            return f"{self.name} as an entity of its own"
        return f"{self.name} as part of {_country_name(owner)}" if owner else f"{self.name} as undetermined"


@dataclass(frozen=True, slots=True)
class Worldview:
    """One owner for each disputed area; every other unit of the borders owns itself.

    ``base`` is the built-in view it started from, ``owners`` the (area id, owner) answers in the curated table's order.
    """

    name: str
    base: str
    owners: tuple[tuple[str, str], ...]

    def owner(self, unit: str) -> str:
        """With whom a unit (country code or disputed area) is drawn: a country code, an area's id, "" where nobody's."""
        return _answers(self).get(unit, unit)

    def is_capital(self, place: str, country: str | None) -> bool:
        """Whether the city with this GeoNames id, which gazetteers list as the capital of ``country`` (ISO code), is marked as one.

        Not where its state is not drawn, nor where the view does not accept it (``[[seat]]`` in the curated table).
        """
        accepted = _disputed_seats().get(place)
        if accepted is not None:
            return accepted[BUILT_IN.index(self.base)]
        areas = [area for area in disputed_areas().values() if area.country == country]
        return not areas or country in _units() or any(owner == country for _, owner in self.owners)

    def line(self, left: str, right: str) -> str | None:
        """What the line between two neighbouring units is: "border", "disputed" (dotted) or None, where none is drawn."""
        ours, theirs = self.owner(left), self.owner(right)
        areas = disputed_areas()
        one, two = areas.get(left), areas.get(right)
        if ours == theirs:
            if one and two and one.group == two.group:
                return None
            return "disputed" if any(area and area.edges == "dotted" for area in (one, two)) else None
        if not ours or not theirs or _claims(one, theirs) or _claims(two, ours):
            return "disputed"
        return "border"

    def note(self, bounds: tuple[float, float, float, float] | None = None) -> str:
        """The footer's sentence: what was applied, naming the disputed areas in view; all where no bounds are given.

        ``bounds`` is west, south, east, north in degrees; east may exceed 180.
        """
        opening = _OPENING.get(self.name) or f"Borders follow the view “{self.name}”, based on {_BASES[self.base]}"
        words = list(dict.fromkeys(disputed_areas()[area].said(owner, self.base) for area, owner in self._seen(bounds)))
        if not words:
            return f"{opening}; no boundary shown implies endorsement."
        named = "; ".join(words[:MOST_NAMED])
        rest = len(words) - MOST_NAMED
        more = f"; and {rest} more disputed area{'s' if rest > 1 else ''}" if rest > 0 else ""
        return f"{opening}, here {named}{more}; dotted lines are disputed or undetermined, and no boundary shown implies endorsement."

    def _seen(self, bounds: tuple[float, float, float, float] | None) -> Iterable[tuple[str, str]]:
        if bounds is None:
            return self.owners
        from gazetteer import borders

        return [(area, owner) for area, owner in self.owners if borders.default().unit_meets(area, bounds)]


_BASES = {"un": "United Nations practice", "de-facto": "who administers the ground"}


def _claims(area: DisputedArea | None, owner: str) -> bool:
    return area is not None and area.edges != "plain" and owner in area.claimants


@cache
def _answers(view: Worldview) -> dict[str, str]:
    return dict(view.owners)


@lru_cache(maxsize=1)
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_CURATED.read_text("utf-8"))


@cache
def _disputed_seats() -> dict[str, tuple[bool, ...]]:
    return {row["id"]: tuple(row[view] for view in BUILT_IN) for row in _table()["seat"]}


@lru_cache(maxsize=1)
def disputed_areas() -> Mapping[str, DisputedArea]:
    """The disputed areas of the curated table, by id."""
    found = {}
    for row in _table()["area"]:
        found[row["id"]] = DisputedArea(
            id=row["id"],
            name=row["name"],
            country=row["country"],
            claimants=tuple(row["claimants"]),
            owners=tuple(row[view] for view in BUILT_IN),
            words=tuple(row[f"{view}-words"] for view in BUILT_IN),
            sources=tuple(row[f"{view}-source"] for view in BUILT_IN),
            edges=row.get("edges", "dotted"),
            group=row.get("group", row["id"]),
        )
    return found


@lru_cache(maxsize=8)
def worldview(name: str | Path = "un") -> Worldview:
    """The built-in view of that name, or the one described in a TOML or YAML file.

    Raises DataError where there is no such view or file, or the file says something that cannot be followed.
    """
    if str(name) in BUILT_IN:
        number = BUILT_IN.index(str(name))
        return Worldview(
            str(name), str(name), tuple((area.id, area.owners[number]) for area in disputed_areas().values())
        )
    path = Path(name)
    if path.suffix not in (".toml", ".yaml", ".yml"):
        raise DataError(f"no worldview {str(name)!r}: give {' or '.join(BUILT_IN)}, or a .toml or .yaml file of owners")
    return _from_table(_read(path), path)


def _read(path: Path) -> Any:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"cannot read worldview {path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}"
        ) from error
    if path.suffix == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"worldview {path}: {error}") from error
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DataError(f"worldview {path}: {' '.join(str(error).split())}") from error


def _from_table(table: Any, path: Path) -> Worldview:
    if not isinstance(table, dict) or not isinstance(table.get("owners", {}), dict):
        raise DataError(f"worldview {path}: expected base, name and a table of owners")
    unknown = set(table) - {"base", "name", "owners"}
    if unknown:
        raise DataError(f"worldview {path}: unknown key {sorted(map(str, unknown))[0]!r}; known: base, name, owners")
    if table.get("base", "un") not in BUILT_IN:
        raise DataError(f"worldview {path}: base is {table['base']!r}; give {' or '.join(BUILT_IN)}")
    base = worldview(table.get("base", "un"))
    answers = dict(base.owners)
    for area, owner in table.get("owners", {}).items():
        if area not in answers:
            raise DataError(f"worldview {path}: no disputed area {area!r}; known: {', '.join(sorted(answers))}")
        if owner not in (area, "") and not (isinstance(owner, str) and owner in _codes()):
            raise DataError(
                f'worldview {path}: owner of {area} is {owner!r}; give an ISO 3166-1 alpha-2 code, {area!r} or ""'
            )
        answers[area] = owner
    return Worldview(str(table.get("name") or path.stem), base.name, tuple(answers.items()))


def _codes() -> set[str]:
    """Country codes that may own something."""
    return {unit for unit in _units() if len(unit) == 2} | {area.country for area in disputed_areas().values()}


@cache
def _units() -> frozenset[str]:
    from gazetteer import borders

    return frozenset(borders.default().units)


def _country_name(code: str) -> str:
    """The country's English name, or its code where the gazetteer does not know it."""
    from gazetteer import index
    from gazetteer.errors import GazetteerError
    from gazetteer.model import Kind

    if code in disputed_areas():
        return disputed_areas()[code].name
    try:
        world = index.default()
        rows = (world.kind == index.KINDS.index(Kind.COUNTRY)).nonzero()[0]
        return next((world.name(int(row)) for row in rows if world.countries[world.country[int(row)]] == code), code)
    except GazetteerError:
        return code
