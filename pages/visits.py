"""Visits: are people contacted as often as the rules ask?"""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "visits")
screen.headlines(view, ["contact_rhythm", "helper_contact"])
screen.beside(
    lambda: screen.share_card(view, "contact_rhythm", "unit", view.t("visits.by_unit")),
    lambda: screen.share_card(view, "contact_rhythm", "group", view.t("visits.by_group")),
    lambda: screen.by_month(view),
    lambda: screen.days_since(view),
    lambda: screen.share_card(view, "contact_rhythm", "duty", view.t("visits.by_duty")),
    lambda: screen.calendar(view),
)
screen.worst_card(view, "contact_rhythm", view.t("visits.overdue"))
