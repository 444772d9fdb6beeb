"""Who is looked after and how that changes: colours of risk, why people came, left or changed; guardianship letters."""

from datetime import date

from care import charts
from care.briefing.breakdowns import contact, flows, roll
from care.charts import Bar
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.small_table import Cells, Column, Line, table_card
from care.screen.states import nothing
from care.screen.view import View


def colours(view: View) -> None:
    """Children by colour of risk, with the rhythm that follows, and how colours changed in a year."""
    t, title = view.t, view.t("groups.colours")
    with card(view, "colours", title, "risk_colours", Listing(title, view.ask("risk_colours"), "breakdown")):
        found = roll.colours_of(view)
        if not found:
            nothing(t)
            return
        bars = [
            Bar(
                one,
                roll.colour_name(view, one),
                n,
                t.count(n, "people"),
                "",
                f"{t(f'risk.{one}')} {t.count(n, 'people')}",
            )
            for one, n in found.items()
        ]
        sentence = roll.colour_changes(view)
        draw(
            view,
            "colours",
            charts.bars(bars, view.look),
            sentence or title,
            lambda one, *_: request(
                Listing(f"{title} · {t(f'risk.{one}')}", view.ask("risk_colours"), "breakdown", x=one)
            ),
        )
        says(sentence)


def flow_reasons(view: View) -> None:
    """Added, left and changed by reason and month; a figure opens its people."""
    table_card(view, "flow_reasons", view.t("groups.flow_reasons"), view.t("groups.reason"), _reasons)


def _reasons(view: View) -> Cells:
    t, found = view.t, flows.reasons_of(view)
    lines = [
        Line(
            "",
            flows.reason_name(view, one),
            (n, *(found.counts.get((one, key)) for key in found.months)),
            one,
        )
        for one, n in found.sums.items()
    ]
    columns = [Column(t("gaps.total"), width=64)]
    for key in found.months:
        columns.append(Column(t.month(date(int(key[:4]), int(key[5:]), 1)), width=64, x=key))
    return Cells(columns, lines, found.sentence(view))


def letters(view: View) -> None:
    """Guardianship letters: valid, running out, run out, missing; the signing rate as the answer."""
    t, title = view.t, view.t("files.letters")
    with card(
        view, "letters", title, "letter_states", Listing(title, view.ask("letter_states"), "breakdown")
    ):
        rows = contact.letters_of(view)
        if not rows:
            nothing(t)
            return
        sentence = contact.letters_sentence(view, rows)
        draw(
            view,
            "letters",
            charts.bars(count_bars(view, rows, "people"), view.look),
            sentence,
            lambda one, *_: request(
                Listing(f"{title} · {t(f'letter.{one}')}", view.ask("letter_states"), "breakdown", x=one)
            ),
        )
        says(sentence)
