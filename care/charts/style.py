"""The house style: colours for light and dark, the bare layout, and small helpers that all forms share."""

from dataclasses import dataclass

FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
TEXT, SMALL = 13, 12  # px


@dataclass(frozen=True)
class Look:
    """All colours of a figure. States differ in lightness too, and every state also has its mark and word."""

    ink: str
    muted: str
    grid: str
    track: str
    accent: str
    soft: str  # the accent, stepped back: what is not the point of the chart
    good: str
    warn: str
    bad: str
    other: str  # a second side of equal rank (women beside men, left beside came)
    on_colour: str  # text on a filled bar
    kinds: tuple[str, ...]  # for parts of a whole, in fixed order
    heat: tuple[str, str]

    def state(self, name: str) -> str:
        return {"good": self.good, "warn": self.warn, "bad": self.bad}.get(name, self.accent)


LIGHT = Look(
    ink="#17262f",
    muted="#566874",
    grid="#e2e9ed",
    track="#e6edf0",
    accent="#0b6b82",
    soft="#9cc3ce",
    good="#0b6b82",
    warn="#6fb0c2",
    bad="#c2451c",
    other="#c78a12",
    on_colour="#ffffff",
    kinds=("#0b6b82", "#4fa3bd", "#a9cdd8", "#c9a44a", "#7c6aa6", "#8a98a1"),
    heat=("#d7e8ed", "#07485a"),
)
DARK = Look(
    ink="#e4edf1",
    muted="#9fb1bb",
    grid="#2b3b44",
    track="#263640",
    accent="#49b1c9",
    soft="#2f6574",
    good="#49b1c9",
    warn="#2f7f94",
    bad="#f0855a",
    other="#e3b23c",
    on_colour="#0c171d",
    kinds=("#49b1c9", "#2c7f95", "#8fd0de", "#d8b45c", "#a593d1", "#8496a0"),
    heat=("#1d4450", "#8fe0f2"),
)


PLOTLY_SAYS = (  # when a picture is taken; Plotly speaks English only
    "Preparing image - this may take a few seconds",
    "Image download succeeded",
    "Sorry, there was a problem downloading your image!",
)


def config(download: str, kind: str, name: str, told: tuple[str, ...] = ()) -> dict:
    """Tools over a chart, only while it is pointed at, and only what an office uses: the picture.

    `kind`: png or svg; `name`: of its file, without ending; `download` is the tool's label, `told` what is said instead of
    PLOTLY_SAYS; given to Plotly as a language of its own.
    """
    said = {"Download plot as a PNG": download, "Download plot as a png": download, "Download plot": download}
    said |= dict(zip(PLOTLY_SAYS, told, strict=False))
    return {
        "displayModeBar": "hover",
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "doubleClick": False,
        "showAxisDragHandles": False,
        "responsive": True,
        "toImageButtonOptions": {"format": kind, "filename": name, **({"scale": 2} if kind == "png" else {})},
        "locale": "own",
        "locales": {"own": {"dictionary": said, "format": {}}},
    }


def look(theme: str | None) -> Look:
    """The look for Streamlit's `st.context.theme.type`; unknown counts as light."""
    return DARK if theme == "dark" else LIGHT


def layout(look: Look, height: int, **more) -> dict:
    """The bare layout: transparent, no title, no legend, nothing to drag (so a phone scrolls over it)."""
    base = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 8, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT, "color": look.ink},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": FONT, "size": TEXT}, "align": "left"},
        "bargap": 0.34,
        "template": {},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": look.muted, "activecolor": look.accent},
        "colorway": list(look.kinds),
    }
    return base | more


def axis(look: Look, **more) -> dict:
    """A quiet axis: no line, no zero line, faint grid, not to be zoomed."""
    base = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
        "tickfont": {"size": SMALL, "color": look.muted},
        "gridcolor": look.grid,
        "automargin": False,
    }
    return base | more


def note(text: str, x, y, look: Look, **more) -> dict:
    """A word beside the data, without an arrow."""
    base = {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": SMALL, "color": look.muted},
        "xanchor": "left",
        "yanchor": "middle",
    }
    return base | more


def width_of(text: str) -> float:
    """About how many px wide a label is: a Chinese character is a square, a Latin letter about half."""
    return max(
        (sum(13 if ord(sign) > 0x24FF else 7.4 for sign in line) for line in text.split("<br>")), default=0
    )


def wrapped(text: str, limit: int) -> str:
    """A label in at most two lines: Latin breaks between words, Chinese before a bracket or in the middle."""
    if width_of(text) <= limit:
        return text
    if " " in text:
        return _wrapped_words(text.split(" "), limit)
    cut = text.find("（") if "（" in text else -(-len(text) // 2)
    return f"{text[:cut]}<br>{text[cut:]}"


def _wrapped_words(words: list[str], limit: int) -> str:
    best = min(
        range(1, len(words)), key=lambda n: max(width_of(" ".join(words[:n])), width_of(" ".join(words[n:])))
    )
    return f"{' '.join(words[:best])}<br>{' '.join(words[best:])}"


def apart(wanted: list[float], least: float) -> list[float]:
    """Positions moved just enough that neighbours are `least` apart, in the same order."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [wanted[index] for index in order]
    for index in range(1, len(placed)):
        placed[index] = max(placed[index], placed[index - 1] + least)
    result = [0.0] * len(wanted)
    for index, place in zip(order, placed, strict=True):
        result[index] = place
    return result
