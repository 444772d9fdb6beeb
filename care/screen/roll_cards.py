"""Who is looked after and how that changes: colours of risk, why people came, left or changed; guardianship letters."""

from datetime import date

from care import charts
from care.briefing.months import months_before
from care.charts import Bar
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.small_table import Column, Line, table_card
from care.screen.states import nothing
from care.screen.view import View
from care.words import percent

COLOURS = ("red", "yellow", "blue", "green")
LETTERS = ("valid", "ends_soon", "run_out", "missing")


def colours(view: View) -> None:
    """Children by colour of risk, with the rhythm that follows, and how colours changed in a year."""
    t, title = view.t, view.t("groups.colours")
    frame = view.answers.breakdown(view.ask("risk_colours"))
    with card(view, "colours", title, "risk_colours", Listing(title, view.ask("risk_colours"), "breakdown")):
        if frame.empty:
            nothing(t)
            return
        counts = dict(zip(frame["x"], frame["n"], strict=True))
        periods = {
            rule.risk: t.pick(view.definitions.contacts.periods[rule.period]) for rule in _visits(view)
        }
        bars = [
            Bar(
                one,
                _colour(view, one, periods),
                n,
                t.count(n, "people"),
                "",
                f"{t(f'risk.{one}')} {t.count(n, 'people')}",
            )
            for one in COLOURS
            if (n := int(counts.get(one, 0)))
        ]
        sentence = _changes(view)
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


def _visits(view: View) -> list:
    return [rule for rule in view.definitions.contacts.rules if rule.duty == "visit" and rule.risk in COLOURS]


def _colour(view: View, colour: str, periods: dict[str, str]) -> str:
    if colour not in periods:
        return view.t(f"risk.{colour}")
    return view.t("groups.colour_rhythm", colour=view.t(f"risk.{colour}"), period=periods[colour])


def _changes(view: View) -> str:
    """How many changed to a more and to a less urgent colour in the last year."""
    frame = view.answers.breakdown(view.ask("risk_changes"))
    steps = [(one.split(">"), int(n)) for one, n in zip(frame["series"], frame["n"], strict=True)]
    worse = sum(n for (before, now), n in steps if COLOURS.index(now) < COLOURS.index(before))
    better = sum(n for (before, now), n in steps if COLOURS.index(now) > COLOURS.index(before))
    return view.t("groups.colours_says", worse=worse, better=better)


def flow_reasons(view: View) -> None:
    """Added, left and changed by reason and month; a figure opens its people."""
    t = view.t
    frame = view.answers.breakdown(view.ask("flow_reasons"))
    keys = months_before(view.day, 12)
    counts = {(r.series, r.x): int(r.n) for r in frame.itertuples()}
    sums = frame.groupby("series")["n"].sum().to_dict() if len(frame) else {}
    order = sorted(sums, key=lambda one: (["joined", "left", "changed"].index(one.split(".")[0]), -sums[one]))
    lines = [
        Line("", _reason(view, one), (int(sums[one]), *(counts.get((one, key)) for key in keys)), one)
        for one in order
    ]
    columns = [Column(t("gaps.total"), width=64)]
    for key in keys:
        columns.append(Column(t.month(date(int(key[:4]), int(key[5:]), 1)), width=64, x=key))
    total = {
        kind: sum(n for one, n in sums.items() if one.startswith(kind))
        for kind in ("joined", "left", "changed")
    }
    sentence = t("groups.flow_reasons_says", **{kind: int(n) for kind, n in total.items()})
    table_card(
        view,
        "flow_reasons",
        t("groups.flow_reasons"),
        t("groups.reason"),
        columns,
        lines,
        sentence,
    )


def _reason(view: View, series: str) -> str:
    kind, _, reason = series.partition(".")
    if kind == "joined":
        return view.t("flow.joined")
    if kind == "changed":
        return view.t(f"flow.changed_{reason}")
    word = f"left.{reason}"
    return view.t("flow.left", reason=view.t(word) if view.t.knows(word) else reason)


def letters(view: View) -> None:
    """Guardianship letters: valid, running out, run out, missing; the signing rate as the answer."""
    t, title = view.t, view.t("files.letters")
    frame = view.answers.breakdown(view.ask("letter_states"))
    with card(
        view, "letters", title, "letter_states", Listing(title, view.ask("letter_states"), "breakdown")
    ):
        counts = {r.x: int(r.n) for r in frame.itertuples()}
        whole = sum(counts.values())
        if not whole:
            nothing(t)
            return
        valid = counts.get("valid", 0) + counts.get("ends_soon", 0)
        sentence = t("files.letters_says", share=percent(valid / whole), n=valid, whole=whole)
        rows = [(one, t(f"letter.{one}"), counts[one]) for one in LETTERS if one in counts]
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
