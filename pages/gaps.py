"""Gaps: every duty that is not done, who answers for it, and the sheet to take along."""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "gaps", own=screen.GAP_FILTERS)
screen.narrow(view)
screen.beside(lambda: screen.gap_kinds(view), lambda: screen.gap_units(view))
screen.gap_list(view)
