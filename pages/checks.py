"""Checks: which records need to be verified, why, and what was found on looking."""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "checks")
checks = screen.checks_of(view)
screen.checks_summary(view, checks)
screen.beside(
    lambda: screen.checks_by_unit(view, checks),
    lambda: screen.checks_table(view, checks),
    lambda: screen.checks_quality(view, checks),
    lambda: screen.checks_by_month(view, checks),
)
screen.cases(view, checks)
