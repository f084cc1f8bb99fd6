"""
From unpacked data to packaged pipeline: `python train.py --data FOLDER --work FOLDER [--gold
FOLDER]`.

Syntax and names are trained side by side, one core each.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ANNOTATION = HERE.parent / "src" / "policytext" / "annotation"
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    data, work = str(options.data), options.work
    corpora, figures = work / "corpora", HERE / "figures.json"
    run("corpora.py", "--data", data, "--out", str(corpora))
    run("write_patterns.py", str(ANNOTATION / "patterns"))
    train(work, corpora)
    models = [f"--{part}={work / part / 'model-best'}" for part in ("syntax", "names")]
    package = ["package.py", *models, "--data", data, "--out", str(ANNOTATION / "en_policytext")]
    run(*package)
    gold = ["--gold", str(options.gold)] if options.gold else []
    run("evaluate.py", "--data", data, *gold, "--json", str(figures))
    run("card.py")
    run(*package)  # again, with its figures and its card


def run(script: str, *arguments: str) -> None:
    subprocess.run([sys.executable, str(HERE / script), *arguments], check=True, env=environment())


def train(work: Path, corpora: Path) -> None:
    trainings = [
        subprocess.Popen(command(part, work, corpora), env=environment())
        for part in ("syntax", "names")
    ]
    for training in trainings:
        if training.wait():
            message = f"training ended with status {training.returncode}: {training.args}"
            raise RuntimeError(message)


def command(part: str, work: Path, corpora: Path) -> list[str]:
    paths = {
        "train": corpora / f"{part}-train.spacy",
        "dev": corpora / f"{part}-dev.spacy",
        "blank": corpora / "blank",
    }
    start = [sys.executable, "-m", "spacy", "train", str(HERE / f"{part}.cfg")]
    return [*start, "--output", str(work / part), *(f"--paths.{k}={v}" for k, v in paths.items())]


def environment() -> dict[str, str]:
    return {**os.environ, **ONE_CORE}


if __name__ == "__main__":
    main()
