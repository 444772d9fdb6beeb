"""A browser may send any text for the choice of a box: what is not offered is not taken."""

from contextlib import nullcontext
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from care import office
from care.screen import findings_new
from care.screen.ledger_correct import LEFT_OUT, _changed


@pytest.mark.parametrize("unit", ["别的镇/别的村", "青溪镇", "", "青溪镇/河东村' or 1=1 --", None])
def test_a_finding_on_a_unit_that_is_not_the_askers_is_not_opened(monkeypatch, tmp_path, unit):
    opened, told = [], []
    screen = SimpleNamespace(
        form=lambda *_, **__: nullcontext(),
        selectbox=lambda *_, **__: unit,
        text_area=lambda *_, **__: "门前积水",
        text_input=lambda *_, **__: "",
        date_input=lambda *_, **__: date(2026, 3, 1),
        form_submit_button=lambda *_, **__: True,
        warning=told.append,
        rerun=lambda: None,
    )
    monkeypatch.setattr(findings_new, "st", screen)
    monkeypatch.setattr(findings_new, "card", lambda *_, **__: nullcontext())
    monkeypatch.setattr(findings_new, "_responsible", lambda _: {})
    monkeypatch.setattr(office, "data_dir", lambda: tmp_path)
    monkeypatch.setattr(findings_new.findings, "open_findings", lambda *about: opened.append(about))
    view = SimpleNamespace(
        t=lambda key, **_: key,
        units={"青溪镇/河东村": None},
        unit="青溪镇/河东村",
        unit_name=str,
        day=date(2026, 1, 20),
        user="x",
        may=lambda _: True,
    )
    findings_new.own_finding(view)
    assert not opened
    assert told == ["findings.say_what"]
    screen.selectbox = lambda *_, **__: "青溪镇/河东村"
    findings_new.own_finding(view)
    assert opened[0][1][0].unit_id == "青溪镇/河东村"


@pytest.mark.parametrize("field", ["id_no; drop table people", "unknown_field", "../fields", "flag:none"])
def test_a_column_cannot_be_read_as_a_field_that_nobody_knows(field):
    layout = {"mapping": [{"heading": "姓名", "field": "name"}, {"heading": "备注", "field": ""}]}
    known = [LEFT_OUT, "name", "phone"]
    for at in (0, 1):
        edited = pd.DataFrame({"field": ["name", LEFT_OUT]})
        edited.loc[at, "field"] = field
        assert _changed(layout, edited, known) == {}
    edited = pd.DataFrame({"field": ["phone", LEFT_OUT]})
    assert _changed(layout, edited, known) == {"姓名": "phone"}
