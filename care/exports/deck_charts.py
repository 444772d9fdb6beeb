"""Native charts of slides, which an office can edit: lying bars, columns with a line, lines, stacked columns.

The library cannot combine kinds: a series that is a line is moved into a line chart on the same axes.
"""

import contextlib

import xlsxwriter
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from care.briefing.piece import Chart
from care.exports.cells import SHARE
from care.exports.excel import SAFE

KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
}
COLOURS = (
    MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_6, MSO_THEME_COLOR.ACCENT_2,
)  # fmt: skip
WORST = MSO_THEME_COLOR.ACCENT_2
NARROW = 8  # columns; more of them have smaller labels
SHORT = 0.12  # of the axis: a column too low for a label inside it
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


class PlainWriter(CategoryWorkbookWriter):
    """Writes the workbook behind a chart, in which a unit called =1+1 is a name and no formula."""

    @contextlib.contextmanager
    def _open_worksheet(self, xlsx_file):
        with xlsxwriter.Workbook(xlsx_file, SAFE) as book:
            yield book, book.add_worksheet()


class PlainData(CategoryChartData):
    @property
    def _workbook_writer(self) -> PlainWriter:
        return PlainWriter(self)


def draw(placeholder, chart: Chart, alt: str) -> None:
    """Put the chart into its placeholder; `alt` is what it says, for those who cannot see it."""
    data = PlainData(number_format=SHARE if chart.share else "#,##0")
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    frame = placeholder.insert_chart(KINDS[chart.form], data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    native = frame.chart
    _frame(native, chart)
    for plot_series, series in zip(list(native.plots[0].series), chart.series, strict=True):
        _paint(plot_series, chart, series.values, list(chart.series).index(series))
    if chart.form == "columns" and any(series.line for series in chart.series):
        _over_columns(native, [at for at, series in enumerate(chart.series) if series.line])
    _east_asian(native)


def _frame(native, chart: Chart) -> None:
    """Axes, legend and type; nothing that is not read."""
    native.has_title = False
    native.font.size = Pt(12 if len(chart.categories) > 10 else 14)
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, names = native.value_axis, native.category_axis
    values.has_major_gridlines = chart.form in ("stacked", "line")
    if values.has_major_gridlines:
        values.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    values.visible = chart.form == "stacked"
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0", False
    values.minimum_scale = 0
    if chart.share:
        values.maximum_scale = 1.0 if chart.form == "columns" else 1.1  # room for labels
    names.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_6
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.form == "bars":
        names.reverse_order = True  # lying bars are counted from below
    if chart.form != "line":
        native.plots[0].gap_width = 45
    if chart.form == "stacked":
        native.plots[0].overlap = 100


def _paint(plot_series, chart: Chart, values: tuple, at: int) -> None:
    """Colours by theme, so that an office's own template brings its own; labels where they can be read."""
    line = chart.series[at].line
    if line:
        colour = COLOURS[at % len(COLOURS)] if chart.form == "line" else MSO_THEME_COLOR.TEXT_1
        plot_series.format.line.color.theme_color = colour
        if chart.form == "line":
            plot_series.smooth = False
            plot_series.format.line.width = Pt(3)
            if at:
                plot_series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            _marked(plot_series, colour)
            _labels(plot_series, _over_or_under(chart, at), chart)
        return
    plot_series.format.fill.solid()
    plot_series.format.fill.fore_color.theme_color = COLOURS[at % len(COLOURS)]
    plot_series.invert_if_negative = False
    if chart.form == "stacked":
        return
    for worst in chart.worst:
        fill = plot_series.points[worst].format.fill
        fill.solid()
        fill.fore_color.theme_color = WORST
    if chart.form == "bars":
        _labels(plot_series, XL_LABEL_POSITION.OUTSIDE_END, chart)
        return
    _labels(plot_series, XL_LABEL_POSITION.INSIDE_BASE, chart)  # a line may cross the column's end
    plot_series.data_labels.font.color.rgb = RGBColor(255, 255, 255)
    for place, value in enumerate(values):
        if value is not None and value < SHORT:
            _dark_label(plot_series.points[place].data_label)


def _over_or_under(chart: Chart, at: int):
    """Values stand over the line that is higher in all, under the other."""
    sums = [sum(value or 0 for value in series.values) for series in chart.series]
    return XL_LABEL_POSITION.ABOVE if sums.index(max(sums)) == at else XL_LABEL_POSITION.BELOW


def _labels(plot_series, position, chart: Chart) -> None:
    labels = plot_series.data_labels
    labels.show_value, labels.position = True, position
    labels.number_format, labels.number_format_is_linked = (SHARE if chart.share else "#,##0"), False
    labels.font.size = Pt(10 if chart.form == "columns" and len(chart.categories) > NARROW else 12)


def _dark_label(label) -> None:
    label.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    label.font.size = Pt(10)
    label.position = XL_LABEL_POSITION.INSIDE_BASE
    element = label._dLbl
    for shown in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"):
        one = element.find(qn(f"c:{shown}"))
        if one is not None:
            one.set("val", "1" if shown == "showVal" else "0")


def _marked(plot_series, colour) -> None:
    fill = plot_series.marker.format.fill
    fill.solid()
    fill.fore_color.theme_color = colour
    plot_series.marker.format.line.fill.background()
    plot_series.marker.size = 8


def _over_columns(native, places: list[int]) -> None:
    """Move series from the columns to marks across them: no line joins items that have nothing in common."""
    plot = native._chartSpace.chart.plotArea
    columns = plot.find(qn("c:barChart"))
    series = columns.findall(qn("c:ser"))
    line = etree.SubElement(plot, qn("c:lineChart"))
    columns.addnext(line)
    etree.SubElement(line, qn("c:grouping")).set("val", "standard")
    etree.SubElement(line, qn("c:varyColors")).set("val", "0")
    for place in places:
        line.append(_as_marks(series[place]))
    etree.SubElement(line, qn("c:marker")).set("val", "1")
    for axis in columns.findall(qn("c:axId")):
        etree.SubElement(line, qn("c:axId")).set("val", axis.get("val"))


def _as_marks(series):
    """A series of a line chart, drawn as a dash at each value."""
    for unfit in ("c:invertIfNegative", "c:spPr", "c:dLbls"):
        for one in series.findall(qn(unfit)):
            series.remove(one)
    look = etree.fromstring(
        f'<c:x xmlns:c="{C}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="dash"/><c:size val="24"/>'
        '<c:spPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:ln w="9525"><a:noFill/></a:ln></c:spPr>'
        "</c:marker></c:x>"
    )
    after = series.find(qn("c:tx"))
    for one in reversed(list(look)):
        after.addnext(one)
    etree.SubElement(series, qn("c:smooth")).set("val", "0")
    return series


def _east_asian(native) -> None:
    """The theme's Chinese font for all text of the chart: font.name sets Latin only."""
    for properties in native._chartSpace.iter(qn("a:defRPr")):
        for tag, face in (("a:latin", "+mn-lt"), ("a:ea", "+mn-ea")):
            if properties.find(qn(tag)) is None:
                etree.SubElement(properties, qn(tag)).set("typeface", face)
