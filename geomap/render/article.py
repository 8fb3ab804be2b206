"""The words around the map, as markup: headline, legend, list of cards, table, footer.

Every text comes raw from the scene and may be hostile; ``words()`` is the one door through which it reaches the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from geomap.model import Status, VenueStatus
from geomap.scene.model import Card, LegendItem, Scene
from geomap.scene.symbols import DARK, LIGHT, STATUS, Palette, tint

MAP_NAME = "Map"
LONGEST = {"label": 80, "heading": 300, "text": 1200}     # letters
SHOWN_QUOTES = 2         # of one card; further sentences are one click away
OPEN_PLACES = 6          # a list of places longer than this starts closed
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(text: str, longest: int | None = None) -> str:
    """``text`` without characters that no page can show, cut with an ellipsis after ``longest`` characters."""
    if longest is not None and len(text) > longest:
        text = text[:longest].rstrip() + "…"
    return UNSEEN.sub("", text)


def tidy(scene: Scene) -> Scene:
    """The scene with every text cleaned, and cut where it is longer than a map can use: ten megabytes of title are a title."""
    def short(text: str) -> str:
        return clean(text, LONGEST["label"])

    return replace(
        scene, title=clean(scene.title, LONGEST["heading"]), deck=clean(scene.deck, LONGEST["text"]),
        kicker=short(scene.kicker), alt=clean(scene.alt, LONGEST["text"]), empty=clean(scene.empty, LONGEST["text"]),
        footer=tuple(clean(line, LONGEST["text"]) for line in scene.footer),
        pins=tuple(replace(pin, label=short(pin.label), sublabel=short(pin.sublabel)) for pin in scene.pins),
        arrows=tuple(replace(arrow, label=clean(arrow.label, LONGEST["heading"]), end_label=short(arrow.end_label))
                     for arrow in scene.arrows),
        areas=tuple(replace(area, label=short(area.label), sublabel=short(area.sublabel)) for area in scene.areas),
        tags=tuple(replace(tag, text=short(tag.text)) for tag in scene.tags),
        legend=tuple(replace(item, text=clean(item.text, LONGEST["heading"])) for item in scene.legend),
        cards=tuple(replace(card, heading=clean(card.heading, LONGEST["heading"])) for card in scene.cards))


def words(text: str, longest: int | None = LONGEST["text"]) -> str:
    """``text`` as markup: inert in HTML, in Jinja, and in any macro language of a page it is pasted into."""
    return re.sub(r"[{}$`\\]", lambda found: f"&#{ord(found[0])};", escape(clean(text, longest)))


def custom_properties() -> str:
    """The symbols' colours and dashes as style rules, light and dark."""
    def palette(colours: Palette) -> str:
        return "".join(f"--{name.replace('_', '-')}:{getattr(colours, name)};" for name in Palette.__slots__)

    def colours(theme: str) -> str:
        return "".join(f"--{status}:{tint(symbol, theme)};" for status, symbol in STATUS.items())

    statuses = "".join(f".gm-{status}{{--status:var(--{status});--dash:{symbol.dash or 'none'};--width:{symbol.width}px}}"
                       for status, symbol in STATUS.items())
    return (f":root{{{palette(LIGHT)}{colours('light')}}}{statuses}.gm-venue{{--status:var(--venue)}}\n"
            f"@media screen and (prefers-color-scheme:dark){{:root{{{palette(DARK)}{colours('dark')}}}}}")


def glyphs(statuses: Sequence[Status]) -> str:
    """The signs of ``statuses`` as shapes that the page's drawings refer to."""
    shapes = "".join(f'<g id="gm-glyph-{status}" class="gm-{status}"><path class="gm-glyph" d="{STATUS[status].glyph}"/></g>'
                     for status in statuses)
    return f'<svg width="0" height="0" class="gm-hidden" aria-hidden="true"><defs>{shapes}</defs></svg>'


def statuses_of(scene: Scene) -> list[Status]:
    """The corridor statuses in the scene, in the legend's order."""
    found = {arrow.status for arrow in scene.arrows} | {c.status for c in scene.cards if isinstance(c.status, Status)}
    found |= {Status(item.key) for item in scene.legend if item.key in STATUS}
    return sorted(found, key=lambda status: STATUS[status].order)


def head(scene: Scene) -> str:
    kicker = f'<p class="gm-kicker" dir="auto">{words(scene.kicker)}</p>' if scene.kicker else ""
    deck = f'<p class="gm-deck" dir="auto">{words(scene.deck)}</p>' if scene.deck else ""
    return f'<header class="gm-head">{kicker}<h1 dir="auto">{words(scene.title, LONGEST["heading"])}</h1>{deck}</header>'


# --- legend

def legend(items: Sequence[LegendItem], numbers: dict[str, int]) -> str:
    """The legend; an item with cards is a switch, which works once the page's script has woken it."""
    lines = "".join(_legend_line(item, numbers) for item in items)
    return f'<div class="gm-key" role="group" aria-label="Legend: show or hide">{lines}</div>' if lines else ""


def _legend_line(item: LegendItem, numbers: dict[str, int]) -> str:
    text = f'<span dir="auto">{words(item.text)}</span>'
    cards = " ".join(str(numbers[card]) for card in item.cards if card in numbers)
    if not cards:
        return f"<span>{swatch(item.key)}{text}</span>"
    return (f'<label title="Show or hide"><input type="checkbox" value="{cards}" checked disabled autocomplete="off">'
            f"{swatch(item.key)}{text}</label>")


def swatch(key: str) -> str:
    """A small drawing of what the legend's line speaks of."""
    if key in STATUS:
        return (f'<svg class="gm-{key}" width="46" height="16" viewBox="0 0 46 16" aria-hidden="true">'
                f'<g transform="translate(8 8) scale(.8)"><circle class="gm-badge-ring" r="8"/><use href="#gm-glyph-{key}"/></g>'
                '<path class="gm-route" d="M19 8H36"/><path class="gm-head" d="M34 3L46 8L34 13L37 8Z"/></svg>')
    drawing = {
        "venue": '<circle class="gm-disc" cx="7" cy="7" r="7.5"/><circle class="gm-board" cx="7" cy="7" r="3"/>',
        "venue-area": '<rect class="gm-area gm-area-venue" x="1" y="1" width="20" height="12"/>',
        "origin-area": '<rect class="gm-area" x="1" y="1" width="20" height="12"/>',
        "destination-area": '<path class="gm-key-band" d="M1 1H21V13H1ZM5 5V9H17V5Z"/>',
        "exit": ('<path class="gm-key-stem" d="M7 13V5"/><circle class="gm-key-origin" cx="7" cy="14" r="3"/>'
                 '<circle class="gm-key-badge" cx="7" cy="2" r="4"/>'),
        "origin": '<circle class="gm-key-origin" cx="7" cy="7" r="5.5"/>',
        "destination": '<circle class="gm-key-destination" cx="7" cy="7" r="4.8"/>',
        "through": '<circle class="gm-key-destination" cx="7" cy="7" r="4.8"/><circle class="gm-key-origin" cx="7" cy="7" r="2"/>',
        "place": '<circle class="gm-key-place" cx="7" cy="7" r="3.6"/>',
        "via": '<rect class="gm-key-destination" x="3.5" y="3.5" width="7" height="7" rx="1.5"/>',
        "disputed": '<path class="gm-line gm-disputed" d="M0 7H22"/>',
    }.get(key, '<circle class="gm-key-origin" cx="7" cy="7" r="3.6"/>')
    width = 22 if key.endswith("area") or key == "disputed" else 14
    return f'<svg width="{width}" height="14" viewBox="0 0 {width} 14" aria-hidden="true">{drawing}</svg>'


# --- list

def side(scene: Scene, numbers: dict[str, int]) -> str:
    """Every card: corridors, venues, places, the last closed where there are many."""
    corridors = [card for card in scene.cards if isinstance(card.status, Status)]
    venues = [card for card in scene.cards if isinstance(card.status, VenueStatus)]
    places = [card for card in scene.cards if card.status is None]

    def section(title: str, cards: list[Card]) -> str:
        if not cards:
            return ""
        return f"<h2>{title}</h2><ol>{''.join(card_item(card, numbers[card.id]) for card in cards)}</ol>"

    parts = [section("Corridors" if len(corridors) > 1 else "Corridor", corridors),
             section("Venues" if len(venues) > 1 else "Venue", venues)]
    if places:
        is_open = " open" if len(places) <= OPEN_PLACES or not (corridors or venues) else ""
        items = "".join(card_item(card, numbers[card.id]) for card in places)
        parts.append(f"<details{is_open}><summary>Places named ({len(places)})</summary><ol>{items}</ol></details>")
    return f'<section class="gm-side" id="gm-list" tabindex="0" aria-label="Corridors, venues and places">{"".join(parts)}</section>'


def card_item(card: Card, number: int) -> str:
    """One card as a list item: the page's script copies it into pop-ups."""
    kind = f" gm-{card.status}" if isinstance(card.status, Status) else " gm-venue" if card.status else ""
    parts = [f'<div class="gm-card-head"><h3><button type="button" class="gm-find" dir="auto" disabled>'
             f'{words(card.heading, LONGEST["heading"])}</button></h3>{chip(card)}</div>']
    if card.facts:
        facts = "".join(f'<div{_known(card, name, value)}><dt>{words(name)}</dt><dd dir="auto">{words(value)}</dd></div>'
                        for name, value in card.facts)
        parts.append(f'<dl class="gm-facts">{facts}</dl>')
    # A corridor's only statement says what its chip says.
    if len(card.history) > 1 or (card.history and not card.status):
        lines = "".join(f'<li dir="auto">{words(line)}</li>' for line in card.history)
        parts.append(f'<ul class="gm-history">{lines}</ul>')
    quotes = [f'<blockquote class="gm-quote" dir="auto"><p>{words(quote.text)}</p>'
              + (f'<cite dir="auto">{words(quote.source)}</cite>' if quote.source else "") + "</blockquote>"
              for quote in card.quotes]
    parts += quotes[:SHOWN_QUOTES]
    if more := quotes[SHOWN_QUOTES:]:
        count = "1 more sentence" if len(more) == 1 else f"{len(more)} more sentences"
        parts.append(f"<details><summary>{count}</summary>{''.join(more)}</details>")
    if card.note:
        parts.append(f'<p class="gm-note" dir="auto">{words(card.note)}</p>')
    return f'<li class="gm-card{kind}" data-card="{number}">{"".join(parts)}</li>'


def _known(card: Card, name: str, value: str) -> str:
    """The mark of a fact that the list need not repeat, since the heading or the page says it; pop-ups do."""
    return ' class="gm-known"' if name == "Kind" or value in card.heading or value in card.status_text else ""


def chip(card: Card) -> str:
    """The card's status: sign and words."""
    if not card.status:
        return ""
    text = words(card.status_text or str(card.status).capitalize())
    if isinstance(card.status, Status):
        sign = (f'<svg viewBox="-9 -9 18 18" aria-hidden="true"><circle class="gm-glyph" r="8"/>'
                f'<use href="#gm-glyph-{card.status}"/></svg>')
    else:
        sign = '<svg viewBox="-9 -9 18 18" aria-hidden="true"><circle class="gm-glyph" r="8"/><circle class="gm-chip-dot" r="3.5"/></svg>'
    return f'<span class="gm-chip">{sign}<span dir="auto">{text}</span></span>'


# --- for readers who do not see the map

def table(scene: Scene) -> str:
    """What the map shows, in words and as a table."""
    rows = []
    for card in scene.cards:
        if card.status is None:
            continue
        facts = "; ".join(f"{name}: {value}" for name, value in card.facts)
        kind = "Corridor" if isinstance(card.status, Status) else "Venue"
        rows.append(f'<tr><th scope="row" dir="auto">{words(card.heading, LONGEST["heading"])}</th><td>{kind}</td>'
                    f'<td dir="auto">{words(card.status_text or str(card.status))}</td><td dir="auto">{words(facts)}</td></tr>')
    body = (f'<table><caption>{words(scene.title, LONGEST["heading"])}</caption><thead><tr><th scope="col">Name</th>'
            f'<th scope="col">Kind</th><th scope="col">Status</th><th scope="col">Facts</th></tr></thead>'
            f'<tbody>{"".join(rows)}</tbody></table>' if rows else "")
    return f'<div class="gm-hidden"><p id="gm-alt">{words(scene.alt)}</p>{body}</div>'


def foot(scene: Scene) -> str:
    return '<footer class="gm-foot">' + "".join(f'<p dir="auto">{words(line)}</p>' for line in scene.footer) + "</footer>"
