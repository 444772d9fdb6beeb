"""Cards of the further duties: which blanks files have, and what happened in schools month by month."""

from care import charts
from care.briefing.breakdowns import contact, school
from care.briefing.breakdowns.parts import MONTHS
from care.briefing.months import month_labels, months_before
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.school_cards import monthly
from care.screen.states import nothing
from care.screen.view import View


def file_blanks(view: View) -> None:
    """The fields that are blank most often in personal files; a click lists whose."""
    t, title = view.t, view.t("files.blanks")
    with card(
        view, "file_blanks", title, "file_blanks", Listing(title, view.ask("file_blanks"), "breakdown")
    ):
        rows = contact.blanks_of(view)
        if not rows:
            nothing(t, "files.no_blanks")
            return
        sentence = contact.blanks_sentence(view, rows)
        draw(
            view,
            "file_blanks",
            charts.bars(count_bars(view, rows, "people"), view.look),
            sentence,
            lambda field, *_: request(
                Listing(
                    f"{title} · {contact.field_name(view, field)}",
                    view.ask("file_blanks"),
                    "breakdown",
                    x=field,
                )
            ),
        )
        says(sentence)


def activities_by_month(view: View) -> None:
    """What was held in which month, by kind."""
    t, title = view.t, view.t("schools.by_month")
    with card(view, "activities_by_month", title, "activities_by_month"):
        parts, sentence = school.activities_of(view)
        if not parts:
            nothing(t)
            return
        keys = months_before(view.day, MONTHS)
        series = [monthly(view, part, keys, "activity") for part in parts]
        figure = charts.stacked(month_labels(view, keys), keys, series, view.look)
        draw(view, "activities_by_month", figure, sentence)
        says(sentence)
