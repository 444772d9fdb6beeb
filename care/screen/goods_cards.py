"""Winter relief: money and goods in the units that offices use, condolence by category."""

from care import charts
from care.briefing.breakdowns import handed_over
from care.charts import Bar
from care.screen.card import card, draw, says
from care.screen.panels import Listing, request
from care.screen.small_table import Cells, Column, Line, table_card
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import state


def goods(view: View) -> None:
    """Listed, paid and received by item: households, people, yuan, quilts, coats."""
    table_card(view, "relief_goods", view.t("relief.goods"), view.t("goods.item"), _goods)


def _goods(view: View) -> Cells:
    found = handed_over.goods_of(view)
    lines = [
        Line(
            item,
            handed_over.goods_line(view, item, step),
            tuple(found.number(item, unit, step) for unit in found.used),
        )
        for item, step in found.lines
    ]
    columns = [Column(view.t(f"goods.{unit}")) for unit in found.used]
    return Cells(columns, lines, found.sentence(view))


def condolence(view: View) -> None:
    """New Year condolence by category: visited of listed, with cash and goods handed over."""
    t, title = view.t, view.t("relief.condolence")
    listing = Listing(title, view.ask("condolence_by_category"), "breakdown")
    with card(view, "condolence", title, "condolence_by_category", listing):
        found = handed_over.condolence_of(view)
        if found is None:
            nothing(t)
            return
        bars = [_category(view, one, *figures) for one, figures in found.categories.items()]
        sentence = found.sentence(view)
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
