"""Schools and activities: are homes for pupils in order, are activities held, does each class talk?"""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "schools")
screen.headlines(view, ["homes_in_order", "activities_held"])
screen.beside(
    lambda: screen.share_card(view, "activities_held", "unit", view.t("schools.activities_by_unit")),
    lambda: screen.activities_by_month(view),
    lambda: screen.share_card(view, "homes_in_order", "unit", view.t("schools.homes_by_unit")),
    lambda: screen.worst_card(view, "contact_rhythm", view.t("schools.talks"), "talk"),
    lambda: screen.worst_card(view, "activities_held", view.t("list.activities_held")),
    lambda: screen.worst_card(view, "homes_in_order", view.t("list.homes_in_order")),
)
