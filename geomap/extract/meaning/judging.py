"""What a proposition says of a way: proposed, agreed, opened, refused ..., from the verbs that govern it, outermost first.

Each verb turns the meaning of what it governs: to refuse to let people leave is a refusal, to be able to leave is to leave,
to fail to open is a failure, and what is only wished, possible or conditional never becomes more than a proposal. The first
verb that settles the matter decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geomap.extract.meaning.act_nouns import IN_PASSING, attributes, from_noun, is_another_s_offer
from geomap.extract.meaning.asides import (
    describes_people,
    gets_word,
    goes_on,
    goes_on_doing,
    goes_to_organise,
    is_denial,
    is_expected,
    is_for_later,
    is_left_undone,
    is_on_ending,
    is_on_obstacle,
    is_pending,
)
from geomap.extract.meaning.clause import Clause, clause_of, elements
from geomap.extract.meaning.concerns import (
    begins,
    concerns,
    denies_existence,
    has_negative_subject,
    is_attempt,
    is_completed_by_infinitive,
    is_named_by,
    is_of_another,
    keeps,
    lasts,
    says_there_is,
    tells_what_for,
)
from geomap.extract.meaning.deciding import decide, is_offered, make_so, unoffered
from geomap.extract.meaning.deeds import is_supplied, plan
from geomap.extract.meaning.enabling import ENABLING, enable
from geomap.extract.meaning.judgements import MOTION, Judgement, Theme
from geomap.extract.meaning.refusing import refuse
from geomap.extract.meaning.scope import Scope, is_imagined, is_meant, is_on_condition
from geomap.extract.sentence.phrases import Phrases
from geomap.extract.syntax.propositions import Link, Mood, Proposition, VerbGroup
from geomap.extract.syntax.verbs import Act, nouns
from geomap.model import Status

__all__ = ["is_on_condition", "judge"]

_COLOURLESS = frozenset([Act.REPORT, Act.OTHER, Act.LEAD, Act.BEGIN])  # these say nothing of a way by themselves
_DECIDING_BY_WORD = frozenset([Act.AGREE, Act.PROPOSE, Act.ANNOUNCE, Act.REJECT])


def judge(
    phrases: Phrases, proposition: Proposition, theme: Theme, *, uncertain: bool = False, reported: bool = False, deal: bool = False
) -> list[Judgement]:
    """The statuses that a proposition gives the way named by ``theme``, what is presupposed first.

    ``uncertain``: its sentence has a condition; ``reported``: somebody is quoted; ``deal``: it is under an agreement.
    """
    clause = clause_of(phrases, proposition, theme)
    assumed = proposition.link is Link.CONDITION or is_imagined(proposition)
    scope = Scope(negated=has_negative_subject(clause), hypothetical=assumed, uncertain=uncertain, reported=reported)
    reading = _Reading(clause, scope, attributes(clause))
    for element in () if tells_what_for(clause) else elements(clause):
        if isinstance(element, int):
            reading.take_noun(element)
        elif reading.decided is not None or reading.take_verb(element):
            break
    return reading.conclude(deal=deal)


_DEPICTING = frozenset(["describe", "depict", "portray", "brand", "dismiss", "label"])


@dataclass(slots=True)
class _Reading:
    """A proposition read up to some word: the scope that its verbs have built up so far, and what they have said."""

    clause: Clause
    scope: Scope
    passing: list[Judgement]  # said in passing, as known already
    decided: Judgement | None = None

    def take_noun(self, at: int) -> None:
        """ "The proposal", "an agreement": decides only where no verb has."""
        given = from_noun(self.clause, at, self.scope.mood, self.decided)
        if given is not None and given.presupposed:
            self.passing.append(given)
        elif self.decided is None:
            self.decided = given

    def take_verb(self, group: VerbGroup) -> bool:
        """Read the next verb, the matter being open; whether nothing after it can say more."""
        clause, act = self.clause, group.act
        if is_denial(clause, group):
            return True
        if self._is_aside(group):
            return False
        if lasts(clause, group):
            return clause.codes[group.head] not in {"took", "taken"}  # "it took them two weeks to reach the camp": they did
        depicted = any(g.first < group.first and g.verb.base in _DEPICTING for g in clause.proposition.groups)
        entered = self.scope.entered(clause, group)
        if is_supplied(clause, group) and not entered.negated:
            self.decided = plan(clause, group, entered)
            return True
        if is_of_another(clause, group) or (depicted and not group.finite):
            return True  # "described a call to reopen the airport as untimely"
        if group.gerund and is_left_undone(clause, group):
            return True
        if is_meant(clause, group) and (group.act in MOTION or group.verb.base == "use"):
            return False  # "afraid of using the corridor"
        self.scope = entered
        if is_offered(clause, group):
            self.decided = unoffered(clause, group)
            if self.decided is None and not self.scope.negated:  # "have not replied to an offer to open it": they refuse nothing by that
                self.decided = replace(clause.judgement(group, Status.PROPOSED), attributed=self.scope.reported)
            return True
        if goes_to_organise(clause, group):
            self.scope = replace(self.scope, mood=Mood.FUTURE)
            return False
        if is_on_ending(clause, group) or goes_on_doing(clause, group):
            return False
        tries = act is Act.TRY or is_attempt(clause, group)
        made = None if tries else refuse(clause, group, self.scope) or make_so(clause, group, self.scope)
        if made is not None:
            self.decided = made
            return True
        if keeps(clause, group) and self.scope.real and not self.scope.negated:
            self.decided = clause.judgement(group, Status.BLOCKED, note="kept")
            return False
        if act in _COLOURLESS and not begins(clause, group):
            self._take_colourless(group)
            return False
        if tries:
            return self._take_attempt(group)
        if group.verb.base == "get" and not group.passive and self._has_way_for_object(group):
            done = clause.theme.travellers and self.scope.real and not self.scope.negated  # "got a convoy to Malisevo"
            if done and self.scope.attempted:
                return self._take_decision(group)  # "hoped to get supplies to Rmeish"
            self.decided = clause.judgement(group, Status.OPERATIONAL if done else Status.ANNOUNCED)  # "Mariupol gets two routes"
            return True
        if act in ENABLING:
            self._take_enabling(group)
            return False
        # what is agreed may be told by an infinitive: "agreed to let people leave by the corridor"
        if concerns(clause, group) or (act in _DECIDING_BY_WORD and clause.has_infinitive(group)):
            return self._take_decision(group)
        return False

    def conclude(self, *, deal: bool) -> list[Judgement]:
        """All that was said, what is presupposed first; under a ``deal`` what is announced is agreed."""
        decided = self.decided
        if decided is None:
            return sorted(self.passing, key=lambda j: not j.presupposed)
        groups = self.clause.proposition.groups
        undone = next((g for g in groups if g.verb.base in _UNDOING and concerns(self.clause, g)), None)
        if decided.status is Status.PROPOSED and any(is_another_s_offer(self.clause, j) for j in self.passing):
            return self.passing  # "is considering a Russian offer", "urged it to reply to X's"
        offered = any(g.verb.base in {"propose", "offer", "suggest"} for g in groups)
        if decided.status is Status.PROPOSED and undone is not None and not offered:
            self.passing.append(replace(self.clause.judgement(undone, _UNDOING[undone.verb.base]), presupposed=True))
        proposal = any(j.presupposed and j.status is Status.PROPOSED for j in self.passing)
        if decided.status is Status.ANNOUNCED and proposal and (self.scope.mood is Mood.WOULD or self.clause.first_finite < 0):
            decided = replace(decided, status=Status.PROPOSED, conditional=True)  # "the proposed route would run ..."
        planned = decided.status is Status.ANNOUNCED or (decided.status is Status.PROPOSED and decided.conditional)
        if planned and self.scope.mood is Mood.WOULD and not self.scope.hypothetical and self._is_of_agreed():
            decided = replace(decided, status=Status.AGREED, conditional=False, earlier=True)  # "the route agreed on would run ..."
        if deal and (decided.status is Status.ANNOUNCED or self._is_obliged(decided)):
            decided = replace(decided, status=Status.AGREED, earlier=True)
        wished = decided.status in (Status.PROPOSED, Status.ANNOUNCED) and self.scope.mood in (Mood.MUST, Mood.MAY)
        # "if Russia opens a corridor": Russia has said nothing
        of_others = wished or self.clause.proposition.link is Link.CONDITION or decided.of_others
        decided = replace(decided, note=decided.note or self.clause.qualifying(decided), of_others=of_others)
        return sorted([*self.passing, decided], key=lambda j: not j.presupposed)

    def _is_obliged(self, decided: Judgement) -> bool:
        """ "Under the deal, the rebels should leave"."""
        return decided.status is Status.PROPOSED and self.scope.mood is Mood.MUST and not decided.conditional

    def _is_of_agreed(self) -> bool:
        """ "The route agreed on Monday would run ..."."""
        subject = (g for g in self.clause.proposition.groups if g.first < self.clause.first_finite)
        return any(g.act is Act.AGREE and g.passive and g.first == g.head and not g.negated for g in subject)

    def _is_aside(self, group: VerbGroup) -> bool:
        """Whether the verb only describes something; "the crossing authorised by the council" says so in passing."""
        clause = self.clause
        if group.act in MOTION:
            if group.gerund and (describes_people(clause, group) or is_for_later(clause, group)):
                return True  # "a route for people travelling by car"
            if not nouns().keys().isdisjoint(clause.codes[group.last + 1 : group.last + 4]):
                return True  # "reached an agreement": the noun says it
        if group.act is Act.BLOCK and (group.passive or group.state) and clause.proposition.marker == "who":
            return True  # "defenders who are blocked at the plant": where they are
        if group.act is Act.OPEN and not group.passive and gets_word(clause, group):
            return True  # "secured permission to open it", "launched an appeal for a corridor": the noun says it
        if group.act in (Act.REJECT, Act.PROPOSE) and is_on_obstacle(clause, group):
            return True  # "condemned the closure of the crossing", "urged an end to the blockade": the noun says it
        if not group.passive or group.finite or group.first != group.head or not clause.proposition.finite:
            return False
        if group.act in IN_PASSING and concerns(clause, group):
            self.passing.append(replace(clause.judgement(group, IN_PASSING[group.act]), presupposed=True))
        return True

    def _take_colourless(self, group: VerbGroup) -> None:
        """Verbs that decide only by what stands beside them: "there are no corridors", "the road would lead to Poland"."""
        clause, scope, other = self.clause, self.scope, group.act is Act.OTHER
        if group.verb.base == "give" and scope.real and not scope.negated and self._has_way_for_object(group):
            leave = not _LEAVE.isdisjoint(clause.codes[group.last + 1 : group.last + 5])  # "gave permission for a convoy"
            # "Sumy was given a green corridor"
            self.decided = clause.judgement(group, Status.AGREED if leave else Status.ANNOUNCED)
        elif group.verb.base == "extend" and scope.real and not scope.negated and (self._has_way_for_object(group) or group.passive):
            self.decided = clause.judgement(group, Status.OPERATIONAL)  # "has extended the corridor for three months"
        elif group.verb.base == "confirm" and scope.real and not scope.negated and self._is_confirmed(group):
            self.decided = clause.judgement(group, Status.AGREED)  # "Kyiv confirmed three of the ten routes"
        elif other and denies_existence(clause, group):
            self.decided = clause.judgement(group, Status.PROPOSED if is_pending(clause, group) else Status.FAILED, negated=True)
        elif other and says_there_is(clause, group):
            self.decided = clause.judgement(group, Status.OPERATIONAL) if scope.mood is Mood.REAL else plan(clause, group, scope)
        elif group.verb.base == "remain" and scope.real and not scope.negated and _ONLY_WAY.match(_after(clause, group)):
            self.passing.append(replace(clause.judgement(group, Status.OPERATIONAL), presupposed=True))  # "remains the only route to Gaza"
        elif other and scope.mood is Mood.FUTURE and is_named_by(clause, group):
            self.decided = plan(clause, group, scope)  # "the way out will be the coastal road"
        elif group.verb.base == "see" and scope.mood is Mood.FUTURE and not scope.negated and self._has_way_for_object(group):
            self.decided = plan(clause, group, scope)  # "Saturday will see flights from Marib to Sanaa"
        elif scope.promised and not scope.negated and goes_on(clause, group):
            self.decided = clause.judgement(group, Status.OPERATIONAL)  # "buses will continue to run", "would keep running"
        elif is_expected(clause, group) and scope.real and not scope.negated:
            self.decided = clause.judgement(group, Status.ANNOUNCED, future=True)
        elif group.act is Act.REPORT and group.finite:
            awaited = group.verb.base == "expect" and clause.has_infinitive(group)  # "expected a convoy to arrive"
            self.scope = replace(scope, mood=Mood.FUTURE if awaited else Mood.REAL, negated=False)
        elif (other or group.act is Act.LEAD) and group.finite and scope.mood is Mood.REAL and is_completed_by_infinitive(clause, group):
            self.scope = replace(scope, mood=Mood.FUTURE)  # "the plan was for lorries to drive in", "they gathered to leave"
        elif group.act is Act.LEAD and scope.mood is not Mood.REAL and not scope.negated:
            self.decided = plan(clause, group, scope)

    def _take_attempt(self, group: VerbGroup) -> bool:
        """ "Tried to leave" leaves open how it went; "were kept waiting" and "try the overland route" do not."""
        if group.verb.base == "wait" and any(g.verb.base == "keep" and g.first < group.first for g in self.clause.proposition.groups):
            self.decided = self.clause.judgement(group, Status.BLOCKED, note="kept waiting")
            return True
        if self._has_way_for_object(group) and not self.clause.theme.travellers:
            # "Afghans try the overland route", but "is waiting for an answer on a corridor"
            self.decided = self.clause.judgement(group, Status.OPERATIONAL if group.verb.base == "try" else Status.PROPOSED)
            return True
        self.scope = replace(self.scope, attempted=True)
        tried = next(iter(self.clause.verbs_after(group)), None)
        # "trying to impose controls on those passing": at something else, by a verb that is not known
        return self.clause.word(group.last + 1) == "to" and (tried is None or tried.first > group.last + 3)

    def _take_enabling(self, group: VerbGroup) -> None:
        left = enable(self.clause, group, self.scope)
        if isinstance(left, Judgement):
            self.decided = replace(left, earlier=self.scope.earlier)
        elif left is not None:
            self.scope = replace(self.scope, mood=left, negated=False)

    def _take_decision(self, group: VerbGroup) -> bool:
        motion = group.act in MOTION
        given = decide(self.clause, group, self.scope)
        if given is None:
            return not motion
        # "said that the rebels, which had refused it, agreed": what had been before, whoever says it
        before = self.scope.earlier and self.clause.proposition.link is Link.RELATIVE
        attributed = self.scope.reported and not before
        self.decided = replace(given, earlier=self.scope.earlier, attributed=attributed, motion=motion)
        flown = group.act is Act.GO and bool(self.clause.named_after(group.last))  # "flew medicines to Mekelle"
        carried = flown or group.act is Act.CARRY
        if motion and group.finite and not carried and given.status is Status.OPERATIONAL:
            self.decided = replace(self.decided, of_others=True)  # "fighters entered the town": who goes has opened nothing
        return False

    def _is_confirmed(self, group: VerbGroup) -> bool:
        some_of = _SOME_OF.match(_after(self.clause, group)) is not None
        return group.finite and not self.clause.theme.travellers and (some_of or self._has_way_for_object(group))

    def _has_way_for_object(self, group: VerbGroup) -> bool:
        return bool(self.clause.named_after(group.last)) and not self.clause.has_infinitive(group)


_SOME_OF = re.compile(r"(?:only |just |all )?(?:\S+ of (?:the|its|their) )(?:\S+ )?(?:routes|corridors)(?!\S)")
_UNDOING = {"unblock": Status.BLOCKED, "reopen": Status.CLOSED, "re-open": Status.CLOSED}  # "urged them to reopen it": it is closed
_LEAVE = frozenset(["permission", "approval", "consent", "light", "clearance", "go-ahead", "authorisation", "authorization", "blessing"])
_ONLY_WAY = re.compile(
    r"(?:the|its|their) (?:only|sole|main|last|primary|principal)(?: \S+){0,3}?"
    r" (?:routes?|roads?|crossings?|corridors?|way|passage|lifeline|gateway)(?!\S)"
)


def _after(clause: Clause, group: VerbGroup) -> str:
    """The words after a verb."""
    return " ".join(clause.codes[group.last + 1 : group.last + 8])
