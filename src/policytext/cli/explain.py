"""A text, block by block."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from itertools import zip_longest

import policytext as pt
from policytext.reading import Document, find_sources
from policytext.structure import own_ranges, own_text

from .verbs import DONE, PARTLY, say

WIDEST = 100  # columns
INDENT = 22  # of them stand before the text
MOST_LINES = 3  # of a block, unless --full


def explain(options: argparse.Namespace) -> int:
    """Print each text with what its blocks are, and why."""
    failures = []
    files = find_sources(options.texts)
    for n, path in enumerate(files):
        try:
            document = pt.recover_structure(pt.read(path, hints=options.hints))
        except (OSError, ValueError, ImportError) as error:
            failures.append(str(error))
            continue
        if len(files) > 1:
            print(f"{chr(10) if n else ''}{path}")
        _print_blocks(document, full=options.full)
    if len(failures) == len(files):
        raise ValueError("\n".join(failures))
    for failure in failures:
        say(failure)
    return PARTLY if failures else DONE


def _print_blocks(document: Document, *, full: bool) -> None:
    """One block a paragraph: its line, its kind and its level; then its words, then the reason."""
    width = min(WIDEST, max(60, shutil.get_terminal_size((WIDEST, 24)).columns)) - INDENT
    depth = 0
    for block, own in zip(document.blocks, own_ranges(document), strict=True):
        depth = block.level or depth
        words = own_text(document.text, own)
        lines = [part for line in words.splitlines() for part in textwrap.wrap(line, width) or [""]]
        if len(lines) > MOST_LINES and not full:
            lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: width - 2]} …"]
        kind = f"{block.kind} {block.level or ''}".strip()
        left = [f"{block.line_start:>6}  {kind:<12}"]
        left += [f"{'':8}run-in"] if block.run_in else []
        why = f"[{f'{block.marker}: ' if block.marker else ''}{block.reason}]"
        rows = zip_longest(left, [*lines, *textwrap.wrap(why, width)], fillvalue="")
        print("\n".join(f"{begin:<{INDENT}}{text}".rstrip() for begin, text in rows))
