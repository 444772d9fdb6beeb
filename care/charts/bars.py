"""Lying bars: shares against a target, plain counts, progress against a schedule, steps of a work.

Lying bars read well at any width: names on the left (two lines at most), figures at the right end.
"""

from dataclasses import dataclass

from care.charts.style import SMALL, Look, axis, layout, note, width_of, wrapped

NAME_WIDTH = 118  # px for names; longer ones take a second line
MARKS = {"good": "▲", "warn": "●", "bad": "▼", "": ""}


@dataclass(frozen=True)
class Bar:
    """One bar. `value` is the length, `label` stands at its end; state good, warn or bad adds mark, colour.

    `key` comes back when the bar is clicked; `hover` is the sentence shown on pointing.
    """

    key: str
    name: str
    value: float
    label: str
    state: str = ""
    hover: str = ""
    strong: bool = True  # False: below target, but not among the worst; keeps its mark, not the colour


@dataclass(frozen=True)
class Bullet:
    """Progress against a schedule: `done` and `elapsed` are shares of 1."""

    key: str
    name: str
    done: float
    elapsed: float
    label: str
    state: str = ""
    hover: str = ""


def bars(
    rows: list[Bar], look: Look, target: float | None = None, target_label: str = "", full: float = 0
) -> dict:
    """Bars in the order given. `full` is the value at full width (1 for shares; 0 = the longest bar)."""
    names = [wrapped(row.name, NAME_WIDTH) for row in rows]
    span = full or max((row.value for row in rows), default=1) or 1
    labels = [f"{MARKS[row.state]} {row.label}".strip() for row in rows]
    trace = _trace(rows, names, [row.value for row in rows], look)
    figure = {
        "data": ([_track(rows, names, span, look)] if full else []) + [trace],
        "layout": _frame(names, labels, span, look, lead=bool(target)),
    }
    figure["layout"]["annotations"] = _ends(rows, labels, span, look, full > 0)
    if target:
        _target(figure["layout"], target, target_label, look)
    return figure


def bullets(rows: list[Bullet], look: Look, schedule_label: str) -> dict:
    """One bar an item on a pale track of 100 %; a tick on each track shows where the schedule stands."""
    names = [wrapped(row.name, NAME_WIDTH) for row in rows]
    labels = [f"{MARKS[row.state]} {row.label}".strip() for row in rows]
    trace = _trace(rows, names, [row.done for row in rows], look)
    frame = _frame(names, labels, 1, look, lead=True)
    frame["annotations"] = _ends(rows, labels, 1, look, True)
    frame["shapes"] = [
        {
            "type": "line",
            "x0": row.elapsed,
            "x1": row.elapsed,
            "y0": at - 0.46,
            "y1": at + 0.46,
            "line": {"color": look.ink, "width": 2},
        }
        for at, row in enumerate(rows)
    ]
    if rows:
        frame["annotations"].append(_over(schedule_label, rows[0].elapsed, look))
    return {"data": [_track(rows, names, 1, look), trace], "layout": frame}


def steps(rows: list[Bar], look: Look) -> dict:
    """Steps of a work, each a bar centred below the other, so that what falls away is seen on both sides."""
    span = max((row.value for row in rows), default=1) or 1
    names = [wrapped(row.name, NAME_WIDTH) for row in rows]
    trace = _trace(rows, names, [row.value for row in rows], look)
    trace["base"] = [(span - row.value) / 2 for row in rows]
    frame = _frame(names, [row.label for row in rows], span, look)
    frame["annotations"] = _ends(rows, [row.label for row in rows], span, look, True)
    return {"data": [_track(rows, names, span, look), trace], "layout": frame}


def _trace(rows: list, names: list[str], values: list[float], look: Look) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": list(range(len(rows))),
        "marker": {"color": [_colour(row, look) for row in rows], "cornerradius": 3},
        "customdata": [[row.key] for row in rows],
        "hovertext": [row.hover or f"{row.name} {row.label}" for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "width": 0.66,
    }


def _colour(row: Bar | Bullet, look: Look) -> str:
    return look.state(row.state if _strong(row) else "warn")


def _strong(row: Bar | Bullet) -> bool:
    return getattr(row, "strong", True)


def _track(rows: list, names: list[str], span: float, look: Look) -> dict:
    """The pale whole behind each bar; it takes clicks too, so that an empty bar can be opened."""
    track = _trace(rows, names, [span] * len(rows), look)
    return track | {"marker": {"color": look.track, "cornerradius": 3}, "base": 0}


def _frame(names: list[str], labels: list[str], span: float, look: Look, lead: bool = False) -> dict:
    lines = 2 if any("<br>" in name for name in names) else 1
    row = 30 if lines == 1 else 40
    left = max([width_of(name) for name in names], default=0) + 10
    right = max([width_of(label) for label in labels], default=0) + 10
    top = 24 if lead else 4
    return layout(
        look,
        row * max(len(names), 1) + top + 4,
        margin={"l": left, "r": right, "t": top, "b": 4, "pad": 0},
        barmode="overlay",
        xaxis=axis(look, range=[0, span], visible=False),
        yaxis=axis(
            look,
            range=[len(names) - 0.5, -0.5],
            tickmode="array",
            tickvals=list(range(len(names))),
            ticktext=names,
            tickfont={"size": 13, "color": look.ink},
            ticklabelstandoff=6,
        ),
    )


def _ends(rows: list, labels: list[str], span: float, look: Look, at_edge: bool) -> list[dict]:
    """Figures at the right: in one column where there is a track, else at each bar's end."""
    return [
        note(
            label,
            1 if at_edge else row.value,
            at,
            look,
            xref="paper" if at_edge else "x",
            xshift=6,
            font={"size": 13, "color": look.bad if row.state == "bad" and _strong(row) else look.ink},
        )
        for at, (row, label) in enumerate(zip(rows, labels, strict=True))
    ]


def _target(frame: dict, target: float, label: str, look: Look) -> None:
    frame["shapes"] = [
        {
            "type": "line",
            "x0": target,
            "x1": target,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": look.muted, "width": 1.5, "dash": "dot"},
        }
    ]
    frame["annotations"].append(_over(label, target, look))


def _over(text: str, x: float, look: Look) -> dict:
    """A word above the plot at x, leaning inwards near the edges."""
    anchor = "right" if x > 0.7 else "left" if x < 0.3 else "center"
    return note(
        text,
        x,
        1,
        look,
        yref="paper",
        yanchor="bottom",
        xanchor=anchor,
        yshift=3,
        font={"size": SMALL, "color": look.muted},
    )
