from __future__ import annotations

from pathlib import Path

import pytest

import policytext as pt

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "seeds" / "texts"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Keep the user's cache out of the tests; the notebooks' kernels inherit it, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYTEXT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def nlp():
    return pt.load_pipeline()


@pytest.fixture(scope="session")
def seeds():
    return pt.build(TEXTS)


def pytest_terminal_summary(terminalreporter):
    """Say plainly which tests were not run, and why."""
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"NOT RUN: {report.nodeid} ({report.longrepr[2]})")
