"""The law of the rooms: data moves down the list, imports look up it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import policytext

PACKAGE = Path(policytext.__file__).parent
ROOMS = [
    "reading",
    "structure",
    "annotation",
    "corpus",
    "measures",
    "charts",
    "export",
    "explore",
    "cli",
]


def imports(path):
    """The modules that a file imports, relative ones written out."""
    package = ["policytext", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            yield ".".join([*base, *([node.module] if node.module else [])])


def modules(room):
    return sorted([*(PACKAGE / room).rglob("*.py"), *PACKAGE.glob(f"{room}.py")])


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_above_it(room):
    below = tuple(f"policytext.{name}" for name in ROOMS[ROOMS.index(room) + 1 :])
    assert modules(room)
    found = {name for path in modules(room) for name in imports(path) if name.startswith(below)}
    assert not found


@pytest.mark.parametrize(
    ("room", "banned"),
    [
        ("measures", ("spacy", "matplotlib", "policytext.charts")),
        ("charts", ("policytext.measures",)),
    ],
)
def test_measures_and_charts_are_islands(room, banned):
    found = {name for path in modules(room) for name in imports(path) if name.startswith(banned)}
    assert not found


def test_the_law_would_notice_a_breach(tmp_path):
    path = PACKAGE / "measures" / "frequency.py"
    assert any(name.startswith("policytext.measures") for name in imports(path))


def test_importing_the_library_loads_neither_spacy_nor_pyplot():
    code = (
        "import sys, policytext; print(sorted({'spacy', 'matplotlib.pyplot'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
