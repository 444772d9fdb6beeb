"""What is not done is a gap only when its deadline has passed."""

from datetime import date
from types import SimpleNamespace

import pytest

from care.answers import Answers, Ask
from care.briefing.deadline import days_left
from care.definitions import load
from care.store import EVERYTHING
from tests.worked_town import AS_OF, worked_store


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    store = worked_store(tmp_path_factory.mktemp("worked"))
    return SimpleNamespace(answers=Answers(store, EVERYTHING, load()))


def test_a_deadline_ahead_is_counted_in_days_until_it_passes(view):
    assert days_left(view, Ask("holiday_visits", AS_OF)) == 40  # the holiday's last day is 1 March
    assert days_left(view, Ask("holiday_visits", date(2026, 3, 1))) is None
    assert days_left(view, Ask("holiday_visits", date(2026, 3, 2))) is None


def test_what_is_overdue_or_has_no_deadline_is_no_work_ahead(view):
    assert days_left(view, Ask("contact_rhythm", AS_OF)) is None
    assert days_left(view, Ask("files_complete", AS_OF)) is None
    assert days_left(view, Ask("house_safety", date(2025, 9, 1))) is None  # nothing to do yet
