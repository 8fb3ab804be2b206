"""A sentence's propositions: which words belong to which verb, and what hangs on what.

A shallow parse of English news prose in one pass over its verb groups. A proposition is a finite verb with its subject, its
objects and the infinitives that complete it ("agreed to let civilians leave Sumy for Poltava"). Relative, reported and
background clauses are propositions of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from geomap.extract.syntax.asides import close_asides
from geomap.extract.syntax.brackets import bracketed, of_aside, put_back
from geomap.extract.syntax.links import COORDINATORS, SUBORDINATORS, Link, subject_start, subordinates
from geomap.extract.syntax.proposition import Opening, Proposition
from geomap.extract.syntax.reduced import describes
from geomap.extract.syntax.relatives import TELLING, is_contact, is_of_journey, is_of_subject, is_relative
from geomap.extract.syntax.unmarked_moods import supply_moods
from geomap.extract.syntax.verbgroups import Mood, VerbGroup, takes_object, verb_groups
from geomap.extract.syntax.verbhood import ADVERBS, DETERMINERS, HARD, PREPOSITIONS, word_before
from geomap.extract.syntax.verbs import Act

__all__ = ["Link", "Mood", "Proposition", "VerbGroup", "propositions"]

_ADDING = PREPOSITIONS | {"including", "amid", "following", "such", "especially"}
_HOW_MANY = frozenset(["some", "about", "around", "nearly", "almost", "over", "several", "dozens", "scores", "hundreds", "thousands"])
_SAYING = frozenset(["say", "claim", "add", "insist", "argue", "report", "confirm", "announce"])


def propositions(codes: Sequence[str]) -> list[Proposition]:
    """The propositions of a sentence given as encoded tokens, in the order in which they begin; together they take up every token once."""
    return list(_parsed(tuple(codes)))


@lru_cache(maxsize=8)  # the corridors and the venues of a sentence are read one after the other
def _parsed(codes: tuple[str, ...]) -> tuple[Proposition, ...]:
    asides = bracketed(codes)
    if not asides:
        return tuple(_Parse(codes, verb_groups(codes)).propositions())
    kept = [at for at in range(len(codes)) if not any(at in aside for aside in asides)]
    around = tuple(codes[at] for at in kept)
    made = _Parse(around, verb_groups(around)).propositions()
    for proposition in made:
        put_back(proposition, kept)
    made += [of_aside(codes, aside) for aside in asides]
    return tuple(sorted(made, key=lambda p: p.start))


class _Parse:
    """One pass over the verb groups, with the proposition that is open."""

    def __init__(self, codes: tuple[str, ...], groups: list[VerbGroup]) -> None:
        self.codes = codes
        self.groups = groups
        self.participles = [g for n, g in enumerate(groups) if describes(codes, groups, n)]  # "the corridor agreed on Monday was shelled"
        self.spine = [g for g in groups if g not in self.participles]
        self.current = Proposition()
        self.made = [self.current]
        self.position = 0  # the first token not yet given to a proposition

    def propositions(self) -> list[Proposition]:
        for number, group in enumerate(self.spine):
            opening = self._opening(number, group)
            if opening is None:
                self.current.groups.append(group)
            else:
                self._open(opening, group)
        self.current.spans.append((self.position, len(self.codes)))
        close_asides(self.codes, self.made)
        for proposition in self.made:
            proposition.spans = [(a, b) for a, b in proposition.spans if a < b]
            proposition.groups += [
                replace(g, finite=False, bare=False, passive=True) for g in self.participles if proposition.holds(g.first)
            ]
            proposition.groups.sort(key=lambda g: g.first)
        made = [p for p in self.made if p.spans]
        supply_moods(self.codes, made)
        return made

    def _open(self, opening: Opening, group: VerbGroup) -> None:
        self.current.spans.append((self.position, opening.start))
        target = opening.target
        if target is None:
            nested = opening.inside or opening.link in (Link.RELATIVE, Link.REPORTED)
            parent = self.current if nested else self.current.parent
            target = Proposition(opening.link, parent=parent, elliptic=opening.elliptic, marker=opening.marker)
            self.made.append(target)
        moved = [g for g in self.current.groups if g.first >= opening.start]
        for each in moved:
            self.current.groups.remove(each)
        target.groups += [*moved, group]
        self.current = target
        self.position = opening.start

    def _opening(self, number: int, group: VerbGroup) -> Opening | None:
        """Where the proposition of ``group`` begins if it is not the open one."""
        begin = self.spine[number - 1].last + 1 if number else 0
        between = range(max(begin, self.position), group.first)
        hard = next((i for i in reversed(between) if HARD.fullmatch(self.codes[i]) and (self.current.groups or i > 2)), None)
        if hard is not None:
            comma = next((i for i in reversed(between) if self.codes[i] == "," and i > hard), None)
            if self.codes[hard] == ":" and comma is not None and _speaks(self.codes, group) and group.first > comma + 1:
                return Opening(comma, marker=",")  # "corridors: from Kyiv to Gomel, the statement reads"
            return Opening(hard)
        if not group.finite:
            return self._of_nonfinite(group, between)
        relative = next((i for i in reversed(between) if is_relative(self.codes, self.spine, number, i, begun=self.current.finite)), None)
        if relative is not None:
            self._begin_content(number, range(between.start, relative))
            self._begin_beside(number, range(between.start, relative))
            return Opening(relative, Link.RELATIVE, self.codes[relative], elliptic=True)
        subordinator = next((i for i in between if subordinates(self.codes, i)), None)
        if subordinator is not None:
            of_time = self.codes[subordinator] in {"since", "until", "before", "after"}
            if "," in self.codes[subordinator : group.first] and (_speaks(self.codes, group) or of_time):
                subordinator = None  # "after a journey from Khartoum, the mission said"
            elif of_time and word_before(self.codes, group.first) in COORDINATORS:
                subordinator = None  # "was opened shortly after noon but closed again"
        if subordinator is not None and self._lacks_verb(number, subordinator, between):
            subordinator = None  # "said that the first convoy since the truce had arrived"
        if subordinator is not None and (self.current.groups or subordinator == 0 or number + 1 < len(self.spine)):
            return self._of_subordinate(subordinator)
        if not self.current.groups:
            bare = next((i for i in between if is_of_subject(self.codes, i)), None)
            return Opening(bare, Link.RELATIVE) if bare is not None and self._has_verb_behind(number) else None
        contact = next((i for i in between if is_contact(self.codes, self.spine, number, i)), None)
        if contact is not None and (group.negated or group.mood is not Mood.REAL):
            return Opening(contact, Link.RELATIVE)
        if "that" in self.codes[between.start : between.stop] and self.spine[number - 1].act in TELLING:
            return Opening(self.codes.index("that", between.start), Link.REPORTED, "that")
        journey = next((i for i in reversed(between) if is_of_journey(self.codes, self.spine, number, i)), None)
        if journey is not None:
            return Opening(journey, Link.RELATIVE, "that")
        content = self._content_before(number)
        return Opening(content, Link.REPORTED, "that") if content is not None else self._of_finite(number, group, between)

    def _verb_around(self, number: int) -> int | None:
        """The finite verb before the infinitives and participles right before a verb; None where there are none of these."""
        at = next((i for i in reversed(range(number)) if self.spine[i].finite), None)
        return None if at == number - 1 else at

    def _content_before(self, number: int) -> int | None:
        """ "Expects that the corridor connecting A to B will open": the "that" before a subject with a verb of its own."""
        at = self._verb_around(number)
        if at is None or self.spine[at].act not in TELLING:
            return None
        found = range(max(self.spine[at].last + 1, self.position), self.spine[at + 1].first)
        return next((i for i in found if self.codes[i] == "that"), None)

    def _lacks_verb(self, number: int, at: int, between: range) -> bool:
        """Whether the subject before "since" or "after" would be left without a verb, if the last one were that of its clause."""
        if self.codes[at] not in {"since", "after", "before", "until"} or any(
            g.finite and g.act is not Act.REPORT for g in self.spine[number + 1 :]
        ):
            return False
        content = number > 0 and self.spine[number - 1].act in TELLING and "that" in self.codes[between.start : at]
        return content or (not self.current.finite and at > self.position)

    def _begin_content(self, number: int, between: range) -> None:
        """Open the "that" clause whose subject is described first: "says that a column which wanted to leave was turned back"."""
        at = next((i for i in between if self.codes[i] == "that"), None)
        if at is None or not self.current.finite or self.spine[number - 1].act not in TELLING:
            return
        self.current.spans.append((self.position, at))
        self.current = Proposition(Link.REPORTED, parent=self.current, marker="that")
        self.made.append(self.current)
        self.position = at

    def _begin_beside(self, number: int, between: range) -> None:
        """Open the next clause whose subject is described first: "two were killed, and the vehicles that could be driven returned"."""
        at = next((i for i in between if self.codes[i] in {"and", "but", "while"} and self.codes[i - 1] == ","), None)
        if at is None or not self.current.finite or between.stop - at < 2 or not self._has_verb_behind(number):
            return
        self.current.spans.append((self.position, at))
        self.current = Proposition(parent=self.current.parent, marker=self.codes[at])
        self.made.append(self.current)
        self.position = at

    def _has_verb_behind(self, number: int) -> bool:
        """Whether a finite verb follows that no word joins to the clause of this group: that of a clause around it."""
        further = next((g for g in self.spine[number + 1 :] if g.finite), None)
        words = self.codes[self.spine[number].last + 1 : further.first] if further is not None else (",",)
        return not any(w == "," or w in COORDINATORS or HARD.fullmatch(w) for w in words)

    def _of_nonfinite(self, group: VerbGroup, between: range) -> Opening | None:
        """An infinitive completes its proposition; a participle after a comma, or after "after", tells something of its own."""
        if not self.current.groups or not group.gerund:
            return self._after_speaker(group)
        opener = next((i for i in between if subordinates(self.codes, i)), None)
        if opener is not None and opener < group.first - 1 and "," not in self.codes[opener : group.first]:
            # "while people leaving Foua are to go to Aleppo"
            return Opening(opener, SUBORDINATORS[self.codes[opener]], self.codes[opener])
        before = self.codes[group.first - 1] if group.first else ""
        if before in {"after", "before", "since", "while", "when"}:
            to_be = any(g.finite and g.mood is not Mood.REAL for g in self.current.groups)  # "would be flown out after crossing the river"
            link = Link.CONTRAST if before == "before" else Link.BACKGROUND
            return Opening(group.first - 1, link, before, elliptic=True, inside=to_be)
        return Opening(group.first - 1, Link.MAIN, ",", elliptic=True) if before == "," and len(between) > 0 else None

    def _after_speaker(self, group: VerbGroup) -> Opening | None:
        """ "The agency hoped, a spokesman said, to send a convoy": the infinitive completes the verb before the speaker."""
        said = [g for g in self.current.groups if g.act is Act.REPORT]
        between_commas = self.current.marker == "," and self.codes[group.first - 1 : group.first + 1] == (",", "to")
        if not between_commas or len(self.current.groups) > 1 or not said or len(self.made) < 2 or not self.made[-2].finite:
            return None
        return Opening(group.first, target=self.made[-2])

    def _of_subordinate(self, at: int) -> Opening | None:
        link, marker = SUBORDINATORS[self.codes[at]], self.codes[at]
        if marker in {"before", "until"} and any(g.finite and g.mood is not Mood.REAL for g in self.current.groups):
            link = Link.CONDITION  # "no convoy will leave until the road is opened"
        if self.current.groups or at > self.position:
            return Opening(at, link, marker, inside=not self.current.groups)
        self.current.link, self.current.marker = link, marker  # the sentence begins with it
        return None

    def _of_finite(self, number: int, group: VerbGroup, between: range) -> Opening | None:
        codes, current = self.codes, self.current
        commas = [i for i in between if codes[i] == ","]
        coordinator = next((i for i in reversed(between) if codes[i] in COORDINATORS), None)
        waiting = current.unfinished
        if waiting is not None and (coordinator is None or (codes[group.first - 1] == "," and not group.bare)):
            return Opening(commas[-1] if commas else group.first, target=waiting)
        told_by = _speaks(self.codes, group) and bool(commas) and commas[-1] < group.first - 1
        if not current.finite and current.link is not Link.RELATIVE and not told_by:
            return None
        if coordinator is not None and coordinator != group.first - 1 and self._says_of_both(number, between.start, coordinator):
            return Opening(between.start, Link.REPORTED)
        if coordinator is not None:
            if commas and commas[-1] > coordinator and group.first - commas[-1] > 1 and _speaks(self.codes, group):
                return Opening(commas[-1], marker=",")  # "cargo and traffic on the corridor, the centre reported"
            return self._of_coordinate(coordinator, group, waiting)
        if group.bare and group.act is Act.OTHER and codes[group.first - 1] == "," and not takes_object(codes, group):
            return None  # "them, disarmed, from Goma to Kinshasa"
        previous = self.spine[number - 1]
        opening = [i for i in commas if codes[i + 1] not in _ADDING] or commas[-1:]
        if opening:
            start = opening[-1] if _speaks(self.codes, group) else opening[0]
            return Opening(start, marker=",", elliptic=group.first == start + 1)
        if previous.act is Act.REPORT:
            return Opening(between.start, Link.REPORTED)
        if group.bare:
            return Opening(group.first, Link.RELATIVE, elliptic=True)  # "opened a corridor agreed on Monday"
        coordinated = self._coordinated_subject(number)
        if coordinated is not None:
            return Opening(coordinated, marker=codes[coordinated])
        content = self._described_subject(number)
        if content is not None:
            return Opening(content, Link.REPORTED)
        start = subject_start(codes, group.first, between.start)
        if current.link is Link.RELATIVE and current.parent is not None and codes[start - 1] in PREPOSITIONS:
            return Opening(group.first, target=current.parent)  # "nor had the road that links A to B been used"
        return Opening(start, Link.REPORTED)

    def _says_of_both(self, number: int, start: int, coordinator: int) -> bool:
        """ "Said the convoy with food and other supplies entered Douma", "said 78 patients and 132 carers travelled": of one subject."""
        said, first = self.spine[number - 1], self.codes[start]
        laden = not {"with", "carrying"}.isdisjoint(self.codes[start:coordinator])
        if said.act is Act.REPORT and laden and first in {"the", "a", "an"}:
            return True
        return said.verb.base == "say" and said.finite and not said.passive and (first[0].isdigit() or first in _HOW_MANY)

    def _described_subject(self, number: int) -> int | None:
        """ "Said a ship carrying aid was stopped", "an attempt to go failed": where what is said begins, its subject having a verb."""
        at = self._verb_around(number)
        if at is None or self.spine[at].act is not Act.REPORT:
            return None
        if not all(g.gerund for g in self.spine[at + 1 : number]) and self.spine[at].verb.base not in _SAYING:
            return None  # "warned the army to let them leave"
        start = max(self.spine[at].last + 1, self.position)
        named = self.codes[start] in DETERMINERS or self.codes[start].startswith(("@", "§", "%"))
        return start if named and "," not in self.codes[start : self.spine[number].first] else None

    def _of_coordinate(self, at: int, group: VerbGroup, waiting: Proposition | None) -> Opening | None:
        subject = [w for w in self.codes[at + 1 : group.first] if w not in ADVERBS and w not in {"then", "had", "never"}]
        own = any(w.startswith(("§", "@", "%")) or re.fullmatch(r"[a-z]+", w) for w in subject)
        if waiting is not None and not own:
            return None
        marker = self.codes[at]
        link = Link.CONTRAST if marker in {"but", "yet"} else Link.MAIN
        if link is Link.MAIN and self.current.link in (Link.CONDITION, Link.REPORTED):
            link = self.current.link
        return Opening(at, link, marker, elliptic=not own)

    def _coordinated_subject(self, number: int) -> int | None:
        """The "and" before a subject that has an infinitive of its own: "..., and a request to send supplies has not been answered"."""
        at = self._verb_around(number)
        if at is None:
            return None
        found = range(max(self.spine[at].last + 1, self.position), self.spine[at + 1].first)
        return next((i for i in reversed(found) if self.codes[i] in COORDINATORS and i + 1 < self.spine[at + 1].first), None)


def _speaks(codes: tuple[str, ...], group: VerbGroup) -> bool:
    """ "The mayor said", "told reporters"; not "told them to leave"."""
    return group.act is Act.REPORT or (group.verb.base == "tell" and "to" not in codes[group.last + 1 : group.last + 6])
