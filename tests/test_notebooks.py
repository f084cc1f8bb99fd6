"""Every notebook runs from top to bottom and shows what is committed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
CONFIG = NOTEBOOKS[0].with_name("nbconvert_config.py")


@pytest.fixture(scope="module")
def executed(seeds, tmp_path_factory):
    """All notebooks run anew beside the tree; `seeds` has filled the cache, so no bar is drawn."""
    folder = tmp_path_factory.mktemp("notebooks")
    out = tmp_path_factory.mktemp("charts")
    execute(NOTEBOOKS, folder, {"OUT": str(out)})
    return folder


def execute(notebooks, folder, parameters):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "notebook"]
    command += ["--config", str(CONFIG), "--output-dir", str(folder)]
    subprocess.run([*command, *map(str, notebooks)], check=True, env=os.environ | parameters)


def outputs(path):
    """What a reader sees of each cell: texts as they are, pictures by their bytes."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [
        [
            {key: value for key, value in output.items() if key != "execution_count"}
            for output in cell.get("outputs", [])
        ]
        for cell in cells
    ]


def test_there_are_notebooks():
    assert [path.name[:3] for path in NOTEBOOKS] == ["01_", "02_", "03_", "04_", "05_", "06_"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_is_committed(path, executed):
    assert outputs(executed / path.name) == outputs(path)
    assert any(output for output in outputs(path))


def plain_texts(folder):
    for n in range(9):
        (folder / f"{n}.txt").write_text(
            "We shall build. We shall build peace.\n", encoding="utf-8"
        )


def hardly_a_text(folder):
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "function-words.txt").write_text("And so we are, and so it was.\n", "utf-8")


@pytest.mark.parametrize("write", [plain_texts, hardly_a_text])
def test_the_notebooks_run_on_texts_without_headings_names_or_furniture(write, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    write(texts)
    execute(NOTEBOOKS, tmp_path, {"TEXTS": str(texts), "OUT": str(tmp_path / "out")})
    assert (tmp_path / "out" / "figures" / "04_outline.png").is_file()


def test_an_explorer_is_a_picture_in_a_saved_notebook():
    explore = next(path for path in NOTEBOOKS if path.stem == "05_explore")
    cells = json.loads(explore.read_text("utf-8"))["cells"]
    shown = [
        output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output
    ]
    assert sum("image/png" in data for data in shown) == 5
    assert not [kind for data in shown for kind in data if "widget" in kind]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_the_house_rules(path):
    notebook = json.loads(path.read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert [cell for cell in code if "parameters" in cell["metadata"].get("tags", [])]
    assert not [cell for cell in code if "def " in "".join(cell["source"])]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
