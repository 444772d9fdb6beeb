"""Summaries and bulletins: the numbers are the pages' numbers, nobody is named, both languages, full and empty units."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bench import word_templates
from care import notes, passages
from care.__main__ import main
from care.briefing.about import About, about
from care.briefing.winter import clock_of
from care.definitions import load
from care.exports import word
from care.exports.word_context import context
from care.office import current
from care.store import EVERYTHING
from care.words import percent, voice
from tests.making import batch, built
from tests.worked_town import AS_OF, UNITS

TOWN, VILLAGE = "青溪镇", "青溪镇/河东村"
KINDS_AND_LANGUAGES = pytest.mark.parametrize(
    ("kind", "lang"), [(kind, lang) for kind in word.KINDS for lang in ("zh", "en")]
)


def seen(town: Path, lang: str = "zh", unit: str = TOWN) -> About:
    return about(current(town, load()), EVERYTHING, load(), voice(lang), unit)


def opened(data: bytes):
    return docx.Document(BytesIO(data))


def text_of(data: bytes) -> str:
    """Everything that the document says, tables included."""
    document = opened(data)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def rows_of(table) -> dict[str, list[str]]:
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}


def test_the_numbers_in_the_file_are_the_page_s(town):
    asked = seen(town)
    data = word.word(asked, town, "summary", "local")
    groups, relief, units = (rows_of(table) for table in opened(data).tables[:3])
    roll = asked.answers.count(asked.ask("on_roll")).due
    assert groups["合计"] == [f"{asked.answers.households(asked.ask('on_roll')):,}", f"{roll:,}"]
    for row in asked.answers.by(asked.ask("on_roll"), "group"):
        assert groups[asked.group_name(row.key)][1] == f"{row.due:,}"
    for name in ("pairing_coverage", "contact_rhythm"):
        now = asked.answers.count(asked.ask(name))
        assert (
            f"{percent(now.share)}。应落实{now.due:,}人，已落实{now.met:,}人，未落实{now.unmet:,}人。"
            in text_of(data)
        )
    clock = clock_of(asked)
    assert relief["合计"][:3] == [f"{clock.due:,}", f"{clock.met:,}", percent(clock.done)]
    for row in asked.answers.by(asked.ask("pairing_coverage"), "unit"):
        assert units[asked.unit_name(row.key)][2] == percent(row.share)


def test_households_of_groups_and_units_are_those_asked_one_by_one(town):
    asked = seen(town)
    ask = asked.ask("on_roll")
    by_unit, by_group = (asked.answers.households_by(ask, what) for what in ("unit", "group"))
    assert by_unit[VILLAGE] == asked.answers.households(asked.ask("on_roll", unit=VILLAGE))
    assert by_group["minimum_living"] == asked.answers.households(
        asked.ask("on_roll", group="minimum_living")
    )


def test_every_indicator_of_the_definitions_appears_by_itself(town):
    asked = seen(town)
    data = text_of(word.word(asked, town, "bulletin", "local"))
    for one in load().indicators.values():
        assert one.name["zh"] in data


@KINDS_AND_LANGUAGES
def test_nobody_cared_for_is_named(town, kind, lang):
    store = current(town, load())
    people = store.query(EVERYTHING, "select name, id_no, phone from people")
    said = text_of(word.word(seen(town, lang), town, kind, "local"))
    for column in people:
        for known in set(people[column].dropna()):
            assert len(known) < 3 or known not in said, column
    assert not re.search(r"\d{15}", said)


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory) -> Path:
    """A town whose ledgers name units and nobody in them."""
    folder = tmp_path_factory.mktemp("hamlet")
    batch(folder, "units", "units", UNITS, AS_OF)
    built(folder)
    return folder


@KINDS_AND_LANGUAGES
@pytest.mark.parametrize("unit", [TOWN, VILLAGE])
def test_a_unit_without_anybody_has_its_document(hamlet, kind, lang, unit):
    said = text_of(word.word(seen(hamlet, lang, unit), hamlet, kind, "local"))
    assert not re.search(r"[{}]|None|nan|NaT", said)
    nobody = {
        "summary": ("没有在册的特殊群体人员", "nobody in"),
        "bulletin": ("0户、0人", "0 people in 0 households"),
    }
    assert nobody[kind][lang == "en"] in said
    assert (
        "结对覆盖率" if lang == "zh" else "Pairing coverage"
    ) in said  # named among what nobody is due for


def test_a_small_count_of_a_rare_group_is_hidden(town):
    rare = [group for group in load().groups.values() if group.rare]
    hidden = 0
    for unit in seen(town).children:
        asked = seen(town, unit=unit)
        said = {row["name"]: row for row in context(asked, {}, [], "", asked.day)["roll"]["groups"]}
        for row in asked.answers.by(asked.ask("on_roll"), "group"):
            is_rare = row.key in {group.id for group in rare}
            is_hidden = said[asked.group_name(row.key)]["people"] == "不公布"
            assert is_hidden if is_rare and 0 < row.due < 5 else is_rare or not is_hidden
            hidden += is_hidden
    assert hidden


def test_the_office_s_own_words_are_carried_on_as_they_are(town, tmp_path):
    text = "成立领导小组，A&B<组长>。\n{{ day }}{% if %}每周调度\x0b一次。"
    passages.write(tmp_path, TOWN, "zh", "organisation", text, "张主任")
    said = text_of(word.word(seen(town), tmp_path, "summary", "local"))
    assert "成立领导小组，A&B<组长>。" in said
    assert "{{ day }}{% if %}每周调度一次。" in said.replace("\n", "")
    assert "成立领导小组" not in text_of(word.word(seen(town, "en"), tmp_path, "summary", "local"))


def test_each_edit_of_a_passage_is_another_line_and_the_last_holds(tmp_path):
    write = lambda text: passages.write(tmp_path, TOWN, "zh", "systems", text, "a")  # noqa: E731
    assert [write("一"), write("一"), write("二"), write("")] == [True, False, True, True]
    assert passages.in_force(tmp_path, TOWN, "zh") == {}
    assert len((tmp_path / "passages.jsonl").read_text("utf-8").splitlines()) == 3
    with pytest.raises(ValueError):
        passages.write(tmp_path, TOWN, "zh", "weather", "sunny", "a")


def test_a_note_on_a_figure_goes_into_the_document(town, tmp_path):
    figure = notes.Figure("pairing_coverage", TOWN)
    notes.leave(tmp_path, figure, seen(town).day, "三月补齐 <b>&", "李干事")
    assert "结对覆盖率：三月补齐 <b>&（李干事" in text_of(word.word(seen(town), tmp_path, "summary", "local"))
    assert "三月补齐" not in text_of(word.word(seen(town, unit=VILLAGE), tmp_path, "summary", "local"))


def test_the_templates_that_ship_are_those_the_maker_writes(tmp_path, monkeypatch):
    monkeypatch.setattr(word_templates, "TEMPLATES", tmp_path)
    word_templates.main()
    for path in sorted(word.SHIPPED.glob("*.docx")):
        made = docx.Document(tmp_path / path.name)
        assert made.element.xml == docx.Document(path).element.xml, path.name
    assert len(list(word.SHIPPED.glob("*.docx"))) >= 4


def test_the_page_is_set_as_official_documents_are(town):
    section = opened(word.word(seen(town), town, "summary", "local")).sections[0]
    assert [round(one.mm) for one in (section.top_margin, section.left_margin)] == [37, 28]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225
    assert 'w:docGrid w:type="lines"' in section._sectPr.xml


def test_the_documentation_names_every_value(town):
    asked = seen(town)
    told = (Path(__file__).parents[1] / "docs" / "word-templates.md").read_text("utf-8")
    known = set(re.findall(r"`([a-z_.]+)`", told))
    for name, value in context(asked, {}, [], "", asked.day).items():
        inner = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        keys = set(inner) - set(load().indicators) if isinstance(inner, dict) else {name}
        for key in keys:
            path = f"{name}.{key}"
            named = {key, path} & known or any(one.startswith(f"{path}.") for one in known)
            assert name == "figures" or named, path


def test_the_command_line_writes_the_same_document(town, tmp_path, capsys):
    out = tmp_path / "总结.docx"
    assert main(["--data", str(town), "export", "word", "--out", str(out), "--unit", "河东村"]) == 0
    assert text_of(out.read_bytes()) == text_of(word.word(seen(town, unit=VILLAGE), town, "summary", "local"))
    capsys.readouterr()
    for wrong, said in (
        (["--out", str(tmp_path / "a.pdf")], ".docx"),
        (["--out", str(tmp_path / "none" / "a.docx")], "cannot be written"),
        (["--out", str(out), "--kind", "none", "--lang", "en"], "There is no template"),
        (["--out", str(out), "--unit", "没有村"], "not known"),
    ):
        assert main(["--data", str(town), "export", "word", *wrong]) == 1
        assert said in capsys.readouterr().err
