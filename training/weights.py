"""Put the student's weights into a spaCy pipeline: `spacy train pipeline.cfg --code weights.py`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.morphology import Morphology
from thinc.api import Model, NumpyOps, set_current_ops

set_current_ops(NumpyOps(use_blis=False))  # NumPy's own matrix product is the faster one


@spacy.registry.callbacks("policytext.student.v1")
def student_weights(path: str) -> Callable[[Language], Language]:
    """Give the callback that puts in the weights of `student.py`, with labels.json beside them."""

    def after_init(nlp: Language) -> Language:
        import torch  # noqa: PLC0415

        state = {k: v.numpy() for k, v in torch.load(path, weights_only=True).items()}
        labels = json.loads(Path(path).with_name("labels.json").read_text(encoding="utf-8"))
        put_encoder(nlp.get_pipe("tok2vec").model, state)  # type: ignore[attr-defined]
        tagger, morphologizer = nlp.get_pipe("tagger"), nlp.get_pipe("morphologizer")
        put_output(tagger, state["tag.weight"], state["tag.bias"], labels["tag"])
        known = [features(*label.split("#")) for label in labels["morph"]]
        wanted = [features(label, None) for label in morphologizer.labels]  # type: ignore[attr-defined]
        put_output(morphologizer, state["morph.weight"], state["morph.bias"], known, wanted)
        return nlp

    return after_init


def features(morph: str, pos: str | None) -> frozenset[tuple[str, str]]:
    """The features of a class, its part of speech among them."""
    found = Morphology.feats_to_dict(morph)
    return frozenset({**found, "POS": pos}.items() if pos else found.items())


def put_encoder(model: Model[Any, Any], state: dict[str, np.ndarray]) -> None:
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    tables = sorted(
        (node for node in embed.walk() if node.name == "hashembed"), key=lambda n: n.attrs["seed"]
    )
    for n, table in enumerate(tables):
        table.set_param("E", state[f"tables.{n}.weight"])
    for node in embed.walk():
        if node.name == "static_vectors":
            node.set_param("W", state["vectors.weight"])
    put_maxouts(embed, state, ["mix"])
    put_maxouts(encode, state, [f"layers.{n}" for n in range(len(encode.layers[0].layers))])


def put_maxouts(model: Model[Any, Any], state: dict[str, np.ndarray], names: list[str]) -> None:
    """In the order of depth, a maxout and its norm for each name."""
    maxouts, norms = (
        [n for n in model.walk(order="dfs_pre") if n.name == kind]
        for kind in ("maxout", "layernorm")
    )
    for name, maxout, norm in zip(names, maxouts, norms, strict=True):
        maxout.set_param("W", state[f"{name}.weight"])
        maxout.set_param("b", state[f"{name}.bias"])
        norm.set_param("G", state[f"{name}.norm.weight"])
        norm.set_param("b", state[f"{name}.norm.bias"])


def put_output(
    pipe: Any,
    weight: np.ndarray,
    bias: np.ndarray,
    known: list[Any],
    wanted: list[Any] | None = None,
) -> None:
    output = pipe.model.get_ref("output_layer")
    place = {label: n for n, label in enumerate(known)}
    new, shift = output.get_param("W").copy(), output.get_param("b").copy()
    for n, label in enumerate(wanted or pipe.labels):
        if label in place:
            new[n], shift[n] = weight[place[label]], bias[place[label]]
    output.set_param("W", new)
    output.set_param("b", shift)
