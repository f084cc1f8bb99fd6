"""Figures, tables and pages become files, each with where it came from."""

from .figures import save_figure
from .report import write_report
from .svg import svg_of
from .tables import write_tables
from .verdict import Verdict, verify

__all__ = ["Verdict", "save_figure", "svg_of", "verify", "write_report", "write_tables"]
