"""Burn-up: what is done so far against the straight line from the first to the last day."""

from datetime import date

from care.charts.style import Look, axis, layout, note


def burn_up(
    days: list[date],
    done: list[float],
    opens: date,
    due: date,
    today: date,
    look: Look,
    words: dict[str, str],
    hovers: list[str],
    height: int = 260,
) -> dict:
    """`done` are shares of 1 by day up to today. `words`: schedule, done, today, due (ready-made labels)."""
    last = done[-1] if done else 0
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [opens.isoformat(), due.isoformat()],
        "y": [0, 1],
        "line": {"color": look.muted, "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }
    area = {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day in days],
        "y": done,
        "line": {"color": look.accent, "width": 3, "shape": "hv"},
        "fill": "tozeroy",
        "fillcolor": _faint(look.accent),
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    end = {
        "type": "scatter",
        "mode": "markers",
        "x": [days[-1].isoformat()] if days else [],
        "y": [last] if days else [],
        "marker": {"size": 9, "color": look.accent},
        "hoverinfo": "skip",
    }
    frame = layout(
        look,
        height,
        margin={"l": 40, "r": 8, "t": 24, "b": 24, "pad": 0},
        xaxis=axis(look, type="date", range=[opens.isoformat(), due.isoformat()], showticklabels=False),
        yaxis=axis(
            look,
            range=[0, 1.04],
            tickmode="array",
            tickvals=[0, 0.5, 1],
            ticktext=["0", "50%", "100%"],
            showgrid=True,
        ),
    )
    frame["shapes"] = [
        {
            "type": "line",
            "x0": today.isoformat(),
            "x1": today.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": look.ink, "width": 1},
        }
    ]
    elapsed = min(max((today - opens).days / max((due - opens).days, 1), 0), 1)
    frame["annotations"] = [
        note(words["opens"], 0, 0, look, xref="paper", yref="paper", yanchor="top", yshift=-4),
        note(words["due"], 1, 0, look, xref="paper", yref="paper", xanchor="right", yanchor="top", yshift=-4),
        note(
            words["today"],
            today.isoformat(),
            1,
            look,
            yref="paper",
            yanchor="bottom",
            xanchor="right" if elapsed > 0.5 else "left",
        ),
        *_two_figures(words, today, elapsed, last, look),
    ]
    return {"data": [area, line, end], "layout": frame}


def _two_figures(words: dict[str, str], today: date, elapsed: float, last: float, look: Look) -> list[dict]:
    """What is done and what should be, beside today's line, each where nothing else is drawn."""
    left = {"xanchor": "right", "xshift": -10} if elapsed > 0.35 else {"xanchor": "left", "xshift": 10}
    ahead = last >= elapsed
    if ahead:
        done, schedule, height = (
            left | {"yanchor": "bottom", "yshift": 4},
            left | {"yanchor": "top", "yshift": -8},
            last,
        )
    elif elapsed < 0.7:  # nothing is drawn to the right of today below the schedule
        done, schedule, height = (
            {"xanchor": "left", "xshift": 10},
            left | {"yanchor": "bottom", "yshift": 4},
            last,
        )
    else:  # inside the area, below its edge; with next to nothing done, just above it
        inside = {} if last > 0.3 else {"yanchor": "bottom", "yshift": 4}
        done, schedule, height = (
            left | inside,
            left | {"yanchor": "bottom", "yshift": 4},
            last * 0.4 if last > 0.3 else last,
        )
    return [
        note(words["done"], today.isoformat(), height, look, font={"size": 15, "color": look.accent}, **done),
        note(words["schedule"], today.isoformat(), elapsed, look, **schedule),
    ]


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"
