"""Lines of messengers and live blogs that begin with where they tell of: "Sumy: the evacuation to Poltava goes on"."""

from __future__ import annotations

import re

from gazetteer.model import Kind
from geomap.extract.sentence.phrases import Member, Phrases
from geomap.extract.syntax.propositions import Proposition
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.roles import Role, Step
from geomap.extract.within import lies_in

__all__ = ["labelled"]

_LABEL = re.compile(r"(?:[*_•#] |\d{1,2}[:.]\d\d (?:[-–—|:] )?)*§(\d+)(?: [*_])* [:|] ")  # "**Sumy**:", "10:45 Sumy:"


def labelled(found: list[Step], sentence: Phrases, proposition: Proposition) -> list[Step]:
    """The steps of a clause, with the place before the colon as the end that the clause leaves out.

    A dateline is none: it stands in capitals, or in another country ("GENEVA: The evacuation of Homs goes on").
    """
    label = _LABEL.match(sentence.code)
    places = sentence.places[int(label[1])] if label is not None else None
    roles = {s.role for s in found}
    if label is None or places is None or any(map(_is_dateline, places.members)):
        return found
    if places.chain or roles & {Role.CHAIN, Role.BETWEEN, Role.AT, Role.NAME}:
        return found
    towns = all(m.place is not None and m.place.kind is Kind.CITY for m in places.members)
    arrives = towns and any(g.act is Act.ARRIVE and not g.negated for g in proposition.groups)
    role = Role.FROM if Role.TO in roles and Role.FROM not in roles else Role.TO if Role.TO not in roles and arrives else None
    if role is None or not all(_may_lead(town, m) for town in places.members for s in found for m in s.places.members):
        return found
    return [Step(role, places, label.start(), label.start() + 1), *found]


def _is_dateline(town: Member) -> bool:
    return town.mention.text.isupper() or (town.place is not None and town.place.capital)


def _may_lead(town: Member, other: Member) -> bool:
    here, there = town.place, other.place
    if here is None or there is None or here.kind is Kind.COUNTRY:
        return False
    return here.country == there.country and not lies_in(here, there) and not lies_in(there, here)
