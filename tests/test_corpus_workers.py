"""Files are tagged by processes of our own: the same tables, the same failures, no trace left."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pandas as pd
import pytest
import spacy
from spacy.language import Language

import policytext as pt
from policytext.corpus.schema import TABLES
from policytext.corpus.tagging import Job
from policytext.corpus.workers import tag_files


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYTEXT_CACHE", str(tmp_path / "cache"))
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, name in enumerate(["c", "a", "d", "b"], start=1):
        words = "Peace and bread for all. " * number**2
        (texts / f"{name}.txt").write_text(f"A plan\n\n{words}\n", encoding="utf-8")
    return texts


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    processes = []
    start = subprocess.Popen.__init__

    def noted(process, *args, **kwargs):
        processes.append(process)
        start(process, *args, **kwargs)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    return processes


@Language.component("policytext_test_failing")
def failing(doc):
    raise KeyError("no such word")


@Language.component("policytext_test_crashing")
def crashing(doc):
    os._exit(3)


@Language.component("policytext_test_printing")
def printing(doc):
    print("a component that prints")
    return doc


def blank(*components):
    nlp = spacy.blank("en")
    for name in components:
        nlp.add_pipe(name)
    return nlp


def test_two_processes_give_what_one_gives(folder, monkeypatch, tmp_path):
    (folder / "empty.txt").write_bytes(b"")
    nlp = blank("policytext_test_printing", "sentencizer")
    found = []
    for processes in (1, 2):
        monkeypatch.setenv("POLICYTEXT_CACHE", str(tmp_path / f"cache {processes}"))
        with pytest.warns(UserWarning, match=r"1 of 5 texts could not be read.*\n.*empty\.txt"):
            found.append(pt.build(folder, pipeline=nlp, processes=processes))
    one, two = found
    assert one.documents["doc_id"].tolist() == ["a", "b", "c", "d"]
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    assert dict(one.texts) == dict(two.texts)
    assert list(one.texts) == list(two.texts)
    assert one.pipeline == two.pipeline
    assert one.failures == two.failures


def test_a_script_needs_no_guard_and_its_own_components_are_sent(folder, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, spacy, policytext as pt\n"
        "from spacy.language import Language\n"
        "@Language.component('says_noun')\n"
        "def says_noun(doc):\n"
        "    for token in doc:\n"
        "        token.pos_ = 'NOUN'\n"
        "    return doc\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('says_noun')\n"
        "corpus = pt.build(sys.argv[1], pipeline=nlp, processes=2)\n"
        "print(len(corpus.documents), *corpus.tokens['pos'].unique())\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(script), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["4", "NOUN"]


def test_an_error_of_the_pipeline_comes_back_with_the_file(folder, started):
    with pytest.raises(KeyError, match="no such word") as raised:
        pt.build(folder, pipeline=blank("policytext_test_failing"), processes=2)
    assert any("texts" in note and ".txt" in note for note in raised.value.__notes__)
    assert all(process.returncode is not None for process in started)


def test_a_process_that_ends_is_an_error_and_no_endless_wait(folder):
    with pytest.raises(RuntimeError, match=r"exit code 3.*'[bd]'.*fewer processes"):
        pt.build(folder, pipeline=blank("policytext_test_crashing"), processes=2)


def test_an_interruption_ends_the_processes(folder, started):
    files = [Job(path.stem, path) for path in sorted(folder.iterdir())]
    answers = tag_files(files, blank(), 2)
    assert next(answers).doc_id in {job.doc_id for job in files}
    answers.close()  # as a KeyboardInterrupt does
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)


def test_a_pipeline_that_cannot_be_sent_says_what_would_do(folder):
    nlp = blank()
    nlp.meta["locked"] = threading.Lock()
    with pytest.raises(ValueError, match=r"cannot be sent to other processes.*to_disk"):
        list(tag_files([Job(name, folder / f"{name}.txt") for name in "ab"], nlp, 2))


def test_a_pipeline_that_is_not_installed_is_the_same_error(folder):
    with pytest.raises(OSError, match="no spaCy pipeline 'xx_none'"):
        pt.build(folder, pipeline="xx_none", processes=2)


def test_no_process_is_no_choice(folder):
    with pytest.raises(ValueError, match="processes is 0"):
        pt.build(folder, processes=0)
