"""What the student learns from: windows of text, and what the teacher thinks of them."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"]
TOP = 8  # classes of morphology kept for a word


@dataclass
class Taught:
    """Windows of text: features, what the teacher thinks, and gold where there is any."""

    features: np.ndarray  # (tokens, attributes), uint64
    lengths: np.ndarray  # tokens of each window, white space included
    word: np.ndarray  # whether a token is a word
    tag: np.ndarray  # (tokens, classes), float16
    name: np.ndarray
    morph: np.ndarray  # (tokens, TOP), float16
    morph_class: np.ndarray  # (tokens, TOP), int16
    start: np.ndarray  # float16
    arc: np.ndarray  # place of the head in the window, int16
    relation: np.ndarray
    sure: np.ndarray  # of the head, float16
    gold: np.ndarray  # (tokens, tag morph name arc relation), int16, IGNORE where there is none


def read_taught(path: Path) -> Taught:
    with path.open("rb") as file:
        return Taught(**pickle.load(file))
