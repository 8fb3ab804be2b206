"""Which places and which clauses belong to a way at all: the rest only say where somebody speaks, fights or waits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazetteer.model import Kind
from geomap.extract.lexicon import words
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.verbs import Act, is_verb, states
from geomap.extract.ways.anchors import Anchor, Sort
from geomap.extract.ways.named_ways import is_told_beside, names_strip
from geomap.extract.ways.roles import Role, Step
from geomap.extract.ways.trapped import ends_in_people
from geomap.model import CorridorKind

__all__ = [
    "another_act",
    "another_way",
    "goes_somewhere",
    "is_beside",
    "is_elliptic",
    "is_gone_along",
    "only_waits",
    "relevant",
]

_FAR_NOUN = re.compile(
    r"(?<!\S)(?:officials?|offices?|spokes\w+|talks|meetings?|negotiations|government|forces|troops|fighting|war"
    r"|attacks?|correspondents?|reporters|strikes?|"
    r"ambassador|conference|hospital|killed|wounded|shelling|bombing|situation|crisis|ceasefire|diplomats?|president"
    r"|minister|said|rounds?|clashes|battles?)"
    r"(?: (?:in|at|near|around|for|of|on|inside|outside))$"
)
_WAITING = re.compile(r"(?:stood|wait\w+|lined up|massed|parked|queu\w+) (?:at|in)$")
_NEGOTIATED = re.compile(
    r"(?<!\S)(?:negotiat\w+|discuss\w+|broker\w+|rais\w+|(?:talk|sp[eo]ak|spoke)\w* (?:about|of))"
    r" (?:the|an?|their|its) evacuations?(?:(?: of(?: \S+){1,4}?)? with(?: \S+){1,6}?)? in(?!\S)"
)
_OF_ARMED = re.compile(
    r"(?<!\S)(?:militias?|troops|forces|soldiers|gunmen|units?|brigades?|warplanes|settlers|officials?|reporters?|diplomats?)$"
)
_AGENT = re.compile(r"(?<!\S)by (?:the )?[@%]\d+(?: \S+){0,2}$")  # "evacuated by United Nations forces from Srebrenica"
_ROAD = re.compile(r"road|highway|track")
_BESIDE = frozenset(["near", "around", "outside"])
_SPEAKING = re.compile(r"(?<!\S)(?:said|told|met|held|talks|officials?|reporters|who|with (?:the )?[@%]\d+)(?!\S)")
_STUCK = re.compile(r"stuck|strand|trap|besieg|based")
_TURNED = re.compile(
    r"(?<!\S)(?:(?:turn|turned|turning|forced|sent|pushed|driven) (?:\S+ )?(?:back|round|around)"
    r"|(?:forced|had|has|have|obliged|ordered|compelled|told) to (?:return|go back|head back|drive back|sail back|retreat)(?: back)?)$"
)
_DIVERTED = re.compile(r"(?<!\S)(?:return|returned|diverted|re-?routed|redirected|towed)(?: (?:back|instead))?$")
_BOUND = re.compile(r"bound|destined|head|on (?:its|their) way|en route")
_CROSSING_BEFORE = re.compile(r"(?<!\S)(?:crossings?|gate|terminal|(?:border|crossing) points?)$")
_HEADING = re.compile(r" (?:corridors?|routes?|roads?|axis) :")


def relevant(
    found: list[Step], phrases: Phrases, anchor: Anchor | None, start: int, here: Sequence[Anchor] = (), meant: Anchor | None = None
) -> list[Step]:
    """The steps that belong to the way: those that only say where somebody speaks or fights are left out.

    ``here``: all ways that the proposition names; ``meant``: the one it goes on about.
    """
    kept: list[Step] = []
    for step in found:
        other = step.role in (Role.NAME, Role.CHAIN) and is_told_beside(phrases.code, phrases.code.rfind("§", 0, step.end), anchor)
        if other or _is_strip(phrases.code, step):
            continue
        if step.role is Role.NAME and any(a is not anchor and _is_called_by(phrases.code, step, a) for a in here if anchor is not None):
            continue  # "aid over the A road, in return for goods along the B road"
        if anchor is not None and anchor.sort is Sort.NAMED and not _is_pair(step, anchor) and _is_of_name(phrases.code, step, anchor):
            continue
        if step.role is Role.AT:
            beside = anchor is None or _OFFER.search(phrases.code, anchor.start, anchor.end) is not None
            beside = beside or anchor is None or _is_scene(phrases.code, step, anchor, start, kept) or _is_of_country(step, anchor, found)
        else:
            beside = _is_diverted(phrases.code, step, found, start) or _says_where(phrases.code, step, found, start)
            beside = beside or _leads_nowhere(phrases.code, step, anchor or meant, start, alone=len(found) == 1)
            at_crossing = step.governor.endswith(" with") and "border" not in step.governor  # out by "the crossing with Israel"
            across = at_crossing and any(a.sort is Sort.PEOPLE for a in here)
            beside = beside or across or _is_unreached(phrases.code, step, start) or _is_drive_home(phrases.code, anchor or meant, found)
        if not beside:
            kept.append(step)
    if anchor is None or anchor.sort.travels or (anchor.sort is Sort.NAMED and is_gone_along(anchor, phrases.code)):
        return kept
    # "flew into Sarajevo and called for a corridor from Split to Sarajevo"
    after = {s.role for s in kept if s.start >= anchor.end}
    if not after - {Role.AT}:
        return kept
    return [s for s in kept if s.end > anchor.start or s.role not in after or s.role in (Role.NAME, Role.CHAIN, Role.AT)]


def _is_strip(code: str, step: Step) -> bool:
    """ "Left the Netzarim corridor": land that an army holds, where nobody comes from or goes to."""
    names = [m.mention.text for m in step.places.members]
    return code.startswith((" corridor", '" corridor'), step.end) and any(map(names_strip, names))


_OFFER = re.compile(r"(?<!\S)(?:offer|proposal|plan|idea|initiative|request|move)s?$")  # "the plan was settled in Bern": not out of it
_UNREACHED = re.compile(r"(?<!\S)without(?: (?:having|being|managing|managed|able|ever|to|get|getting|got|going|coming)){0,6}$")
_WENT_BACK = re.compile(r"(?<!\S)return(?:s|ed|ing)?$")
_LORRIES_BACK = re.compile(
    r"(?:\S+ )*?(?:trucks|lorries|tankers) (?:(?:have|had|also|then|later|since) )*"
    r"(?:returned|returning|(?:went|came|come|gone|drove) back)(?!\S)(?!.*(?<!\S)(?:with|carrying|bringing)(?!\S))"
)


def _is_drive_home(code: str, anchor: Anchor | None, found: list[Step]) -> bool:
    """ "Nine aid trucks returned to Goma from Bukavu": unloaded, for aid that was sent is not told of as going back."""
    if anchor is None or anchor.sort is not Sort.CONVOY or not {Role.FROM, Role.TO} <= {s.role for s in found}:
        return False
    if any(m.place is not None and m.place.kind is not Kind.CITY for s in found for m in s.places.members):
        return False  # "aid trucks returned to Gaza from Egypt": once more, and laden
    return _LORRIES_BACK.match(code, anchor.start) is not None


def _is_unreached(code: str, step: Step, start: int) -> bool:
    """ "Without having managed to get to Tuzla": an end not reached."""
    return step.role in (Role.TO, Role.VIA) and _UNREACHED.search(_head(code, step, start)) is not None


_ALONG = re.compile(r"(?<!\S)(?:through|via|along|by|over|across|using|on)(?: (?:the|a|an|its|this|that|same|so-called|%\d+|§\d+ 's))*$")


def is_gone_along(anchor: Anchor, code: str) -> bool:
    """ "Through the Lachin corridor": the way is told of as one gone along."""
    return _ALONG.search(code[max(0, anchor.start - 50) : anchor.start].rstrip()) is not None


def _is_pair(step: Step, anchor: Anchor) -> bool:
    """ "The Lysychansk–Bakhmut highway": the name says both ends; not "the Berdzor-Lachin corridor", two names of one."""
    return step.role is Role.CHAIN and len(step.places.members) == 2 and re.search(r"[-–]", anchor.name or "") is not None


def _is_called_by(code: str, step: Step, way: Anchor) -> bool:
    """Whether a place is only the name of a way: "in parallel with the Aghdam route"."""
    bare = way.sort in (Sort.WAY, Sort.BARE) and 0 <= way.start - step.end <= 1 and _BESIDE_IT.search(code[: step.start + 1]) is not None
    return bare or (way.name is not None and _is_of_name(code, step, way))


_BESIDE_IT = re.compile(r"(?<!\S)(?:with|besides?|alongside|like|unlike|than) (?:the )?\S?$")


def _is_of_name(code: str, step: Step, anchor: Anchor) -> bool:
    """Whether a place belongs to the proper name of a way: "the Lachin corridor", "the Lachin corridor near Shusha"."""
    if anchor.start <= code.rfind("§", 0, step.end) < anchor.end:
        return True
    return (step.role is Role.AT and step.start >= anchor.end) or (step.role is Role.NAME and step.start < anchor.end)


def _is_scene(code: str, step: Step, anchor: Anchor, start: int, kept: list[Step]) -> bool:
    """ "In Paris, the president called the offer ...": where somebody spoke, or a place too far from the way's own words."""
    if anchor.sort.travels or _FAR_NOUN.search(f"{_head(code, step, start)} {step.governor}"):
        return True
    if anchor.sort is Sort.BARE and step.governor == "in" and _ROAD.fullmatch(code, anchor.start, anchor.end):
        return True  # "blocking the road in Kuma"
    if anchor.sort is Sort.EVACUATION and (_NEGOTIATED.search(code) or step.governor in _BESIDE):
        return True  # "had negotiated the evacuation in Konjević Polje", "an evacuation near Idlib"
    if step.start < anchor.end:
        return step.start > start + 2 or re.search(r"[@§%]\d+|(?:\S+ ){9}", code[step.end : anchor.start]) is not None
    between = code[anchor.end : step.start].split()
    return len(between) > 9 or _SPEAKING.search(" ".join(between)) is not None or any(k.role is not Role.AT for k in kept)


def is_beside(found: list[Step], anchor: Anchor) -> bool:
    """ "The evacuation of the villages near Idlib": of none of the places that the text can name."""
    return anchor.sort is Sort.EVACUATION and bool(found) and all(s.role is Role.AT and s.governor in _BESIDE for s in found)


def _is_of_country(step: Step, anchor: Anchor, found: list[Step]) -> bool:
    """ "the evacuations in Syria": a whole country is no place to set out from where the text has a better one."""
    return (len(found) > 1 or anchor.sort is Sort.EVACUATION) and all(
        m.place is not None and m.place.kind is Kind.COUNTRY for m in step.places.members
    )


def _leads_nowhere(code: str, step: Step, anchor: Anchor | None, start: int, *, alone: bool) -> bool:
    """Whether "from", "to" or "between" tell of no way that is gone."""
    head = _head(code, step, start)
    if step.role is Role.FROM:
        of_armed = step.governor == "from" and _OF_ARMED.search(head) and not _AGENT.search(head)  # "militias from Tarhuna"
        if of_armed or _KEPT_AWAY.search(f"{head} {step.governor}"):
            return True
        # "convoys are stuck in Semera", not "took the families trapped in Homs to Idlib"
        stuck = _STUCK.match(step.governor) is not None and not ends_in_people(head)
        return stuck and (anchor is None or anchor.sort is Sort.CONVOY)
    if step.role is Role.TO and step.governor != "from":
        # "had to turn back to Stepanakert", "is returning to Belgrade without having got to Tuzla"
        undone = _WENT_BACK.search(head) is not None and " without " in code[step.end :]
        return undone or _TURNED.search(head) is not None
    if step.role is Role.BETWEEN:  # "flown between Sanaa, Aden and Marib"
        several = len(step.places.members) > 2  # "the main crossing between Israel, Egypt and Gaza"
        return several and anchor is not None and (anchor.sort.travels or anchor.sort is Sort.NAMED)
    if step.role is Role.NAME:  # "Afar corridor: a convoy arrived from Semera"
        return not alone and _HEADING.match(code, step.end) is not None
    return step.role is Role.CHAIN and anchor is not None and (_is_dispute(code, step) or not (step.governor or _is_near(step, anchor)))


def _is_diverted(code: str, step: Step, found: list[Step], start: int) -> bool:
    """ "A flight bound for Mekelle returned to Addis Ababa": the aid did not go where it ended up."""
    if step.role is not Role.TO or not _DIVERTED.search(_head(code, step, start)):
        return False
    return any(s.role is Role.TO and s.end < step.start and _BOUND.match(s.governor) for s in found)


def _says_where(code: str, step: Step, found: list[Step], start: int) -> bool:
    """ "Lorries from Egypt entered through the crossing between Gaza and Israel": only where the crossing lies."""
    if step.role is not Role.BETWEEN:
        return False
    roles = {s.role for s in found if s.end <= step.start}
    if {Role.FROM, Role.TO} <= roles and not _COORDINATED.search(code[: step.start].rstrip()):
        return True  # "blocked the road from A to B between the villages of C and D": the stretch
    return _CROSSING_BEFORE.search(_head(code, step, start)) is not None and any(s.role is Role.FROM for s in found)


_KEPT_AWAY = re.compile(r"(?<!\S)(?:(?:turned|waved|kept) (?:away|back|out)|barred|banned) from$")  # "turned away from the airport"
_COORDINATED = re.compile(r"(?<!\S)(?:and|or|as well as|,)(?: (?:the|a|an))?(?: \S+){0,2}$")  # "from A to B and flights between C and D"


def _head(code: str, step: Step, start: int) -> str:
    """What stands right before a step, in its own clause."""
    return code[max(start, step.start - 40) : step.start].rstrip()


def _is_dispute(code: str, step: Step) -> bool:
    """ "The Russia-Ukraine war", "Ukraine-Russia talks"."""
    talks = rf" (?:\S+ )?(?:{words('talks.event')}|war|border|conflict|front|relations|peace)(?!\S)"
    return re.match(talks, code[step.end : step.end + 40]) is not None


def _is_near(step: Step, anchor: Anchor) -> bool:
    """A chain of places is a way when it stands beside the word for one."""
    return abs(step.start - anchor.end) < 80 or abs(anchor.start - step.end) < 40


_LORRIES = re.compile(
    r"trucks?|lorr(?:y|ies)|convoys?|ambulances|evacuation (?:trains?|buses)|aid \S+|relief \S+|humanitarian \S+|flotilla"
    r"|(?:\S+ )?deliver(?:y|ies)(?: of .*)?|(?:\d\S* )?(?:tonnes|sacks|tins|loads?) of .*|relief|aid|supplies"
)


def goes_somewhere(found: list[Step], anchor: Anchor, code: str) -> bool:
    """Whether people or lorries have both a start and an end that say more than "from one country to another"."""
    if any(s.role in (Role.BETWEEN, Role.CHAIN) for s in found):
        return True
    if anchor.kind is CorridorKind.AID and anchor.sort is Sort.CONVOY and anchor.bound:
        return True  # "an aid convoy for Mekelle was turned back"
    starts = [m for s in found if s.role is Role.FROM for m in s.places.members]
    ends = [m for s in found if s.role is Role.TO for m in s.places.members]
    laden = anchor.sort is Sort.CONVOY and anchor.kind is CorridorKind.AID  # "barges carrying food for Malakal were turned back"
    if ends and not starts and (laden or _LORRIES.fullmatch(code[anchor.start : anchor.end])) and not anchor.weak:
        return True  # "no truck has passed Abala towards Mekelle"
    vague = anchor.kind is not CorridorKind.AID and all(m.place is not None and m.place.kind is Kind.COUNTRY for m in starts + ends)
    return bool(starts and ends) and not vague


def only_waits(found: list[Step]) -> bool:
    """ "Buses were waiting in Zaporizhzhia": where from, perhaps; a way only where the text goes on to say where to."""
    return any(s.role is Role.FROM and _WAITING.match(s.governor) for s in found) and not any(s.role is Role.TO for s in found)


_AND_THE = re.compile(r" ,? ?and (?:the )?")


def another_way(code: str, anchor: Anchor, here: Sequence[Anchor], first: Step) -> bool:
    """ "Along two arteries, the crossing at Adre and the route from Port Sudan": the places are the second way's."""
    if first.end <= anchor.start and _AND_THE.fullmatch(code, first.end, anchor.start):
        return any(a.sort in (Sort.WAY, Sort.BARE) and a.end <= first.start for a in here)  # "the roads from Homs and the Adre crossing"
    ways = [a for a in here if a.sort in (Sort.WAY, Sort.BARE) and anchor.end < a.start < first.start]
    return any(re.search(r"(?<!\S)and (?:the |an? )?(?:\S+ )?$", code[anchor.end : a.start]) for a in ways)


def another_act(code: str, anchor: Anchor, first: Step) -> bool:
    """Whether a second verb stands between a named way and the first place: the places are not the named way's."""
    return (
        first.start > anchor.end
        and re.search(
            r"(?<!\S)and (?:to )?(?:let|allow|send|open|bring|move|deliver|evacuat\w+|permit)(?!\S)", code[anchor.end : first.start]
        )
        is not None
    )


def is_elliptic(clause: str) -> bool:
    """Whether the clause goes on about the same thing: no subject, or a pronoun for it."""
    head = clause.split()[:3]
    if not head:
        return False
    if head[0] in _GOES_ON or is_verb(head, 0, _TOLD_OF_WAYS):
        return True
    return any(act in _TOLD_OF_WAYS and tuple(head[: len(said)]) == said for said, act in states())


_SUBJECTS = frozenset(["it", "they", "both", "this", "these", "which", "that", "neither", "none", "all"])
_GOES_ON = _SUBJECTS | frozenset(["has", "have", "had", "was", "were", "is", "are", "did", "never", "not"]) | frozenset(
    ["then", "later", "soon", "also", "only", "will", "would"]
)
_TOLD_OF_WAYS = frozenset([Act.OPEN, Act.BEGIN, Act.ALLOW, Act.FAIL, Act.CLOSE, Act.BLOCK, Act.REJECT])
