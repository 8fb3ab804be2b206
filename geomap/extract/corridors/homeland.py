"""Where those come from who are only told to have arrived: "eight more landed in Hannover", in a text on flights out of Niger.

Only where all evacuations, or all deliveries of aid, that a text tells the beginning of begin in one country and lead abroad.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geomap.extract.corridors.drafts import Draft, key_of
from geomap.extract.corridors.ends import is_country
from geomap.extract.sentence.phrases import Member
from geomap.extract.ways.anchors import Sort
from geomap.extract.ways.claims import Claim
from geomap.model import CorridorKind, Status

__all__ = ["begun_at_home"]

_UNDER_WAY = frozenset([Status.OPERATIONAL])
_STATUSES = _UNDER_WAY | {Status.ANNOUNCED}


def begun_at_home(drafts: list[Draft]) -> None:
    """Let ways that are only told to end abroad begin in the country that all others of their sort in the text lead out of."""
    for is_of_sort in (_evacuates, _brings_aid):
        sure = _STATUSES if is_of_sort is _evacuates else _UNDER_WAY  # aid that is only expected may come from elsewhere
        home = _home([c for d in drafts if d.statuses <= sure for c in d.claims if is_of_sort(c)])
        if home is not None:
            _begin_at(home, drafts, is_of_sort)


def _evacuates(claim: Claim) -> bool:
    return claim.kind is CorridorKind.EVACUATION and (claim.sort in (Sort.PEOPLE, Sort.EVACUATION) or claim.people is not None)


def _brings_aid(claim: Claim) -> bool:
    return claim.sort is Sort.CONVOY and not _evacuates(claim)


def _begin_at(home: Member, drafts: list[Draft], is_of_sort: Callable[[Claim], bool]) -> None:
    for draft in [d for d in drafts if _only_ends_abroad(d, home) and all(map(is_of_sort, d.claims))]:
        told = next((d for d in drafts if _is_told_with(d, draft, home)), None)
        if told is not None:
            for claim in draft.claims:
                told.take(claim, places=False)
            drafts.remove(draft)
            continue
        draft.origins = {key_of(home): home}
        draft.claims = [_out_of(home, c) if c.path.destinations else c for c in draft.claims]


def _out_of(home: Member, claim: Claim) -> Claim:
    return replace(claim, path=replace(claim.path, origins=(home,)), tentative=False)


def _home(claims: Sequence[Claim]) -> Member | None:
    """The one country that the ways lead out of, or the one town of it; None where there are several or none leads abroad."""
    starts = {key_of(m): m for c in claims for m in c.path.origins}
    countries = {_country(m) for m in starts.values()}
    abroad = any(is_country(m) for m in starts.values()) or any(
        _country(m) not in countries for c in claims if c.path.origins for m in c.path.destinations
    )
    if len(countries) != 1 or None in countries or not abroad:
        return None
    whole = [m for m in starts.values() if is_country(m)]
    return whole[0] if whole else next(iter(starts.values())) if len(starts) == 1 else None


def _country(member: Member) -> str | None:
    return member.place.country if member.place is not None else None


def _only_ends_abroad(draft: Draft, home: Member) -> bool:
    if draft.origins or draft.name or not draft.destinations or not draft.statuses <= _STATUSES or any(c.offer for c in draft.claims):
        return False
    return all(_country(m) not in (None, _country(home)) for m in draft.destinations.values())


def _is_told_with(other: Draft, draft: Draft, home: Member) -> bool:
    """Whether a way out of that country to the same end is told of as well."""
    begins = bool(other.origins) and all(_country(m) == _country(home) for m in other.origins.values())
    return begins and draft.destinations.keys() <= other.destinations.keys()
