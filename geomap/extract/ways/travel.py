"""People and vehicles on their way: whether they go anywhere, and how the places of their journeys belong together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from gazetteer.model import Kind
from geomap.extract.lexicon import cue
from geomap.extract.meaning.judgements import MOTION, Theme
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Mood, Proposition
from geomap.extract.syntax.verbs import Act
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.paths import Path
from geomap.extract.ways.relevance import goes_somewhere, only_waits
from geomap.extract.ways.roles import Role, Step
from geomap.extract.within import lies_in

__all__ = [
    "beside",
    "by_journey",
    "carries_them",
    "goes_on",
    "is_arrival",
    "is_borne",
    "is_flight",
    "is_on_people",
    "is_tentative",
    "leading",
    "named_in",
    "out_again",
    "says_more",
    "tells_of_flight",
    "tells_which",
    "theme_of",
    "with_stations",
]

_PASSED = (" pass", " bridge")
_ROADS = (" corridor", " road", " highway", " street")
# without a word of war or need near, only these tell of people who had to go, or of aid
_FLIGHT = re.compile(
    r"(?<!\S)(?:left|leave|fled|flee\w*|cross\w*|escap\w*|evacuat\w*|stream\w*|pour\w*|got out|made it|able to|managed to|allowed"
    r"|reach\w*|ferried|buss?ed|airlifted|carry\w*|carried|convoys?|turned back|set out|set off|wad\w+|trekk\w*|transferred|displaced"
    r"|rode|riding|took|brought|flew|abandoned|slipp\w+|boarded|pull\w* out|withdr\w+)(?!\S)"
)
_OR = re.compile(r"(?<!\S)or(?!\S)")
_ERRAND = re.compile(
    r"(?<!\S)to (?:mark|sell|buy|study|visit|play|teach|see|celebrate|compete|perform|work|protest|demand|attend|watch|shop|raise)(?!\S)"
)
_STUCK = re.compile(r"(?<!\S)(?:stuck|stranded|blocked|held up|halted|stopped|turned back)(?!\S)")
_OUT = ("out of", "from")
_ARMED = frozenset(["fighters", "rebels", "militants", "gunmen", "insurgents"])


def is_arrival(code: str, anchor: Anchor) -> bool:
    """ "The arrival in B of families from A was confirmed": told without a verb of motion, it has happened."""
    return anchor.sort is Sort.EVACUATION and code.startswith("arrival", anchor.start)


def is_on_people(proposition: Proposition, anchor: Anchor) -> bool:
    """ "Carrying a hundred Libyans who had been trapped in Benghazi": where they come from."""
    return proposition.link is Link.RELATIVE and anchor.sort is Sort.PEOPLE


_LAID = re.compile(
    r"(?<!\S)(?:re-?)?open(?:ed|ing|s)? (?:up )?(?:(?!for|to|in)\S+ ){0,3}?(?:routes?|corridors?|roads?|ways?|passages?|exits?)(?!\S)"
)


def is_flight(found: list[Step], proposition: Proposition, sentence: str) -> bool:
    """Whether people run away on their own, by no road that anybody laid: not "fled to Lashio since the army opened a route"."""
    flees = any(g.verb.base == "flee" and g.mood is Mood.REAL for g in proposition.groups)
    return flees and not any(s.role in (Role.VIA, Role.CHAIN, Role.BETWEEN) for s in found) and not _LAID.search(sentence)


_ON_BOARD = re.compile(
    r"(?<!\S)(?:on board|aboard|by|in|on) (?:(?:a|an|the|about|around|some|at least|more than|several|dozens of|green|white|government"
    r"|evacuation|special|\d\S*|two|three|four|five|six|seven|eight|nine|ten) )*"
    r"(?:bus|buses|coach|coaches|minibuses|trains?|trucks|ambulances|convoys?|helicopters?|ferry|ferries|ships?|boats?)(?!\S)"
    r"|(?<!\S)(?:bus|buses|coach|coaches|trains?|trucks|lorries|ambulances|convoys?|vehicles|cars|helicopters?|ferry|ferries|ships?|boats?"
    r"|planes?) (?:that (?:was |were )?)?(?:carry|carried|transport|evacuat|ferr|taking|bringing|convey|contain|packed|filled|full|crammed"
    r"|loaded|with(?!\S))\S*"
    r"(?: with| of| out)?(?: \S+){0,4} (?:people|civilians|residents|families|evacuees|refugees|fighters|rebels|wounded|patients|women"
    r"|children|students|nationals|villagers|citizens|foreigners|injured)(?!\S)"  # "buses carrying civilians left Homs"
)


def _by_themselves(anchor: Anchor, found: list[Step], proposition: Proposition, code: str) -> bool:
    """People who leave or come by themselves: a way where the text says both where from and where to."""
    if _ON_BOARD.search(code):
        return False
    between = any(s.role in (Role.VIA, Role.CHAIN, Role.BETWEEN) for s in found)
    return anchor.sort is Sort.PEOPLE and not between and not any(g.act in (Act.CARRY, Act.ALLOW, Act.ABLE) for g in proposition.groups)


def _taken_out(anchor: Anchor, here: list[Anchor], found: list[Step], proposition: Proposition, code: str) -> bool:
    """ "To bring refugees out of Srebrenica", "left Homs on board buses": an evacuation, whether or not it is said where to."""
    on_board = _ON_BOARD.search(code) is not None
    acts = (Act.CARRY, Act.ALLOW, Act.LEAVE) if on_board else (Act.CARRY, Act.ALLOW)
    if (
        not any(a.sort is Sort.PEOPLE for a in here)
        or anchor.weak
        or not any(g.act in acts and g.verb.base != "drive" for g in proposition.groups)
    ):
        return False  # "the militia was driven out of Mosul"
    return any(
        s.role is Role.FROM
        and (on_board or s.governor.startswith(_OUT))
        and any(m.place is None or m.place.kind is not Kind.COUNTRY for m in s.places.members)
        for s in found
    )


def tells_of_flight(code: str) -> bool:
    """Whether a clause tells of people who had to go, or of aid, by its own words: not "to visit relatives"."""
    return _FLIGHT.search(code) is not None and _ERRAND.search(code) is None


def is_borne(proposition: Proposition, found: Sequence[Step], made: Sequence[Path], code: str) -> bool:
    """ "Will fly citizens out of A to B", "lorries with sorghum crossed from A": somebody takes them, and both ends are told."""
    told = any(s.role in (Role.FROM, Role.TO) for s in found)  # not "Kharkiv - Warsaw: 12 trains, delivered"
    if not told or _ERRAND.search(code) or not any(p.origins and p.destinations for p in made):
        return False
    return any(g.act is Act.CARRY or g.verb.base == "fly" for g in proposition.groups) or cue("corridor.goods").search(code) is not None


def carries_them(part: Phrases, proposition: Proposition) -> bool:
    """ "The Red Cross is escorting them from Goma to Kinshasa"."""
    return any(
        g.act in (Act.CARRY, Act.ALLOW) and g.last + 1 < len(part.tokens) and part.tokens[g.last + 1].code in {"them", "him", "her"}
        for g in proposition.groups
    )


def by_journey(found: list[Step], part: Phrases, proposition: Proposition) -> list[list[Step]]:
    """The steps of each verb of motion apart where one would repeat another's: "to take people to Kyiv and to bring aid into the city"."""
    journeys: list[list[Step]] = [[]]
    for step in found:
        earlier = journeys[-1]
        again = any(s.role is step.role for s in earlier) and step.role in (Role.FROM, Role.TO) and not step.onward
        since = earlier[-1].start if again else step.start
        between = [g for g in proposition.groups if g.act in MOTION and since < part.offsets[g.first] <= step.start]
        either = between and _OR.search(part.code, earlier[-1].end, step.start) is not None
        if between and not either and step.role is Role.TO and all(g.passive and not g.finite for g in between):
            step = replace(step, onward=True)  # "were evacuated to Turkey, flown to Beirut and driven to Damascus"
        elif between:
            # "driven from A to B, or try to reach C"
            journeys.append([s for s in earlier if s.role is Role.FROM] if either else [])
        journeys[-1].append(step)
    return journeys


def with_stations(found: list[Step], part: Phrases, proposition: Proposition) -> list[Step]:
    """ "A ship carrying grain to Ethiopia has reached Djibouti": where it got is on its way, unless it lies in where it was to go."""
    arrived = next((g for g in proposition.groups if g.act is Act.ARRIVE and not (g.negated or g.gerund)), None)
    if arrived is None:
        return found
    begins = part.offsets[arrived.first]
    goals = [s for s in found if s.role is Role.TO and s.end <= begins]
    reached = [s for s in found if s.role is Role.TO and s.start >= begins]
    if not goals or not reached or _OR.search(part.code, goals[-1].end, begins):
        return found  # "go to Golo, or try to reach Chad"
    wide = [m.place for s in goals for m in s.places.members if m.place is not None]
    near = [m.place for s in reached for m in s.places.members if m.place is not None]
    unknown = bool(wide) and not near and all(w.kind in (Kind.COUNTRY, Kind.REGION) for w in wide)  # "the convoy to Bosnia reached Cerska"
    if unknown or any(lies_in(n, w) for n in near for w in wide):
        return [s for s in found if s not in goals]
    return [replace(s, role=Role.VIA) if s in reached else s for s in found]


def out_again(made: list[Path], code: str) -> list[Path]:
    """ "To drive into the town with food and to carry people out to Tuzla": out of where they drove in."""
    both_end = len(made) == 2 and not made[0].origins and not made[1].origins and made[1].destinations
    if both_end and " out to " in code[made[0].end : made[1].end]:
        return [replace(made[1], origins=made[0].destinations)]
    return made


def theme_of(part: Phrases, here: list[Anchor], anchor: Anchor) -> Theme:
    """The tokens that name the way or those who take it; a verb form among them ("evacuated") speaks for itself."""
    # "fighters have stopped the lorries": they bar the way and do not go it
    going = [a for a in here if a is anchor or part.code[a.start : a.end] not in _ARMED]
    tokens = {i for a in going for i in range(part.index(a.start), part.index(max(a.start, a.end - 1)) + 1)}
    travellers = any(a.sort.travels for a in going) or anchor.sort.travels
    return Theme(tuple(sorted(tokens)), travellers)


def leading(anchors: list[Anchor]) -> Anchor | None:
    """The anchor that says most: a named way before "civilians" on it, the road before the bridge it leads over."""
    order = (Sort.NAMED, Sort.WAY, Sort.BARE, Sort.EVACUATION, Sort.CONVOY, Sort.PEOPLE)

    roads = [a for a in anchors if a.name is None or not a.name.lower().endswith(_PASSED)]
    passed = min((a.start for a in anchors if a not in roads), default=0)  # not "blocked the A bridge with tankers across the road"
    if any(a.start < passed and (a.sort in (Sort.WAY, Sort.BARE) or (a.name or "").lower().endswith(_ROADS)) for a in roads):
        anchors = roads
    return min(anchors, key=lambda a: (order.index(a.sort), a.start), default=None)


def goes_on(part: Phrases, proposition: Proposition, anchor: Anchor, *, own: bool) -> bool:
    """Whether a clause without a subject is of those just told of: "and reached Sumy", not "and sent a convoy to Sumy"."""
    if not proposition.elliptic or not anchor.sort.travels:
        return False
    return not own or anchor.definite or not any(g.finite and part.offsets[g.first] < anchor.start for g in proposition.groups)


def tells_which(anchors: list[Anchor], anchor: Anchor) -> bool:
    """ "The new corridor will run along Salah al-Din Street": names the way told of before."""
    return anchor.sort is Sort.NAMED and any(a.sort in (Sort.WAY, Sort.BARE) and a.definite and a.start < anchor.start for a in anchors)


def named_in(anchors: list[Anchor], proposition: Proposition, phrases: Phrases) -> list[Anchor]:
    """The anchors among a proposition's own words."""
    return [a for a in anchors if proposition.holds(phrases.index(a.start))]


def beside(anchors: list[Anchor], anchor: Anchor) -> list[Anchor]:
    """The named ways that are told in one breath with ``anchor``: "the Rafah and Kerem Shalom crossings"."""
    if anchor.sort is not Sort.NAMED:
        return []
    later = [a for a in anchors if a.sort is Sort.NAMED and a is not anchor and a.start >= anchor.start]
    return list(itertools.takewhile(lambda a: a.beside, later))


def says_more(one: Anchor, other: Anchor) -> bool:
    return other.sort.travels and not one.sort.travels


def is_tentative(
    code: str, proposition: Proposition, anchor: Anchor, here: list[Anchor], found: list[Step], *, own: bool, known: bool
) -> bool:
    """Whether people or lorries go somewhere only if the text goes on to say where to, or by which road."""
    if not anchor.sort.travels:
        return False
    if own and only_waits(found):
        return True
    if code[anchor.start : anchor.end] == "evacuees" and any(s.role is Role.FROM for s in found) and _STUCK.search(code, anchor.end):
        return False  # "evacuees from Homs are stuck at a checkpoint": they are on their way
    alone = anchor.sort is Sort.PEOPLE and _by_themselves(anchor, found, proposition, code)
    somewhere = goes_somewhere(found, anchor, code) or _taken_out(anchor, here, found, proposition, code)
    return not somewhere and (alone or (own and not known))
