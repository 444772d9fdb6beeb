"""Winter relief: has it arrived, are people out of dangerous houses, are key places safe before the cold?"""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "relief", screen.QUESTION)
t = view.t
screen.headlines(view, ["relief_progress", "house_safety", "winter_checks"])
screen.items(view)
screen.beside(
    lambda: screen.relief_by_unit(view),
    screen.stack(lambda: screen.stages(view), lambda: screen.money(view)),
)
topics = (
    screen.Topic("goods", t("relief.topic_goods"), t("relief.goods"), (lambda: screen.goods(view),)),
    screen.Topic(
        "condolence", t("relief.topic_condolence"), t("relief.condolence"), (lambda: screen.condolence(view),)
    ),
)
screen.worst_card(view, "relief_progress", t("relief.late"))
screen.questions(
    view, {"house_safety": (lambda: screen.houses(view),)}, topics, ("house_safety", "winter_checks")
)
