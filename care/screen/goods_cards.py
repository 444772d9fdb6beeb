"""Winter relief: money and goods in the units that offices use, condolence by category."""

from care import charts
from care.charts import Bar
from care.screen.card import card, draw, says
from care.screen.panels import Listing, request
from care.screen.small_table import Column, Line, table_card
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import state

UNITS = ("household", "person", "yuan", "quilt", "coat", "value")
STEPS = ("listed", "paid", "received")


def goods(view: View) -> None:
    """Listed, paid and received by item: households, people, yuan, quilts, coats."""
    t = view.t
    frame = view.answers.breakdown(view.ask("relief_goods"))
    amounts = {(r.x, r.series): float(r.amount) for r in frame.itertuples()}
    used = [unit for unit in UNITS if any(series == f"{unit}.listed" for _, series in amounts)]
    items = [item for item in view.definitions.relief if (item, "household.listed") in amounts]
    lines = [
        Line(
            item,
            f"{t(f'goods.{step}')} · {t.pick(view.definitions.relief[item].name)}",
            tuple(_number(amounts.get((item, f"{unit}.{step}"))) for unit in used),
        )
        for item in items
        for step in STEPS
        if (item, f"household.{step}") in amounts
    ]
    columns = [Column(t(f"goods.{unit}")) for unit in used]
    paid = sum(n for (_, series), n in amounts.items() if series == "yuan.paid")
    times = sum(n for (_, series), n in amounts.items() if series == "household.paid")
    sentence = t("relief.goods_says", times=int(times), yuan=t.count(round(paid), "yuan"))
    table_card(view, "relief_goods", t("relief.goods"), t("goods.item"), columns, lines, sentence)


def _number(amount: float | None) -> int | None:
    return None if amount is None else round(amount)


def condolence(view: View) -> None:
    """New Year condolence by category: visited of listed, with cash and goods handed over."""
    t, title = view.t, view.t("relief.condolence")
    frame = view.answers.breakdown(view.ask("condolence_by_category"))
    listing = Listing(title, view.ask("condolence_by_category"), "breakdown")
    with card(view, "condolence", title, "condolence_by_category", listing):
        if frame.empty:
            nothing(t)
            return
        whole = frame.groupby("x")["n"].sum().sort_values(ascending=False)
        visited = frame[frame["series"] == "visited"].set_index("x")
        bars = [_category(view, one, int(visited["n"].get(one, 0)), int(n), float(visited["amount"].get(one, 0)))
                for one, n in whole.items()]  # fmt: skip
        sentence = t(
            "relief.condolence_says",
            visited=int(visited["n"].sum()),
            n=int(whole.sum()),
            yuan=t.count(round(float(visited["amount"].sum())), "yuan"),
        )
        draw(
            view,
            "condolence",
            charts.bars(bars, view.look, full=1),
            sentence,
            lambda one, *_: request(
                Listing(f"{title} · {one}", view.ask("condolence_by_category"), "breakdown", x=one)
            ),
        )
        says(sentence)


def _category(view: View, name: str, visited: int, whole: int, yuan: float) -> Bar:
    t, share = view.t, visited / whole
    label = t("relief.condolence_label", visited=visited, n=whole, yuan=t.money_short(yuan))
    shown = name or t("relief.no_category")
    return Bar(name, shown, share, label, state(share, 1.0) if share == 1 else "", f"{shown} {label}")
