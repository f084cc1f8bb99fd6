"""The five tables as Arrow record batches: made, joined, written to files and opened again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from policytext.corpus.schema import CATEGORY, COUNT, FLAG, SCHEMA, TEXT, VALUE

Batch: TypeAlias = pa.RecordBatch
Array: TypeAlias = pa.Array
Codes: TypeAlias = npt.NDArray[np.signedinteger[Any]]

WORDS = pa.large_string()  # what a string of pandas is made of, so that none is copied
TYPES = {
    CATEGORY: pa.dictionary(pa.int32(), WORDS),
    TEXT: WORDS,
    FLAG: pa.bool_(),
    COUNT: pa.int32(),
    VALUE: pa.int32(),
}
SCHEMAS = {
    name: pa.schema([(column, TYPES[kind]) for column, kind in columns.items()])
    for name, columns in SCHEMA.items()
}


def to_batch(name: str, columns: Mapping[str, Any]) -> Batch:
    """
    Put columns into the order and the Arrow types of the schema.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    columns : mapping
        Column name to values: a NumPy array, an Arrow array, or a list in which None is a missing
        value. Columns that the schema does not name come last.

    Returns
    -------
    RecordBatch
    """
    schema = SCHEMAS[name]
    arrays = [_typed(columns[field.name], field.type) for field in schema]
    extra = {column: _guessed(columns[column]) for column in columns if column not in SCHEMA[name]}
    if not extra:
        return pa.RecordBatch.from_arrays(arrays, schema=schema)
    return pa.RecordBatch.from_arrays([*arrays, *extra.values()], [*schema.names, *extra])


def from_frame(name: str, frame: pd.DataFrame) -> Batch:
    """Turn a table of pandas into a batch whose dictionaries are in code point order."""
    columns = {column: _from_series(frame[column]) for column in frame.columns}
    return join(name, [to_batch(name, columns)])


def dictionary(codes: npt.NDArray[Any], words: Array) -> Array:
    """Make a dictionary array of codes into words; -1 is a missing value."""
    missing = codes < 0 if len(codes) and codes.min() < 0 else None
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=missing), words, safe=False)


def replaced(batch: Batch, column: str, word: str) -> Batch:
    """Say one word on every row of a column of words."""
    said = repeated(word, batch.num_rows)
    if not pa.types.is_dictionary(batch.schema.field(column).type):
        said = said.cast(WORDS)
    return batch.set_column(batch.schema.get_field_index(column), column, said)


def repeated(word: str, times: int) -> Array:
    """Say one word on every row; the empty word says nothing."""
    if not word:
        return pa.nulls(times, TYPES[CATEGORY])
    return dictionary(np.zeros(times, dtype=np.int32), pa.array([word], WORDS))


def codes_of(array: Array) -> Codes:
    """Give the codes of a dictionary array, without a copy if no value is missing."""
    indices = array.indices
    if indices.null_count:
        indices = indices.fill_null(-1)
    codes: Codes = indices.to_numpy()
    return codes


def to_pandas(array: Array, kind: str) -> Any:
    """
    Turn a column into what pandas keeps it as; codes and numbers are not copied.

    Parameters
    ----------
    array : Array
    kind : str
        The type that the schema names; empty for a column that it does not name.

    Returns
    -------
    array of NumPy or pandas
    """
    if kind == CATEGORY:
        words = pd.CategoricalDtype(pd.Index(to_pandas(array.dictionary, TEXT)))
        return pd.Categorical.from_codes(codes_of(array), dtype=words, validate=False)
    if kind == VALUE:
        missing = array.is_null().to_numpy(zero_copy_only=False)
        return pd.arrays.IntegerArray(array.fill_null(0).to_numpy(), missing)
    if kind in (COUNT, FLAG):
        return array.to_numpy(zero_copy_only=False)
    if pa.types.is_large_string(array.type):
        return pd.array(array, dtype="str")
    return array.to_pandas().array


def join(name: str, batches: Sequence[Batch]) -> Batch:
    """
    Put batches of one table under one another.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    batches : sequence of RecordBatch
        At least one. A column that one of them lacks is missing there.

    Returns
    -------
    RecordBatch
        The words of its dictionaries are in code point order, and the codes as narrow as pandas
        has them.
    """
    known = list(SCHEMA[name])
    extra = dict.fromkeys(n for batch in batches for n in batch.schema.names[len(known) :])
    arrays = []
    for place, column in enumerate(known):
        parts = [batch.column(place) for batch in batches]
        arrays.append(_join_words(parts) if SCHEMA[name][column] == CATEGORY else _join(parts))
    arrays += [_join_extra(column, batches) for column in extra]
    return pa.RecordBatch.from_arrays(arrays, [*known, *extra])


def _typed(values: Any, kind: Any) -> Array:
    if isinstance(values, pa.DictionaryArray):
        return values
    if pa.types.is_dictionary(kind):
        return pa.array(values, WORDS).dictionary_encode()
    if isinstance(values, np.ndarray) and values.dtype == np.int64:
        values = values.astype(np.int32)
    return pa.array(values, kind)


def _guessed(values: Any) -> Array:
    """Take metadata as they are if they are plain, and as text if they are not."""
    values = list(values)
    try:
        array = pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return _as_text(values)
    if pa.types.is_string(array.type) or pa.types.is_null(array.type):
        return array.cast(WORDS)
    return _as_text(values) if pa.types.is_nested(array.type) else array


def _as_text(values: Iterable[object]) -> Array:
    return pa.array([None if value is None else str(value) for value in values], WORDS)


def _from_series(column: pd.Series) -> Any:
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = pa.array(column.cat.categories.astype("str"), WORDS)
        return dictionary(column.cat.codes.to_numpy(), words)
    return pa.Array.from_pandas(column)


def _join(parts: list[Array]) -> Array:
    return parts[0] if len(parts) == 1 else pa.concat_arrays(parts)


def _join_words(parts: list[Array]) -> Array:
    """Join dictionary arrays over all their words, in code point order."""
    import pyarrow.compute as pc  # noqa: PLC0415  (who only loads a corpus needs it not)

    dictionaries = [part.dictionary for part in parts]
    if not any(map(len, dictionaries)):
        return pa.nulls(sum(map(len, parts)), pa.dictionary(pa.int8(), WORDS))
    every = pa.concat_arrays(dictionaries).dictionary_encode()
    words = every.dictionary
    order = pc.array_sort_indices(words)
    rank = np.empty(len(words), dtype=_narrowest(len(words)))
    rank[order.to_numpy()] = np.arange(len(words), dtype=rank.dtype)
    places = rank[every.indices.to_numpy()]
    codes = np.empty(sum(map(len, parts)), dtype=rank.dtype)
    row = word = 0
    for part, its_words in zip(parts, dictionaries, strict=True):
        here = places[word : word + len(its_words)]
        if part.null_count:
            here = np.append(here, rank.dtype.type(-1))  # what the code -1 finds: nothing given
        codes[row : row + len(part)] = here[codes_of(part)]
        row += len(part)
        word += len(its_words)
    return dictionary(codes, words.take(order))


def _narrowest(n_words: int) -> type[np.signedinteger[Any]]:
    """Choose the codes as pandas does, so that it takes them as they are."""
    for kind in (np.int8, np.int16):
        if n_words < np.iinfo(kind).max:
            return kind
    return np.int32


def _join_extra(column: str, batches: Sequence[Batch]) -> Array:
    parts = [
        batch.column(column) if column in batch.schema.names else pa.nulls(batch.num_rows)
        for batch in batches
    ]
    kinds = {part.type for part in parts if not pa.types.is_null(part.type)}
    if len(kinds) > 1:
        return _as_text(value for part in parts for value in part.to_pylist())
    (kind,) = kinds or {WORDS}
    return pa.concat_arrays([part.cast(kind) for part in parts])


def write(batch: Batch, path: Path) -> None:
    """Write a batch to an Arrow file, uncompressed, so that it can be mapped into memory."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)


def opened(path: Path) -> Batch:
    """
    Map an Arrow file into memory; nothing of it is read until it is touched.

    Raises
    ------
    ValueError
        If the file is missing or damaged.
    """
    try:
        reader = pa.ipc.open_file(pa.memory_map(str(path)))
        if reader.num_record_batches != 1:
            raise pa.ArrowInvalid(f"{reader.num_record_batches} record batches instead of 1")
        return reader.get_batch(0)
    except (OSError, pa.ArrowException) as error:
        raise ValueError(f"{path} cannot be read ({error}); build the corpus anew") from error
