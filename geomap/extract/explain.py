"""Findings for a person: a table of what was found, and an account of which rule found it in which words."""

from __future__ import annotations

from geomap.model import Actor, Corridor, Evidence, Findings, Statement, Stop, Venue, When

__all__ = ["explain", "table"]


def table(findings: Findings) -> str:
    """Venues and corridors as aligned text, one line each."""
    lines: list[str] = []
    if findings.venues:
        rows: list[tuple[str, ...]] = [("VENUE", "EVENT", "STATUS", "DATE", "PARTIES")]
        rows += [(_venue_name(v), v.event, str(v.status), _day(v.when), _names(v.parties)) for v in findings.venues]
        lines += _aligned(rows)
    if findings.corridors:
        if lines:
            lines.append("")
        rows6: list[tuple[str, ...]] = [("CORRIDOR", "STATUS", "FOR", "PROPOSED BY", "REJECTED BY", "AGREED BY")]
        rows6 += [
            (
                f"{way(c)}{' *' * c.is_pieced}",
                str(c.status),
                _day(c.when),
                _names(c.proposed_by),
                _names(c.rejected_by),
                _names(c.agreed_by),
            )
            for c in findings.corridors
        ]
        lines += _aligned(rows6)
        if any(c.is_pieced for c in findings.corridors):
            lines.append("* no one sentence names both ends: they are put together from several")
    if not lines:
        lines.append("No venue and no corridor found.")
    return "\n".join(lines) + "\n"


def explain(findings: Findings) -> str:
    """What was found, the rule that found it, and the words it was found in."""
    lines: list[str] = []
    for venue in findings.venues:
        lines.append(f"{venue.id}  {venue.event}: {_venue_name(venue)} ({venue.status})")
        lines += [f"      {_cited(e)}" for e in venue.evidence]
        if venue.when:
            lines.append(f"      date {_day(venue.when)} from the words “{venue.when.text}”")
    for corridor in findings.corridors:
        lines.append(f"{corridor.id}  {way(corridor)} ({corridor.status}; {corridor.kind})")
        lines += [f"      {_cited(e)}" for e in corridor.evidence]
        lines += [f"      {_told(s)}" for s in corridor.history]
        seen = {id(e) for e in corridor.evidence} | {id(s.evidence) for s in corridor.history}
        lines += [f"      {name}: {_cited(e)}" for name, e in corridor.fields if id(e) not in seen and name != "status"]
        if not corridor.paired:
            lines.append("      the text does not say which origin leads to which destination")
        if corridor.is_pieced:
            lines.append("      no one sentence names both ends: they are put together from several")
    if not lines:
        lines.append("No rule found a venue or a corridor.")
    return "\n".join(lines) + "\n"


def way(corridor: Corridor) -> str:
    """A corridor in a few words: "Kyiv, Sumy → Russia or Belarus"."""
    start, end, via = (_stops(stops) for stops in (corridor.origins, corridor.destinations, corridor.via))
    arrow = " ↔ " if corridor.two_way else " → "
    text = f"{start or '?'}{arrow}{end or '?'}" if start or end else via
    if via and (start or end):
        text += f" via {via}"
    return f"{corridor.name} ({text})" if corridor.name and text else corridor.name or text


def _stops(stops: tuple[Stop, ...]) -> str:
    return ", ".join(s.place.name if s.place else s.name for s in stops)


def _venue_name(venue: Venue) -> str:
    if venue.border:
        return "border of " + " and ".join(p.name for p in venue.border)
    name = venue.place.name if venue.place else venue.name
    return f"{venue.site}, {name}" if venue.site else name


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(a.name for a in actors)


def _day(when: When | None) -> str:
    if when is None:
        return ""
    text = when.start.isoformat()
    if when.end:
        text += f"–{when.end.isoformat()}"
    return f"from {text}" if when.open_ended else text


def _told(statement: Statement) -> str:
    parts = [str(statement.status)]
    if statement.conditional:
        parts.append("(conditional)")
    if statement.by:
        names = (a.name + (f" ({a.text})" if a.text not in ("", a.name) else "") for a in statement.by)
        parts.append(f"by {' and '.join(names)}")
    if statement.according_to:
        parts.append(f"according to {statement.according_to.name}")
    if statement.when:
        parts.append(f"on {_day(statement.when)} (“{statement.when.text}”)")
    if statement.note:
        parts.append(f"[{statement.note}]")
    return " ".join(parts) + (f": {_cited(statement.evidence)}" if statement.evidence else "")


def _cited(evidence: Evidence) -> str:
    source = f"{evidence.source}:" if evidence.source else ""
    sentence = " ".join(evidence.sentence.split())
    return f"[{evidence.rule}] {source}{evidence.start}-{evidence.end} “{sentence if len(sentence) < 220 else sentence[:217] + '...'}”"


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
