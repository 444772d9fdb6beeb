"""Groups: who is looked after, where, and how that changes."""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "groups")
screen.roll(view)
screen.beside(
    lambda: screen.count_card(view, "on_roll", "group", view.t("groups.by_group")),
    screen.stack(
        lambda: screen.count_card(view, "on_roll", "unit", view.t("groups.by_unit")),
        lambda: screen.flows(view),
    ),
    lambda: screen.ages(view),
    lambda: screen.overlaps(view),
)
screen.flow_reasons(view)
screen.units_by_group(view)
