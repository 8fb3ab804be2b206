"""Story tree -> Findings."""

from __future__ import annotations

from geomap.errors import StoryError
from geomap.model import (
    Corridor,
    CorridorKind,
    Evidence,
    Findings,
    PlaceFinding,
    Statement,
    Status,
    Stop,
    Venue,
    VenueStatus,
)
from geomap.story import schema
from geomap.story.forms import Form, Problems, numbered, quoted
from geomap.story.nodes import Keys, Node
from geomap.story.places import Places, memo_country


def read(tree: Node, name: str) -> Findings:
    """Findings of a story tree. Raises StoryError with every problem, one a line."""
    problems = Problems(name)
    form = Form.open(tree, "story", schema.STORY, problems)
    if form is None:
        problems.raise_if_any()
        raise AssertionError("a refused story was not reported")
    version = form.text("geomap", str(schema.VERSION)).strip()
    if version != str(schema.VERSION):
        raise StoryError(f"{name}: written for story format {version[:20]!r}; this geomap reads {schema.VERSION}")
    read = _Reader(problems, Places(problems))
    findings = Findings(
        title=form.text("title"), deck=form.text("deck"), date=form.day("date"),
        venues=read.venues(form), corridors=read.corridors(form), places=read.places(form),
        sources=form.texts("sources"), notes=form.texts("notes"), language=form.text("language", "en"))
    problems.raise_if_any()
    return findings


class _Reader:
    """The three lists of a story."""

    def __init__(self, problems: Problems, places: Places) -> None:
        self._problems, self._places, self._country = problems, places, memo_country()

    def venues(self, story: Form) -> tuple[Venue, ...]:
        forms = tuple(Form.open(n, "venue", schema.VENUE, self._problems) for n in story.each("venues"))
        return tuple(self._venue(id_, form) for id_, form in numbered("v", forms, self._problems))

    def corridors(self, story: Form) -> tuple[Corridor, ...]:
        forms = tuple(Form.open(n, "corridor", schema.CORRIDOR, self._problems) for n in story.each("corridors"))
        return tuple(self._corridor(id_, form) for id_, form in numbered("c", forms, self._problems))

    def places(self, story: Form) -> tuple[PlaceFinding, ...]:
        found = []
        for node in story.each("places"):
            form = Form.open(node, "place", schema.PLACE, self._problems) if isinstance(node, Keys) else None
            read = self._places.from_form(form) if form else self._places.read(node)
            if read is None or read[1] is None:
                continue
            if form is None:
                found.append(PlaceFinding(read[1]))
            else:
                label = form.text("label") or None
                found.append(PlaceFinding(read[1], form.whole("count", 1) or 1, form.evidence(), label))
        return tuple(found)

    def _venue(self, id_: str, form: Form) -> Venue:
        node = form.node("place")
        read = self._places.read(node) if node is not None else None
        border = tuple(p[1] for n in form.each("border") if (p := self._places.read(n)) and p[1])
        if node is None and not border:
            self._problems.add(form.keys, "a venue needs a place (or the two countries of a border)")
        return Venue(
            id=id_, event=form.text("event", "Talks"), place=read[1] if read else None, name=read[0] if read else "",
            status=form.choice("status", VenueStatus, VenueStatus.HELD) or VenueStatus.HELD,
            round=form.whole("round", 1), parties=form.actors("parties", self._country), when=form.when("date"),
            site=form.text("site") or None, border=border, evidence=form.evidence(), note=form.text("note"))

    def _corridor(self, id_: str, form: Form) -> Corridor:
        origins, ends, via = (self._stops(form, key) for key in ("from", "to", "via"))
        if not (form.each("from") or form.each("to") or form.text("name")):
            self._problems.add(form.keys, "a corridor needs a from, a to, or a name")
        if form.node("status") is None:
            self._problems.add(form.keys, f"a corridor needs a status: {', '.join(Status)}")
        starts = {s.place.id for s in origins if s.place}
        if starts and starts == {s.place.id for s in ends if s.place} and len(origins) == len(ends) == 1:
            self._problems.add(form.node("to"), f"a corridor from {origins[0].name[:60]!r} to the same place")
        several = len(origins) > 1 and len(ends) > 1
        status = form.choice("status", Status, Status.PROPOSED) or Status.PROPOSED
        kind = form.choice("kind", CorridorKind, CorridorKind.HUMANITARIAN) or CorridorKind.HUMANITARIAN
        return Corridor(
            id=id_, status=status, origins=origins, destinations=ends, via=via, kind=kind,
            paired=form.flag("paired", not several), two_way=form.flag("two_way", False),
            name=form.text("name") or None,
            proposed_by=form.actors("proposed_by", self._country),
            rejected_by=form.actors("rejected_by", self._country),
            agreed_by=form.actors("agreed_by", self._country),
            when=form.when("date"), mode=form.text("mode") or None, people=form.whole("people"),
            history=tuple(s for n in form.each("history") if (s := self._statement(n))),
            evidence=form.evidence(), fields=self._fields(form), note=form.text("note"))

    def _stops(self, form: Form, key: str) -> tuple[Stop, ...]:
        stops = []
        for node in form.each(key):
            if read := self._places.read(node):
                evidence = Form(node, "place", self._problems).evidence() if isinstance(node, Keys) else ()
                stops.append(Stop(read[0], read[1], evidence[0] if evidence else None))
        return tuple(stops)

    def _statement(self, node: Node) -> Statement | None:
        form = Form.open(node, "statement", schema.STATEMENT, self._problems)
        if form is None:
            return None
        status = form.choice("status", Status, None)
        if status is None:
            self._problems.add(node, f"a statement needs a status: {', '.join(Status)}")
            return None
        by = form.actors("by", self._country)
        source = form.actors("according_to", self._country)
        evidence = form.evidence()
        return Statement(status, by, form.when("date"), evidence[0] if evidence else None,
                         form.flag("conditional", False), form.text("note"), source[0] if source else None)

    def _fields(self, form: Form) -> tuple[tuple[str, Evidence], ...]:
        node = form.node("fields")
        if not isinstance(node, Keys):
            return ()
        return tuple((key.value, e) for key, value in node.value for e in [quoted(value, self._problems)] if e)
