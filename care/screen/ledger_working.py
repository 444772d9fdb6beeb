"""What the ledgers page may have to do at length, most urgent first."""

from care.screen.ledger_desk import Desk
from care.screen.ledger_reading import reading
from care.screen.ledger_reapply import reapplying
from care.screen.ledger_taking import taking
from care.screen.ledger_work import attend


def work(desk: Desk) -> None:
    """One at a time; while it lasts, nothing below is drawn."""
    attend(desk, taking, reapplying, reading)
