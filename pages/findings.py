"""Findings: what is to be mended, by whom, until when, and whether it was done."""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "findings")
lines = screen.lines_of(view)
screen.findings_summary(view, lines)
screen.findings_list(view, lines)
screen.beside(lambda: screen.answered_sheet(view), lambda: screen.own_finding(view))
