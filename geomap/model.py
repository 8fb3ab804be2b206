"""The values that flow from text to map. Frozen; a span always slices ``document.text`` to what it names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from gazetteer.model import Place

__all__ = ["Actor", "Candidate", "Corridor", "CorridorKind", "Document", "Evidence", "Findings", "Label", "Mention",
           "Parsed", "PlaceFinding", "Resolution", "Statement", "Status", "Stop", "Venue", "VenueStatus", "When"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known about it. ``name`` is the file name or URL as the user gave it, for citations."""

    text: str
    name: str = ""
    title: str | None = None
    published: dt.date | None = None
    language: str | None = None      # BCP 47


class Label(StrEnum):
    """What a mention is; only PLACE (and DEMONYM on request) becomes a pin."""

    PLACE = "place"
    ACTOR = "actor"                  # metonym: "Kyiv rejects"
    DEMONYM = "demonym"
    ORGANISATION = "organisation"    # the name is part of an organisation's: "Bank of England"
    PERSON = "person"
    OTHER = "other"                  # a common word, a product, a blocked name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a mention might mean, its score (unitless; higher is better) and the reasons in words."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which place a mention means; ``place`` is None where none was good enough. Candidates best first."""

    place: Place | None
    confidence: float = 0.0          # 0..1
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a place, or looks as if it did, with its label and why."""

    start: int
    end: int                         # document.text[start:end] == text
    text: str
    label: Label = Label.PLACE
    reasons: tuple[str, ...] = ()
    resolution: Resolution | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def place(self) -> Place | None:
        return self.resolution.place if self.resolution else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and its mentions in text order, never overlapping."""

    document: Document
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say so: a span of a document, the sentence it stands in, and the document's name."""

    start: int
    end: int
    sentence: str
    source: str = ""                 # Document.name
    rule: str = ""                   # which rule found it, for ``geomap explain``


@dataclass(frozen=True, slots=True)
class When:
    """A date or a span of days, and the words it came from."""

    start: dt.date
    end: dt.date | None = None       # None: one day
    text: str = ""
    open_ended: bool = False         # "from Tuesday"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who says or does: shown name ("Russia"), country code where it is one, the words used ("Medinsky")."""

    name: str
    country: str | None = None       # ISO 3166-1 alpha-2
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """An end or a way station of a corridor: the name as written and the place, None where not resolved."""

    name: str
    place: Place | None = None
    evidence: Evidence | None = None


class CorridorKind(StrEnum):
    HUMANITARIAN = "humanitarian corridor"
    EVACUATION = "evacuation route"
    AID = "aid route"                # convoys in, both ways
    GREEN = "green corridor"
    SAFE_PASSAGE = "safe passage"
    CROSSING = "crossing"


class Status(StrEnum):
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    OPERATIONAL = "operational"
    REJECTED = "rejected"
    FAILED = "failed"
    BLOCKED = "blocked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said about a corridor: a status, who brought it about, when, in which words.

    ``according_to``: who says so, where the text leaves that to one side: "Ukraine accused Russia of shelling the route".
    """

    status: Status
    by: tuple[Actor, ...] = ()       # several where they did it together
    when: When | None = None
    evidence: Evidence | None = None
    conditional: bool = False        # "would be opened if": never raises the corridor's status
    note: str = ""                   # "for the second day", "shelled"
    according_to: Actor | None = None


@dataclass(frozen=True, slots=True)
class Corridor:
    """A way out (or in), as far as the text says it. What the text leaves open stays empty.

    ``paired`` False: several origins and several destinations, and the text does not say which leads where.
    ``history`` is in text order; ``status`` is what holds at its end.
    """

    id: str
    status: Status
    origins: tuple[Stop, ...] = ()
    destinations: tuple[Stop, ...] = ()
    via: tuple[Stop, ...] = ()       # in order of travel
    paired: bool = True
    two_way: bool = False
    kind: CorridorKind = CorridorKind.HUMANITARIAN
    name: str | None = None          # "Lachin corridor"
    proposed_by: tuple[Actor, ...] = ()
    rejected_by: tuple[Actor, ...] = ()
    agreed_by: tuple[Actor, ...] = ()
    when: When | None = None         # the day it is for
    mode: str | None = None          # "bus", "rail", "on foot"
    people: int | None = None
    history: tuple[Statement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    fields: tuple[tuple[str, Evidence], ...] = ()    # field name -> the words for it
    note: str = ""                   # free words from a story file

    @property
    def is_pieced(self) -> bool:
        """Whether no one sentence names both ends: where it begins and where it leads were put together from several."""
        told = [{end for end, stops in enumerate((self.origins, self.destinations)) if any(s.name in e.sentence for s in stops)}
                for e in self.evidence]
        return bool(self.origins and self.destinations and told) and not any(len(ends) == 2 for ends in told)


class VenueStatus(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    PROPOSED = "proposed"            # offered, not (yet) used
    PAST = "past"                    # an earlier meeting the text refers back to


@dataclass(frozen=True, slots=True)
class Venue:
    """Where talks were, are or will be held. ``place.kind`` tells how precisely it is known."""

    id: str
    event: str                       # "third round of talks"
    place: Place | None
    name: str                        # as written: "Brest region of western Belarus"
    status: VenueStatus = VenueStatus.HELD
    round: int | None = None
    parties: tuple[Actor, ...] = ()
    when: When | None = None
    site: str | None = None          # "Dolmabahçe Palace"
    border: tuple[Place, ...] = ()   # the two countries, where it is "on the border of A and B"
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFinding:
    """A place the text names, how often, and the sentences."""

    place: Place
    count: int = 1
    evidence: tuple[Evidence, ...] = ()
    label: str | None = None         # a story file's own wording


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one or more documents: the data behind every map and the content of a story file."""

    title: str = ""
    deck: str = ""
    date: dt.date | None = None
    venues: tuple[Venue, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    places: tuple[PlaceFinding, ...] = ()
    sources: tuple[str, ...] = ()    # names of the documents, for the footer
    notes: tuple[str, ...] = field(default=())       # what a reader must be told, in words
    language: str = "en"
