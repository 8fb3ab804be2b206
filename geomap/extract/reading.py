"""One document, sentence by sentence: sets up what a sentence needs to be read, and hands it to the readers."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from gazetteer.model import Place
from geomap.extract import dates as date_grammar
from geomap.extract.lexicon import cue
from geomap.extract.meaning.agency import Voices
from geomap.extract.meaning.parties import parties_of, states
from geomap.extract.sentence.actors import Acting, Actors, find_actors
from geomap.extract.sentence.anaphora import places_meant
from geomap.extract.sentence.compass import halves_told
from geomap.extract.sentence.context import context, together
from geomap.extract.sentence.phrases import Phrases, read_phrases
from geomap.extract.sentence.road_ends import with_ends
from geomap.extract.sentence.sentences import Sentence, split
from geomap.extract.talks.venues import VenueReader
from geomap.extract.ways.anchoring import find_anchors, strips_named
from geomap.extract.ways.anchors import Surroundings
from geomap.extract.ways.claims import Claim
from geomap.extract.ways.fetching import with_fetchers_turned
from geomap.extract.ways.list_heads import announcing
from geomap.extract.ways.list_items import row_behind_colon
from geomap.extract.ways.lists import RouteList
from geomap.extract.ways.telling import Reader
from geomap.model import Actor, Document, Evidence, Label, Mention, Parsed, PlaceFinding, Venue

__all__ = ["Reading", "read_document"]

_NEAR_SENTENCES = 2
_SHORT = 8  # sentences
_LONGEST = 4000  # a "sentence" longer than this is a table or debris: only its places are read


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says, unmerged."""

    document: Document
    published: dt.date | None
    claims: tuple[Claim, ...]
    venues: tuple[Venue, ...]
    places: tuple[PlaceFinding, ...]
    sentences: tuple[Sentence, ...]


def read_document(parsed: Parsed, published: dt.date | None) -> Reading:
    """Read a document's claims on corridors, its venues and its places."""
    document = parsed.document
    sentences = split(document.text)
    actors = find_actors(parsed)
    starts = [m.start for m in parsed.mentions]
    halves = halves_told(document.text, parsed.mentions)
    everything: list[Phrases] = []
    recognised = {m.span for m in parsed.mentions}
    unknown: list[Mention] = []  # places that only the extraction has found so far: "the camp" may mean one of them
    for sentence in sentences:
        everything.append(_phrases(document.text, sentence, parsed, starts, actors, published, halves, unknown))
        unknown += [m.mention for places in everything[-1].places for m in places.members if m.mention.span not in recognised]
    parties = _main_parties(everything)
    reader = Reader(document.name, Voices(parties))
    meetings = VenueReader(document.name, parties, published)
    routes = RouteList(document.name, published)
    contexts = [context(s.text) for s in sentences]
    whole = together(contexts)
    # "rounds", "delegation", "the deal" are words of any long paper; a short text may have no other
    conflict = whole.is_conflict()
    brief = conflict and whole.negotiation and len(sentences) <= _SHORT
    negotiation = (conflict and not whole.is_trade) or (whole.negotiation and len(sentences) <= _SHORT)
    business = whole.is_of_business
    rehearsals = len(_REHEARSAL.findall(document.text))
    rehearsed = rehearsals > 1 and rehearsals * _REHEARSED_PER > len(document.text)
    grain = conflict and (_GRAIN.search(document.text) is not None or (not business and _is_of_grain_ships(document.text)))
    strips = strips_named(document.text)
    last_claim = -10
    for number, phrases in enumerate(everything):
        if phrases.sentence.end - phrases.sentence.start > _LONGEST or rehearsed:
            continue
        around = together(contexts[max(0, number - _NEAR_SENTENCES) : number + _NEAR_SENTENCES + 1])
        bodies = any(a.country is None for acting in phrases.actors for a in acting.actors)
        embattled = around.is_conflict(least=0 if bodies else 1)
        known = number - last_claim <= _NEAR_SENTENCES + 1
        named = bisect_left(strips, (phrases.sentence.start, False))  # corridors before the sentence
        surroundings = Surroundings(
            humanitarian=around.humanitarian,
            plainly=around.plainly,
            conflict=embattled,
            war=conflict and not whole.is_trade and not business,
            vouched=whole.plainly and conflict,
            disaster=whole.is_disaster,
            trade=whole.is_trade,
            grain=grain,
            known=known,
            strip=named > 0 and strips[named - 1][1],
            offered=known and reader.memory.is_open(),
            lately=reader.memory.since < _NEAR_SENTENCES and bool(reader.memory.claims),
        )
        reader.memory.whereabouts.pass_sentence(phrases)
        anchors = find_anchors(document.text, phrases, surroundings)
        before = len(reader.memory.claims)
        announced = announcing(phrases, anchors, need=bodies or around.plainly)
        row = row_behind_colon(phrases) if announced else None
        if row is not None:
            reader.read(phrases.upto(row), [a for a in anchors if a.end <= row], known=known)
            reader.memory.claims += routes.row(phrases, row, reader.memory.claims[-1] if reader.memory.claims else None)
        elif routes.leads_on(phrases, reader.memory.claims):
            last_claim = number
        elif listed := routes.read(phrases, announced, reader.memory.claims[-1] if reader.memory.claims else None, known=known):
            reader.memory.claims += listed
        else:
            if anchors or known or (reader.memory.moving is not None and reader.memory.since <= 3 and phrases.places):
                reader.read(phrases, anchors, known=known)
            between_states = len(states(phrases)) > 1
            meetings.read(
                phrases,
                negotiation=not business
                and (negotiation or around.peace or (between_states and cue("corridor.commerce").search(phrases.code) is None)),
                near=not business and ((negotiation and (around.negotiation or brief)) or around.peace or (between_states and embattled)),
            )
        if any(not c.tentative for c in reader.memory.claims[before:]):
            last_claim = number
        person = _last_person(phrases)
        reader.voices.speaker = person or reader.voices.speaker
    claims = with_fetchers_turned(reader.memory.claims)
    return Reading(document, published, tuple(claims), tuple(meetings.finished()), tuple(_places(parsed, sentences)), tuple(sentences))


def _phrases(
    text: str,
    sentence: Sentence,
    parsed: Parsed,
    starts: list[int],
    actors: Actors,
    published: dt.date | None,
    halves: list[tuple[int, int, Mention]],
    unknown: list[Mention],
) -> Phrases:
    mentions = parsed.mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    inside = with_ends(m for m in mentions if m.end <= sentence.end)
    meant = places_meant(text, sentence, parsed.mentions, unknown)
    meant += [half for half in halves if sentence.start <= half[0] and half[1] <= sentence.end]
    return read_phrases(text, sentence, inside, actors.between(sentence.start, sentence.end), _dates(text, sentence, published), meant)


# "the Black Sea Grain Initiative", "a deal on grain exports"
_GRAIN = re.compile(
    r"\bgrain (?:export )?(?:initiative|deal|corridor|agreement|pact)\b"
    r"|\b(?:deal|agreement|pact) (?:on|to resume|to unblock|for) (?:the )?(?:\w+ )?grain\b",
    re.IGNORECASE,
)
# ... or what shows that such a deal is at work: who inspects the ships that carry it
_LADEN = re.compile(
    r"\b(?:tons|tonnes|mt|cargo|shipments?|laden|loaded|carrying) (?:of |with )?(?:\w+ )?(?:grain|corn|maize|wheat|barley|meal)\b"
)
_INSPECTED = re.compile(r"\binspect(?:s|ed|ion|ions|ors?)\b")
_BLOCKADED = re.compile(r"\bblockad(?:e|ed|ing)\b[^.]{0,60}\bports?\b|\bports?\b[^.]{0,60}\bblockad(?:e|ed|ing)\b", re.IGNORECASE)


def _is_of_grain_ships(text: str) -> bool:
    if _LADEN.search(text) is None:
        return False
    return "Joint Coordination Cent" in text or (_INSPECTED.search(text) is not None and _BLOCKADED.search(text) is not None)


# an exercise tells of convoys and routes as if they were
_REHEARSED_PER = 1500  # characters
_REHEARSAL = re.compile(r"\b(?:exercises?|drills?|rehears\w+|scenario|simulat\w+)\b", re.IGNORECASE)
_TENSE = re.compile(
    r"(?<!\w)(?:(?P<future>will|'ll|’ll|would|shall|to (?:be|open|begin|start|meet|hold|take|resume|leave|run|operate|host|evacuate)"
    r"|(?:is|are) to \w+|scheduled|(?<!as )planned|plans? (?:to|for)|set to|due|expected|next|upcoming|tomorrow|propos\w+|agreed to)"
    r"|(?:begin|start|open|reopen|resume|restart|depart)s?(?= (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    # "had been planned for Saturday", "was first due to leave on Saturday": that day is over
    r"|(?P<put_off>(?:put off|postponed|delayed|rescheduled) (?:to|until|till))"
    r"|(?P<past>(?:had (?:at )?(?:first |originally |initially )?been|(?:was|were) (?:at )?(?:first|originally|initially)) "
    r"(?:planned|due|scheduled|set|expected|supposed|meant)(?: (?:to|for) \w+)?"
    r"|(?:managed|able|began|started|continued|helped|forced|tried|failed|refused|had|used) to \w+"
    r"|said|was|were|had|did|told|(?<!be )held|met|took|left|began|(?<!be )(?<!being )\w{3,}ed))(?!\w)",
    re.IGNORECASE,
)


def _dates(text: str, sentence: Sentence, published: dt.date | None) -> list[date_grammar.Dated]:
    """The sentence's dates, each read by the tense of the words nearest before it, else after it."""
    past = date_grammar.find(text, sentence.start, sentence.end, published)
    if not past:
        return []
    future = {d.start: d for d in date_grammar.find(text, sentence.start, sentence.end, published, future=True)}
    tenses = [(m.start(), m.lastgroup != "past") for m in _TENSE.finditer(text, sentence.start, sentence.end)]
    found = []
    for day in past:
        before = [is_future for at, is_future in tenses if at < day.start]
        after = [is_future for at, is_future in tenses if at >= day.end]
        is_future = before[-1] if before else after[0] if after else False
        if day.preposition in ("from", "starting", "starting on", "starting from", "effective", "as of") and not (before and not is_future):
            is_future = True
        found.append(future.get(day.start, day) if is_future else day)
    return found


def _main_parties(everything: list[Phrases]) -> tuple[Actor, ...]:
    """The two who are named together most often: "the two sides" are theirs. Not where the text is about others: "from India and China"."""
    pairs: Counter[tuple[str, str]] = Counter()
    named: Counter[str] = Counter()
    actors: dict[str, Actor] = {}
    for phrases in everything:
        named.update(actor.name for acting in phrases.actors for actor in acting.actors)
        found = parties_of(phrases, 0, len(phrases.code))
        if len(found) == 2:
            names = sorted(a.name for a in found)
            pairs[(names[0], names[1])] += 1
            for actor in found:
                actors.setdefault(actor.name, actor)
    if not pairs:
        return ()
    best = max(pairs, key=lambda pair: (pairs[pair], sum(named[name] for name in pair), pair))
    outnamed = sum(count > min(named[name] for name in best) for count in named.values())
    return () if outnamed >= _LEADING else tuple(actors[name] for name in best)


_LEADING = 3  # parties are among so many who are named most, a mediator with them


def _last_person(phrases: Phrases) -> Actor | None:
    people: list[Acting] = [a for a in phrases.actors if a.person]
    return people[-1].actors[0] if people else None


def _places(parsed: Parsed, sentences: list[Sentence]) -> list[PlaceFinding]:
    """Every place the text names as a place, with the sentences it stands in."""
    begins = [s.start for s in sentences]
    order: dict[str, list[Evidence]] = {}
    places: dict[str, Place] = {}
    for mention in parsed.mentions:
        if mention.label is not Label.PLACE or mention.place is None:
            continue
        at = bisect_left(begins, mention.start + 1) - 1
        sentence = sentences[at].text if at >= 0 else ""
        places.setdefault(mention.place.id, mention.place)
        order.setdefault(mention.place.id, []).append(Evidence(mention.start, mention.end, sentence, parsed.document.name, "named"))
    return [PlaceFinding(places[key], len(found), tuple(found)) for key, found in order.items()]
