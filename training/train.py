"""
From unpacked data to packaged pipeline: `python train.py --data FOLDER --text FILE --work FOLDER
[--gold FOLDER]`.

Corpora and vectors; the teacher is fine-tuned, reads gold and political text, and teaches the
student; spaCy trains the pipeline from the student's weights on gold and on what the teacher
said; the pipeline is packaged and measured. A step whose output is there is not done again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ANNOTATION = HERE.parent / "src" / "policytext" / "annotation"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="the unpacked treebanks and names")
    parser.add_argument("--text", type=Path, required=True, help="political-text.jsonl.xz")
    parser.add_argument(
        "--work", type=Path, required=True, help="a folder for what is made on the way"
    )
    parser.add_argument("--gold", type=Path, help="the seeds' gold, to measure on it too")
    options = parser.parse_args()
    work = options.work
    data, text = ["--data", str(options.data)], ["--text", str(options.text)]
    corpora, vectors, silver, student = (
        work / name for name in ("corpora", "vectors", "silver", "student")
    )
    teacher, weights = work / "teacher.pt", student / "student.pt"
    begun, goes_on, trained = (work / name for name in ("begun", "goes_on", "trained"))
    once(corpora, "corpora.py", *data, "--out", corpora)
    once(vectors / "nlp", "vectors.py", *text, "--out", vectors)
    once(teacher, "teacher.py", "--corpora", corpora, "--out", teacher)
    reads = ["--teacher", teacher, "--corpora", corpora, *text, "--out", silver]
    once(silver / "labels.json", "silver.py", "label", *reads)
    once(weights, "student.py", "--silver", silver, "--vectors", vectors, "--out", weights)
    joined = ["--silver", silver, "--corpora", corpora, "--out", student]
    once(student / "train.spacy", "silver.py", "mix", *joined)
    once(begun / "model-best", *begin(corpora, vectors, student, begun))
    once(goes_on / "model-best", *finish(begun, student, goes_on))
    passes = [begun / "model-best", goes_on / "model-best"]
    once(trained, "average.py", *passes, "--out", trained)
    run("write_patterns.py", ANNOTATION / "patterns")
    package = [
        "package.py",
        "--pipeline",
        trained,
        *data,
        "--out",
        ANNOTATION / "en_policytext",
    ]
    run(*package)
    gold = ["--gold", options.gold] if options.gold else []
    run("evaluate.py", *data, *gold, "--json", HERE / "figures.json")
    run("card.py")
    run(*package)  # again, with its figures and its card


def once(made: Path, script: str, *arguments: str | Path) -> None:
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        run(script, *arguments)


def run(script: str, *arguments: str | Path) -> None:
    program = ["-m", "spacy"] if script == "spacy" else [str(HERE / script)]
    command = [sys.executable, *program, *map(str, arguments)]
    subprocess.run(command, check=True, env={**os.environ, "HF_HUB_OFFLINE": "1"})


def begin(corpora: Path, vectors: Path, student: Path, out: Path) -> list[str | Path]:
    paths = {
        "blank": corpora / "blank",
        "vectors": vectors / "nlp",
        "student": student / "student.pt",
    }
    return spacy_training("pipeline.cfg", student, out, paths)


def finish(begun: Path, student: Path, out: Path) -> list[str | Path]:
    return spacy_training("finish.cfg", student, out, {"pipeline": begun / "model-best"})


def spacy_training(
    config: str, student: Path, out: Path, paths: dict[str, Path]
) -> list[str | Path]:
    corpora = {"train": student / "train.spacy", "dev": student / "dev.spacy"}
    named = (corpora | paths).items()
    settings = [part for name, path in named for part in (f"--paths.{name}", str(path))]
    code = HERE / "weights.py"
    return ["spacy", "train", HERE / config, "--code", code, "--output", out, *settings]


if __name__ == "__main__":
    main()
