"""Winter relief, continued: stages of the work, dangerous houses, money."""

from care import charts
from care.briefing.breakdowns import handed_over, winter
from care.briefing.naming import duty_name
from care.charts import Bar, Bullet
from care.schedule import elapsed, winter_days
from care.screen.card import asked, card, draw, says
from care.screen.panels import Listing, request
from care.screen.view import View
from care.sentences import schedule_state


def stages(view: View) -> None:
    """How far the households of the item with several steps have come."""
    t = view.t
    item = winter.stepped(view)
    title = t("relief.stages", item=duty_name(view, item)) if item else ""
    steps = asked(view, "stages", title, lambda: winter.steps_of(view)[1]) if item else None
    if not steps:
        return
    with card(view, "stages", title, "relief_stages"):
        bars = [Bar(stage, t(f"stage.{stage}"), n, t.count(n, "households")) for stage, n in steps]
        sentence = winter.longest_wait(view, steps)
        draw(
            view,
            "stages",
            charts.steps(bars, view.look),
            sentence,
            lambda stage, *_: _open_stage(view, stage, item),
        )
        says(sentence)


def _open_stage(view: View, stage: str, item: str) -> None:
    request(Listing(view.t(f"stage.{stage}"), view.ask("relief_stages"), "breakdown", x=stage, series=item))


def houses(view: View) -> None:
    """Dangerous houses from found to safe."""
    t = view.t
    listing = Listing(t("list.house_safety"), view.ask("house_safety"))
    found = asked(view, "houses", t("relief.houses"), lambda: winter.houses_of(view))
    if found is None:
        return
    with card(view, "houses", t("relief.houses"), "house_safety", listing):
        bars = [
            Bar(stage, t(f"house.{stage}"), n, t.count(n, "house"), "", _grades(view, found, stage))
            for stage, n in found.stages.items()
        ]
        sentence = found.sentence(view)
        draw(
            view,
            "houses",
            charts.steps(bars, view.look),
            sentence,
            lambda stage, *_: _open_houses(view, stage),
        )
        says(sentence)


def _open_houses(view: View, stage: str) -> None:
    request(Listing(view.t(f"house.{stage}"), view.ask("house_stages"), "breakdown", x=stage))


def _grades(view: View, found: winter.Houses, stage: str) -> str:
    parts = [
        view.t("house.grade", grade=grade, n=n) for (at, grade), n in found.grades.items() if at == stage
    ]
    return view.t("list.comma").join(parts)


def money(view: View) -> None:
    """Cash listed and cash paid, by item, against the schedule."""
    t = view.t
    found = asked(view, "money", t("relief.money"), lambda: handed_over.money_of(view))
    unpaid = Listing(t("relief.unpaid"), view.ask("relief_money"), "breakdown", series="unpaid")
    if found is None:
        return
    with card(view, "money", t("relief.money"), "relief_money", unpaid):
        bars = [_amount(view, item, paid, whole) for item, (paid, whole) in found.items.items()]
        sentence = found.sentence(view)
        draw(
            view,
            "money",
            charts.bullets(bars, view.look, t("relief.schedule")),
            sentence,
            lambda item, *_: request(
                Listing(t("relief.unpaid"), unpaid.ask, "breakdown", x=item, series="unpaid")
            ),
        )
        says(sentence)


def _amount(view: View, item: str, paid: float, whole: float) -> Bullet:
    t = view.t
    gone, share = elapsed(*winter_days(view.definitions, item, view.day), view.day), paid / whole
    label = t("relief.money_label", paid=t.money_short(paid), whole=t.money_short(whole))
    words = {"paid": t.count(round(paid), "yuan"), "whole": t.count(round(whole), "yuan")}
    hover = t("relief.money_hover", item=duty_name(view, item), **words)
    return Bullet(item, duty_name(view, item), share, gone, label, schedule_state(share, gone), hover)
