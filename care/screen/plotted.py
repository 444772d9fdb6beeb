"""Handing a figure to Streamlit without having it checked anew on every rerun.

Streamlit lets Plotly validate a plain dict each time it is shown, which was half of a page's work (7 charts:
0.1 s). Figures come from care.charts only, and a test has every form validated by Plotly.
"""

from plotly.basedatatypes import BaseFigure


class Plotted(BaseFigure):
    """A figure dict that is taken as it is. Only what st.plotly_chart asks for."""

    def __init__(self, figure: dict):
        object.__setattr__(self, "_as_dict", figure)

    def to_dict(self) -> dict:
        return self.__dict__["_as_dict"]
