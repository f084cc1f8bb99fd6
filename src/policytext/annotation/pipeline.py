"""Which pipeline annotates: the embedded one, an installed one, or the caller's own."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

EMBEDDED = Path(__file__).parent / "en_policytext"
PATTERNS = Path(__file__).parent / "patterns"
USER_RULER = "user_patterns"


def load_pipeline(
    name: str | Path | Language | None = None, *, patterns: str | Path | None = None
) -> Language:
    """
    Load the spaCy pipeline that tags documents.

    Parameters
    ----------
    name : str, Path, spacy.Language or None
        None for the embedded English pipeline; the name of an installed pipeline or a path to
        a saved one; or a pipeline that is loaded already, which is handed back as it is.
    patterns : str, Path or None
        A file of patterns in the form of spaCy's entity ruler, one JSON object with "label"
        and "pattern" a line. What they match wins over every other name.

    Returns
    -------
    spacy.Language
        The pipeline. The embedded one is loaded once a process; with `patterns` a pipeline
        of its own is loaded, so the shared one keeps its rules.

    Raises
    ------
    OSError
        If the named pipeline or the patterns file is not there.
    ValueError
        If a line of the patterns file is not a pattern, or if `patterns` are given with a
        pipeline that is loaded already.
    """
    if patterns is None:
        return embedded() if name is None else opened(name)
    rules = read_patterns(Path(patterns))
    if not isinstance(name, str | Path | None):
        message = (
            "patterns= was given with a pipeline that is loaded already, which would change it; "
            "add an entity_ruler to that pipeline, or pass its name"
        )
        raise ValueError(message)
    return with_patterns(fresh() if name is None else opened(name), rules, Path(patterns))


@cache
def embedded() -> Language:
    """Load the embedded pipeline, once a process."""
    return fresh()


def fresh() -> Language:
    """Load the embedded pipeline anew, with the library's pattern files in it."""
    from policytext.annotation.rulers import add_rulers  # noqa: PLC0415  (imports spaCy)

    return add_rulers(with_numpy(opened(EMBEDDED)))


def with_numpy(nlp: Language) -> Language:
    """Let a pipeline's models multiply matrices by NumPy's BLAS, two to three times as fast."""
    from thinc.api import Model, NumpyOps  # noqa: PLC0415

    fast = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = fast
    return nlp


def opened(name: str | Path | Language) -> Language:
    """Load what a name or path stands for; a loaded pipeline is handed back."""
    import spacy  # noqa: PLC0415
    from spacy.language import Language  # noqa: PLC0415

    import policytext.annotation.components  # noqa: F401, PLC0415

    if isinstance(name, Language):
        return name
    try:
        return spacy.load(name)
    except OSError as error:
        message = (
            f"no spaCy pipeline {str(name)!r} is installed, and no folder of that name holds one; "
            f"install it (python -m spacy download {name}), give the path of a saved pipeline, "
            "or leave out pipeline= to use the embedded one"
        )
        raise OSError(message) from error


def with_patterns(nlp: Language, rules: list[dict[str, object]], path: Path) -> Language:
    """Add the user's patterns, which win over every other name."""
    ruler = nlp.add_pipe("entity_ruler", name=USER_RULER, config={"overwrite_ents": True})
    try:
        ruler.add_patterns(rules)  # type: ignore[attr-defined]
    except ValueError as error:
        message = f"{path}: spaCy does not take these patterns: {error}"
        raise ValueError(message) from error
    return nlp


def read_patterns(path: Path) -> list[dict[str, object]]:
    """
    Read a file of entity patterns.

    Parameters
    ----------
    path : Path
        One JSON object a line, with "label" and "pattern"; blank lines are passed over.

    Returns
    -------
    list of dict
        The patterns as spaCy's rulers take them.

    Raises
    ------
    OSError
        If there is no such file.
    ValueError
        If a line is not a pattern; the message names the file and the line.
    """
    if not path.is_file():
        message = f"no patterns file {str(path)!r}; patterns= takes a JSONL file of entity patterns"
        raise OSError(message)
    rules = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if line.strip():
            rules.append(pattern_of(line, f"{path}, line {number}"))
    return rules


def pattern_of(line: str, place: str) -> dict[str, object]:
    """Read one line of a patterns file, or say what is wrong with it."""
    try:
        rule = json.loads(line)
    except json.JSONDecodeError as error:
        message = f"{place}: not JSON ({error.msg} at character {error.pos}): {line[:60]!r}"
        raise ValueError(message) from error
    if not isinstance(rule, dict) or not isinstance(rule.get("label"), str):
        message = f'{place}: a pattern is an object with "label" and "pattern"; found {line[:60]!r}'
        raise ValueError(message)
    pattern = rule.get("pattern")
    if isinstance(pattern, str) and pattern.strip():
        return rule
    if isinstance(pattern, list) and pattern and all(isinstance(token, dict) for token in pattern):
        return rule
    found = repr(pattern)[:60]
    message = f'{place}: "pattern" is a phrase or a list of token descriptions; found {found}'
    raise ValueError(message)


def describe(name: str | Path | Language | None = None) -> tuple[str, str]:
    """
    Name a pipeline and its version, without loading it.

    Parameters
    ----------
    name : str, Path, spacy.Language or None
        As in `load_pipeline`.

    Returns
    -------
    tuple of str
        The name and the version; the version is empty where none is stated.
    """
    if name is None:
        return described(json.loads((EMBEDDED / "meta.json").read_text(encoding="utf-8")))
    if not isinstance(name, str | Path):
        return described(name.meta)
    folder = Path(name)
    if (folder / "meta.json").is_file():
        return described(json.loads((folder / "meta.json").read_text(encoding="utf-8")))
    try:
        return str(name), importlib.metadata.version(str(name))
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return str(name), ""


def described(meta: dict[str, object]) -> tuple[str, str]:
    """Name and version as a pipeline's description states them."""
    language, name = str(meta.get("lang", "")), str(meta.get("name", ""))
    return (f"{language}_{name}" if name else language), str(meta.get("version", ""))


def fingerprint(
    name: str | Path | Language | None = None, patterns: str | Path | None = None
) -> str:
    """
    Digest what decides the tags, so that a change of pipeline or patterns shows.

    Parameters
    ----------
    name : str, Path, spacy.Language or None
        As in `load_pipeline`. None and a path are read as files, a name by the installed
        version, a loaded pipeline by its contents; nothing is loaded for it.
    patterns : str, Path or None
        The file of the user's patterns, of which every byte counts.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    digest = hashlib.sha256(contents(name))
    if patterns is not None:
        digest.update(b"\0patterns\0" + Path(patterns).read_bytes())
    return digest.hexdigest()[:16]


def contents(name: str | Path | Language | None) -> bytes:
    """What a pipeline consists of, or what stands for it."""
    if name is None:
        return embedded_contents()
    if not isinstance(name, str | Path):
        # The vocabulary grows with every text, and spaCy balances the weights of its scores anew
        # whenever the configuration is read; neither decides a tag.
        parts = {part: name.config[part] for part in ("nlp", "components")}
        settings = json.dumps(parts, sort_keys=True, default=str).encode()
        return hashlib.sha256(settings + name.to_bytes(exclude=["vocab"])).digest()
    folder = Path(name)
    return folder_contents(folder) if folder.is_dir() else " ".join(describe(name)).encode()


def embedded_contents() -> bytes:
    """The description, whose digest stands for the weights; the patterns; the components."""
    here = Path(__file__).parent
    parts = [EMBEDDED / "meta.json", *sorted(PATTERNS.glob("*.jsonl")), *sorted(here.glob("*.py"))]
    return b"\0".join(path.read_bytes() for path in parts)


def folder_contents(folder: Path) -> bytes:
    """The digest of every file in a folder, and of their names."""
    parts = sorted(path for path in folder.rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in parts:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()
