"""A headless Chromium for tests: what it logs, what it asks of the network, and what axe-core finds in a page."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
AXE = Path(os.environ.get("JDPARSE_AXE", ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"))
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --disable-dev-shm-usage"
)


def needed(thing: object, remedy: str) -> Any:
    """The thing, if it is there; where it is not, a test is skipped, in CI it fails."""
    if thing:
        return thing
    if os.environ.get("CI"):
        pytest.fail(remedy)
    pytest.skip(remedy)


class Browser:
    """One tab; every page is opened from a file."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, path: Path, *, dark: bool = False, width: int = 1200, scripts: bool = True) -> None:
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", features=[feature])
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.command("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.driver.get(path.as_uri())

    def command(self, name: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, parameters)

    def run(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def logged(self) -> list[str]:
        """Every message of the console since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """Every address that the page asked for."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def axe(self) -> list[str]:
        """What axe-core finds against WCAG 2, levels A and AA: each rule with the first element that breaks it."""
        needed(
            AXE.is_file(),
            f"axe-core is not there: npm install --no-save --prefix build/axe axe-core, or name axe.min.js in JDPARSE_AXE (now {AXE})",
        )
        self.run(AXE.read_text(encoding="utf-8"))
        code = """const done = arguments[0];
            axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"]})
               .then((found) => done(found.violations), (error) => done([{id: String(error), nodes: [{html: ""}]}]));"""
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in self.driver.execute_async_script(code)]


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with a profile of its own."""
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium = needed(shutil.which("chromium"), "chromium is not there: apt-get install chromium chromium-driver fonts-noto-cjk")
    chromedriver = needed(shutil.which("chromedriver"), "chromedriver is not there: apt-get install chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in [*FLAGS.split(), f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    driver.set_page_load_timeout(60)
    driver.set_script_timeout(60)
    try:
        yield Browser(driver)
    finally:
        driver.quit()
