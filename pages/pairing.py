"""Pairing: does everyone have a helper, and do helpers keep in touch?"""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "pairing")
screen.headlines(view, ["pairing_coverage", "helper_contact", "helper_load"])
screen.beside(
    lambda: screen.share_card(view, "pairing_coverage", "unit", view.t("pairing.by_unit")),
    lambda: screen.share_card(view, "pairing_coverage", "group", view.t("pairing.by_group")),
    lambda: screen.share_card(view, "helper_contact", "unit", view.t("pairing.touch_by_unit")),
    screen.stack(
        lambda: screen.helper_kinds(view),
        lambda: screen.worst_card(view, "helper_load", view.t("list.helper_load")),
    ),
    lambda: screen.worst_card(view, "pairing_coverage", view.t("list.pairing_coverage")),
    lambda: screen.worst_card(view, "helper_contact", view.t("list.helper_contact")),
)
