"""After the last term that the calendar names: the winter holiday has begun all the same, and people are told to set the
next terms. As delivered the last term ends on 22 January 2027; all answers are worked by hand."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pptx
import pytest
from streamlit.testing.v1 import AppTest

from care import building, doctor
from care.answers import Answers, Ask
from care.briefing.about import about
from care.briefing.deadline import days_left
from care.briefing.stamp import Stamp
from care.calendar import periods, terms_ended
from care.definitions import Term, load
from care.exports import word
from care.exports.deck import deck
from care.office import current
from care.screen import page, rules_page
from care.store import EVERYTHING, open_store
from care.words import LANGUAGES, voice
from tests.making import batch
from tests.test_word import text_of
from tests.worked_town import EAST, contact, d, write

ROOT = Path(__file__).parents[1]
LAST = date(2027, 1, 22)
SPRING = Term({"zh": "春", "en": "spring"}, date(2027, 3, 1), date(2027, 7, 9))
VISITS = [
    {**contact("丁静", EAST, "2027-01-25", "home_visit", "李老师"), "gift_books": 2},
    {**contact("乙迟", EAST, "2027-03-05", "home_visit", "王老师"), "gift_books": None},
    {**contact("丙假", EAST, "2027-03-30", "home_visit", "王老师"), "gift_books": None},
]


def with_spring():
    known = load()
    terms = [*known.programme.terms, SPRING]
    return replace(known, programme=replace(known.programme, terms=terms), sha256="with spring")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """asked(definitions) → Answers of the worked town with visits of early 2027."""
    folder = tmp_path_factory.mktemp("terms")
    write(folder)
    batch(folder, "holiday", "contacts", VISITS, d("2027-04-01"), covers_to=d("2027-04-01"))
    return lambda known: Answers(open_store(building.build(folder, known)), EVERYTHING, known)


def told(answers: Answers, day: str) -> dict[tuple[str, str], tuple[bool, str, str]]:
    """(name, duty) → met, day due, reason."""
    frame = answers.rows(Ask("holiday_visits", date.fromisoformat(day)), "all", size=100).frame
    return {(r.name, r.duty): (bool(r.met), str(r.due_on)[:10], r.why) for r in frame.itertuples()}


def done(answers: Answers, day: str) -> set[tuple[str, str]]:
    return {key for key, (met, _, _) in told(answers, day).items() if met}


def test_the_holiday_after_the_last_term_has_begun_and_is_taken_to_last_sixty_days(asked):
    answers = asked(load())
    last_winter = told(answers, "2027-01-22")  # still term
    assert last_winter["丁静", "holiday_visit"] == (True, "2026-03-01", "holiday_done|2026-01-18")
    assert last_winter["乙迟", "holiday_visit"] == (False, "2026-03-01", "holiday_missed|2026-03-01")
    gift, visit = ("丁静", "holiday_gift"), ("丁静", "holiday_visit")
    february = told(answers, "2027-02-01")
    assert february[visit] == february[gift] == (True, "2027-03-23", "holiday_done|2027-01-25")
    assert february["乙迟", "holiday_visit"] == (False, "2027-03-23", "holiday_open|2027-01-23")
    assert done(answers, "2027-02-01") == {visit, gift}
    assert done(answers, "2027-03-10") == {visit, gift, ("乙迟", "holiday_visit")}
    assert done(answers, "2027-04-10") == done(answers, "2027-03-10")  # 30 March is in no winter holiday


def test_what_is_left_is_work_ahead_until_the_sixty_days_are_over(asked):
    view = SimpleNamespace(answers=asked(load()))
    assert days_left(view, Ask("holiday_visits", date(2027, 2, 1))) == 50  # to 23 March
    assert days_left(view, Ask("holiday_visits", date(2027, 3, 24))) is None


def test_the_breakdown_counts_visits_of_the_same_holiday(asked):
    def counts(day: str) -> dict[str, float]:
        frame = asked(load()).breakdown(Ask("holiday_gifts", date.fromisoformat(day)))
        return dict(zip(frame["series"], frame["amount"], strict=True))

    assert counts("2027-02-01") == {"visits": 1, "books": 2}
    assert counts("2027-04-10") == {"visits": 2, "books": 2}


def test_with_the_next_term_set_the_holiday_ends_before_it(asked):
    answers = asked(with_spring())
    march = told(answers, "2027-03-10")
    assert march["乙迟", "holiday_visit"] == (False, "2027-02-28", "holiday_missed|2027-02-28")
    assert done(answers, "2027-03-10") == {("丁静", "holiday_visit"), ("丁静", "holiday_gift")}


def test_monthly_talks_are_judged_by_january_until_the_next_terms_are_set():
    """On 10 March that is right, on 10 April no longer: March would be the last closed month of term."""
    last = lambda known, day: max(  # noqa: E731
        end for name, _, end in periods(known.programme, LAST, day) if name == "school_month" and end <= day
    )
    for day in (date(2027, 2, 1), date(2027, 3, 10)):
        assert last(load(), day) == last(with_spring(), day) == date(2027, 1, 31)
    assert last(load(), date(2027, 4, 10)) == date(2027, 1, 31)
    assert last(with_spring(), date(2027, 4, 10)) == date(2027, 3, 31)


def test_the_calendar_says_from_when_its_terms_are_over():
    programme = load().programme
    assert [terms_ended(programme, date(2027, 1, day)) for day in (22, 23)] == [None, LAST]
    assert terms_ended(with_spring().programme, date(2027, 7, 9)) is None
    assert terms_ended(replace(programme, terms=[]), LAST) is None


@pytest.mark.parametrize("name", page.BY_TERMS)
def test_pages_with_figures_of_terms_say_that_the_next_ones_are_to_be_set(town, monkeypatch, name):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))
    warned = {}
    for terms in (load().programme.terms, load().programme.terms[:2]):
        known = replace(load(), programme=replace(load().programme, terms=terms))
        view = SimpleNamespace(t=voice("zh"), definitions=known, day=date(2026, 1, 20), page=name)
        said = []
        monkeypatch.setattr(page.st, "warning", lambda text, title, said=said: said.append(title + text))
        page._terms_to_set(view)
        warned[len(terms)] = said
    assert warned[5] == []
    assert len(warned[2]) == 1 and "2025" in warned[2][0]


def test_pages_draw_the_warning_and_the_page_of_rules_does_too(town, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    at.switch_page("pages/schools.py")
    at.query_params["day"] = "2026-01-20"
    assert not at.run().warning
    for module in (page, rules_page):
        monkeypatch.setattr(module, "terms_ended", lambda *_: LAST)
    for name in ("schools", "rules"):
        at.switch_page(f"pages/{name}.py")
        at.run()
        assert not at.exception
        assert [one.value for one in at.warning] == [voice("zh")("page.terms_ended", day=LAST)]
    at.switch_page("pages/relief.py")
    assert not at.run().warning


@pytest.mark.parametrize("lang", LANGUAGES)
def test_documents_slides_and_every_scope_say_it(town, lang):
    for terms, ended in ((load().programme.terms, False), (load().programme.terms[:2], True)):
        known = replace(load(), programme=replace(load().programme, terms=terms))
        told = about(current(town, load()), EVERYTHING, known, voice(lang), "")
        documents = [text_of(word.word(told, town, kind, "test")) for kind in word.KINDS]
        slides = pptx.Presentation(BytesIO(deck(told, [], Stamp("test", told.day)))).slides
        cover = " ".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
        words = told.t("document.terms_ended", day=terms[-1].to)
        assert [words in text for text in documents] == [ended, ended]
        words = told.t("card.terms_ended", day=terms[-1].to)
        assert (words in cover, words in told.scope_words) == (ended, ended)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_doctor_says_it(lang):
    known = load()
    assert doctor.terms(known, LAST).well
    ill = doctor.terms(known, date(2027, 2, 1))
    assert not ill.well
    assert "2027" in voice(lang)("doctor.terms_wrong", **ill.values)
