"""Winter relief, continued: stages of the work, dangerous houses, money."""

import pandas as pd

from care import charts
from care.briefing.naming import duty_name
from care.charts import Bar, Bullet
from care.schedule import elapsed, winter_days
from care.screen.card import card, draw, says
from care.screen.panels import Listing, request
from care.screen.view import View
from care.sentences import schedule_state
from care.words import percent

HOUSE_STAGES = ("found", "started", "safe")


def stages(view: View) -> None:
    """How far the households of the item with several steps have come."""
    t = view.t
    item = next((one for one in view.definitions.relief.values() if len(one.stages) > 1), None)
    if item is None:
        return
    frame = view.answers.breakdown(view.ask("relief_stages"))
    counts = {row.x: int(row.n) for row in frame[frame["series"] == item.id].itertuples()}
    if not counts:
        return
    with card(view, "stages", t("relief.stages", item=duty_name(view, item.id)), "relief_stages"):
        steps = [(stage, counts.get(stage, 0)) for stage in item.stages]
        bars = [Bar(stage, t(f"stage.{stage}"), n, t.count(n, "households")) for stage, n in steps]
        sentence = _longest_wait(view, steps)
        draw(
            view,
            "stages",
            charts.steps(bars, view.look),
            sentence,
            lambda stage, *_: _open_stage(view, stage, item.id),
        )
        says(sentence)


def _open_stage(view: View, stage: str, item: str) -> None:
    request(Listing(view.t(f"stage.{stage}"), view.ask("relief_stages"), "breakdown", x=stage, series=item))


def _longest_wait(view: View, steps: list[tuple[str, int]]) -> str:
    """Between which two steps most households wait."""
    waits = [(a[1] - b[1], a[0], b[0]) for a, b in zip(steps, steps[1:], strict=False)]
    most, before, after = max(waits, default=(0, "", ""))
    if most <= 0:
        return view.t("relief.no_wait")
    words = {"before": view.t(f"stage.{before}"), "after": view.t(f"stage.{after}")}
    return view.t("relief.waiting", n=most, **words)


def houses(view: View) -> None:
    """Dangerous houses from found to safe."""
    t = view.t
    frame = view.answers.breakdown(view.ask("house_stages"))
    listing = Listing(t("list.house_safety"), view.ask("house_safety"))
    if frame.empty:
        return
    with card(view, "houses", t("relief.houses"), "house_safety", listing):
        counts = {stage: int(frame.loc[frame["x"] == stage, "n"].sum()) for stage in HOUSE_STAGES}
        bars = [
            Bar(stage, t(f"house.{stage}"), n, t.count(n, "house"), "", _grades(view, frame, stage))
            for stage, n in counts.items()
        ]
        left = counts["found"] - counts["safe"]
        sentence = (
            t("relief.houses_open", n=left, found=counts["found"])
            if left
            else t("relief.houses_all_safe", n=counts["found"])
        )
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


def _grades(view: View, frame: pd.DataFrame, stage: str) -> str:
    rows = frame[frame["x"] == stage]
    parts = [view.t("house.grade", grade=row.series, n=int(row.n)) for row in rows.itertuples()]
    return view.t("list.comma").join(parts)


def money(view: View) -> None:
    """Cash listed and cash paid, by item, against the schedule."""
    t = view.t
    frame = view.answers.breakdown(view.ask("relief_money"))
    unpaid = Listing(t("relief.unpaid"), view.ask("relief_money"), "breakdown", series="unpaid")
    if frame.empty:
        return
    with card(view, "money", t("relief.money"), "relief_money", unpaid):
        amounts = {(row.x, row.series): float(row.amount) for row in frame.itertuples()}
        sums = {item: _paid_and_whole(amounts, item) for item in view.definitions.relief}
        bars = [_amount(view, item, paid, whole) for item, (paid, whole) in sums.items() if whole]
        paid, whole = sum(one for one, _ in sums.values()), sum(one for _, one in sums.values())
        words = {"paid": t.count(round(paid), "yuan"), "whole": t.count(round(whole), "yuan")}
        sentence = t("relief.money_says", share=percent(paid / whole), **words)
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


def _paid_and_whole(amounts: dict[tuple[str, str], float], item: str) -> tuple[float, float]:
    paid = amounts.get((item, "paid"), 0.0)
    return paid, paid + amounts.get((item, "unpaid"), 0.0)


def _amount(view: View, item: str, paid: float, whole: float) -> Bullet:
    t = view.t
    gone, share = elapsed(*winter_days(view.definitions, item, view.day), view.day), paid / whole
    label = t("relief.money_label", paid=t.money_short(paid), whole=t.money_short(whole))
    words = {"paid": t.count(round(paid), "yuan"), "whole": t.count(round(whole), "yuan")}
    hover = t("relief.money_hover", item=duty_name(view, item), **words)
    return Bullet(item, duty_name(view, item), share, gone, label, schedule_state(share, gone), hover)
