"""What a sentence and those around it are about: people in need, a conflict, a fire, a police report, peace talks.

The same words mean different things in different news: "corridor", "convoy", "talks". Each sentence's cue words are
looked up once; a window of sentences is their union.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geomap.extract.lexicon import cue, words

__all__ = ["Context", "context", "together"]

_PLAIN = re.compile(
    r"(?<!\S)(?:humanitarian|evacu\w+|civilians|besieged|refugees|red cross|safe passage|aid|relief|ceasefire|cease-fire"
    r"|truce|convoys?|wounded)(?!\S)"
)
# who fights, where a flood or an earthquake has struck as well
_FIGHTING = frozenset(["rebels", "ceasefire", "truce", "shelling", "shelled", "fighters", "militia", "militias", "insurgents", "warring",
                       "armed gangs", "gang violence", "front line", "frontline", "hostilities", "airstrikes"])
# words of war that trade, too, speaks in
_BORROWED = frozenset(["truce", "ceasefire", "cease-fire", "cease fire", "war", "military", "humanitarian", "aid", "united nations"])


@dataclass(frozen=True, slots=True)
class Context:
    """The cue words found, by what they speak for."""

    strong: frozenset[str] = frozenset()  # of war, beyond doubt
    weak: frozenset[str] = frozenset()  # of war, perhaps
    civil: frozenset[str] = frozenset()  # of everyday local news
    disasters: int = 0
    humanitarian: bool = False
    plainly: bool = False  # humanitarian beyond doubt
    peace: bool = False  # talks between those at war are spoken of
    negotiation: bool = False
    trade: frozenset[str] = frozenset()
    need: frozenset[str] = frozenset()  # of people in need
    business: int = 0  # words for talks on trade, and for its wars and truces
    lifeline: bool = False  # a road known as the only way in or out is named

    def is_conflict(self, *, least: int = 2) -> bool:
        """A word that leaves no doubt, or ``least`` of the others, and not those of everyday police news."""
        return self.lifeline or len(self.strong) > len(self.civil) or (not self.civil and len(self.weak) >= least)

    @property
    def is_trade(self) -> bool:
        """Whether the words are of trade, traffic or tourism rather than of people in need."""
        return len(self.trade) > max(1, len(self.need))

    @property
    def is_of_business(self) -> bool:
        """Whether the talks and truces spoken of are those of trade or of two countries at peace: "tariffs", "bilateral ties" again and
        again, and little of a war."""
        return self.business > 1 and len(self.strong - _BORROWED) < 2

    @property
    def is_disaster(self) -> bool:
        """Whether the words are of a fire or a flood rather than of a conflict."""
        return self.disasters > len(self.weak) // 2 and not len(self.strong & _FIGHTING) > 1


def context(text: str) -> Context:
    """The context that one sentence gives by itself."""
    spoken = " ".join(re.findall(r"[\w'’-]+", text.lower()))
    spoken, business = cue("talks.business").subn("trade", spoken)  # "a tariff truce", "the trade war"
    if "-" in spoken:
        spoken = f"{spoken} {spoken.replace('-', ' ')}"  # "rebel-held", "US-mediated"
    need = frozenset(cue("corridor.context").findall(spoken))
    return Context(
        strong=frozenset(cue("conflict.strong").findall(spoken)),
        weak=frozenset(cue("conflict.context").findall(spoken)),
        civil=frozenset(cue("conflict.civil").findall(spoken)),
        disasters=len(cue("conflict.disaster").findall(spoken)),
        humanitarian=bool(need),
        trade=frozenset(cue("corridor.commerce").findall(spoken)),
        need=need,
        business=business,
        plainly=_PLAIN.search(spoken) is not None,
        peace=cue("talks.near").search(spoken) is not None,
        negotiation=cue("talks.context").search(spoken) is not None,
        lifeline=re.search(rf"(?<!\S){words('named.lifeline')} (?:corridor|road|street)(?!\S)", spoken) is not None,
    )


def together(found: Iterable[Context]) -> Context:
    """The context of several sentences."""
    all_found = list(found)
    return Context(
        strong=frozenset().union(*(c.strong for c in all_found)),
        weak=frozenset().union(*(c.weak for c in all_found)),
        civil=frozenset().union(*(c.civil for c in all_found)),
        disasters=sum(c.disasters for c in all_found),
        humanitarian=any(c.humanitarian for c in all_found),
        plainly=any(c.plainly for c in all_found),
        peace=any(c.peace for c in all_found),
        negotiation=any(c.negotiation for c in all_found),
        trade=frozenset().union(*(c.trade for c in all_found)),
        need=frozenset().union(*(c.need for c in all_found)),
        business=sum(c.business for c in all_found),
        lifeline=any(c.lifeline for c in all_found),
    )
