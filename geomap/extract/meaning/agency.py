"""Who does what a clause tells: which names can be its subject, who is quoted, who the parties are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geomap.extract.lexicon import cue, data
from geomap.extract.meaning.judgements import ENDED, Judgement
from geomap.extract.sentence.actors import country_name, speaks_for
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.verbs import nouns
from geomap.model import Actor, Status

__all__ = ["BEHIND", "Voices", "as_actors", "is_subject", "of_oneself"]


def as_actors(phrases: Phrases, number: int) -> tuple[Actor, ...]:
    """A list of places read as those who act ("Russia and Ukraine agreed"); () where one of them cannot."""
    found = []
    for member in phrases.places[number].members:
        place = member.place
        if place is None or not speaks_for(place):
            return ()
        name = place.name
        if place.capital and place.country:
            name = country_name(place.country) or place.name
        found.append(Actor(name, place.country, member.mention.text))
    return tuple(found)


# "evacuees, among them British and US citizens, landed"
_OF_THEM = re.compile(
    r"(?<!\S)(?:among (?:them|whom)|including|includes?|(?:most|many|some|half|several) of (?:them|whom))(?: (?!,)\S+){0,3}$"
)
_CITIZENS = re.compile(
    r"(?: and [@§%]\d+)? (?:citizens|nationals|residents|passport holders|families|students|tourists|expatriates|diplomats"
    r"|workers|patients|children)(?!\S)"
)


def is_subject(left: str, match: re.Match[str]) -> bool:
    before = left[: match.start()].rstrip()
    after = left[match.end() :]
    if _OF_THEM.search(before) or _CITIZENS.match(after):
        return False
    if re.match(r" 's(?!\S)", after) and not re.match(r" 's (?:\S+ ){0,3}$", after):
        return False
    if _BETWEEN_THEM.search(before):
        return False
    if _OTHERS.match(after) or re.search(r"(?:^| )(?:pro|anti|non) -$", before):
        return False
    if re.search(
        r"(?<!\S)(?:spokes\w+|advis[eo]r|aide|envoy|negotiators?|officials?|leaders?|delegat\w+|ministers?|authorities|president"
        r"|commanders?) (?:for|of|to|from|in)(?: (?:the|a|an|both))*$",
        before,
    ):
        return len(after.split()) <= 14
    if re.search(
        r"(?<!\S)(?:from|to|of|into|in|at|through|via|for|with|against|towards?|between|near|around|outside|leaving|left|reach\w*"
        r"|blam\w+|accus\w+|urg\w+|told|under|by|on|\w+ing)"
        r"(?: (?:the|a|an|both|%\d+|[\d,.]+|\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten|some|several|dozens of))*$",
        before,
    ):
        return False
    return len(after.split()) <= 14


# "Iran-backed militias", "Russia's allies", "Ethiopia's Tigray region": a name beside that of those who act
BEHIND = "backed|led|allied|aligned|based|supported|installed|trained|armed|funded|financed|sponsored"
_OTHERS = re.compile(
    rf" - (?:{BEHIND})(?!\S)"
    r"| 's (?:\S+ )?(?:[@§]\d+|(?:allies|ally|enem(?:y|ies)|rivals?|opponents?|backers?|critics|prox(?:y|ies)|neighbours?)(?!\S))"
)

# "remained closed", "is still blocked": a state, whose subject is the way itself and not who brought it about.
_STATE = re.compile(r"(?<!\S)(?:remain\w*|stay\w*|is|are|was|were|be|been|being|stands?|stood)(?: (?:still|again|now|largely|mostly))? $")

# "accused the Russian army of shelling", "blamed Kyiv for": whose deed it is said to be, where that has a name; "stands accused of" is
# what nobody vouches for.
_CHARGE = re.compile(
    r"(?<!\S)(?:accus|blam|condemn|denounc|criticis|criticiz|rebuk|suspect|slamm)\w*"
    r" (?:(?P<passive>of|for|by) (?:(?:the )?(?P<accuser>@\d+) )?"
    r"|(?:(?:the|both|its|their) )?(?:(?P<accused>[@§]\d+)|\S+)(?: \S+){0,6}? (?:of|for) )"
)

# "welcomed the announcement of a corridor": whoever takes note of a deed is not who did it
_ATTITUDE = re.compile(
    r"(?<!\S)(?:(?:welcom|prais|hail|applaud|laud|criticis|criticiz|regret|deplor|lament|await)\w*|back(?:s|ed|ing)|support(?:s|ed|ing)?)"
    r"(?: (?!and|but|that)\S+){0,10} $"
)

# who talks about a corridor has not offered it
_TALKING = re.compile(r"(?:\S+ ){0,3}?(?:discuss|negotiat|talk|consultation)(?:e|es|ed|ing|s|ions?)?(?!\S)")
# "obtained permission from Moscow": given by the other side
_GRANTED = frozenset(
    ["permission", "approval", "consent", "clearance", "guarantees", "guarantee", "assurances", "go-ahead", "blessing", "green light"]
)

# "Qatar brokered a deal between Israel and Hamas": whoever mediates is none of those who agree
_BROKERED = re.compile(r"(?:\S+ ){0,3}?(?:broker|mediat|facilitat)(?:e|es|ed|ing|s)?(?!\S)")
_BETWEEN = re.compile(
    r"(?: (?!between|and|from)\S+){0,6} between (?:the )?([@§]\d+)(?: 's)?(?: (?!and|to|on|for)[a-z]+){0,2}(?: and (?:the )?([@§]\d+))?"
)

# "it had closed", "they would not open": whoever is speaking
_SELF = re.compile(r"(?<!\S)(?:it|they|we|he|she)(?: (?:itself|had|has|have|would|will|could|'ll|'ve|also|already|now|not|\S+ly))* $")


def of_oneself(phrases: Phrases, start: int, judgement: Judgement) -> bool:
    """Whether the words have a pronoun for subject: in reported speech mostly who speaks."""
    return not judgement.passive and _SELF.search(phrases.code[start : judgement.start]) is not None


# "the UN's envoy to", "the Russian ambassador in": who speaks there speaks for those who sent him
_POSTED = re.compile(r"([@%]\d+)(?: 's)?(?: (?!said|says|and|,)\S+){1,6} (?:in|for|to) (?:the )?$")


# "closed because of rocket fire claimed by X", "stopped at a post manned by X": what was done by X is something else
_OTHER_DEED = re.compile(
    r"(?<!\S)(?:because|after|following|due|amid|over|when|since|which|that|who|where|while|taken|made|held|led|run|thrown|given"
    r"|apparently|allegedly|reportedly|presumably|possibly|probably|perhaps)(?!\S)"
    r"|(?<!\S)(?<!and )(?<!or )(?!red )\S{2,}ed(?!\S)"
)
# "a UN proposal collapsed", "the ICRC's convoy failed to get through"
_ITS_OWN = re.compile(
    r" (?:'s )?(?:[a-z]+ ){0,2}?(?:proposals?|plans?|offers?|initiatives?|convoys?|trucks|lorries|vehicles|buses|aid|corridors?"
    r"|evacuations?|operations?|airlifts?|deliver(?:y|ies)|shipments?|flights?|truces?|deals?|requests?|efforts?|attempts?|talks)(?!\S)"
)
_BETWEEN_THEM = re.compile(r"(?<!\S)between(?: the)? [@§%]\d+(?: 's)?(?: [a-z]+){0,2} and(?: the)?$")  # "Qatar, mediating between A and B"
_LETTING = re.compile(r"(?<!\S)(?:lets?|letting|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|enabl(?:es?|ed|ing))(?!\S)")
_DOING = re.compile(r"(?<!\S)(?:of|about|on|by|with|from|saw|see) (?:the )?([@§]\d+)(?: 's)? $")
_NAMELESS = re.compile(r"(?<!\S)(?:army|military|government|rebels|opposition|junta|regime|militia|authorities) and (?:the )?$")


def _is_named(code: str, judgement: Judgement) -> bool:
    """Whether the deed is only named: who is worried about a closure did not close anything."""
    word = code[judgement.start : judgement.end].rpartition(" ")[2]
    if word.endswith("ing") and not code.startswith(" of ", judgement.end):
        return False  # "accused of shelling the road"
    return judgement.status in ENDED and word in nouns()


@cache
def _office() -> str:
    """ "Ukraine's foreign minister": who speaks for whom stands before."""
    roles: dict[str, list[str]] = data("sentence/actors.toml")["roles"]
    return rf" 's(?: [a-z-]+){{0,4}}? (?:{'|'.join(sorted({*roles['body'], *roles['head']}))})"


@dataclass(slots=True)
class Voices:
    """Who speaks and acts in a document: the parties ("both sides") and the last person named ("he")."""

    parties: tuple[Actor, ...] = ()
    speaker: Actor | None = None

    def agents(self, phrases: Phrases, start: int, end: int, judgement: Judgement) -> tuple[Actor, ...]:
        """Who did what the cue says: "by X" after a passive, the possessor of an offer, else the subject before the verb."""
        code = phrases.code
        after = re.match(
            r"(?: (?:\S+)){0,8}? by (?:both )?(?:the )?(?:two )?([@§]\d+|sides|parties|both)(?: and ([@§]\d+))?", code[judgement.end : end]
        )
        between = code[judgement.end : judgement.end + after.start(1)][:-1] if after is not None else ""
        direct = after is not None and not re.search(r" (?:@|§)", between) and not _OTHER_DEED.search(between)
        used = code[judgement.start : judgement.end].rpartition(" ")[2] == "used"  # by those who go along it
        direct = direct and not used
        if after is not None and _OTHERS.match(code, judgement.end + after.end()):
            return ()
        named = judgement.presupposed or _is_named(code, judgement)
        if _TALKING.match(code, judgement.start):
            return ()
        if after is not None and direct and (judgement.passive or named or after[0].startswith((" by @", " by §"))):
            return self.actors(phrases, after[1]) + (self.actors(phrases, after[2]) if after[2] else ())
        if named:
            owner = re.search(
                r"(?<!\S)(?:([@§]\d+) 's(?: \S+){0,3}|(%\d+)(?: -)?(?: (?!and|or|of|to)\S+){0,2}|([@§]\d+) -"
                r"|(?:an?|the|new|latest) ([@§]\d+)) $",
                code[start : judgement.start],
            )
            return self.actors(phrases, next(sign for sign in owner.groups() if sign)) if owner else ()
        if judgement.passive:
            return ()
        if judgement.status is Status.AGREED and (brokered := _BROKERED.match(code, judgement.start)):
            parties = _BETWEEN.match(code[brokered.end() : end])
            return self._both(phrases, parties) if parties is not None else ()
        if judgement.status is Status.AGREED and code[judgement.start : judgement.end] in _GRANTED:
            giver = re.match(r" (?:from|of|by) (?:the )?([@§]\d+)", code[judgement.end : end])
            return self.actors(phrases, giver[1]) if giver is not None else ()
        left = code[start : judgement.start]
        if code[judgement.start : judgement.end].split(" ")[0].endswith("ing") and (doer := _DOING.search(left)):
            return self.actors(phrases, doer[1])  # "citing reports of Russian forces hitting the road"
        charge = _CHARGE.search(left)
        if charge is not None:  # who is accused, and never who accuses
            return self.actors(phrases, charge["accused"]) if charge["accused"] else ()
        letting = list(_LETTING.finditer(left))
        if letting:
            left = left[: letting[-1].start()]  # "Serb forces let a UN convoy pass"
        if _STATE.search(left) or _ATTITUDE.search(left):
            return ()
        return self._subject(phrases, left, charged=judgement.status in ENDED)

    def source(self, phrases: Phrases, start: int, judgement: Judgement, speaker: Actor | None) -> Actor | None:
        """Who says it of others: who accuses them, else the ``speaker`` where the words are reported."""
        charge = _CHARGE.search(phrases.code, start, judgement.start)
        if charge is not None and charge["passive"]:
            return next(iter(self.actors(phrases, charge["accuser"])), None) if charge["accuser"] else None
        if charge is not None:
            return next(iter(self._subject(phrases, phrases.code[start : charge.start()])), speaker)
        return speaker if judgement.attributed else None

    def _subject(self, phrases: Phrases, left: str, *, charged: bool = False) -> tuple[Actor, ...]:
        """The subject of a verb by what stands before it; nobody where it is ``charged`` with what befell its own."""
        sides = re.search(r"(?<!\S)(?:both|two|warring|the) (?:\w+ )?(?:sides|parties|countries|delegations|nations)(?!\S)", left)
        for match in reversed(list(re.finditer(r"(?<!\S)(?P<sign>[@§])(?P<n>\d+)(?!\S)", left))):
            if sides and sides.start() > match.start():
                break
            alias = left[: match.start()].endswith("( ") and left.startswith(" )", match.end())  # "the Rapid Support Forces (RSF)"
            # "Ethiopia: aid convoy blocked", "Ukraine war: corridor opened": where, and not by whom
            headed = left.startswith((" |", " —", " –"), match.end()) or " : " in left[match.end() :]
            if charged and _ITS_OWN.match(left, match.end()):
                return ()
            if alias or headed or not is_subject(left, match):
                continue
            actors = self.actors(phrases, match[0])
            if actors:
                return self._joined(phrases, left, match, actors)
        return self.parties if sides else ()

    def actors(self, phrases: Phrases, sign: str) -> tuple[Actor, ...]:
        """Whom a sign of the code stands for; the parties where it is "both sides"."""
        number = int(sign[1:]) if sign[1:].isdigit() else -1
        if number < 0:
            return self.parties
        if sign[0] in "@%":
            return phrases.actors[number].actors
        return as_actors(phrases, number)

    def _both(self, phrases: Phrases, found: re.Match[str]) -> tuple[Actor, ...]:
        """Those a deal is between, where both have a name."""
        one, other = (self.actors(phrases, sign) if sign else () for sign in found.groups())
        return one + other if (one and other) or (len(one) > 1 and not found[2]) else ()

    def quoted(self, phrases: Phrases) -> Actor | None:
        """Who is quoted: the actor beside a verb of saying, else the one "he" or "she" stands for."""
        code = phrases.code
        for match in cue("status.report").finditer(code):
            left = code[: match.start()].rstrip()
            near = re.search(rf"([@§]\d+)(?:{_office()})?(?: , (?:\S+ ){{0,10}}?,| (?:also|later|earlier|has|had|on|¤\d+|\S+ly))*$", left)
            posted = _POSTED.search(left[: near.start()]) if near is not None else None
            if near is not None and (posted is not None or not re.search(r"(?:to|from|of|with|by|in|for|on|at) $", left[: near.start()])):
                actors = self.actors(phrases, posted[1] if posted is not None else near[1])
                if actors:
                    return actors[0]
            inverted = re.match(r" (?:the )?(@\d+)", code[match.end() :])
            if inverted and match[0] != "according to" and not re.match(r"accus|told|inform|warn|blam|tell", match[0]):
                return self.actors(phrases, inverted[1])[0]
            if match[0] == "according to" and inverted:
                return self.actors(phrases, inverted[1])[0]
            if re.search(r"(?:^|\s)(?:he|she)(?: \S+)?$", left):
                return self.speaker
        return None

    def _joined(self, phrases: Phrases, left: str, match: re.Match[str], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "Ukraine and the Russian military agreed": both; nobody where one of the two has no name ("the army and the rebels of X")."""
        if _NAMELESS.search(left[: match.start()]):
            return ()
        if re.search(r"(?<!\S)(?:either|whether) (?:\S+ ){1,4}or (?:the )?$", left[: match.start()]):
            return ()
        other = re.search(r"(?<!\S)([@§%]\d+)(?: 's)? (?:and|nor) (?:the )?$", left[: match.start()])
        return (self.actors(phrases, other[1]) if other else ()) + actors
