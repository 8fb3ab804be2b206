"""The readings of one or more documents, merged into findings: the same corridor told by two papers is one corridor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.corridors.merge import merge
from geomap.extract.corridors.names import is_same_name
from geomap.extract.reading import Reading
from geomap.model import Actor, Corridor, Findings, PlaceFinding, Stop, Venue

__all__ = ["combine"]


def combine(readings: Sequence[Reading]) -> Findings:
    """One ``Findings`` from all readings, in the documents' order."""
    corridors: list[Corridor] = []
    venues: list[Venue] = []
    places: dict[str, PlaceFinding] = {}
    for reading in readings:
        for corridor in merge(reading.claims, reading.document.name, reading.published):
            if not _is_journey_to_talks(corridor, reading.venues):
                _add_corridor(corridors, _cited(corridor, reading))
        for venue in reading.venues:
            _add_venue(venues, venue)
        for place in reading.places:
            known = places.get(place.place.id)
            places[place.place.id] = (
                place if known is None else replace(known, count=known.count + place.count, evidence=known.evidence + place.evidence)
            )
    first = readings[0].document if readings else None
    dates = [r.published for r in readings if r.published is not None]
    return Findings(
        title=(first.title or "") if first else "",
        date=max(dates) if dates else None,
        venues=tuple(replace(v, id=f"v{n}") for n, v in enumerate(venues, 1)),
        corridors=tuple(replace(c, id=f"c{n}") for n, c in enumerate(corridors, 1)),
        places=tuple(places.values()),
        sources=tuple(dict.fromkeys(r.document.name for r in readings if r.document.name)),
        language=(first.language or "en") if first else "en",
    )


def _cited(corridor: Corridor, reading: Reading) -> Corridor:
    """The corridor with each end shown in the sentence that names it, where it goes on from what was told before.

    "Evacuees left Malakal. 800 were taken to Renk and 400 to Melut": the way to Melut begins in the sentence before.
    """
    ends = (corridor.origins, corridor.via, corridor.destinations)
    if all(_shows(stop, reading.document.text) for stops in ends for stop in stops):
        return corridor
    origins, via, destinations = (tuple(_in_its_sentence(stop, reading) for stop in stops) for stops in ends)
    told = {e.sentence for e in corridor.evidence}
    more = [s.evidence for s in (*origins, *via, *destinations) if s.evidence is not None and s.evidence.sentence not in told]
    shown = tuple(sorted((*corridor.evidence, *more), key=lambda e: e.start))
    return replace(corridor, origins=origins, via=via, destinations=destinations, evidence=shown)


def _shows(stop: Stop, text: str) -> bool:
    shown = stop.evidence
    return shown is None or text[shown.start : shown.end] in shown.sentence


def _in_its_sentence(stop: Stop, reading: Reading) -> Stop:
    shown = stop.evidence
    if shown is None or _shows(stop, reading.document.text):
        return stop
    sentence = next((s.text for s in reading.sentences if s.start <= shown.start < s.end), shown.sentence)
    return replace(stop, evidence=replace(shown, sentence=sentence))


# what makes those who travel more than negotiators
_IN_NEED = re.compile(
    r"\b(?:civilians?|residents|refugees|evacu\w+|wounded|injured|famil(?:y|ies)|aid|relief|humanitarian|supplies|food|displaced|trapped"
    r"|corridors?|buses|trucks|patients|women|children|convoys?)\b",
    re.IGNORECASE,
)
_NEGOTIATING = re.compile(r"\b(?:delegat\w+|negotiat\w+|talks|leaders?|ministers?|officials?|envoys?|rebels?)\b", re.IGNORECASE)


def _is_journey_to_talks(corridor: Corridor, venues: Sequence[Venue]) -> bool:
    """ "The rebels left Bouake for Accra", where they are to negotiate."""
    told = [e.sentence for e in corridor.evidence]
    if corridor.name or not corridor.origins or any(map(_IN_NEED.search, told)) or not all(map(_NEGOTIATING.search, told)):
        return False
    met = {v.place.id for v in venues if v.place is not None}
    return bool(corridor.destinations) and all(s.place is not None and s.place.id in met for s in corridor.destinations)


def _keys(stops: tuple[Stop, ...]) -> frozenset[str]:
    return frozenset(s.place.id if s.place else s.name.casefold() for s in stops)


def _add_corridor(known: list[Corridor], new: Corridor) -> None:
    for at, old in enumerate(known):
        if old.evidence and new.evidence and old.evidence[0].source == new.evidence[0].source:
            continue  # one document's corridors are merged already
        same_ends = (
            _keys(old.origins) == _keys(new.origins)
            and _keys(old.destinations) == _keys(new.destinations)
            and (old.origins or old.destinations)
        )
        if same_ends or (old.name and new.name and is_same_name(old.name, new.name)):
            known[at] = _joined(old, new)
            return
    known.append(new)


def _joined(old: Corridor, new: Corridor) -> Corridor:
    """Two documents' word on one corridor; the later day's status holds, the later document's where no day is given."""
    days = [max((s.when.start for s in c.history if s.when), default=None) for c in (old, new)]
    newest = old if days[0] and days[1] and days[0] > days[1] else new

    def actors(name: str) -> tuple[Actor, ...]:
        both: tuple[Actor, ...] = (*getattr(old, name), *getattr(new, name))
        return tuple({a.name: a for a in both}.values())

    return replace(
        old,
        status=newest.status,
        via=old.via or new.via,
        name=old.name or new.name,
        when=newest.when or old.when or new.when,
        mode=old.mode or new.mode,
        people=newest.people or old.people or new.people,
        two_way=old.two_way or new.two_way,
        history=old.history + new.history,
        evidence=old.evidence + new.evidence,
        fields=old.fields + new.fields,
        proposed_by=actors("proposed_by"),
        rejected_by=actors("rejected_by"),
        agreed_by=actors("agreed_by"),
    )


def _add_venue(known: list[Venue], new: Venue) -> None:
    for at, old in enumerate(known):
        same_place = (old.place is not None and new.place is not None and old.place.id == new.place.id) or bool(
            old.border and old.border == new.border
        )
        if same_place and old.round == new.round and old.status is new.status and old.event == new.event:
            known[at] = replace(
                old,
                evidence=old.evidence + new.evidence,
                when=old.when or new.when,
                parties=old.parties or new.parties,
                site=old.site or new.site,
            )
            return
    known.append(new)
