"""The story file's vocabulary, version 1: every key, and what it means. Unknown keys are refused by these tables.

A story in ten lines::

    geomap: 1
    title: A way out of Sumy
    date: 2022-03-08
    venues:
      - {event: Third round of talks, place: "Brest Region, Belarus", date: 2022-03-07}
    corridors:
      - {from: Sumy, to: Poltava, status: agreed, agreed_by: [Ukraine, Russia]}
      - {from: Kyiv, to: Gomel, via: Chernihiv, status: rejected, proposed_by: Russia, rejected_by: Ukraine}
    places: [Lviv, {name: Field hospital, lat: 49.9, lon: 36.3}]
"""

from __future__ import annotations

VERSION = 1

STORY = {
    "geomap": "version of this format: 1",
    "title": "headline",
    "deck": "one or two sentences under the headline",
    "date": "date of the story, YYYY-MM-DD",
    "language": "language of the texts, BCP 47; default en",
    "sources": "names of the documents, for the footer",
    "notes": "sentences a reader must be told",
    "venues": "where talks were, are or will be held",
    "corridors": "ways from somewhere to somewhere",
    "places": "other places to show",
}

VENUE = {
    "id": "unique in the story; made where it is missing",
    "event": "what was held there: third round of talks",
    "place": "name or place",
    "status": "held, planned, proposed, past; default held",
    "round": "number of the round of talks",
    "parties": "who took part",
    "date": "day, or first..last, or a map with start, end, text, open_ended",
    "site": "palace, hotel or building, where known",
    "border": "two countries, for talks on their border",
    "note": "free words",
    "quote": "the sentence that says so",
    "source": "the document it stands in",
    "evidence": "list of quotes with their place in the text",
}

CORRIDOR = {
    "id": "unique in the story; made where it is missing",
    "name": "a name of its own: Lachin corridor",
    "kind": "humanitarian corridor, evacuation route, aid route, green corridor, safe passage, crossing",
    "status": "proposed, announced, agreed, operational, rejected, failed, blocked, closed",
    "from": "place or places it starts from",
    "to": "place or places it leads to",
    "via": "way stations, in order",
    "paired": "false where the text does not say which start leads to which end",
    "two_way": "true where it runs both ways",
    "proposed_by": "who proposed it",
    "rejected_by": "who rejected it",
    "agreed_by": "who agreed to it",
    "date": "the day it is for, as for venues",
    "mode": "bus, rail, on foot ...",
    "people": "number of people moved",
    "history": "statements about it, in order",
    "note": "free words",
    "quote": "the sentence that says so",
    "source": "the document it stands in",
    "evidence": "list of quotes with their place in the text",
    "fields": "for each field, the words it was taken from",
}

STATEMENT = {
    "status": "as for corridors",
    "by": "who did it: proposed, agreed, refused, shelled",
    "according_to": "who says so, where the text leaves it to one side",
    "date": "when, as for venues",
    "conditional": "true where it was only said to happen under a condition",
    "note": "free words",
    "evidence": "quote with its place in the text",
}

PLACE = {
    "name": "name; resolved by the gazetteer unless id or lat and lon are given",
    "as": "the words of the text for it",
    "id": "GeoNames id, ISO 3166 code or gazetteer slug",
    "lat": "latitude, -90..90",
    "lon": "longitude, -180..180",
    "kind": "country, region, county, city, area, continent, sea, river, site; default site at lat, lon",
    "country": "ISO 3166-1 code or name, to tell namesakes apart",
    "label": "words to show on the map instead of the name",
    "unresolved": "true where no place is known for the name; it is kept as words",
    "count": "how often the text names it",
    "quote": "the sentence that says so",
    "source": "the document it stands in",
    "evidence": "list of quotes with their place in the text",
}

ACTOR = {"name": "shown name: Russia", "country": "ISO 3166-1 alpha-2 code", "text": "the words of the text"}

WHEN = {"start": "first day", "end": "last day", "text": "the words of the text", "open_ended": "true: from then on"}

EVIDENCE = {
    "sentence": "the sentence",
    "source": "the document it stands in",
    "start": "offset of the first character in the document's text",
    "end": "offset after the last",
    "rule": "the rule that found it",
}
