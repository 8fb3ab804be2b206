"""Towns named by their port or airport: "set sail from Mersin International Port", "a flight to El Arish airport"."""

from __future__ import annotations

import re
from functools import lru_cache

from gazetteer.errors import DataError
from gazetteer.model import Kind, Place
from geomap.model import Label, Mention, Resolution

__all__ = ["town_of_port"]

_PORT = re.compile(r"\s+(?:[Ii]nternational\s+)?(?:[Aa]irport|[Ss]eaport|[Pp]ort)\b(?!\s+(?:[Aa]uthorit|[Ww]orkers|[Oo]fficials))")
_SURE = 0.9


def town_of_port(text: str, mention: Mention) -> Mention | None:
    """The town, where a name that was taken for another thing's is followed by "port" and no person is called so."""
    if mention.label not in (Label.ORGANISATION, Label.OTHER) or not _PORT.match(text, mention.end):
        return None
    place = _known(mention.text)
    told = ("named by its port",)
    return Mention(*mention.span, mention.text, Label.PLACE, told, Resolution(place, 0.8, told)) if place is not None else None


@lru_cache(maxsize=256)
def _known(name: str) -> Place | None:
    import gazetteer

    try:
        found = gazetteer.search(name, limit=1)
    except DataError:
        return None  # a checkout whose data is not built yet
    return next((m.place for m in found if m.confidence >= _SURE and m.place.kind is Kind.CITY), None)
