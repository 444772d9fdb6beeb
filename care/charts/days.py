"""Days: a distribution in standing columns, and a calendar of days."""

from datetime import date, timedelta

from care.charts.bars import Bar
from care.charts.style import SMALL, Look, axis, layout, note, width_of


def columns(rows: list[Bar], look: Look, height: int = 260, axis_label: str = "") -> dict:
    """Standing columns with their figures on top; for bands in order (days since the last contact)."""
    top = max((row.value for row in rows), default=0) or 1
    trace = {
        "type": "bar",
        "x": list(range(len(rows))),
        "y": [row.value for row in rows],
        "marker": {"color": [look.state(row.state) for row in rows], "cornerradius": 3},
        "customdata": [[row.key] for row in rows],
        "text": [row.label for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": SMALL},
        "hovertext": [row.hover or f"{row.name} {row.label}" for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    frame = layout(
        look,
        height,
        bargap=0.22,
        margin={"l": 4, "r": 4, "t": 22, "b": 44 if axis_label else 26, "pad": 0},
        xaxis=axis(
            look,
            range=[-0.5, len(rows) - 0.5],
            tickmode="array",
            tickvals=list(range(len(rows))),
            tickangle=0,
            ticktext=[row.name for row in rows],
            title={"text": axis_label, "font": {"size": SMALL, "color": look.muted}},
        ),
        yaxis=axis(look, visible=False, range=[0, top * 1.05]),
    )
    return {"data": [trace], "layout": frame}


def calendar(
    counts: dict[date, int],
    first: date,
    last: date,
    look: Look,
    weekdays: list[str],
    months: dict[date, str],
    hovers: dict[date, str],
) -> dict:
    """One square a day, one column a week (Monday on top), darker for more. `months`: labels by day.

    Clicks are taken by an unseen point on each square, because heat maps cannot be selected.
    """
    start = first - timedelta(days=first.weekday())
    weeks = (last - start).days // 7 + 1
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    cells: list[list[int | None]] = [[None] * weeks for _ in range(7)]
    for day in days:
        cells[day.weekday()][(day - start).days // 7] = counts.get(day, 0)
    heat = {
        "type": "heatmap",
        "z": cells,
        "x": list(range(weeks)),
        "y": list(range(7)),
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
        "zmin": 0,
        "zmax": _high(list(counts.values())),
        "hoverinfo": "skip",
        "colorscale": [[0, look.track], [0.001, look.heat[0]], [1, look.heat[1]]],
        "hoverongaps": False,
    }
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [(day - start).days // 7 for day in days],
        "y": [day.weekday() for day in days],
        "marker": {"size": 12, "symbol": "square", "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        "customdata": [[day.isoformat()] for day in days],
        "hovertext": [hovers.get(day, "") for day in days],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    frame = layout(
        look,
        190,
        margin={"l": max(width_of(name) for name in weekdays) + 8, "r": 4, "t": 22, "b": 4, "pad": 0},
        xaxis=axis(look, visible=False, range=[-0.5, weeks - 0.5]),
        yaxis=axis(
            look,
            range=[6.5, -0.5],
            tickmode="array",
            tickvals=[0, 2, 4, 6],
            ticklabelstandoff=4,
            ticktext=[weekdays[at] for at in (0, 2, 4, 6)],
        ),
        annotations=[
            note(label, (day - start).days // 7 - 0.5, 1, look, yref="paper", yanchor="bottom", yshift=2)
            for day, label in months.items()
        ],
    )
    return {"data": [heat, points], "layout": frame}


def _high(counts: list[int]) -> int:
    """The darkest shade: the 95th percentile, so that one burst does not pale all other days."""
    ordered = sorted(count for count in counts if count)
    return ordered[int(len(ordered) * 0.95)] if len(ordered) > 1 else max(ordered, default=1)
