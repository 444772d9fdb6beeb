"""Winter relief: has it arrived, and are people out of dangerous houses before the cold?"""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "relief")
screen.headlines(view, ["relief_progress", "house_safety"])
screen.items(view)
screen.beside(
    lambda: screen.relief_by_unit(view),
    screen.stack(lambda: screen.stages(view), lambda: screen.money(view)),
    lambda: screen.houses(view),
    lambda: screen.worst_card(view, "house_safety", view.t("list.house_safety")),
)
screen.worst_card(view, "relief_progress", view.t("relief.late"))
