"""Who holds a disputed area, in which view: the owners that borders are drawn after.

A worldview answers one question for every disputed area of ``curated/disputed.toml``: whose colour does it wear? Borders follow from
the answers (`Worldview.line`). Two views are built in: "un" (practice of the United Nations, the default) and "de-facto" (who
administers the ground). A small TOML or YAML file overrides single answers:

    base = "un"                     # or "de-facto"; "un" where not said
    name = "our house style"        # optional, for the footer
    [owners]
    kosovo = "XK"                   # ISO 3166-1 alpha-2 code, a disputed area's own id, or "" for nobody
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gazetteer.errors import DataError

__all__ = ["BUILT_IN", "DisputedArea", "Worldview", "disputed_areas", "worldview"]

BUILT_IN = ("un", "de-facto")
_CURATED = Path(__file__).parent / "curated" / "disputed.toml"


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area whose state several powers do not agree on.

    ``owners`` answers for each built-in view, in their order: an ISO code, this area's own id (an entity of its own), or "".
    ``words`` says for each view, as part of a sentence, what is drawn ("Crimea is shown as part of Ukraine").
    """

    id: str
    name: str
    country: str                             # ISO code under which gazetteers list it
    claimants: tuple[str, ...]
    owners: tuple[str, ...]
    words: tuple[str, ...]
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Worldview:
    """One owner for each disputed area; units that are no disputed area own themselves."""

    name: str
    areas: tuple[DisputedArea, ...]
    owners: tuple[str, ...]

    def owner(self, unit: str) -> str:
        """The country code that a unit (country code or disputed area) is drawn with; "" where it is nobody's."""
        for area, owner in zip(self.areas, self.owners, strict=True):
            if area.id == unit:
                return owner
        return unit


@lru_cache(maxsize=1)
def disputed_areas() -> tuple[DisputedArea, ...]:
    """The disputed areas of the curated table."""
    return ()


def worldview(name: str | Path = "un") -> Worldview:
    """The view of that name, or the one in a file. Raises DataError where there is none."""
    if str(name) in BUILT_IN:
        return Worldview(str(name), (), ())
    raise DataError(f"no worldview {name!s}")
