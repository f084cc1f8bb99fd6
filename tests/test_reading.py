"""A file becomes a text, character for character."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext.reading import doc_ids, find_sources, lines_of, read, read_all
from policytext.reading.encoding import decode

SENTENCE = "“Naïve” façades — 4.15 or ‘fifteen’; ﬁnally… ½ ＡＢＣ\r\n\r\n\tEnd\u2028ed.\r"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_a_text_in_order_comes_through_character_for_character(encoding: str, name: str) -> None:
    decoded = decode(SENTENCE.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.repaired) == (SENTENCE, name, False)


def test_a_legacy_encoding_is_guessed() -> None:
    text = (
        "Die Bundesregierung fördert die Stärkung der Städte und übernimmt größere Aufgaben.\n" * 9
    )
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("the partyâ€™s leadership", "the party’s leadership"),
        ("RÃ©sumÃ© of the plan\r\nNext", "Résumé of the plan\r\nNext"),
        ("“curly” and ﬁ stay", "“curly” and ﬁ stay"),
    ],
)
def test_only_mojibake_is_repaired(damaged: str, meant: str) -> None:
    decoded = decode(damaged.encode())
    assert (decoded.text, decoded.repaired) == (meant, damaged != meant)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x01\x02\x03", "is a picture"),
        (b"%PDF" + bytes(range(1, 9)) * 50, "binary"),
        (b"\xff\xfeA", "says that it is utf-16"),
    ],
)
def test_what_holds_no_text_is_refused_with_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(data)
    with pytest.raises(ValueError, match=reason) as caught:
        read(file)
    assert "odd.txt" in str(caught.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.txt"):
        read(tmp_path / "none.txt")
    with pytest.raises(IsADirectoryError, match="is a folder"):
        read(tmp_path)


def test_a_document_says_where_it_came_from(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_bytes(b"---\ntitle: 'Our plan'\ntags: [rail, ports]\n---\nText.\n")
    document = read(file)
    assert document.doc_id == "plan"
    assert document.source.path == str(file)
    assert len(document.source.sha256) == 64
    assert document.source.metadata == {"title": "Our plan", "tags": "rail; ports"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a\nb\n\nc", [1, 2, 4]),
        ("a\r\nb\r\n\r\nc", [1, 2, 4]),
        ("a\rb\r\rc", [1, 2, 4]),
        ("a\x0cb\nc", [1, 1, 2]),
        ("a\u2028b\x85c\nd", [1, 2]),
        ("\n \n", []),
    ],
)
def test_lines_are_counted_as_an_editor_counts_them(text: str, numbers: list[int]) -> None:
    assert [line.number for line in lines_of(text)] == numbers


def test_a_folder_stands_for_the_texts_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", "notes.odt", ".hidden.txt", ".git/d.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("text")
    found = find_sources(tmp_path)
    assert [str(p.relative_to(tmp_path)) for p in found] == ["a.md", "b.txt", "sub/c.TXT"]
    assert find_sources(str(tmp_path / "*.txt")) == [tmp_path / "b.txt"]
    assert find_sources([tmp_path / "b.txt", tmp_path]) == [tmp_path / "b.txt", found[0], found[2]]


def test_nothing_found_names_what_was_asked_for(tmp_path: Path) -> None:
    for asked in (tmp_path, tmp_path / "none.txt", str(tmp_path / "*.md")):
        with pytest.raises(FileNotFoundError, match=tmp_path.name):
            find_sources(asked)
    with pytest.raises(FileNotFoundError, match="no path"):
        find_sources([])


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["x/a.txt", "x/b.txt"], ["a", "b"]),
        (["x/a.txt", "x/a.md"], ["a.txt", "a.md"]),
        (["x/a.txt", "y/a.txt", "y/b.txt"], ["x-a.txt", "y-a.txt", "b"]),
        (["p/x/a.txt", "q/x/a.txt"], ["p-x-a.txt", "q-x-a.txt"]),
    ],
)
def test_documents_are_named_apart(paths: list[str], ids: list[str]) -> None:
    assert doc_ids(paths) == ids
    assert doc_ids(paths[::-1]) == ids[::-1]


def test_a_file_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="listed twice"):
        doc_ids(["a.txt", "./a.txt"])


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Text.")
    (tmp_path / "empty.txt").write_text("")
    documents, failures = read_all(find_sources(tmp_path))
    assert [document.doc_id for document in documents] == ["good"]
    assert list(failures) == [str(tmp_path / "empty.txt")]
    assert "is empty" in failures[str(tmp_path / "empty.txt")]
