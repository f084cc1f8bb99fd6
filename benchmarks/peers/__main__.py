"""
Side by side: the same questions to policytext, conc, NLTK, scikit-learn and textacy.

    python benchmarks/peers ../shared/political-text/political-text.jsonl.xz --work WORK --rounds 5

The first run writes the texts of the "1m" and "10m" corpora to the folder WORK (3 GB), makes an
environment for each peer in it with the versions named below, and builds the corpora; ours with
`spacy.blank("en")`, and so with the tokenizer that everybody has. A later run starts at once.
Then every round asks every peer in a process of its own, one after the other, each round in
another order. Medians, ratios and hit counts are printed and written to `benchmarks/RESULTS.md`.

``--sizes 1m``, ``--peers policytext conc`` and ``--at-10m policytext conc`` ask less: a round of
all takes some four minutes, without NLTK and scikit-learn at 10m less than two. The cores have to
be quiet: the load before and after is written down. On cores that are not, ``--clock cpu`` counts
CPU seconds instead, which makes peers that use several cores look slow. Exit code 1: a bar is
missed, 2: a process failed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import lzma
import os
import platform
import random
import statistics
import subprocess
import sys
import time
import venv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import questions as q

HERE = Path(__file__).parent
RESULTS = HERE.parent / "RESULTS.md"
PINS = {
    "conc": ["conc==0.1.13", "spacy==3.8.18"],
    "nltk": ["nltk==3.10.4"],
    "sklearn": ["scikit-learn==1.9.1"],
    "textacy": ["textacy==0.13.0", "spacy==3.8.18"],
}
PEERS = ("policytext", *PINS)
AT_10M = ("policytext", "conc", "nltk", "sklearn")  # textacy's Docs of as many words fill a memory
LONGEST_RUN = 3600  # seconds

Found = dict[str, dict[str, dict[str, list[Any]]]]  # size, peer, operation -> one value a round


def main() -> int:
    options = _options()
    work = options.work.resolve()
    os.environ["CLOCK"] = options.clock
    _write_texts(options.texts, work)
    peers = [peer for peer in options.peers if _environment(peer, work)]
    for size in options.sizes:
        _build(work, size, peers)
    load = [os.getloadavg()[0]]
    found: Found = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for number in range(options.rounds):
        asked = {"1m": peers, "10m": [peer for peer in peers if peer in options.at_10m]}
        order = [(size, peer) for size in options.sizes for peer in asked[size]]
        random.Random(number).shuffle(order)
        for size, peer in order:
            print(f"round {number + 1}: {peer}, {size}", file=sys.stderr, flush=True)
            _ask(work, peer, size, found[size][peer])
    load.append(os.getloadavg()[0])
    text, missed = _report(found, options.rounds, load, options.clock)
    options.out.write_text(text, encoding="utf-8")
    print(text)
    return int(missed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("texts", type=Path, help="political-text.jsonl.xz")
    parser.add_argument("--work", type=Path, required=True, help="folder for corpora and so on")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", nargs="+", default=["1m", "10m"], choices=["1m", "10m"])
    parser.add_argument("--peers", nargs="+", default=list(PEERS), choices=PEERS)
    parser.add_argument("--at-10m", nargs="+", default=list(AT_10M), choices=AT_10M)
    parser.add_argument("--clock", default="wall", choices=["wall", "cpu"])
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


def _write_texts(source: Path, work: Path) -> None:
    """Write each benchmark's documents to files, and again by halves, which keyness compares."""
    if (work / "texts" / "10m-late").is_dir():
        return
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            document = json.loads(line)
            for size in document["bench"]:
                texts[size].append((f"{number:05}-{document['name']}.txt", document["text"]))
    for size, documents in texts.items():
        documents.sort()
        middle = len(documents) // 2
        parts = {"": documents, "-early": documents[:middle], "-late": documents[middle:]}
        for half, chosen in parts.items():
            folder = work / "texts" / f"{size}{half}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in chosen:
                (folder / name).write_text(text, encoding="utf-8", newline="")


def _environment(peer: str, work: Path) -> bool:
    """Make a peer's environment; say so and go on without the peer where that fails."""
    python = _python(peer, work)
    if peer == "policytext" or python.exists():
        return True
    folder = work / "environments" / peer
    venv.create(folder, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--quiet", *PINS[peer]]
    if subprocess.run(command, check=False).returncode:
        print(f"{peer} does not install here, so it is left out", file=sys.stderr)
        python.unlink()
        return False
    return True


def _python(peer: str, work: Path) -> Path:
    if peer == "policytext":
        return Path(sys.executable)
    scripts = "Scripts" if os.name == "nt" else "bin"
    return work / "environments" / peer / scripts / "python"


def _build(work: Path, size: str, peers: Iterable[str]) -> None:
    if not (work / "policytext" / size / "corpus.json").exists():
        _run(work, "policytext", "build_policytext.py", size)
    if not (work / "tokens" / f"{size}.txt").exists():
        _run(work, "policytext", "build_policytext.py", size, "tokens")
    if "conc" in peers:
        _run(work, "conc", "ask_conc.py", size, "build")


def _ask(work: Path, peer: str, size: str, found: dict[str, list[Any]]) -> None:
    script = f"ask_{peer}.py"
    start = _clock()
    _run(work, peer, script, size, "fresh")
    found[q.FRESH].append({"warm": _clock() - start})
    answer = json.loads(_run(work, peer, script, size, "all").splitlines()[-1])
    for operation, values in answer["operations"].items():
        found[operation].append(values)
    found[q.MEMORY].append({"warm": answer["peak"]})


def _clock() -> float:
    """Say what time it is, or how much of it the processes that ended have used."""
    if os.environ["CLOCK"] == "wall":
        return time.perf_counter()
    used = os.times()
    return used.children_user + used.children_system


def _run(work: Path, peer: str, script: str, size: str, mode: str = "build") -> str:
    command = [str(_python(peer, work)), str(HERE / script), str(work), size, mode]
    alone = {"OMP_NUM_THREADS": "1"} if mode == "build" else {}
    environment = os.environ | alone
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as every installed package is compiled
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=LONGEST_RUN,
        env=environment,
    )
    if done.returncode:
        print(f"{script} {size} {mode} failed ({done.returncode})", file=sys.stderr)
        sys.exit(2)
    return done.stdout


def _report(found: Found, rounds: int, load: list[float], clock: str) -> tuple[str, bool]:
    lines = [
        "# Side by side with peers",
        "",
        f"{datetime.date.today().isoformat()}; {_machine()}; load before and after: "
        f"{load[0]:.1f} and {load[1]:.1f}. Medians of {rounds} interleaved rounds, in {clock} "
        "seconds: the first call in a fresh process, and a later one. Made by "
        "`python benchmarks/peers`.",
        "",
    ]
    missed = False
    for size, peers in found.items():
        table, below = _table(size, peers)
        missed |= below
        lines += [f"## {size}", "", *table, "", *_hits(peers), ""]
    if {"1m", "10m"} <= set(found) and "policytext" in found["1m"]:
        lines += ["## From 1m to 10m", "", *_growth(found), ""]
    return "\n".join(lines), missed


def _table(size: str, peers: dict[str, dict[str, list[Any]]]) -> tuple[list[str], bool]:
    ours = peers.get("policytext", {})
    others = [peer for peer in PEERS if peer in peers and peer != "policytext"]
    head = ["", "policytext", *others, "conc / ours, first", "conc / ours, later", "bar"]
    lines = [_row(head), _row(["---", *["--:"] * (len(head) - 1)])]
    missed = False
    for operation in ours:
        times = [_median(peers[peer].get(operation), "warm") for peer in ("policytext", *others)]
        firsts = [_median(peers[peer].get(operation), "first") for peer in ("policytext", *others)]
        conc = peers.get("conc", {}).get(operation)
        ratios = [_ratio(conc, ours[operation], call) for call in ("first", "warm")]
        bar = q.BARS.get(operation)
        verdict = ""
        if bar is not None:
            verdict = f"{bar:g}"
            if size == "10m" and ratios[1] is not None:
                held = ratios[1] >= bar
                missed |= not held
                verdict += " held" if held else " missed"
        cells = [_cell(first, later) for first, later in zip(firsts, times, strict=True)]
        shown = ["" if ratio is None else f"{ratio:.1f}" for ratio in ratios]
        lines.append(_row([operation, *cells, *shown, verdict]))
    queries = {name: _median(values, "warm") for name, values in ours.items() if name != q.MEMORY}
    slow = {name: value for name, value in queries.items() if value and value > q.LONGEST}
    if size == "10m":
        said = "; ".join(f"{name} {value:.2f} s" for name, value in slow.items())
        lines += ["", f"Of ours, later calls that take over {q.LONGEST:g} s: {said or 'none'}."]
    return lines, missed or bool(slow and size == "10m")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _median(rounds: list[Any] | None, call: str) -> float | None:
    values = [values[call] for values in rounds or [] if call in values]
    return statistics.median(values) if values else None


def _ratio(conc: list[Any] | None, ours: list[Any], call: str) -> float | None:
    theirs, mine = _median(conc, call), _median(ours, call)
    return theirs / mine if theirs is not None and mine else None


def _cell(first: float | None, later: float | None) -> str:
    if later is None:
        return ""
    return _number(later) if first is None else f"{_number(first)}, {_number(later)}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3f}"


def _hits(peers: dict[str, dict[str, list[Any]]]) -> list[str]:
    """Say where the peers count alike, and where not."""
    lines = []
    ours = peers.get("policytext", {})
    for operation in ours:
        counts = {
            peer: rows[operation][0].get("hits")
            for peer, rows in peers.items()
            if rows.get(operation) and rows[operation][0].get("hits") is not None
        }
        if len(counts) < 2:
            continue
        mine = counts.pop("policytext", None)
        said = [f"{peer} {_compare(mine, theirs)}" for peer, theirs in counts.items()]
        shown = mine if isinstance(mine, int) else "20 rows"
        lines.append(f"- {operation}: ours {shown}; " + "; ".join(said))
    return ["Hits:", "", *lines, "", *NOTES] if lines else []


NOTES = [
    "Conc tokenizes the whole text, ours by block, with the same tokenizer: they differ where a",
    "heading runs into its paragraph. Conc's 2-grams cross the edges of paragraphs, ours do not;",
    "those of the others cross them too, as all but ours and conc were given our words, text by",
    "text. Conc's halves count white space as tokens. textacy's KWIC searches the text with a",
    "regular expression, and so finds the word inside of hyphenated ones. NLTK sorts no lines.",
    "Ours looks words up in the index that a saved corpus carries.",
]


def _compare(mine: object, theirs: object) -> str:
    if mine == theirs:
        return "the same"
    if isinstance(mine, list) and isinstance(theirs, list):
        ours = {str(term): int(count) for term, count in mine}
        both = [(ours[str(t)], int(c)) for t, c in theirs if str(t) in ours]
        farthest = max((abs(a - b) / max(a, b) for a, b in both), default=0.0)
        return f"{len(both)} of 20 terms the same, counts at most {farthest:.2%} apart"
    return str(theirs)


def _growth(found: Found) -> list[str]:
    lines = ["| | 1m | 10m | times |", "|---|--:|--:|--:|"]
    for operation, rounds in found["10m"]["policytext"].items():
        small = _median(found["1m"]["policytext"].get(operation), "warm")
        large = _median(rounds, "warm")
        if small and large:
            lines.append(f"| {operation} | {small:.4f} | {large:.4f} | {large / small:.1f} |")
    return lines


def _machine() -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = named[0].split(":", 1)[1].strip() if named else model
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {system}"


if __name__ == "__main__":
    sys.exit(main())
