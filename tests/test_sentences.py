"""Sentences claim nothing that the figures do not bear: zero, one, all, none, ties, no data."""

from datetime import date

import pytest

from care import sentences as say
from care.answers import Count
from care.definitions import load
from care.schedule import Clock
from care.words import voice

ZH, EN = voice("zh"), voice("en")
BOTH = pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])


def named(*rows: tuple[str, int, int]) -> list[say.Named]:
    return [say.Named(name, Count(due, met, 0)) for name, met, due in rows]


def clock(met: int, due: int, expected: float) -> Clock:
    return Clock(met, due, expected, date(2026, 2, 16), 27)


def test_state_against_the_target():
    assert [say.state(share, 1.0) for share in (1.0, 0.95, 0.9, 0.5, None)] == [
        "good",
        "warn",
        "warn",
        "bad",
        "",
    ]
    assert say.state(0.5, None) == ""


@BOTH
def test_nothing_is_said_of_nothing(t):
    assert say.spread(t, [], 1.0, "unit") == ""
    assert say.spread(t, named(("甲", 0, 0), ("乙", 0, 0)), 1.0, "unit") == ""
    assert say.spread(t, named(("甲", 1, 2)), 1.0, "unit") == ""  # one alone cannot be compared
    assert say.spread(t, named(("甲", 1, 2), ("乙", 2, 2)), None, "unit") == ""
    assert say.against_target(t, Count(0, 0, 3), 1.0) == ""
    assert say.change(t, None, 0.5) == say.change(t, 0.5, None) == ""
    assert say.most(t, [], "people") == say.most(t, [("甲", 0), ("乙", 0)], "people") == ""
    assert say.schedule_spread(t, {}) == ""
    assert say.gap(t, "pairing_coverage", 0, []) == ""


def test_spread_names_who_is_furthest_off_and_ties_together():
    assert say.spread(ZH, named(("甲", 2, 2), ("乙", 3, 3)), 1.0, "unit") == "2个单位全部达到100%。"
    assert say.spread(ZH, named(("甲", 1, 2), ("乙", 2, 4)), 1.0, "unit") == "2个单位都是50%。"
    assert (
        say.spread(ZH, named(("甲", 2, 2), ("乙", 1, 4), ("丙", 1, 2)), 1.0, "unit")
        == "3个单位中，1个达到目标。差距最大的是乙（25%）。"
    )
    tied = named(("A", 2, 2), ("B", 1, 4), ("C", 1, 4), ("D", 3, 4))
    assert (
        say.spread(EN, tied, 1.0, "group")
        == "1 of 4 groups reach the target. Furthest from it: B and C (25%)."
    )


@pytest.mark.parametrize("kind", ["unit", "group", "duty"])
@BOTH
def test_every_spread_has_words_for_every_kind(t, kind):
    cases = [
        [(1, 1), (1, 1)],
        [(0, 1), (0, 1)],
        [(1, 2), (2, 2), (0, 3)],
        [(1, 2), (0, 3)],
        [(0, 9)] * 5 + [(1, 9)],
    ]
    for case in cases:
        text = say.spread(t, named(*((f"名{at}", met, due) for at, (met, due) in enumerate(case))), 1.0, kind)
        assert text and "{" not in text


def test_a_shortfall_is_never_said_to_be_nothing():
    assert say.against_target(ZH, Count(10_000, 9_999, 0), 1.0) == "距目标100%差0.1个百分点"
    assert say.against_target(ZH, Count(10, 10, 0), 1.0) == "达到目标100%"


def test_change_is_said_in_points_and_direction():
    assert say.change(ZH, 0.871, 0.85) == "比一个月前提高2.1个百分点。"
    assert say.change(EN, 0.84, 0.85) == "Down 1 point on a month ago."
    assert say.change(ZH, 0.85, 0.85) == "与一个月前持平。"


def test_most_of_overlapping_amounts_is_held_against_the_given_whole():
    assert say.most(ZH, [("甲", 60), ("乙", 50)], "people", 100) == "最多的是甲，60人，占60%。"
    assert say.most(ZH, [("甲", 5), ("乙", 5)], "people") == "最多的是甲和乙，都是5人。"


@pytest.mark.parametrize(
    ("done", "expected", "words"),
    [
        (1.0, 0.5, "全部完成"),
        (0.5, 0.5, "与序时进度持平"),
        (0.6, 0.5, "快于序时进度10个百分点"),
        (0.0, 1.0, "慢于序时进度100个百分点"),
    ],
)
def test_schedule_says_ahead_or_behind(done, expected, words):
    assert words in say.schedule(ZH, done, expected, 3)


@BOTH
def test_the_days_to_a_deadline_run_out(t):
    texts = [say.days_left(t, left) for left in (27, 1, 0, -1, -9)]
    assert len(set(texts)) == 5
    assert say.days_left(EN, 1) == "1 day left."


def test_units_on_schedule():
    both = {"甲": clock(9, 10, 0.6), "乙": clock(1, 10, 0.6)}
    assert say.schedule_spread(ZH, both) == "2个单位中，1个跟上序时进度。落后最多的是乙，慢50个百分点。"
    assert say.schedule_spread(EN, {"A": clock(9, 10, 0.6)}) == "The unit keeps to the schedule."
    assert "behind" in say.schedule_spread(EN, {"B": clock(1, 10, 0.6)})


def test_a_gap_names_where_most_of_it_is_but_not_a_false_sum():
    rows = named(("甲村", 0, 3), ("乙校", 0, 2), ("丙村", 4, 4))
    assert say.gap(ZH, "pairing_coverage", 4, rows) == "还有4人没有帮扶人。最多的是甲村（3）和乙校（2）。"
    assert say.gap(ZH, "pairing_coverage", 4, named(("", 0, 4))) == "还有4人没有帮扶人。"


@BOTH
def test_reasons_are_sentences(t):
    known = load()
    for code in (
        "overdue|month|2025-12-03|20",
        "never|week",
        "away|hospital",
        "unpaired",
        "helps|7|5",
        "house_waiting|D|2025-10-01",
    ):
        text = say.why(t, code, known)
        assert text and "|" not in text and "{" not in text
    assert say.why(t, None, known) == say.why(t, "", known) == "—"


def test_names_in_reasons_can_be_hidden():
    assert say.why(ZH, "helper_never_came|王小明", load(), lambda name: name[0] + "*") == "帮扶人王*从未联系"


@BOTH
def test_numbers_against_a_month_ago(t):
    assert say.change_count(t, 5, 5, "people") == t("say.unchanged")
    assert "3" in say.change_count(t, 5, 2, "people")
    assert say.change_count(t, 5, 2, "people") != say.change_count(t, 2, 5, "people")
    assert say.change_count(t, 1, 0, "people").count("1") == 1


def test_a_trend_names_its_ends_and_claims_none_where_there_is_none():
    assert say.trend(ZH, []) == say.trend(ZH, [("1月", 0.5)]) == ""
    assert say.trend(ZH, [("1月", 0.5), ("2月", 0.5)]) == "2个时点都是50%。"
    assert (
        say.trend(EN, [("Jan", 0.5), ("Feb", 1.0), ("Mar", 0.5)]) == "Highest 100% (Feb), lowest 50% (Mar)."
    )


@BOTH
@pytest.mark.parametrize("kind", ["unit", "group"])
def test_the_largest_is_named_alone_only_when_it_is(t, kind):
    assert say.largest(t, [], "people", kind) == ""
    assert "甲" in say.largest(t, [("甲", 3), ("乙", 1)], "people", kind)
    assert "乙" not in say.largest(t, [("甲", 3), ("乙", 1)], "people", kind)
    tied = say.largest(t, [("甲", 3), ("乙", 3)], "people", kind)
    assert "甲" in tied and "乙" in tied
    alone = say.largest(t, [("甲", 1)], "people", kind)
    assert (alone == "") == (kind == "unit") and "{" not in alone


def test_places_are_named_only_where_they_stand_out():
    rows = [(f"名{at}", 0, 1) for at in range(5)]
    assert say.gap(ZH, "house_safety", 5, named(*rows)) == "还有5处危房没有解危。分布在5个单位。"
    some = say.gap(ZH, "house_safety", 9, named(("大", 0, 5), *rows[:4]))
    assert "大（5）" in some and "名0" not in some
    assert say.gap(ZH, "no_such_indicator", 2, [], "2人") == "还有2人没有完成。"


@BOTH
def test_next_steps_say_how_many_and_with_whom_to_begin(t):
    assert "甲" in say.next_step(t, "结对", "3人", named(("甲", 1, 3), ("乙", 1, 2)))
    assert "甲" not in say.next_step(t, "结对", "3人", named(("甲", 0, 3)))
    last = date(2026, 2, 16)
    assert "<4>" in say.pace(t, "救助", 7, "<{}>".format, last, 2)  # 7 in 2 days: 4 a day
    for left in (-1, 0, 1):
        assert "<7>" in say.pace(t, "救助", 7, "<{}>".format, last, left)


@BOTH
def test_items_and_units_keep_to_the_schedule_in_their_own_words(t):
    clocks = {"甲": clock(1, 2, 0.4), "乙": clock(1, 2, 0.9)}
    assert say.schedule_spread(t, clocks, "item") != say.schedule_spread(t, clocks)
    assert "乙" in say.schedule_spread(t, clocks, "item")
