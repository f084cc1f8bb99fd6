"""Trees out of scores: the best heads that hang together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np


def decode(scores: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Heads within sentences, a tree each; how sure each is."""
    edges = [0, *(i for i in range(1, len(starts)) if starts[i] > 0.5), len(starts)]
    heads = np.zeros(len(starts), int)
    sure = np.zeros(len(starts))
    for first, last in pairwise(edges):
        part = scores[first:last, first:last].copy()
        share = np.exp(part - part.max(-1, keepdims=True))
        share /= share.sum(-1, keepdims=True)
        tree = as_tree(part)
        heads[first:last] = tree + first
        sure[first:last] = share[np.arange(len(tree)), tree]
    return heads, sure


def as_tree(scores: np.ndarray) -> np.ndarray:
    """The best head of each word; one root; a word in a circle hangs on what is outside of it."""
    n = len(scores)
    root = (
        int((np.diag(scores) - np.where(np.eye(n, dtype=bool), -1e9, scores).max(-1)).argmax())
        if n > 1
        else 0
    )
    free = np.where(np.eye(n, dtype=bool), -1e9, scores)
    heads = free.argmax(-1)
    heads[root] = root
    for _ in range(n):
        circle = circle_in(heads, root)
        if not circle:
            break
        below = descendants(heads, circle)
        outside = free[np.ix_(circle, [i for i in range(n) if i not in below])]
        others = [i for i in range(n) if i not in below]
        gain = outside.max(-1) - free[circle, heads[circle]]
        word = int(gain.argmax())
        heads[circle[word]] = others[int(outside[word].argmax())]
    return heads


def circle_in(heads: np.ndarray, root: int) -> list[int]:
    state = np.zeros(len(heads), int)
    state[root] = 2
    for i in range(len(heads)):
        path, here = [], i
        while state[here] == 0:
            state[here] = 1
            path.append(here)
            here = int(heads[here])
        if state[here] == 1:
            return path[path.index(here) :]
        state[path] = 2
    return []


def descendants(heads: np.ndarray, circle: list[int]) -> set[int]:
    below = set(circle)
    while True:
        more = {i for i, head in enumerate(heads.tolist()) if head in below} - below
        if not more:
            return below
        below |= more
