"""Cards of the further duties: which blanks files have, and what happened in schools month by month."""

from datetime import date

from care import charts
from care.briefing.months import month_labels, months_before
from care.charts import Series
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import most

MONTHS = 13
SHOWN = 10  # fields with most blanks


def file_blanks(view: View) -> None:
    """The fields that are blank most often in personal files; a click lists whose."""
    t, title = view.t, view.t("files.blanks")
    frame = view.answers.breakdown(view.ask("file_blanks")).sort_values("n", ascending=False).head(SHOWN)
    with card(
        view, "file_blanks", title, "file_blanks", Listing(title, view.ask("file_blanks"), "breakdown")
    ):
        if frame.empty:
            nothing(t, "files.no_blanks")
            return
        rows = [(r.x, _field(view, r.x), int(r.n)) for r in frame.itertuples()]
        sentence = most(t, [(name, n) for _, name, n in rows], "people")
        draw(
            view,
            "file_blanks",
            charts.bars(count_bars(view, rows, "people"), view.look),
            sentence,
            lambda field, *_: request(
                Listing(f"{title} · {_field(view, field)}", view.ask("file_blanks"), "breakdown", x=field)
            ),
        )
        says(sentence)


def _field(view: View, field: str) -> str:
    known = view.definitions.fields.get(field)
    return view.t.pick(known["name"]) if known else field


def activities_by_month(view: View) -> None:
    """What was held in which month, by kind."""
    t, title = view.t, view.t("schools.by_month")
    frame = view.answers.breakdown(view.ask("activities_by_month"))
    with card(view, "activities_by_month", title, "activities_by_month"):
        counts = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
        if not counts:
            nothing(t)
            return
        keys = months_before(view.day, MONTHS)
        kinds = sorted(
            {kind for _, kind in counts},
            key=lambda kind: -sum(n for (_, one), n in counts.items() if one == kind),
        )
        parts = [_part(view, kind, keys, counts) for kind in kinds]
        held = sum(n for (month, _), n in counts.items() if month in keys)
        sentence = t("schools.month_says", n=held, people=int(frame.amount.sum()))
        draw(
            view,
            "activities_by_month",
            charts.stacked(month_labels(view, keys), keys, parts, view.look),
            sentence,
        )
        says(sentence)


def _part(view: View, kind: str, keys: list[str], counts: dict[tuple[str, str], int]) -> Series:
    name = view.t(f"activity.{kind}")
    values = [counts.get((key, kind), 0) for key in keys]
    months = [view.t.month(date(int(key[:4]), int(key[5:]), 1), year=True) for key in keys]
    hovers = [
        f"{month} {name} {view.t.count(n, 'activity')}" for month, n in zip(months, values, strict=True)
    ]
    return Series(kind, name, values, hovers)
