"""Overview: for a leader, ten seconds."""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "overview")
screen.headlines(view, ["on_roll", "pairing_coverage", "contact_rhythm", "relief_progress"])
screen.overdue_note(view)
screen.beside(lambda: screen.winter(view), lambda: screen.gaps(view))
screen.table(view)
screen.beside(lambda: screen.rest_of_programme(view, screen.QUESTIONS), lambda: screen.colours(view))
