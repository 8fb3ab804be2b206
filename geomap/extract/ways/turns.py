"""Turns of phrase that give a place its role by themselves: "Idlib was their destination", "a Tigray-bound convoy"."""

from __future__ import annotations

import re
from functools import cache

from geomap.extract.lexicon import words
from geomap.extract.ways.boarding import BOARDING
from geomap.extract.ways.governing import Role

__all__ = ["turns"]

_GOING_AWAY = r"(?:leav\w+|left|withdr\w+|evacuat\w+|buss?ed|taken|pull\w* out)"
_FIGHTERS = r"(?:rebels|fighters|insurgents|militants|militias?|gunmen|soldiers|troops|forces|defenders|garrison)"
# "the base for the flights was moved from Zagreb to Falconara"
_BASE_MOVED = (
    r"(?<!\S)(?:base|hub|headquarters|offices?|seat)(?: (?:of|for)(?: (?!,)\S+){1,4}?)?"
    r"(?: (?:is|was|has|had|having|been|being|to|be|will))* (?:moved|transferred|relocated|shifted)(?: from §\d+)? (?:from|to)$"
)
_ASHORE = (
    r"(?<!\S)(?:after|having|on|upon|once)(?: (?:being|their|its|they|had|have))*"
    r" (?:(?:disembark|land|arriv|dock)\w*|(?:brought|put|set|coming|came|come) ashore|disembarkation|arrival) (?P<gov>at|in)(?: the)?$"
)
_ATTACKS = r" (?:attacks?|air|raids?|massacre|killings|bombings?|strikes?|offensive)(?!\S)"


@cache
def turns() -> tuple[tuple[Role | None, re.Pattern[str], re.Pattern[str]], ...]:
    """Turns of phrase that decide whatever preposition stands there: the role, what is left and what is right of the place."""
    found: tuple[tuple[Role | None, str, str], ...] = (
        *((Role.FROM, before, behind) for before, behind in BOARDING),
        # "Ukraine's capital Kyiv": only says whose
        (None, "", r" (?:\S+)?'s (?:(?:\S+ ){0,2}?(?:capital|city|port|town)(?: city| of)? ,? ?)?§"),
        (None, "", r" - (?:controlled|held|run|ruled|occupied|administered|backed|led|based)(?!\S)"),  # "Baku-controlled territory"
        (Role.TO, "", r" - (?:bound|destined)(?!\S)"),  # "a Tigray-bound convoy"
        # "a convoy on its way to the Erez crossing": which it is to pass
        (
            Role.VIA,
            r"(?<!\S)(?P<gov>(?:on (?:its|their) way|en route|bound|head(?:ed|ing)|destined|sent|driven) (?:to|for|towards?))(?: the)?$",
            r" (?:(?:border|mobile) )?(?:crossing|post|gate|point|checkpoint)(?!\S)",
        ),
        # "left the last §0": "the last rebel-held district of Homs", "the last district in Homs" is not named
        (None, r"(?<!\S)(?:the|their|its) last$", ""),
        (
            None,
            r"(?<!\S)(?:an?|the last|another) (?:\S+ ){0,3}(?:districts?|suburbs?|neighbou?rhoods?|quarters?|towns?|villages?)"
            r" (?:in|of|near)$",
            "",
        ),
        (None, r"(?<!\S)(?:in|after|during|since|by)(?: the)?$", _ATTACKS),  # "in the Qana attack"
        (None, _BASE_MOVED, ""),
        # "the rebels in Idlib would let them go", "opened fire": who does this to others does not leave himself
        (
            None,
            rf"(?<!\S){_FIGHTERS} (?:in|inside|around|near)$",
            r" (?:(?:have|had|has|would|will|also|then|later|to|are|were) )*(?:let|allow|permit|open(?:ed|ing)? fire|fir(?:ed|ing)|shell"
            r"|attack|besieg|kidnap|abduct|block|prevent|stopp|halt|detain|releas|freed|free|kill|target)\w*(?!\S)",
        ),
        # "Tigray's rebels retook": where they come from, and no way
        (None, "", rf" 's (?:\S+ )?{_FIGHTERS}(?!\S)(?!(?: \S+){{0,5}}? {_GOING_AWAY}(?!\S))"),
        # "Grozny's residents may leave", not "support for Gaza's residents"
        (Role.FROM, r"(?:^|(?<!\S)(?!for|to|with)\S+)$", rf" 's (?:\S+ )?{words('corridor.people')}(?!\S)"),
        (
            Role.FROM,
            r"(?:^|(?<!\S)(?:the|of|and|while|with|urg\w+|told|order\w*|ask\w*|advis\w+|allow\w*|help\w*|,|\d\S*))$",
            r" (?:evacuees|residents|refugees)(?!\S)",
        ),  # "the Madaya evacuees"
        # "offered to take Mariupol residents to Rostov"
        (
            Role.FROM,
            r"(?<!\S)(?:tak(?:e|es|ing)|took|evacuat\w+|bring|brought|fly|flying|flew|bus|buss\w+|ferry|ferried|ferrying|mov(?:e|ed|ing)"
            r"|transport\w*|transfer\w*|relocat\w+|carry|carried|carrying|airlift\w*)(?: (?:the|more|some|all|many|sick|stranded|\d\S*))*$",
            rf" {words('corridor.people')}(?: (?!,|§)\S+){{0,3}}? to(?!\S)",
        ),
        (Role.TO, rf"(?<!\S){words('path.link')} §\d+(?: 's \S+)? (?P<gov>to|with|and)$", ""),
        (Role.TO, r"§\d+ (?P<gov>to)$", ""),  # "a Kyiv to Gomel route"
        # "leave Sumy for Poltava, Izium for Lozova"
        (Role.FROM, r" for (?:the )?§\d+(?: ,)?(?: and)?$", r" for (?:the )?§"),
        (Role.TO, r" for (?:the )?§\d+(?: ,)?(?: and)?(?: from)? §\d+(?: in §\d+)?(?: ,)? (?P<gov>for)$", ""),
        # "Mariupol gets two routes as well"
        (
            Role.FROM,
            "",
            r" (?:gets?|got|has|have|had|will (?:get|have)|(?:is|are|was|were) (?:given|assigned|offered))(?: also)?"
            r" (?:a|one|two|three|four|five|several|its|their) (?:\S+ )?(?:corridors?|routes?|roads?|ways? out|exits?)(?!\S)",
        ),
        (Role.TO, r"(?<!\S)(?P<gov>to and from|in and out of|into and out of)(?: the)?$", ""),  # "the road to and from the Vanni"
        (None, rf"(?<!\S){words('path.not_between')}(?: \S+)? between$", ""),
        # "over Iran's border into Iraq"
        (Role.FROM, r"(?<!\S)(?P<gov>over|across|through)(?: the)?$", r" 's (?:\S+ )?(?:border|frontier)s? (?:in)?to(?!\S)"),
        # "were evacuated by United Nations forces from Srebrenica to Tuzla"
        (Role.FROM, r"(?<!\S)by (?:the )?[@%]\d+(?: \S+){0,2} (?P<gov>from)$", r" to (?:the )?§"),
        # "blocked the convoy from Sumy to Poltava", where "blocked aid from Tigray" keeps it away
        (Role.FROM, r"(?<!\S)(?:convoys?|trucks|lorries|aid|relief|food|supplies|flights?)(?: of \S+)? (?P<gov>from)$", r" (?:in)?to §"),
        (None, r"(?<!\S)(?:stay|stays|stayed|staying) (?:put )?in$", ""),  # "to make them stay in Aleppo"
        # "a crossing that lies on the Damascus-Amman highway"
        (
            None,
            r"(?<!\S)(?:lie|lies|lay|lying|located|situated|stands?|standing)(?: \S+){0,3}? (?:on|along)(?: the)?$",
            r"(?: \S+){0,2} (?:road|highway)s?(?!\S)",
        ),
        # "Idlib was their destination"
        (
            Role.TO,
            "",
            r" ,? ?(?:was|is|being|as|were) (?:their|its|the|his|her) (?:final |ultimate |stated |intended )?destination(?!\S)",
        ),
        # "370,000 people in the provinces of Sweida and Daraa received aid since July": a sum, and no journey
        (
            None,
            r"(?<!\S)(?:\d\S*|million|thousand|thousands of) (?:people|families|households|persons|residents|civilians|children)"
            r" (?:in|across|of)(?: \S+){0,3}$",
            r" (?:(?:have|had|has|been|were|also|already) )*(?:received|got|(?<=been )reached|(?<=were )reached|assisted|benefited)(?!\S)",
        ),
        # "Tawila, a day's walk to the west, has taken in most of them"
        (
            Role.TO,
            "",
            r"(?: ,(?: (?!,)\S+){1,14} ,)?(?: (?:camp|has|have|had|alone|already|also|been|is|are|was))*"
            r" (?:receiving|receives|taken in|took in|received|welcomed|absorbed|sheltered)"
            r"(?: (?:their|its|the|an?|some|first|second|third|new|another|much|more|needed|un|humanitarian|medical|[@%]\d+|\S+ly"
            r"|\S+-\S+)){0,5}"
            r" (?:aid|food|relief|supplies|help|assistance|convoys?|shipments?|consignments?|airdrops?|deliver(?:y|ies)|flights?"
            r"|most|many|some|all|them|thousands|hundreds|dozens|\d\S*)(?!\S)",
        ),
        # "after landing at A, the patients were taken to B"; else where they are by then
        (
            Role.FROM,
            _ASHORE,
            r" (?:[^~;]*? )?(?:taken|driven|flown|brought|transferred|moved|bussed|escorted|sent|carried|went|travelled)"
            r" (?:\S+ ){0,5}?(?:to|for) (?:\S+ ){0,4}?§",
        ),
        (Role.AT, _ASHORE, ""),
        # "from the Tutsi minority"; "most of them come from Kashmir": who they are
        (None, "", r" (?:minority|majority|tribe|clan|ethnic group|ethnicity|faith|denomination)(?!\S)"),
        (
            None,
            r"(?<!\S)(?:most|many|some|all|half|several|few|\d\S*)(?: of (?:them|whom|those|these|the \S+))?"
            r" (?:(?:come|came|hail\w*)(?: \S+ly)?|originally) from(?: the)?$",
            "",
        ),
        # "leaving Kerem Shalom as the only route" leaves no place
        (
            Role.NAME,
            r"(?<!\S)(?:leaving|leaves?|left)$",
            r" as the (?:only|sole|last|one)(?: \S+){0,2} (?:routes?|roads?|crossings?|corridors?|way|passage|lifeline|entry point)(?!\S)",
        ),
        (None, r"(?<!\S)(?:leaving|leaves?|left)$", r" as (?:the|its|their|a|an)(?!\S)"),  # "leaves Douma as the last stronghold"
    )
    return tuple((role, re.compile(before), re.compile(behind)) for role, before, behind in found)
