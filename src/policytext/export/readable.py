"""What is read of a corpus to write about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from .tables import FiveTables


class Readable(FiveTables, Protocol):
    """What a report reads of a corpus: its tables, its body, its texts and how it was made."""

    @property
    def body(self) -> pd.DataFrame:
        """The tokens of the text without page furniture."""
        ...

    @property
    def texts(self) -> Mapping[str, str]:
        """The text as read, by doc_id."""
        ...

    @property
    def pipeline(self) -> Mapping[str, Any]:
        """The name and version of the spaCy pipeline."""
        ...

    @property
    def failures(self) -> Mapping[str, str]:
        """The sources that could not be read, with the reason."""
        ...
