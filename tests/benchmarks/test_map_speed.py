"""How long a map takes: ``pytest tests/benchmarks/test_map_speed.py --benchmark-only``.

What the project promises: a story to HTML in under a second of CPU in a warm process; a thousand places and two hundred
corridors in under five; the page ready in the browser in under a second. Figures, not verdicts: nothing fails here.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from geomap.model import Corridor, Findings, PlaceFinding, Status, Stop
from geomap.render import embed, html
from geomap.scene import compose
from geomap.scene.model import Scene

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))
from stories import STORY, crowded


def cpu(benchmark: Any, work: Any, rounds: int = 5) -> None:
    """Times ``work`` in seconds of this process's CPU, warm."""
    work()
    benchmark._timer = time.process_time
    benchmark.pedantic(work, rounds=rounds, iterations=1)


@pytest.fixture(scope="module")
def findings() -> Findings:
    """Four corridors between well-known cities, out of the embedded gazetteer."""
    import gazetteer

    def stop(name: str) -> Stop:
        place = gazetteer.lookup(name)
        assert place is not None
        return Stop(name, place)

    ways = (("Kyiv", "Gomel"), ("Kharkiv", "Belgorod"), ("Mariupol", "Rostov-on-Don"), ("Kharkiv", "Poltava"))
    corridors = tuple(Corridor(f"c{i}", Status.REJECTED, (stop(a),), (stop(b),)) for i, (a, b) in enumerate(ways))
    lviv = stop("Lviv").place
    assert lviv is not None
    return Findings("Ways out", corridors=corridors, places=(PlaceFinding(lviv),))


def test_findings_to_page(benchmark: Any, findings: Findings) -> None:
    cpu(benchmark, lambda: html.render(compose(findings)))


@pytest.mark.parametrize(("scene", "rounds"), [(STORY, 5), (crowded(), 3)], ids=["story", "1000 places, 200 corridors"])
def test_scene_to_page(benchmark: Any, scene: Scene, rounds: int) -> None:
    cpu(benchmark, lambda: html.render(scene), rounds)
    benchmark.extra_info["kB"] = len(html.render(scene).encode()) // 1000


def test_scene_to_figure(benchmark: Any) -> None:
    cpu(benchmark, lambda: embed.inline(STORY))


@pytest.mark.browser
@pytest.mark.parametrize("scene", [STORY, crowded()], ids=["story", "1000 places, 200 corridors"])
def test_page_ready_in_the_browser(benchmark: Any, scene: Scene, tmp_path: Path) -> None:
    webdriver = pytest.importorskip("selenium.webdriver")
    if not shutil.which("chromium"):
        pytest.skip("no chromium")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    page = tmp_path / "page.html"
    page.write_text(html.render(scene), encoding="utf-8")
    try:
        benchmark.pedantic(driver.get, (page.as_uri(),), rounds=3, warmup_rounds=1)
        assert driver.execute_script("return document.documentElement.classList.contains('gm-ready')")
    finally:
        driver.quit()
