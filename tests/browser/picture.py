"""Make the README's picture: the example's page in headless Chromium, and the look's hash beside it.

    python tests/browser/picture.py

tests/browser/test_picture.py fails when the look has changed and the picture was not made again.
"""

from __future__ import annotations

import base64
import hashlib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "geomap" / "examples" / "talks_2022-03-08.txt"
PICTURE = EXAMPLE.with_suffix(".png")
STAMP = EXAMPLE.with_suffix(".png.sha256")
WIDTH, HEIGHT = 1280, 800


def page() -> str:
    """The example's page, as ``geomap map`` writes it."""
    from geomap.pipeline import find, render
    from geomap.read import read

    html = render(find([read(str(EXAMPLE))]), ".html")
    assert isinstance(html, str)
    return html.replace(str(EXAMPLE), EXAMPLE.name)   # where the checkout lies is no part of the look


def stamp() -> str:
    """Hash of what decides the look: the page's style and scripts, and the symbols."""
    sources = [*sorted((ROOT / "geomap" / "render" / "page").glob("*.*s")), ROOT / "geomap" / "scene" / "symbols.py", EXAMPLE]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def shoot(html: str) -> bytes:
    """A PNG of the page at 1280 x 800."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "map.html")
            path.write_text(html, encoding="utf-8")
            metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            browser.get(path.as_uri())
            browser.implicitly_wait(2)
            return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])
    finally:
        browser.quit()


def main() -> int:
    PICTURE.write_bytes(shoot(page()))
    STAMP.write_text(stamp() + "\n")
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
