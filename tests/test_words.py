"""Words: both languages say the same, every word that the program asks for is there, numbers are honest."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from care.definitions import load
from care.store import QUERIES
from care.words import LANGUAGES, WORDS, class_in_english, flat, language_of, percent, voice

ROOT = Path(__file__).parents[1]
CODE = [*(ROOT / "care").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]


def words(lang: str) -> dict[str, str]:
    """The words of the screen and of reports."""
    return {
        key: text
        for above in ("", "programme.", "reports.", "system.")
        for key, text in flat(tomllib.loads((WORDS / f"{above}{lang}.toml").read_text("utf-8"))).items()
    }


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_both_languages_have_equal_keys_and_placeholders():
    chinese, english = words("zh"), words("en")
    joined: dict[str, set[str]] = {}
    for key, text in english.items():
        plain = key if key in chinese else re.sub(r"_(one|other)$", "", key)
        joined[plain] = joined.get(plain, set()) | placeholders(text)
    assert set(joined) == set(chinese)
    assert {key: placeholders(text) for key, text in chinese.items()} == joined


def test_english_plurals_come_in_pairs():
    english = words("en")
    for key in english:
        if key.endswith("_one"):
            assert key.removesuffix("_one") + "_other" in english


def test_no_language_leaks_into_the_other():
    assert not [key for key, text in words("en").items() if re.search(r"[\u3400-\u9fff]", text)]
    known = {"DuckDB", "Excel", "PDF", "PowerPoint", "SHA", "SQL", "Spark", "Word", "C", "D"}
    for key, text in words("zh").items():
        bare = re.sub(r"\{\w+\}|queries/\S+", "", text)
        assert not set(re.findall(r"[A-Za-z]+", bare)) - known, key


def test_every_word_that_the_program_names_exists():
    spoken, tops = voice("zh"), {key.split(".")[0] for key in words("zh")}
    for path in CODE:
        for key in re.findall(r"""\bt\(\s*["']([a-z_]+\.[a-z_0-9]+)["']""", path.read_text("utf-8")):
            assert key.split(".")[0] not in tops or spoken.knows(key), f"{path.name}: {key}"


def test_every_indicator_breakdown_and_reason_has_its_words():
    spoken, known = voice("zh"), load()
    for name, indicator in known.indicators.items():
        assert spoken.knows(f"list.{name}")
        assert indicator.form == "count" or spoken.knows(f"headline.{indicator.subject}")
        assert spoken.knows(f"measure.{indicator.subject}")
    for path in (QUERIES / "breakdowns").glob("*.sql"):
        assert spoken.knows(f"breakdown.{path.stem}"), path.stem
    for name in known.indicators:
        sql = (QUERIES / f"{name}.sql").read_text("utf-8")
        for code in re.findall(r"(?:then|else) '([a-z_]+)\|?'", sql):
            assert spoken.knows(f"why.{code}"), f"{name}: {code}"


def test_the_words_of_an_indicator_are_in_both_languages_with_equal_placeholders():
    for one in load().indicators.values():
        texts = [one.name, one.question, one.rule, *one.duties.values(), *one.why.values()]
        for text in texts + [text for text in (one.list, one.gap) if text]:
            assert set(text) == set(LANGUAGES), one.id
            assert placeholders(text["zh"]) == placeholders(text["en"]), one.id


def test_every_stage_kind_and_page_has_its_words():
    spoken, known = voice("en"), load()
    assert all(spoken.knows(f"stage.{stage}") for item in known.relief.values() for stage in item.stages)
    for path in (ROOT / "pages").glob("*.py"):
        assert spoken.knows(f"menu.{path.stem}")
        assert spoken.knows(f"{path.stem}.title")


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (1, "100%"), (0.9999, "99.9%"), (0.0001, "0.1%"), (0.5, "50%"), (0.8725, "87.2%")],
)
def test_all_and_none_are_said_only_of_all_and_none(share, text):
    assert percent(share) == text


def test_numbers_days_and_measure_words_are_written_as_offices_write_them():
    zh, en = voice("zh"), voice("en")
    assert zh.count(1204, "households") == "1,204户"
    assert (en.count(1, "people"), en.count(2310, "people")) == ("1 person", "2,310 people")
    assert (zh.day(date(2026, 1, 20)), en.day(date(2026, 1, 20))) == ("2026年1月20日", "20 Jan 2026")
    assert (zh.points(0.021, signed=True), en.points(-0.01, signed=True)) == ("+2.1个百分点", "−1 point")
    assert (zh.money_short(162_000), en.money_short(162_000)) == ("16.2万", "162k")
    assert (zh.joined(["甲", "乙", "丙"]), en.joined(["A", "B", "C"])) == ("甲、乙和丙", "A, B and C")
    assert zh.joined([]) == ""


def test_the_browser_chooses_the_language_of_a_first_visit():
    assert [language_of(one) for one in ("zh-CN", "zh", "en-GB", "de", None)] == [
        "zh",
        "zh",
        "en",
        "en",
        "zh",
    ]
    assert voice("fr").lang == LANGUAGES[0]


def test_classes_have_english_names():
    assert class_in_english("三年级1班") == "Grade 3 Class 1"
    assert class_in_english("七年级（2）班") == "Grade 7 Class 2"
    assert class_in_english("某村") == "某村"


def test_every_colour_that_a_rhythm_follows_has_its_word():
    spoken = voice("zh")
    assert all(spoken.knows(f"risk.{rule.risk}") for rule in load().contacts.rules if rule.risk)
