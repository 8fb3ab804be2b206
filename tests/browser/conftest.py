"""A real browser without a network. Where there is none the tests are skipped with a reason; in CI they fail instead."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND")
WIDE, PHONE = (1280, 800), (390, 844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


def missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"CI must have a browser: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """Headless Chromium, one for all tests."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        missing("chromium and chromedriver are not installed (Debian: apt-get install chromium chromium-driver)")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    for flag in (*FLAGS, f"--user-data-dir={profile.name}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    made.set_script_timeout(30)
    yield made
    made.quit()
    profile.cleanup()


class Reader:
    """A browser as a reader has it: opens pages, presses keys, and knows what was asked of the network."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver, self.folder = driver, folder
        self.requests: list[str] = []
        self.errors: list[str] = []

    def open(self, html: str, *, size: tuple[int, int] = WIDE, scripts: bool = True, media: str = "",
             features: dict[str, str] | None = None, name: str = "page.html", wait: str = "") -> Reader:
        """Opens ``html`` from disk; ``wait`` is a JavaScript expression that must come true (default: the map stands)."""
        path = self.folder / name
        path.write_text(html, encoding="utf-8")
        self.cdp("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=size == PHONE)
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.cdp("Emulation.setEmulatedMedia", media=media,
                 features=[{"name": key, "value": value} for key, value in (features or {}).items()])
        self.cdp("Network.enable")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(path.as_uri())
        if scripts:
            self.wait(wait or "document.documentElement.classList.contains('gm-ready')")
        self._listen(path.as_uri())
        return self

    def _listen(self, own: str) -> None:
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        self.requests = [url for url in sent if url.split("#")[0] != own and not url.startswith(("data:", "about:", "chrome"))]
        self.errors = [m["message"] for m in self.driver.get_log("browser") if m["level"] in ("SEVERE", "WARNING")]

    def cdp(self, command: str, **arguments: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, arguments)

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        return self.driver.execute_script(f"return ({expression})")

    def do(self, statement: str) -> None:
        """Runs a JavaScript statement."""
        self.driver.execute_script(statement)

    def wait(self, condition: str, seconds: float = 10.0) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, seconds, 0.02).until(lambda _: self.ask(condition), f"never came true: {condition}")

    def press(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        chain = ActionChains(self.driver)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def shows(self, selector: str) -> bool:
        """Whether the first element of that selector takes up room on the page, by the layout (works with scripts off)."""
        root = self.cdp("DOM.getDocument")["root"]["nodeId"]
        node = self.cdp("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        if not node:
            return False
        try:
            box = self.driver.execute_cdp_cmd("DOM.getBoxModel", {"nodeId": node})["model"]
        except Exception:   # no box: display none
            return False
        return bool(box["width"] > 0 and box["height"] > 0)


@pytest.fixture
def reader(driver: Any, tmp_path: Path) -> Reader:
    return Reader(driver, tmp_path)
