"""People by age and sex."""

from care.charts.style import SMALL, Look, axis, layout, note


def pyramid(
    bands: list[str],
    left: list[int],
    right: list[int],
    names: tuple[str, str],
    hovers: tuple[list[str], list[str]],
    look: Look,
    keys: tuple[str, str] = ("male", "female"),
    labels: list[str] | None = None,
) -> dict:
    """Youngest below, oldest on top; the two sides share one scale, the bands stand between them."""
    span = max([*left, *right, 1])
    gap = span * 0.2  # half the room for the band labels in the middle
    sides = []
    for side, (values, sign, colour) in enumerate(((left, -1, look.accent), (right, 1, look.other))):
        sides.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": list(range(len(bands))),
                "x": [sign * value for value in values],
                "base": [sign * gap] * len(bands),
                "marker": {"color": colour, "cornerradius": 2},
                "customdata": [[band, keys[side]] for band in bands],
                "text": [f"{value:,}" if value else "" for value in values],
                "textposition": "outside",
                "textfont": {"size": SMALL},
                "cliponaxis": False,
                "hovertext": hovers[side],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    reach = gap + span * 1.32
    frame = layout(
        look,
        24 * len(bands) + 30,
        barmode="overlay",
        bargap=0.2,
        margin={"l": 0, "r": 0, "t": 26, "b": 4, "pad": 0},
        xaxis=axis(look, visible=False, range=[-reach, reach]),
        yaxis=axis(look, visible=False, range=[-0.5, len(bands) - 0.5]),
    )
    frame["annotations"] = [
        note(band, 0, at, look, xanchor="center", font={"size": SMALL, "color": look.muted})
        for at, band in enumerate(labels or bands)
    ] + [
        note(
            names[0],
            -gap,
            1,
            look,
            yref="paper",
            yanchor="bottom",
            xanchor="right",
            font={"size": 13, "color": look.accent},
        ),
        note(names[1], gap, 1, look, yref="paper", yanchor="bottom", font={"size": 13, "color": look.other}),
    ]
    return {"data": sides, "layout": frame}
