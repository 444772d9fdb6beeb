"""A timeline: what happened on which day, one line a kind."""

from dataclasses import dataclass
from datetime import date

from care.charts.style import Look, axis, layout, width_of

LINE = 34  # px a kind


@dataclass(frozen=True)
class Happened:
    """Something on a day; `kind` is the key of its line, `pale` for what counts less (telephone)."""

    day: date
    kind: str
    hover: str
    pale: bool = False


def timeline(
    happened: list[Happened],
    names: dict[str, str],
    first: date,
    last: date,
    months: dict[date, str],
    look: Look,
    away: list[tuple[date, date]] = (),
) -> dict:
    """One dot a happening. `names`: kind → its words, top to bottom; `months`: labels by day; `away`: shaded."""
    lines = {kind: at for at, kind in enumerate(names)}
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [one.day.isoformat() for one in happened],
        "y": [lines[one.kind] for one in happened],
        "marker": {
            "size": 10,
            "color": [look.soft if one.pale else look.accent for one in happened],
            "line": {"width": 1, "color": look.accent},
        },
        "hovertext": [one.hover for one in happened],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    frame = layout(
        look,
        LINE * max(len(names), 1) + 34,
        margin={
            "l": max((width_of(name) for name in names.values()), default=0) + 10,
            "r": 12,
            "t": 6,
            "b": 26,
            "pad": 0,
        },
        xaxis=axis(
            look,
            type="date",
            range=[first.isoformat(), last.isoformat()],
            tickmode="array",
            tickvals=[day.isoformat() for day in months],
            ticktext=list(months.values()),
            tickangle=0,
            showgrid=True,
        ),
        yaxis=axis(
            look,
            range=[len(names) - 0.5, -0.5],
            tickmode="array",
            tickvals=list(lines.values()),
            ticktext=list(names.values()),
            ticklabelstandoff=6,
        ),
        shapes=[
            {
                "type": "rect",
                "xref": "x",
                "yref": "paper",
                "x0": begins.isoformat(),
                "x1": ends.isoformat(),
                "y0": 0,
                "y1": 1,
                "line": {"width": 0},
                "fillcolor": look.track,
                "layer": "below",
            }
            for begins, ends in away
        ],
    )
    return {"data": [trace], "layout": frame}
