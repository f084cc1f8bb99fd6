"""Pages and notebooks in a real browser: Chromium, headless, with no network but this machine."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
MISSING = "Chromium is not installed; on Debian: apt install chromium"
OFFLINE = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ROOTLESS = ["--no-sandbox"]  # Chromium's sandbox refuses to start as root, which CI is
HERE = {"", "127.0.0.1"}


@pytest.fixture(scope="session")
def browser():
    """Start Chromium; where there is none, skip, or fail if BROWSER_TESTS says "required"."""
    if CHROMIUM is None:
        give_up = pytest.fail if os.environ.get("BROWSER_TESTS") == "required" else pytest.skip
        give_up(MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE + ROOTLESS)
        yield started
        started.close()


@pytest.fixture
def page(browser):
    """Open a page; after the test, fail if it logged an error or asked another machine."""
    with watched(browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def kept_page(browser):
    """Open a page as `page` does, for all tests of a module: a notebook takes long to run."""
    with watched(browser) as opened:
        yield opened


@contextmanager
def watched(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    errors, outside = [], []
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    context.on("request", lambda asked: outside.append(asked.url) if _outside(asked.url) else None)
    yield opened
    context.close()
    assert errors == []
    assert outside == []


def _outside(url: str) -> bool:
    return urlsplit(url).hostname not in HERE | {None}


@pytest.fixture(scope="session")
def axe():
    """What an accessibility checker objects to on a page, as (rule, element) pairs."""
    checker = Axe()

    def violations(page):
        found = checker.run(page).response["violations"]
        return [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]]

    return violations
