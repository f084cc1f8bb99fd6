"""The widgets of an explorer: controls, a chart whose rows are buttons, lines, code, export."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure

from policytext.corpus import Corpus
from policytext.export import save_figure

from . import page
from .controls import Control, Flag, Many, Number, One
from .drawing import Drawing, draw
from .evidence import evidence
from .view import View

PAGE = 10  # lines
INCH = 84  # dots of the screen
ALL = ""  # the value of a list's first option, which stands for every other
STYLE = Path(__file__).with_name("explorer.css")


class Explorer:
    """
    A chart that follows its controls, with the lines behind its rows and the code that draws it.

    It shows itself as the last line of a cell; where no widgets can be shown, as a picture.

    Attributes
    ----------
    code : str
        The lines of Python that make the chart from ``corpus``.
    table : DataFrame
        The rows that are drawn.
    lines : DataFrame
        The places in the texts that are listed.
    figure : Figure
        The chart.
    controls : dict of str to Widget
        By the names that `choose` takes.
    """

    def __init__(self, corpus: Corpus, view: View) -> None:
        self._corpus, self._view = corpus, view
        self._drawing: Drawing | None = None
        self._refilling = False
        self._message = ""
        self._row, self._first = view.first_row, 0
        self.code = ""
        self.lines = pd.DataFrame()
        self.controls = {name: _widget(control) for name, control in view.controls.items()}
        self._build()
        for name, control in self.controls.items():
            self._refill(name)
            control.observe(partial(self._on_choice, name), "value")
        self._draw()

    @property
    def choices(self) -> dict[str, Any]:
        """What is chosen, by the controls' names."""
        return {
            name: _chosen(self._view.controls[name], widget.value)
            for name, widget in self.controls.items()
        }

    @property
    def table(self) -> pd.DataFrame:
        """The rows that are drawn."""
        return self._drawn().table

    @property
    def figure(self) -> Figure:
        """The chart."""
        return self._drawn().figure

    def choose(self, **choices: Any) -> Explorer:
        """
        Set controls, as a hand would.

        Parameters
        ----------
        **choices
            By the names of `controls`: ``explorer.choose(n=2, words=["national security"])``.

        Returns
        -------
        Explorer
            Itself, so that a cell can end with it.

        Raises
        ------
        ValueError
            If there is no control of that name, or none of its options is the value.
        """
        for name, value in choices.items():
            if name not in self.controls:
                known = ", ".join(self.controls)
                raise ValueError(f"the explorer of {self._view.name} has {known}; no {name!r}")
            control = self.controls[name]
            try:
                control.value = _as_shown(self._view.controls[name], value)
            except (widgets.trait_types.traitlets.TraitError, ValueError) as error:
                raise ValueError(f"{name} cannot be {value!r}: {error}") from error
        return self

    def save(self, path: str | Path) -> list[Path]:
        """
        Save the chart as it is seen, with its data, as `save_figure` does.

        Parameters
        ----------
        path : str or Path

        Returns
        -------
        list of Path
            The files written.
        """
        return save_figure(self.figure, path)

    def _drawn(self) -> Drawing:
        if self._drawing is None:
            raise ValueError(self._message)
        return self._drawing

    # The widgets

    def _build(self) -> None:
        self._style = widgets.HTML(f"<style>{STYLE.read_text('utf-8')}</style>")
        self._picture = widgets.HTML()
        self._overlay = _box("policytext-rows")
        self._rows: list[widgets.Button] = []  # as many as were ever needed: to make one takes long
        self._said = widgets.HTML()
        self._listed, self._heading, self._place = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._back = _button("Previous", partial(self._turn, -1))
        self._forth = _button("Next", partial(self._turn, 1))
        self._figures, self._shown_code = widgets.HTML(), widgets.HTML()
        self._path = widgets.Text(f"charts/{self._view.name}", description="Save as")
        self._saved = widgets.HTML()
        pager = _box("policytext-pager", self._back, self._forth, self._place)
        export = _button("Export", self._on_export, tooltip="Write PNG, SVG, PDF and data")
        self._tabs = widgets.Tab(
            [
                _box("policytext-lines", self._heading, self._listed, pager),
                _box("policytext-table", self._figures),
                _box("policytext-code", self._shown_code),
                _box(
                    "policytext-export", _box("policytext-pager", self._path, export), self._saved
                ),
            ],
            titles=["Lines", "Table", "Code", "Export"],
        )
        self._tabs.add_class("policytext-behind")
        self._chart = _box("policytext-chart", self._picture, self._overlay)
        choices = _box("policytext-controls", *self.controls.values())
        shown = _box("policytext-shown", self._said, _box("policytext-scroll", self._chart))
        self.widget = _box("policytext-explorer", self._style, choices, shown, self._tabs)

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the widgets, and a picture of the chart where there are none."""
        bundle = dict(self.widget._repr_mimebundle_())
        bundle["text/plain"] = self.code
        described = {}
        if self._drawing is not None:
            bundle["image/png"] = base64.b64encode(self._drawing.png).decode("ascii")
            width = int(self._drawing.figure.get_figwidth() * INCH)
            described["image/png"] = {"width": width, "alt": self._drawing.description}
        return bundle, described

    # What happens

    def _on_choice(self, name: str, _: object) -> None:
        if self._refilling:
            return
        for follower, control in self._view.controls.items():
            if isinstance(control, Many) and control.follows == name:
                self._refill(follower)
        self._draw()

    def _refill(self, name: str) -> None:
        """Give a list the options that what it follows leaves it."""
        control = self._view.controls[name]
        if not isinstance(control, Many):
            return
        above = self.choices[control.follows] if control.follows else None
        options = [(control.everything, ALL), *control.options(above)]
        widget = self.controls[name]
        if list(widget.options) != options:
            self._refilling = True
            with widget.hold_sync():  # in one message: no choice may stand without its option
                widget.options, widget.value = options, (ALL,)
            self._refilling = False
        widget.disabled = len(options) == 1

    def _draw(self) -> None:
        """Draw the chart anew, and list the lines of its first row."""
        try:
            self.code = self._view.code(**self.choices)
            self._drawing, self._message = draw(self.code, self._corpus), ""
        except ValueError as error:
            self._drawing, self._message = None, str(error)
        self._said.value = page.said(self._message)
        self._picture.value = page.picture(self._drawing)
        self._figures.value = page.table(self._drawing)
        self._shown_code.value = page.code(self.code)
        self._lay_rows()
        self._list(self._view.first_row)

    def _lay_rows(self) -> None:
        """Lay a button over every row of the chart."""
        rows = self._drawing.rows if self._drawing else []
        if self._drawing:
            self._chart.layout.max_width = f"{self._drawing.figure.get_figwidth() * INCH:.0f}px"
        while len(self._rows) < len(rows):
            self._rows.append(_button("", partial(self._on_row, len(self._rows))))
        for button, row in zip(self._rows, rows, strict=False):
            button.description = f"Show the lines of {row.label}"
            button.layout.top = f"{row.top:.3%}"
            button.layout.height = f"{row.bottom - row.top:.3%}"
        self._overlay.children = tuple(self._rows[: len(rows)])

    def _on_row(self, row: int, _: object) -> None:
        self._tabs.selected_index = 0  # the lines
        self._list(self._view.first_row if row == self._row else row)

    def _list(self, row: int | None) -> None:
        """List the lines of a row, or of all."""
        rows = self._drawing.rows if self._drawing else []
        self._row = row if row is not None and row < len(rows) else None
        self._first = 0
        found = self._drawing is not None and len(self._drawing.table) > 0
        self.lines = self._view.lines(self._drawn(), self._row) if found else pd.DataFrame()
        for number, button in enumerate(self._rows):
            (button.add_class if number == self._row else button.remove_class)("policytext-chosen")
        label = rows[self._row].label if self._row is not None else ""
        self._turn(0)
        self._heading.value = page.heading(label, len(self.lines))  # last: the lines are there

    def _turn(self, pages: int, _: object = None) -> None:
        """Turn pages of lines."""
        last = max(0, (len(self.lines) - 1) // PAGE * PAGE)
        self._first = min(max(0, self._first + pages * PAGE), last)
        shown = self.lines.iloc[self._first : self._first + PAGE]
        self._listed.value = page.lines(evidence(self._corpus, shown)) if len(shown) else ""
        self._place.value = page.place(self._first, len(shown), len(self.lines))
        self._back.disabled, self._forth.disabled = self._first == 0, self._first == last

    def _on_export(self, _: object) -> None:
        try:
            self._saved.value = page.files(self.save(self._path.value))
        except (OSError, ValueError) as error:
            self._saved.value = page.said(str(error))


def _widget(control: Control) -> Any:
    """Make the widget of a control."""
    named = {"description": control.label}
    if isinstance(control, Many):
        return widgets.SelectMultiple(
            options=[(control.everything, ALL)], value=[ALL], rows=4, **named
        )
    if isinstance(control, One):
        return widgets.Dropdown(options=control.options, **named)
    if isinstance(control, Number):
        bounds = {"value": control.value, "min": control.least, "max": control.most}
        return widgets.BoundedIntText(**bounds, **named)
    if isinstance(control, Flag):
        return widgets.Checkbox(value=False, indent=False, **named)
    written = {"value": control.value, "placeholder": control.hint}
    return widgets.Text(**written, continuous_update=False, **named)


def _chosen(control: Control, value: Any) -> Any:
    """Read a widget's value as a choice."""
    if isinstance(control, Many):
        return () if ALL in value else tuple(value)
    if isinstance(control, One | Number | Flag):
        return value
    return tuple(word for word in (" ".join(part.split()) for part in value.split(",")) if word)


def _as_shown(control: Control, value: Any) -> Any:
    """Write a choice as a widget's value."""
    if isinstance(control, Many):
        return tuple(value) or (ALL,)
    if isinstance(control, One | Number | Flag):
        return value
    return ", ".join(value)


def _button(label: str, on_click: Any, *, tooltip: str | None = None) -> widgets.Button:
    button = widgets.Button(description=label, tooltip=tooltip)
    button.on_click(on_click)
    return button


def _box(name: str, *children: widgets.Widget) -> widgets.Box:
    box = widgets.Box(children)
    box.add_class(name)
    return box
