"""Answer → Plotly. One function a chart form; figures are plain dicts, so nothing heavy is imported.

Every form takes its labels ready-made (language and number format are the caller's) and a `Look` with all
colours, so that the same figure serves the light and dark screen and, later, a printed page.
"""

from care.charts.bars import Bar, Bullet, bars, bullets, steps
from care.charts.days import calendar, columns
from care.charts.idea import idea
from care.charts.months import Series, balance, stacked
from care.charts.people import pyramid
from care.charts.progress import burn_up
from care.charts.style import DARK, LIGHT, Look, config, look
from care.charts.timeline import Happened, timeline

__all__ = [
    "DARK",
    "Happened",
    "LIGHT",
    "Bar",
    "Bullet",
    "Look",
    "Series",
    "balance",
    "bars",
    "bullets",
    "burn_up",
    "calendar",
    "columns",
    "config",
    "idea",
    "look",
    "pyramid",
    "stacked",
    "steps",
    "timeline",
]
