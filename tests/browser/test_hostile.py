"""Whatever a text holds is shown as text: nothing of it runs, in Python, in the browser, or in a page around ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stories import HOSTILE, hostile

from geomap.render import embed, html

RAN = "window.hacked ?? document.querySelector('img[src=x], [onerror], [onload], a[href^=\"javascript\"]')?.outerHTML ?? null"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(reader: Any, text: str) -> None:
    page = html.render(hostile(text))
    assert str(Path.cwd()) not in page
    reader.open(page)
    for opened in ("[data-card='0'] .gm-find", "[data-card='3'] .gm-find"):
        reader.do(f"document.querySelector(\"{opened}\").click()")
        reader.wait("document.querySelector('.leaflet-popup')")
        assert reader.ask(RAN) is None
    assert reader.errors == []
    assert reader.requests == []


@pytest.mark.parametrize("text", HOSTILE[:2] + HOSTILE[3:8], ids=range(7))
def test_hostile_words_are_shown_as_they_are_written(reader: Any, text: str) -> None:
    reader.open(html.render(hostile(text)))
    assert reader.ask("document.querySelector('h1').textContent") == text
    assert reader.ask("document.title") == " ".join(text.split())
    assert reader.ask("document.querySelector('[data-card=\"0\"] .gm-find').textContent") == text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_inside_their_embeds(reader: Any, text: str) -> None:
    scene = hostile(text)
    reader.open(f"<!DOCTYPE html><title>host</title><p id=before>{embed.iframe(scene)}{embed.inline(scene)}<p id=after>",
                wait="document.querySelector('figure svg') && document.getElementById('after')")
    assert reader.ask(RAN) is None
    assert reader.ask("document.title") == "host"
    assert reader.ask("document.querySelectorAll('body > script').length") == 0
    assert reader.ask("document.querySelectorAll('iframe').length") == 1


def test_a_title_of_ten_million_letters_still_makes_a_page(reader: Any) -> None:
    page = html.render(hostile("Sumy " * 2_000_000))
    assert len(page) < 1_500_000
    reader.open(page)
    assert reader.errors == []
