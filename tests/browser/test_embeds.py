"""Maps inside other people's pages: notebooks, Markdown, two on one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from stories import STORY

from geomap.render import embed, notebook

OTHER = replace(STORY, title="Another story", deck="With other words.")
FRAMES_READY = """(() => {
  const frames = [...document.querySelectorAll('iframe')];
  return frames.length > 0 && frames.every(frame => frame.srcdoc.length > 1000);
})()"""


def in_frame(reader: Any, number: int, expression: str) -> Any:
    reader.driver.execute_script("document.querySelectorAll('iframe')[arguments[0]].scrollIntoView()", number)
    reader.driver.switch_to.frame(number)
    try:
        reader.wait("document.documentElement.classList.contains('gm-ready')")
        return reader.ask(expression)
    finally:
        reader.driver.switch_to.default_content()


def test_two_frames_on_one_page_are_two_maps(reader: Any) -> None:
    reader.open(f"<!DOCTYPE html><h1>Report</h1>{embed.iframe(STORY)}{embed.iframe(OTHER)}", wait=FRAMES_READY)
    assert in_frame(reader, 0, "document.querySelector('h1').textContent") == STORY.title
    assert in_frame(reader, 1, "document.querySelector('h1').textContent") == OTHER.title
    assert reader.ask("[...document.querySelectorAll('iframe')].map(f => f.title)") == [f"Map: {STORY.title}", f"Map: {OTHER.title}"]
    assert reader.requests == []


def test_a_frame_is_as_wide_as_its_column(reader: Any) -> None:
    reader.open(f'<!DOCTYPE html><div style="width:500px">{embed.iframe(STORY)}</div>', wait=FRAMES_READY)
    assert reader.ask("document.querySelector('iframe').getBoundingClientRect().width") == 500
    assert in_frame(reader, 0, "document.documentElement.scrollWidth <= innerWidth")


def test_two_figures_share_no_id_and_leave_the_page_its_styles(reader: Any) -> None:
    body = f"<!DOCTYPE html><p id=own>text</p>{embed.inline(STORY)}{embed.inline(OTHER)}{embed.inline(STORY, theme='dark')}"
    reader.open(body, wait="document.querySelectorAll('figure svg').length === 3")
    ids = reader.ask("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert reader.ask("getComputedStyle(document.getElementById('own')).color") == "rgb(0, 0, 0)"
    assert reader.ask("document.querySelectorAll('figcaption').length") == 3
    assert STORY.title in reader.ask("document.querySelector('figcaption').textContent")
    assert reader.requests == []


@pytest.mark.parametrize("engine", ["markdown", "markdown_it"])
def test_fragments_survive_markdown(reader: Any, engine: str) -> None:
    library = pytest.importorskip(engine)
    source = f"# Report\n\nBefore *this*:\n\n{embed.inline(STORY)}\nand\n\n{embed.iframe(OTHER)}\nafter **that**.\n"
    convert = library.markdown if engine == "markdown" else library.MarkdownIt("commonmark", {"html": True}).render
    body = convert(source)
    reader.open(f"<!DOCTYPE html><meta charset=utf-8>{body}", wait=FRAMES_READY)
    assert reader.ask("document.querySelectorAll('figure svg path').length") > 5
    assert in_frame(reader, 0, "document.querySelector('h1').textContent") == OTHER.title
    assert reader.ask("document.querySelector('strong').textContent") == "that"
    assert reader.requests == []
    assert reader.errors == []


def test_a_notebook_shows_the_map_and_keeps_a_picture_below_it(reader: Any) -> None:
    nbformat = pytest.importorskip("nbformat")
    exporters = pytest.importorskip("nbconvert.exporters")
    cells = []
    for scene in (STORY, OTHER):
        output = nbformat.v4.new_output("execute_result", notebook.mimebundle(scene), execution_count=1)
        cells.append(nbformat.v4.new_code_cell("geomap.draw('story.yaml')", outputs=[output], execution_count=1))
    body, _ = exporters.HTMLExporter(embed_images=True).from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    reader.open(body, wait=FRAMES_READY)
    assert in_frame(reader, 0, "document.querySelector('h1').textContent") == STORY.title
    assert in_frame(reader, 1, "document.querySelector('h1').textContent") == OTHER.title
    # Sites that strip frames (GitHub) show what lies below.
    reader.do("document.querySelectorAll('iframe').forEach(frame => frame.remove())")
    assert reader.ask("[...document.querySelectorAll('img[alt]')].filter(i => i.naturalWidth >= 1000 && i.offsetWidth > 400).length") >= 2
    assert reader.ask("document.querySelector('img[alt]').alt") == STORY.alt
