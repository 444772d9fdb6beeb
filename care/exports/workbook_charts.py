"""Native charts of a workbook, drawn from figures that stand on the same sheet."""

from care.briefing.piece import Chart

KINDS = {
    "bars": {"type": "bar"},
    "columns": {"type": "column"},
    "line": {"type": "line"},
    "stacked": {"type": "column", "subtype": "stacked"},
}
MARK = {
    "line": {"none": True},
    "marker": {"type": "long_dash", "size": 12, "fill": {"color": "black"}, "border": {"color": "black"}},
}
COLOURS = ("#0B6B82", "#4FA3BD", "#C9A44A", "#7C6AA6", "#8A98A1", "#C2451C")


def write_data(sheet, top: int, chart: Chart, looks: dict) -> int:
    """What the chart draws, from row `top`; returns the row below."""
    look = looks["share" if chart.share else "int"]
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(top, column, series.name, looks["head"])
    for at, category in enumerate(chart.categories, top + 1):
        sheet.write_string(at, 0, category, looks["text"])
        for column, series in enumerate(chart.series, 1):
            value = series.values[at - top - 1]
            if value is None:
                sheet.write_blank(at, column, None, look)
            else:
                sheet.write_number(at, column, value, look)
    return top + len(chart.categories) + 1


def native(book, name: str, top: int, chart: Chart):
    """A native chart of the figures from row `top` of the sheet; marks stand across columns as a line chart."""
    made, marks, last = book.add_chart(KINDS[chart.form]), None, top + len(chart.categories)
    for column, series in enumerate(chart.series, 1):
        drawn = {
            "name": [name, top, column],
            "categories": [name, top + 1, 0, last, 0],
            "values": [name, top + 1, column, last, column],
        }
        if series.line and chart.form == "columns":
            marks = marks or book.add_chart({"type": "line"})
            marks.add_series(drawn | MARK)
        else:
            made.add_series(drawn | _painted(chart, column))
    if marks:
        made.combine(marks)
    upright = {"min": 0, "major_gridlines": {"visible": False}, "visible": chart.form == "stacked"}
    if chart.form == "bars":  # lying bars are counted from below; their axes are the other way round
        made.set_x_axis(upright)
        made.set_y_axis({"reverse": True, "interval_unit": 1})
    else:
        made.set_y_axis(upright)
        made.set_x_axis({"interval_unit": 1})
    made.set_title({"none": True})
    made.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    made.set_size({"width": 640, "height": 400})
    return made


def _painted(chart: Chart, column: int) -> dict:
    """Colours, and the values where they can be read."""
    colour = {"color": COLOURS[(column - 1) % len(COLOURS)]}
    if chart.form == "stacked":
        return {"fill": colour, "gap": 50}
    labels = {"data_labels": {"value": True}}
    if chart.form == "line":
        return labels | {"line": {**colour, "width": 2.5}}
    worst = {"fill": {"color": COLOURS[-1]}}
    points = [worst if at in chart.worst else None for at in range(len(chart.categories))]
    return labels | {"fill": colour, "gap": 50} | ({"points": points} if chart.worst else {})
