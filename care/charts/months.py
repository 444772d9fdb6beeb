"""By month: stacked columns of kinds, and a balance of who came and who left."""

from dataclasses import dataclass

from care.charts.style import SMALL, Look, apart, axis, layout, note, width_of


@dataclass(frozen=True)
class Series:
    """One part of each column: `values` in the order of the months, `labels` what pointing shows."""

    key: str
    name: str
    values: list[float]
    hovers: list[str]


def stacked(months: list[str], keys: list[str], series: list[Series], look: Look, height: int = 300) -> dict:
    """Columns by month in parts; the parts are named beside the last column, totals stand on top.

    `months` are short labels, `keys` what comes back on a click.
    """
    totals = [sum(part.values[at] for part in series) for at in range(len(months))]
    top = max(totals, default=0) or 1
    data = [_column(part, months, keys, look.kinds[at % len(look.kinds)]) for at, part in enumerate(series)]
    right = max([width_of(part.name) for part in series], default=0) + 24
    frame = layout(
        look,
        height,
        barmode="stack",
        bargap=0.24,
        margin={"l": 4, "r": right, "t": 22, "b": 24, "pad": 0},
        xaxis=_months(months, look),
        yaxis=axis(look, visible=False, range=[0, top * 1.02]),
    )
    frame["annotations"] = _beside(series, len(months) - 1, top, height - 46, look) + _totals(totals, look)
    return {"data": data, "layout": frame}


def balance(
    months: list[str], keys: list[str], up: Series, down: Series, look: Look, height: int = 260
) -> dict:
    """Came (above the line) and left (below it), month by month, with the figures on the bars."""
    span = max([*up.values, *down.values, 1])
    above, below = _column(up, months, keys, look.accent), _column(down, months, keys, look.other)
    below["y"] = [-value for value in down.values]
    for trace, part in ((above, up), (below, down)):
        trace |= {
            "text": [f"{value:,.0f}" if value else "" for value in part.values],
            "textposition": "outside",
            "cliponaxis": False,
            "textfont": {"size": SMALL},
        }
    frame = layout(
        look,
        height,
        barmode="relative",
        bargap=0.3,
        margin={"l": 4, "r": 4, "t": 26, "b": 24, "pad": 0},
        xaxis=_months(months, look),
        yaxis=axis(look, visible=False, range=[-span * 1.25, span * 1.25]),
    )
    frame["shapes"] = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": 0,
            "y1": 0,
            "line": {"color": look.muted, "width": 1},
        }
    ]
    frame["annotations"] = [
        note(
            f"▲ {up.name}",
            0,
            1,
            look,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            font={"size": 13, "color": look.accent},
        ),
        note(
            f"▼ {down.name}",
            0,
            0,
            look,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            font={"size": 13, "color": look.other},
        ),
    ]
    return {"data": [above, below], "layout": frame}


def _column(part: Series, months: list[str], keys: list[str], colour: str) -> dict:
    return {
        "type": "bar",
        "name": part.name,
        "x": list(range(len(months))),
        "y": list(part.values),
        "marker": {"color": colour},
        "customdata": [[key, part.key] for key in keys],
        "hovertext": part.hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "textposition": "none",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _months(months: list[str], look: Look) -> dict:
    """Every label up to eight months, every other beyond (a phone holds six); the last is always shown."""
    step = 1 if len(months) <= 8 else 2
    shown = [at for at in range(len(months)) if (len(months) - 1 - at) % step == 0]
    return axis(
        look,
        range=[-0.5, len(months) - 0.5],
        tickmode="array",
        tickvals=shown,
        ticktext=[months[at] for at in shown],
    )


def _beside(series: list[Series], last: int, top: float, pixels: float, look: Look) -> list[dict]:
    """Names at the height of their part in the last column, moved apart where parts are thin."""
    middles, base = [], 0.0
    for part in series:
        middles.append(base + part.values[last] / 2)
        base += part.values[last]
    places = apart(middles, 17 / max(pixels, 1) * top)
    return [
        note(
            f'<span style="color:{look.kinds[at % len(look.kinds)]}">■</span> {part.name}',
            1,
            place,
            look,
            xref="paper",
            xshift=6,
            font={"size": SMALL, "color": look.ink},
        )
        for at, (part, place) in enumerate(zip(series, places, strict=True))
    ]


def _totals(totals: list[float], look: Look) -> list[dict]:
    step = 1 if len(totals) <= 8 else 2
    return [
        note(
            f"{total:,.0f}",
            at,
            total,
            look,
            xanchor="center",
            yanchor="bottom",
            font={"size": 11, "color": look.muted},
        )
        for at, total in enumerate(totals)
        if total and (len(totals) - 1 - at) % step == 0
    ]
