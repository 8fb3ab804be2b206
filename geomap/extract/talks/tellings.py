"""What one sentence tells of a venue, with what its verbs make of that beside what other sentences tell."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.extract.talks.cues import Cue, phrase_begin
from geomap.extract.talks.grammar import Grammar
from geomap.extract.talks.looking_back import is_told_after
from geomap.extract.talks.naming import is_only_named, is_taken_up_again
from geomap.extract.talks.occasion import is_asserted, is_over, is_perfect
from geomap.extract.talks.siting import Siting
from geomap.model import Venue, VenueStatus

__all__ = ["Telling", "telling_of"]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence says of a venue; ``firm`` where a verb tells of the meeting and it is not only named, ``sequel`` where
    it is another one than the last ("the next round")."""

    venue: Venue
    firm: bool = True
    sequel: bool = False
    perfect: bool = False  # "has met": where another meeting is the news, one of before
    over: bool = False  # "broke down", on no day that is told: likewise
    before: bool = False  # "agreed to go on in A after talks in B": likewise
    mention: bool = False  # "ahead of the A talks": only named, as that meeting in A which the text tells of elsewhere


def telling_of(grammar: Grammar, siting: Siting, venue: Venue, *, gone: bool = False) -> Telling:
    """The telling of a siting; ``gone``: its meeting has been told of as one that went before."""
    cue = siting.cue
    travels = siting.rule.startswith("travelled")
    joins = cue is not None and cue.definite and venue.status is VenueStatus.PLANNED and travels
    told = travels or siting.status is not None or cue is None or is_asserted(grammar, cue)
    firm = cue is None or (not cue.arrival and not joins and told)
    perfect = cue is not None and venue.when is None and is_perfect(grammar, cue)
    again = cue is not None and venue.status is VenueStatus.PLANNED and is_taken_up_again(grammar, cue)
    over = cue is not None and venue.when is None and is_over(grammar, cue)
    before = gone or (cue is not None and is_told_after(grammar, cue))
    ahead = venue.status in (VenueStatus.PROPOSED, VenueStatus.PLANNED)
    offered = venue.status is VenueStatus.PROPOSED and siting.rule.startswith("talks moved")
    anew = cue is not None and venue.status is VenueStatus.PLANNED and _is_new(grammar, cue)
    sequel = cue is not None and (cue.next or anew or again or offered or (ahead and (cue.number or 0) > 1))
    return Telling(venue, firm, sequel, perfect, over, before, is_only_named(grammar, siting, venue.status))


def _is_new(grammar: Grammar, cue: Cue) -> bool:
    """ "A new informal meeting will be held in A"."""
    return bool({"new", "fresh"} & set(grammar.codes[phrase_begin(grammar, cue.first) : cue.first]))
