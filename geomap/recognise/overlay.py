"""What a user wants otherwise: own places, aliases, blocked names, forced readings. Read from a TOML file or made in code."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError
from gazetteer.model import Kind, Name, NameKind, Place, Point
from gazetteer.names import fold
from geomap.errors import GeomapError


class OverlayError(GeomapError):
    """An overlay file that does not say what it means; one line an error, all errors at once."""


@dataclass(frozen=True, slots=True)
class _OwnNames:
    """The names of an overlay's place."""

    known: tuple[Name, ...]

    def names(self, place: Place) -> tuple[Name, ...]:
        return self.known


@dataclass(frozen=True, slots=True)
class Overlay:
    """A user's corrections. ``blocked`` and the keys of ``forced`` are folded names; ``aliases`` are (alias, name) pairs.

    A forced reading is a test that a candidate must pass, written in a file as "kind: country", "country: US",
    "region: Ohio" or "id: 4314550".
    """

    places: tuple[Place, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    blocked: frozenset[str] = frozenset()
    forced: dict[str, Callable[[Place], bool]] = field(default_factory=dict)


EMPTY = Overlay()


def read_overlay(path: str | os.PathLike[str]) -> Overlay:
    """Read an overlay file::

        blocked = ["Reading", "Mobile"]

        [aliases]
        "the Strip" = "Gaza Strip"

        [forced]
        "Georgia" = "kind: country"     # or "country: US", "id: 614540"

        [[place]]
        name = "Camp Liberty"
        lon = 44.25
        lat = 33.30
        country = "IQ"
        aliases = ["FOB Liberty"]

    Raises OverlayError where the file cannot be read or a line of it has no meaning.
    """
    try:
        table = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise OverlayError(f"cannot read the overlay {path}: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise OverlayError(f"{path} is no TOML: {error}") from None
    return make_overlay(table, source=str(path))


def make_overlay(table: dict[str, Any], *, source: str = "overlay") -> Overlay:
    """An overlay from the tables of such a file. Raises OverlayError with every fault found, one a line."""
    faults: list[str] = []
    unknown = set(table) - {"blocked", "aliases", "forced", "place"}
    faults += [f"{source}: unknown table {name!r} (known: blocked, aliases, forced, place)" for name in sorted(unknown)]
    places = []
    for number, row in enumerate(table.get("place", []), 1):
        try:
            places.append(_own_place(row, number))
        except (KeyError, ValueError, TypeError, GazetteerError) as error:
            missing = f"lacks {error}" if isinstance(error, KeyError) else str(error)
            faults.append(f"{source}: place {number}: {missing}")
    forced = {}
    for name, text in dict(table.get("forced", {})).items():
        test = _test(str(text))
        if test is None:
            faults.append(f"{source}: forced reading of {name!r}: {text!r} is none of kind:, country:, region:, id:")
        else:
            forced[fold(name)] = test
    if faults:
        raise OverlayError("\n".join(faults))
    aliases = tuple((str(alias), str(name)) for alias, name in dict(table.get("aliases", {})).items())
    return Overlay(tuple(places), aliases, frozenset(fold(str(name)) for name in table.get("blocked", [])), forced)


def _own_place(row: dict[str, Any], number: int) -> Place:
    name = str(row["name"])
    known = (Name(name, None, NameKind.CANONICAL), *(Name(str(alias)) for alias in row.get("aliases", ())))
    return Place(
        id=str(row.get("id") or f"own-{fold(name).replace(' ', '-') or number}"),
        name=name,
        kind=Kind(row.get("kind", "site")),
        point=Point(float(row["lon"]), float(row["lat"])),
        country=row.get("country"),
        admin1=row.get("admin1"),
        population=int(row.get("population", 0)),
        capital=bool(row.get("capital", False)),
        source=_OwnNames(known),
    )


def _test(text: str) -> Callable[[Place], bool] | None:
    what, colon, value = text.partition(":")
    what, value = what.strip(), value.strip()
    if not colon:                                    # "Georgia = country" reads well, too
        what, value = ("kind", what) if what in set(Kind) else ("id", what)
    if what == "kind" and value in set(Kind):
        return lambda place: place.kind == value
    if what == "country" and len(value) == 2:
        return lambda place: place.country == value.upper()
    if what == "region" and value:
        return lambda place: _in_region(place, value)
    if what == "id" and value:
        return lambda place: place.id == value
    return None


def _in_region(place: Place, name: str) -> bool:
    from gazetteer.index import default

    row = default().row_of(place.admin1) if place.admin1 else None
    return row is not None and fold(default().name(row)) == fold(name)
