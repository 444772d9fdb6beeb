"""Sheets of raw cells → layouts: where the table is, what kind of ledger it is and which column is which field."""

from dataclasses import dataclass
from datetime import date

from care.ledgers import forms
from care.ledgers.columns import Column, Sample
from care.ledgers.headers import Header, find_header, grid_of, header_at
from care.ledgers.headings import meaning
from care.ledgers.kinds import Choice, choose
from care.ledgers.sheets import Sheet, Workbook
from care.ledgers.surroundings import Hints, hints_of
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import Period

SAMPLE_ROWS = 200


@dataclass(frozen=True)
class Layout:
    """One sheet as understood. `shape`: list, wide or form; rows count from 1 as the spreadsheet does."""

    sheet: Sheet
    shape: str
    kind: str
    sure: bool
    header_rows: tuple[int, ...]
    first_row: int
    columns: tuple[Column, ...]
    periods: dict[int, Period]
    hints: Hints
    pairs: tuple = ()

    def mapping(self) -> list[dict]:
        """The columns for the manifest and the clerk's page."""
        from care.ledgers.problems import letter

        return [
            {
                "column": letter(self.sheet.left + column.at),
                "heading": column.heading,
                "field": column.field,
                "confidence": round(column.confidence, 2),
                "how": column.how,
            }
            for column in self.columns
        ]


@dataclass(frozen=True)
class Unread:
    """A sheet that is no ledger, and why: empty, no_header, no_kind."""

    sheet: Sheet
    why: str


@dataclass(frozen=True)
class Corrections:
    """What a clerk said of a layout, by its key: kind, header rows, fields of columns."""

    kind: str | None = None
    header: tuple[int, int] | None = None  # first row (from 1) and depth
    fields: tuple[tuple[str, str], ...] = ()  # heading → field


def recognise(
    book: Workbook, today: date, words: Vocabulary, corrections: Corrections | None = None
) -> list[Layout | Unread]:
    """One Layout or Unread for each sheet."""
    return [
        recognise_sheet(sheet, book.file, today, words, corrections or Corrections()) for sheet in book.sheets
    ]


def recognise_sheet(
    sheet: Sheet, file: str, today: date, words: Vocabulary, said: Corrections
) -> Layout | Unread:
    if sheet.height == 0 or sheet.width == 0:
        return Unread(sheet, "empty")
    header = (
        header_at(sheet, said.header[0] - 1, said.header[1], words)
        if said.header
        else find_header(sheet, words)
    )
    labels = len(labelled(header, words)) if header else 0
    if not said.header and forms.is_form(sheet, labels, words):
        found = form_layout(sheet, file, today, words, said)
        if found:
            return found
    if header is None:
        return Unread(sheet, "no_header")
    return list_layout(sheet, header, file, today, words, said) or Unread(sheet, "no_kind")


def labelled(header: Header, words: Vocabulary) -> list[tuple[str, ...]]:
    return [path for path in header.paths if path and meaning(path, "roster", words).field is not None]


def list_layout(
    sheet: Sheet, header: Header, file: str, today: date, words: Vocabulary, said: Corrections
) -> Layout | None:
    hints = hints_of(sheet, grid_of(sheet, fill=False), header.top, file, today, words)
    choice = choose(
        header.paths,
        sample_of(sheet, header.body),
        [*hints.titles, sheet.name, file],
        hints.month,
        words,
        said.kind,
    )
    if choice is None:
        return None
    shape = "wide" if choice.periods else "list"
    rows = tuple(range(header.top + 1, header.body + 1))
    return Layout(
        sheet,
        shape,
        choice.kind,
        choice.sure,
        rows,
        header.body + 1,
        corrected(choice, said),
        choice.periods,
        hints,
    )


def corrected(choice: Choice, said: Corrections) -> tuple[Column, ...]:
    fields = dict(said.fields)
    return tuple(
        Column(c.at, c.heading, fields[c.heading] or "", 1.0, "clerk") if c.heading in fields else c
        for c in choice.columns
    )


def sample_of(sheet: Sheet, body: int) -> Sample:
    part = sheet.cells.slice(body, SAMPLE_ROWS)
    return [part.column(f"c{j}").to_pylist() for j in range(sheet.width)]


def kept(path: tuple[str, ...], words: Vocabulary) -> bool:
    """A label that stands for a field, not 填报单位 and the like."""
    return any(meaning(path, kind, words).field for kind in words.ledgers)


def form_layout(sheet: Sheet, file: str, today: date, words: Vocabulary, said: Corrections) -> Layout | None:
    """A vertical form: its labels are the headings, its values one row."""
    pairs = forms.pairs(sheet, words)
    if len(pairs) < 3:
        return None
    first = min((pair[3] for pair in pairs if kept(pair[0], words)), default=0)
    hints = hints_of(sheet, grid_of(sheet, fill=False), first, file, today, words)
    paths = tuple(pair[0] for pair in pairs)
    choice = choose(
        paths, [[pair[1]] for pair in pairs], [*hints.titles, sheet.name, file], hints.month, words, said.kind
    )
    if choice is None:
        return None
    return Layout(
        sheet,
        "form",
        choice.kind,
        choice.sure,
        (),
        first + 1,
        corrected(choice, said),
        {},
        hints,
        tuple(pairs),
    )
