"""One idea of a briefing as plain data, which Plotly, python-pptx, xlsxwriter and typst can all draw.

No names of people and no ids ever stand here: these are shown in meetings, whatever the presenter's own rights.
"""

from dataclasses import dataclass

Cell = str | int | float | None  # a float is a share of 1


@dataclass(frozen=True)
class Series:
    """`values` in the order of the chart's categories; None where nothing is shown. `line`: over the columns."""

    name: str
    values: tuple[float | None, ...]
    line: bool = False


@dataclass(frozen=True)
class Chart:
    """`form`: bars (lying), columns (with a line where a series is one), line or stacked.

    `share`: values are shares of 1. `worst`: places of the categories that stand out.
    """

    form: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    share: bool
    worst: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """`states` (good, warn, bad or '') in the shape of `rows`, or empty. `shaded`: on paper, a larger number is darker."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    states: tuple[tuple[str, ...], ...] = ()
    shaded: bool = False


@dataclass(frozen=True)
class Figure:
    """One headline figure: `status` in words with its `state`, `change` against a month ago, `counted` behind it."""

    label: str
    value: str
    state: str = ""
    status: str = ""
    counted: str = ""
    change: str = ""


@dataclass(frozen=True)
class Piece:
    """A question, its answer in large, and what bears it out. `about`: the indicator; `page`: where to look closer."""

    key: str
    question: str
    scope: str
    answer: str = ""
    state: str = ""
    status: str = ""
    counted: str = ""
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    how: str = ""
    about: str = ""
    page: str = "overview"
    empty: bool = False  # nobody is due: said only when asked for
