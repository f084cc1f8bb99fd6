"""Figures, tables and pages become files, each with where it came from."""

from .figures import save_figure
from .report import write_report
from .report_charts import write_figures
from .tables import write_tables
from .verdict import Verdict, verify

__all__ = [
    "Verdict",
    "save_figure",
    "verify",
    "write_figures",
    "write_report",
    "write_tables",
]
