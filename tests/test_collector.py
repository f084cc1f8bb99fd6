"""The collector of reference cycles is as it was once a document was taken apart."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

import policytext as pt
from policytext.reading.collector import collector_paused


@pytest.fixture(autouse=True)
def _on():
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


def test_reading_leaves_it_on_also_after_an_error(tmp_path: Path):
    good, empty = tmp_path / "good.html", tmp_path / "empty.html"
    good.write_text("<p>The plan is to grow.</p>", "utf-8")
    empty.write_text("<p></p>", "utf-8")
    pt.recover_structure(pt.read(good))
    assert gc.isenabled()
    with pytest.raises(ValueError, match=r"empty\.html"):
        pt.read(empty)
    assert gc.isenabled()


def test_it_is_paused_inside_and_stays_off_if_it_was_off():
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()
