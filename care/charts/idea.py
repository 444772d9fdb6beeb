"""The chart of one idea, large enough for the back of a room: bars, columns with marks, a line, stacked columns."""

from care.briefing.piece import Chart, Series
from care.charts.style import Look, axis, layout, wrapped

TEXT = 19  # px
MANY, SMALL = 10, 16  # more lying bars than this have smaller names
UPRIGHT = 8  # columns whose names fit below them
NAMES, MANY_NAMES, NARROW = 170, 200, 64  # px for names at small type; longer ones take two lines
SHARE, COUNT = ".1%", ",.0f"


def idea(chart: Chart, look: Look, height: int) -> dict:
    """A figure dict. Values stand at the bars, so that there is nothing to guess; labels at their ends only."""
    if chart.form == "bars" or (chart.form == "columns" and len(chart.categories) > UPRIGHT):
        return _bars(chart, look, height)
    upright = {"columns": _columns, "line": _lines, "stacked": _stacked}[chart.form]
    names = [wrapped(name, NARROW) for name in chart.categories]
    frame = layout(
        look,
        height,
        margin={"l": 4, "r": 8, "t": 30, "b": 8, "pad": 0},
        barmode="stack" if chart.form == "stacked" else "group",
        bargap=0.3,
        showlegend=len(chart.series) > 1,
        legend=_legend(look),
        xaxis=axis(
            look,
            tickmode="array",
            tickvals=list(range(len(names))),
            ticktext=names,
            tickfont={"size": TEXT - 4, "color": look.ink},
            ticklabeloverflow="allow",
            automargin=True,
        ),
        yaxis=axis(look, visible=False, range=[0, _top(chart)]),
    )
    return {"data": upright(chart, look), "layout": frame}


def _bars(chart: Chart, look: Look, height: int) -> dict:
    series, marks = chart.series[0], chart.series[1:]
    many = len(chart.categories) > MANY
    names = [wrapped(name, MANY_NAMES if many else NAMES) for name in chart.categories]
    places, size = list(range(len(names))), SMALL if many else TEXT
    frame = layout(
        look,
        height,
        margin={"l": 8, "r": 70, "t": 34 if marks else 4, "b": 4, "pad": 0},
        bargap=0.28,
        showlegend=bool(marks),
        legend=_legend(look),
        xaxis=axis(look, visible=False, range=[0, 1.0 if chart.share else _top(chart) / 1.15]),
        yaxis=axis(
            look,
            range=[len(names) - 0.5, -0.5],
            tickmode="array",
            tickvals=places,
            ticktext=names,
            tickfont={"size": size, "color": look.ink},
            ticklabelstandoff=8,
            automargin=True,
        ),
    )
    trace = _labelled(chart, series.values, look, "none" if marks else "outside") | {
        "name": series.name,
        "orientation": "h",
        "x": [value or 0 for value in series.values],
        "y": places,
        "marker": {"color": _colours(chart, look), "cornerradius": 3},
    }
    trace["textfont"]["size"] = size
    across = [_across(chart, one, places, look) for one in marks]
    return {
        "data": [trace, *across, *([_aside(chart, places, look, size)] if marks else [])],
        "layout": frame,
    }


def _across(chart: Chart, marks: Series, places: list[int], look: Look) -> dict:
    """A dash across each bar, where it should be."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": marks.name,
        "x": list(marks.values),
        "y": places,
        "cliponaxis": False,
        "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 4, "color": look.ink}},
        "hovertemplate": f"{marks.name} %{{x:{SHARE}}}<extra></extra>",
    }


def _aside(chart: Chart, places: list[int], look: Look, size: int) -> dict:
    """The values in a row of their own at the right: beside their bars a dash would cross them."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [1.0 if chart.share else _top(chart) / 1.15] * len(places),
        "y": places,
        "text": [_written(chart, value) for value in chart.series[0].values],
        "textposition": "middle right",
        "textfont": {"size": size, "color": look.ink},
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _legend(look: Look) -> dict:
    return {
        "orientation": "h",
        "y": 1.02,
        "yanchor": "bottom",
        "x": 0,
        "font": {"size": TEXT, "color": look.ink},
    }


def _columns(chart: Chart, look: Look) -> list[dict]:
    """Columns; a series that is a line becomes marks across them."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": series.name,
            "x": list(range(len(series.values))),
            "y": list(series.values),
            "marker": {"symbol": "line-ew", "size": 34, "line": {"width": 4, "color": look.ink}},
            "hovertemplate": f"{series.name} %{{y:{SHARE}}}<extra></extra>",
        }
        if series.line
        else _labelled(chart, series.values, look, "inside")
        | {
            "name": series.name,
            "x": list(range(len(series.values))),
            "y": list(series.values),
            "insidetextanchor": "start",
            "textangle": 0,
            "textfont": {"size": TEXT - 3, "color": look.on_colour},
            "marker": {"color": _colours(chart, look), "cornerradius": 3},
        }
        for series in chart.series
    ]


def _lines(chart: Chart, look: Look) -> list[dict]:
    return [
        {
            "type": "scatter",
            "mode": "lines+markers+text",
            "name": series.name,
            "x": list(range(len(series.values))),
            "y": list(series.values),
            "text": [_written(chart, value) for value in series.values],
            "textposition": _beside(chart, at),
            "textfont": {"size": TEXT - 3, "color": look.ink},
            "line": {
                "color": look.kinds[at % len(look.kinds)],
                "width": 4,
                "dash": "dash" if at else "solid",
            },
            "marker": {"size": 10},
            "cliponaxis": False,
            "hovertemplate": "%{text}<extra></extra>",
        }
        for at, series in enumerate(chart.series)
    ]


def _beside(chart: Chart, at: int) -> list[str]:
    """Values stand over the upper line and under the lower one."""
    own, others = chart.series[at].values, [one.values for one in chart.series]
    return [
        "bottom center" if any((one[place] or 0) > (value or 0) for one in others) else "top center"
        for place, value in enumerate(own)
    ]


def _stacked(chart: Chart, look: Look) -> list[dict]:
    return [
        {
            "type": "bar",
            "name": series.name,
            "x": list(range(len(series.values))),
            "y": list(series.values),
            "marker": {"color": look.kinds[at % len(look.kinds)]},
            "hovertemplate": f"{series.name} %{{y:{COUNT}}}<extra></extra>",
        }
        for at, series in enumerate(chart.series)
    ]


def _labelled(chart: Chart, values: tuple, look: Look, where: str) -> dict:
    return {
        "type": "bar",
        "text": [_written(chart, value) for value in values],
        "textposition": where,
        "cliponaxis": False,
        "textfont": {"size": TEXT, "color": look.ink},
        "hovertemplate": "%{text}<extra></extra>",
    }


def _written(chart: Chart, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 100:.1f}".removesuffix(".0") + "%" if chart.share else f"{value:,.0f}"


def _colours(chart: Chart, look: Look) -> list[str]:
    return [look.bad if at in chart.worst else look.accent for at in range(len(chart.categories))]


def _top(chart: Chart) -> float:
    """The axis's end: all of it for shares, else a little above the highest."""
    if chart.share:
        return 1.08
    sums = [sum(series.values[at] or 0 for series in chart.series) for at in range(len(chart.categories))]
    highest = max(
        sums if chart.form == "stacked" else [v or 0 for s in chart.series for v in s.values], default=1
    )
    return 1.15 * (highest or 1)
