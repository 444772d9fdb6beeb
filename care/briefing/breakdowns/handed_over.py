"""What winter relief hands over: money, goods, and condolence by category."""

from dataclasses import dataclass, replace

from care.briefing.about import About
from care.briefing.breakdowns.parts import said
from care.briefing.naming import duty_name
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.shares import shown
from care.briefing.sparing import TooFew, left_out
from care.schedule import elapsed, winter_days
from care.words import percent

UNITS = ("household", "person", "yuan", "quilt", "coat", "value")
STEPS = ("listed", "paid", "received")


@dataclass(frozen=True)
class Money:
    """Cash by item: (paid, listed) in yuan."""

    items: dict[str, tuple[float, float]]

    def sentence(self, about: About) -> str:
        t, paid, whole = about.t, *(sum(one) for one in zip(*self.items.values(), strict=True))
        words = {"paid": t.count(round(paid), "yuan"), "whole": t.count(round(whole), "yuan")}
        return t("relief.money_says", share=percent(paid / whole), **words)


def money_of(about: About) -> Money | None:
    frame = about.answers.breakdown(about.ask("relief_money"))
    amounts = {(row.x, row.series): float(row.amount) for row in frame.itertuples()}
    items = {}
    for item in about.definitions.relief:
        paid = amounts.get((item, "paid"), 0.0)
        if whole := paid + amounts.get((item, "unpaid"), 0.0):
            items[item] = (paid, whole)
    return Money(items) if items else None


def money(about: About, piece: Piece) -> Piece:
    found, t = money_of(about), about.t
    if found is None:
        return piece
    names = tuple(duty_name(about, item) for item in found.items)
    shares = tuple(shown(paid / whole) for paid, whole in found.items.values())
    expected = tuple(
        shown(elapsed(*winter_days(about.definitions, item, about.day), about.day)) for item in found.items
    )
    series = (Series(t("goods.paid"), shares), Series(t("brief.schedule"), expected, line=True))
    rows = tuple(
        (name, round(whole), round(paid), share, due)
        for name, (paid, whole), share, due in zip(names, found.items.values(), shares, expected, strict=True)
    )
    headings = (t("brief.by_duty"), *(t(f"goods.{one}_yuan") for one in ("listed", "paid")))
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        chart=Chart("columns", names, series, share=True),
        table=Table((*headings, t("brief.share"), t("brief.schedule")), rows),
        empty=False,
    )


@dataclass(frozen=True)
class Goods:
    """`amounts` by (item, unit.step); `used`: units that occur; `lines`: (item, step) in the order shown."""

    amounts: dict[tuple[str, str], float]
    used: list[str]
    lines: list[tuple[str, str]]

    def number(self, item: str, unit: str, step: str) -> int | None:
        amount = self.amounts.get((item, f"{unit}.{step}"))
        return None if amount is None else round(amount)

    def sentence(self, about: About) -> str:
        paid, times = (
            sum(n for (_, series), n in self.amounts.items() if series == f"{unit}.paid")
            for unit in ("yuan", "household")
        )
        return about.t("relief.goods_says", times=int(times), yuan=about.t.count(round(paid), "yuan"))


def goods_of(about: About) -> Goods:
    frame = about.answers.breakdown(about.ask("relief_goods"))
    amounts = {(r.x, r.series): float(r.amount) for r in frame.itertuples()}
    used = [unit for unit in UNITS if any(series == f"{unit}.listed" for _, series in amounts)]
    items = [item for item in about.definitions.relief if (item, "household.listed") in amounts]
    lines = [(item, step) for item in items for step in STEPS if (item, f"household.{step}") in amounts]
    return Goods(amounts, used, lines)


def goods_line(about: About, item: str, step: str) -> str:
    return f"{about.t(f'goods.{step}')} · {about.t.pick(about.definitions.relief[item].name)}"


def goods(about: About, piece: Piece) -> Piece:
    found, t = goods_of(about), about.t
    if not found.lines:
        return piece
    rows = tuple(
        (goods_line(about, item, step), *(found.number(item, unit, step) for unit in found.used))
        for item, step in found.lines
    )
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        table=Table((t("goods.item"), *(t(f"goods.{unit}") for unit in found.used)), rows),
        empty=False,
    )


@dataclass(frozen=True)
class Condolence:
    """By category, the largest first: (visited, listed, yuan handed over)."""

    categories: dict[str, tuple[int, int, float]]

    def sentence(self, about: About) -> str:
        visited, whole, yuan = (sum(one) for one in zip(*self.categories.values(), strict=True))
        money = about.t.count(round(yuan), "yuan")
        return about.t("relief.condolence_says", visited=visited, n=whole, yuan=money)


def condolence_of(about: About) -> Condolence | None:
    """None where nothing is on a list. Raises TooFew where a category has too few: what all were given stands beside, and
    would say it."""
    frame = about.answers.breakdown(about.ask("condolence_by_category"))
    if left_out(frame):
        raise TooFew(about.unit)
    if frame.empty:
        return None
    whole = frame.groupby("x")["n"].sum().sort_values(ascending=False)
    visited = frame[frame["series"] == "visited"].set_index("x")
    return Condolence(
        {
            one: (int(visited["n"].get(one, 0)), int(n), float(visited["amount"].get(one, 0)))
            for one, n in whole.items()
        }
    )


def condolence(about: About, piece: Piece) -> Piece:
    found, t = condolence_of(about), about.t
    if found is None:
        return piece
    names = [one or t("relief.no_category") for one in found.categories]
    shares = [shown(visited / n) for visited, n, _ in found.categories.values()]
    rows = tuple(
        (name, n, visited, share, round(yuan))
        for name, (visited, n, yuan), share in zip(names, found.categories.values(), shares, strict=True)
    )
    headings = (
        t("relief.category"),
        *(t(f"relief.{one}") for one in ("on_list", "visited", "of_list", "handed")),
    )
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        chart=Chart("bars", tuple(names), (Series(t("relief.of_list"), tuple(shares)),), share=True),
        table=Table(headings, rows),
        empty=False,
    )
