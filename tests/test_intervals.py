"""Intervals cover what they say, in simulation, for plain and over-sampled designs, also where nearly all is true."""

import random

import pytest

from care.inspection.intervals import Tally, rate, wilson
from care.inspection.sampling import Row, plan, smallest

DRAWS = 250


def test_wilson_is_the_textbook_interval():
    """8 of 10: 49.0–94.3 %; 20 of 20: from 83.9 % (Brown, Cai, DasGupta 2001, and any table)."""
    assert [round(one, 3) for one in wilson(0.8, 1 / 10)] == [0.490, 0.943]
    assert [round(one, 3) for one in wilson(1, 1 / 20)] == [0.839, 1.0]
    assert wilson(0.7, 0) == (0.7, 0.7)


def test_the_rate_is_weighted_by_what_each_stratum_stands_for():
    found = rate([Tally(90, 9, 9), Tally(10, 5, 0, doubtful=True)])
    assert found.share == pytest.approx(0.9)
    assert (found.answered, found.true) == (14, 9)
    assert found.low < 0.9 < found.high


def test_nothing_answered_gives_no_rate_and_everything_seen_no_doubt():
    assert rate([]) is None
    assert rate([Tally(40, 0, 0)]) is None
    whole = rate([Tally(30, 30, 27), Tally(10, 10, 10)])
    assert (whole.low, whole.share, whole.high) == pytest.approx((0.925, 0.925, 0.925))


def test_bounds_are_whole_records_and_never_contradict_what_was_seen():
    for true in range(21):
        found = rate([Tally(25, 20, true)])
        assert found.low * 25 == pytest.approx(round(found.low * 25))
        assert found.low * 25 >= true - 1e-9
        assert found.high * 25 <= 25 - (20 - true) + 1e-9
        assert found.low <= found.share <= found.high


def test_all_true_in_a_sample_is_not_all_true_in_the_ledgers():
    assert rate([Tally(800, 60, 60)]).low < 0.96
    assert rate([Tally(800, 60, 60)]).high == 1


def town(honest: float, doubted: float) -> tuple[list[Row], dict[str, bool]]:
    """12 villages of groups of very different size, and which records are true."""
    rng = random.Random(7)
    frame, truth = [], {}
    for place in range(12):
        for group in range(5):
            for at in range(rng.choice([1, 2, 4, 8, 20, 50])):
                row = Row(f"{place}-{group}-{at}", f"v{place:02}", f"g{group}", rng.random() < 0.15)
                frame.append(row)
                truth[row.key] = rng.random() < (doubted if row.doubtful else honest)
    return frame, truth


def coverage(frame: list[Row], truth: dict[str, bool], size: int, factor: int) -> tuple[float, float]:
    """(share of draws whose interval holds the true rate, mean of the estimates minus the true rate)."""
    real = sum(truth.values()) / len(truth)
    design = plan(frame, size, factor)
    held, total = 0, 0.0
    for seed in range(DRAWS):
        tallies = []
        for (_, _, doubtful), (keys, share) in design.items():
            drawn = smallest(keys, f"{size} {factor} {seed}", share)
            tallies.append(Tally(len(keys), share, sum(truth[key] for key in drawn), doubtful))
        found = rate(tallies)
        held += found.low - 1e-9 <= real <= found.high + 1e-9
        total += found.share
    return held / DRAWS, total / DRAWS - real


@pytest.mark.parametrize("size", [30, 120])
@pytest.mark.parametrize("factor", [1, 4])
@pytest.mark.parametrize(
    ("honest", "doubted"), [(0.5, 0.5), (0.9, 0.9), (0.99, 0.6), (0.98, 0.98), (0.8, 0.2), (1, 0.9)]
)
def test_intervals_cover_and_estimates_are_unbiased(size, factor, honest, doubted):
    covered, bias = coverage(*town(honest, doubted), size, factor)
    assert covered >= 0.93
    assert abs(bias) < 0.02


@pytest.mark.parametrize("factor", [1, 4])
def test_the_interval_of_one_village_covers_too(factor):
    """A part of the sample: only the records of one place, as the page shows them."""
    frame, truth = town(0.9, 0.5)
    place = max({row.place for row in frame}, key=lambda one: sum(row.place == one for row in frame))
    own = [row for row in frame if row.place == place]
    real = sum(truth[row.key] for row in own) / len(own)
    design, held = plan(frame, 120, factor), 0
    for seed in range(400):
        tallies = [
            Tally(len(keys), share, sum(truth[key] for key in smallest(keys, str(seed), share)), cell[2])
            for cell, (keys, share) in design.items()
            if cell[0] == place
        ]
        found = rate(tallies)
        held += found.low - 1e-9 <= real <= found.high + 1e-9
    assert held / 400 >= 0.93
