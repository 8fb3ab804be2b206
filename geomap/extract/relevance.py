"""Which places and which clauses belong to a way at all: the rest only say where somebody speaks, fights or waits."""

from __future__ import annotations

import re

from gazetteer.model import Kind
from geomap.extract.anchors import Anchor, Sort
from geomap.extract.lexicon import cue, words
from geomap.extract.phrases import Phrases
from geomap.extract.roles import Role, Step
from geomap.model import CorridorKind

__all__ = ["another_act", "goes_somewhere", "is_elliptic", "moves", "only_waits", "relevant"]

_FAR_NOUN = re.compile(
    r"(?<!\S)(?:officials?|offices?|spokes\w+|talks|meetings?|negotiations|government|forces|troops|fighting|war"
    r"|attacks?|correspondents?|reporters|strikes?|"
    r"ambassador|conference|hospital|killed|wounded|shelling|bombing|situation|crisis|ceasefire|diplomats?|president"
    r"|minister|said|rounds?|clashes|battles?)"
    r"(?: (?:in|at|near|around|for|of|on|inside|outside))$"
)


_WAITING = re.compile(r"(?:stood|wait\w+|lined up|massed|parked|queu\w+) (?:at|in)$")


_NEGOTIATED = re.compile(r"(?<!\S)(?:negotiat\w+|discuss\w+|broker\w+) (?:the|an?|their|its) evacuations? in(?!\S)")
_OF_ARMED = re.compile(
    r"(?<!\S)(?:militias?|troops|forces|soldiers|gunmen|units?|brigades?|warplanes|settlers|officials?|reporters?|diplomats?)$"
)


def relevant(found: list[Step], phrases: Phrases, anchor: Anchor | None, start: int) -> list[Step]:
    """The steps that belong to the way: those that only say where somebody speaks or fights are left out."""
    kept: list[Step] = []
    for step in found:
        head = phrases.code[max(start, step.start - 40) : step.start].rstrip()
        sign = phrases.code.rfind("§", 0, step.end)
        if anchor is not None and anchor.start <= sign < anchor.end and anchor.sort is Sort.NAMED:
            continue
        if step.role is Role.AT and anchor is not None and anchor.sort is Sort.NAMED and step.start >= anchor.end:
            continue  # "the Lachin corridor near Shusha" begins elsewhere
        if step.role is Role.NAME and re.match(r" (?:corridors?|routes?|roads?|axis) :", phrases.code[step.end :]) and len(found) > 1:
            continue  # "Afar corridor: a convoy arrived from Semera"
        if step.role is Role.AT:
            if anchor is None or anchor.sort in (Sort.CONVOY, Sort.PEOPLE) or _FAR_NOUN.search(f"{head} {step.governor}"):
                continue
            if step.start >= anchor.end:
                between = phrases.code[anchor.end : step.start].split()
                if len(between) > 9 or re.search(r"(?<!\S)(?:said|told|met|held|talks|officials?|reporters|who)(?!\S)", " ".join(between)):
                    continue
                if kept and any(k.role is not Role.AT for k in kept):
                    continue
            elif step.start > start + 2 or re.search(r"[@§%]\d+|(?:\S+ ){9}", phrases.code[step.end : anchor.start]):
                continue  # "In Paris, the president called the offer ..." says where he spoke
        if (
            step.role is Role.FROM
            and (anchor is None or anchor.sort is Sort.CONVOY)
            and re.match(r"stuck|strand|trap|besieg|based", step.governor)
        ):
            continue  # "convoys are stuck in Semera"
        if step.role is Role.NAME and anchor is not None and anchor.sort is Sort.NAMED and step.start < anchor.end:
            continue
        if step.role is Role.FROM and _OF_ARMED.search(head) and step.governor == "from":
            continue  # "militias from Tarhuna"
        if step.role is Role.TO and re.search(
            r"(?<!\S)(?:turn|turned|turning|forced|sent|pushed|driven) (?:\S+ )?(?:back|round|around)$", head
        ):
            continue  # "had to turn back to Stepanakert"
        if step.role is Role.BETWEEN and anchor is not None and anchor.sort in (Sort.PEOPLE, Sort.CONVOY) and len(step.places.members) > 2:
            continue  # "flown between Sanaa, Aden and Marib"
        if (
            step.role is Role.AT
            and (len(found) > 1 or anchor is None or anchor.sort is Sort.EVACUATION)
            and all(m.place is not None and m.place.kind is Kind.COUNTRY for m in step.places.members)
        ):
            continue  # "the evacuations in Syria"
        if step.role is Role.AT and _NEGOTIATED.search(phrases.code) and anchor is not None and anchor.sort is Sort.EVACUATION:
            continue  # "had negotiated the evacuation in Konjević Polje"
        if step.role is Role.CHAIN and step.governor == "" and anchor is not None and not _near_way(phrases.code, step, anchor):
            continue
        kept.append(step)
    if (
        anchor is not None
        and anchor.sort not in (Sort.CONVOY, Sort.PEOPLE, Sort.NAMED)
        and any(s.start >= anchor.end and s.role is not Role.AT for s in kept)
    ):
        # "flew into Sarajevo and called for a corridor from Split to Sarajevo"
        after = {s.role for s in kept if s.start >= anchor.end}
        kept = [s for s in kept if s.end > anchor.start or s.role not in after or s.role in (Role.NAME, Role.CHAIN, Role.AT)]
    return kept


def _near_way(code: str, step: Step, anchor: Anchor) -> bool:
    """A chain of places is a way when it stands beside the word for one, and no "Ukraine-Russia talks"."""
    if re.match(rf" (?:\S+ )?(?:{words('talks.event')}|war|border|conflict|front|relations|peace)(?!\S)", code[step.end : step.end + 40]):
        return False
    return abs(step.start - anchor.end) < 80 or abs(anchor.start - step.end) < 40


_LORRIES = re.compile(
    r"trucks?|lorr(?:y|ies)|convoys?|ambulances|evacuation (?:trains?|buses)|aid \S+|relief \S+|humanitarian \S+|flotilla"
    r"|(?:\d\S* )?(?:tonnes|sacks|tins|loads?) of .*|relief|aid|supplies"
)


def goes_somewhere(found: list[Step], anchor: Anchor, code: str) -> bool:
    """Whether people or lorries have both a start and an end that say more than "from one country to another"."""
    if any(s.role in (Role.BETWEEN, Role.CHAIN) for s in found):
        return True
    if anchor.kind is CorridorKind.AID and anchor.sort is Sort.CONVOY and anchor.bound:
        return True  # "an aid convoy for Mekelle was turned back"
    starts = [m for s in found if s.role is Role.FROM for m in s.places.members]
    ends = [m for s in found if s.role is Role.TO for m in s.places.members]
    if ends and not starts and _LORRIES.fullmatch(code[anchor.start : anchor.end]) and not anchor.weak:
        return True  # "no truck has passed Abala towards Mekelle"
    if not starts or not ends:
        return False
    if anchor.sort is Sort.PEOPLE and not anchor.weak and re.search(r"(?<!\S)(?:cross|fle[ed]|pour|stream|escap)\w*(?!\S)", code):
        return True  # "tens of thousands have crossed from Libya into Tunisia"
    return anchor.kind is CorridorKind.AID or any(m.place is None or m.place.kind is not Kind.COUNTRY for m in starts + ends)


def only_waits(found: list[Step]) -> bool:
    """ "Buses were waiting in Zaporizhzhia": where from, perhaps; a way only where the text goes on to say where to."""
    return any(s.role is Role.FROM and _WAITING.match(s.governor) for s in found) and not any(s.role is Role.TO for s in found)


def another_act(code: str, anchor: Anchor, first: Step) -> bool:
    """Whether a second verb stands between a named way and the first place: the places are not the named way's."""
    return (
        first.start > anchor.end
        and re.search(
            r"(?<!\S)and (?:to )?(?:let|allow|send|open|bring|move|deliver|evacuat\w+|permit)(?!\S)", code[anchor.end : first.start]
        )
        is not None
    )


def moves(clause: str) -> bool:
    """Whether a verb says that somebody leaves, goes or arrives."""
    return cue("motion.leave|motion.go|motion.arrive").search(clause) is not None


def is_elliptic(clause: str) -> bool:
    """Whether the clause goes on about the same thing: no subject, or a pronoun for it."""
    head = clause.split()[:3]
    if not head:
        return False
    if head[0] in {"it", "they", "both", "this", "these", "which", "that", "neither", "none", "all"}:
        return True
    return (
        re.match(
            rf"(?:has|have|had|was|were|is|are|did|never|not|then|later|soon|also|only|will|would|{words('status.fail')}"
            rf"|{words('status.open')}|{words('status.close')}|{words('status.block')}|{words('status.reject')})(?!\S)",
            " ".join(head),
        )
        is not None
    )
