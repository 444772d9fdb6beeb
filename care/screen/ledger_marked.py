"""The clerk's own workbook back, its bad cells marked; made when the button is pressed."""

from collections.abc import Callable

from care.ledgers.importing import Report
from care.ledgers.marking import marked_name, marked_workbook
from care.screen.download import download, written_down
from care.screen.exporting import MIME
from care.screen.ledger_desk import Desk

LONG = 20_000  # rows from which marking takes more than some seconds


def marked_button(
    desk: Desk, name: str, original: Callable[[], bytes], report: Report, secret: str, batch: str
) -> None:
    """`original` gives the file's bytes; it names people, so whoever draws the button asks for a password. A long ledger
    takes its time; the button says so. Taken from the office's own (a `batch`, not ''), it is written down."""
    lang = desk.t.lang
    make = lambda: marked_workbook(name, original(), report, lang)[1]  # noqa: E731
    slow = report.counts.get("read", 0) > LONG
    download(
        desk.who,
        desk.t("ledgers.marked"),
        data=written_down(desk.who, make, page="ledgers", batch=batch) if batch else make,
        file_name=marked_name(name, desk.t),
        mime=MIME,
        key=f"marked_{report.sha256[:12]}",
        secret=secret,
        help=desk.t.sentences(desk.t("ledgers.marked_help"), desk.t("ledgers.marked_slow") if slow else ""),
    )
