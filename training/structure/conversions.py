"""
The pages among the samples, as the tools give them that people make text of pages with:
`python conversions.py --out FOLDER`. A page's file is FOLDER/TOOL/PAGE.txt or .md.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import html2text
import inscriptis
import markdownify
from bs4 import BeautifulSoup, Comment
from playwright.sync_api import Page, sync_playwright

PAGES = Path(__file__).resolve().parents[2] / "tests" / "documents" / "html"
UNSEEN = ("script", "style", "noscript", "template", "svg")
DUMPS = {
    "lynx.txt": ["lynx", "-dump", "-nolist", "-width=80", "-assume_charset=utf-8"],
    "lynx_list.txt": ["lynx", "-dump", "-width=100", "-assume_charset=utf-8"],
    "w3m.txt": ["w3m", "-dump", "-cols", "90", "-I", "utf-8", "-O", "utf-8", "-T", "text/html"],
    "pandoc.md": ["pandoc", "-f", "html", "-t", "markdown-raw_html", "--wrap=none"],
    "pandoc_plain.txt": ["pandoc", "-f", "html", "-t", "plain"],
}
CHARSET = re.compile(r"<meta[^>]*charset[^>]*>", re.IGNORECASE)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(java_script_enabled=True, offline=True)
        for place in sorted(PAGES.iterdir()):
            source = place / "source.html"
            for name, text in conversions(source, page):
                tool, suffix = name.split(".")
                (out / tool).mkdir(parents=True, exist_ok=True)
                (out / tool / f"{place.name}.{suffix}").write_text(text, encoding="utf-8")
        browser.close()


def conversions(source: Path, page: Page) -> Iterator[tuple[str, str]]:
    raw = source.read_bytes()
    seen = BeautifulSoup(raw, "lxml")
    for element in seen(UNSEEN):
        element.decompose()
    for comment in seen.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    body = str(seen.body or seen)
    yield "soup_lines.txt", seen.get_text("\n", strip=True)
    yield "soup_text.txt", re.sub(r"\n\s*\n+", "\n\n", seen.get_text())
    yield "html2text.md", converter(78).handle(body)
    plain = converter(0)
    plain.ignore_links = plain.ignore_images = True
    yield "html2text_plain.md", plain.handle(body)
    markdown = markdownify.markdownify(body, heading_style="ATX")
    yield "markdownify.md", re.sub(r"\n{3,}", "\n\n", markdown)
    yield "inscriptis.txt", inscriptis.get_text(str(BeautifulSoup(raw, "lxml")))
    yield from dumps(str(BeautifulSoup(raw, "lxml")))
    yield from copies(source, page)


def converter(width: int) -> html2text.HTML2Text:
    made = html2text.HTML2Text()
    made.body_width = width
    return made


def dumps(page: str) -> Iterator[tuple[str, str]]:
    """What the text browsers and pandoc give."""
    page = CHARSET.sub("", page).replace("<head>", '<head><meta charset="utf-8">', 1)
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(page)
        file.flush()
        for name, command in DUMPS.items():
            done = subprocess.run([*command, file.name], capture_output=True, check=False)
            if done.returncode == 0:  # pandoc gives up on some pages
                yield name, done.stdout.decode("utf-8", "replace")
            else:
                print(name, done.stderr.decode("utf-8", "replace"), file=sys.stderr)


def copies(source: Path, page: Page) -> Iterator[tuple[str, str]]:
    """What a browser shows as text, and what it copies with the title."""
    page.goto(source.as_uri(), wait_until="domcontentloaded")
    yield "shown.txt", page.evaluate("document.body.innerText")
    selected = "(getSelection().selectAllChildren(document.body), getSelection().toString())"
    yield "selected.txt", f"{page.title()}\n\n{page.evaluate(selected)}"


if __name__ == "__main__":
    main()
