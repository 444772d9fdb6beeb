"""Downloads. The one place where a page hands a list to care.exports; the file holds what the panel shows."""

from collections.abc import Callable, Sequence

import pandas as pd

from care.exports.excel import rows_workbook
from care.screen import password
from care.screen.audited import taken
from care.screen.download import download
from care.screen.view import View

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 100_000  # rows in one sheet


def workbook(
    view: View, title: str, notes: Sequence[str], whole: Callable[[], pd.DataFrame], facts: dict
) -> None:
    """A button that makes the Excel file when pressed. `whole` gives all rows as the panel shows them; `facts` are
    written down of it: which list it is, never its title, which may hold a ledger's own words."""
    name = f"{title}_{view.day.isoformat()}.xlsx"
    secret = password.field(view.t, "list_password")
    download(
        view.who,
        view.t("list.download"),
        data=lambda: _taken(view, title, notes, whole(), facts),
        file_name=name,
        mime=MIME,
        key="list_download",
        secret=secret,
    )


def _taken(view: View, title: str, notes: Sequence[str], frame: pd.DataFrame, facts: dict) -> bytes:
    return taken(view, "list_taken", _made(title, notes, frame), rows=len(frame), **facts)


def _made(title: str, notes: Sequence[str], frame: pd.DataFrame) -> bytes:
    plain = frame.astype(object).where(frame.notna(), None)
    return rows_workbook(title, notes, list(frame.columns), plain.itertuples(index=False, name=None))
