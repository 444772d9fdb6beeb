"""The sample is what its seed, frame and day say, on any machine, and nobody's chance is better than said."""

import hashlib
import json
import random
from collections import Counter
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from care.inspection.intervals import half_width, size_for
from care.inspection.sampling import Row, allocate, draw, frame_hash, number, plan

VECTORS = json.loads((Path(__file__).parent / "expected" / "spot_check_vectors.json").read_text("utf-8"))


def rows(frame: list[list]) -> list[Row]:
    return [Row(key, place, group, bool(flag)) for key, place, group, flag in frame]


def listed(drawn) -> list[str]:
    return sorted(key for stratum in drawn.strata for key in stratum.keys)


# A second implementation, as somebody would write it from the method on the page alone.


def told_hash(frame: list[list]) -> str:
    lines = ["\t".join((key, place, group, str(flag))) + "\n" for key, place, group, flag in frame]
    return hashlib.sha256("".join(sorted(lines)).encode("utf-8")).hexdigest()


def told_strata(frame: list[list], size: int, factor: int) -> dict[tuple, list[str]]:
    weight = Counter()
    for _, place, group, flag in frame:
        weight[place, group, flag if factor > 1 else 0] += factor if flag and factor > 1 else 1
    total = sum(weight.values())
    small = {cell for cell in weight if Fraction(weight[cell] * size, total) < 1}
    beside = Counter((place, flag) for place, _, flag in small)
    found: dict[tuple, list[str]] = {}
    for key, place, group, flag in frame:
        cell = (place, group, flag if factor > 1 else 0)
        if cell in small and beside[place, cell[2]] > 1:
            cell = (place, "*", cell[2])
        found.setdefault(cell, []).append(key)
    assert len(found) <= size, "this second implementation knows no strata across places"
    return found


def told_list(frame: list[list], size: int, factor: int, seed: str) -> list[str]:
    cells = told_strata(frame, size, factor)
    names = sorted(cells)
    share = {name: Fraction(len(cells[name]) * (factor if name[2] else 1)) for name in names}
    count = dict.fromkeys(names, 0)
    left, total, open_ = size, sum(share.values()), list(names)
    while True:
        quota = {name: left * share[name] / total for name in open_}
        bound = {n: 1 for n in open_ if quota[n] < 1} or {
            n: len(cells[n]) for n in open_ if quota[n] > len(cells[n])
        }
        if not bound:
            break
        count |= bound
        open_ = [name for name in open_ if name not in bound]
        left, total = size - sum(count[n] for n in names if n not in open_), sum(share[n] for n in open_)
    for name in open_:
        count[name] = quota[name].numerator // quota[name].denominator
    rest = sorted(open_, key=lambda name: (-(quota[name] - count[name]), name))
    for name in rest[: size - sum(count.values())]:
        count[name] += 1
    numbered = {
        name: sorted((hashlib.sha256(f"{seed}|{key}".encode()).hexdigest(), key) for key in keys)
        for name, keys in cells.items()
    }
    return sorted(key for name in names for _, key in numbered[name][: count[name]])


@pytest.mark.parametrize("one", VECTORS["numbers"], ids=lambda one: one["seed"] + "|" + one["key"])
def test_numbers_are_as_published(one):
    assert number(one["seed"], one["key"]) == one["number"]
    assert hashlib.sha256(f"{one['seed']}|{one['key']}".encode()).hexdigest() == one["number"]


@pytest.mark.parametrize("one", VECTORS["shares"], ids=lambda one: str(one["sizes"]))
def test_shares_are_as_published(one):
    assert allocate(one["sizes"], one["wanted"], one["total"]) == one["shares"]


@pytest.mark.parametrize(
    "one", VECTORS["samples"], ids=lambda one: f"{one['seed']} {one['size']} x{one['factor']}"
)
def test_samples_are_as_published_by_both_implementations(one):
    frame = VECTORS["frames"][one["frame"]]
    drawn = draw(rows(frame), one["size"], one["seed"], one["factor"])
    assert drawn.frame_hash == told_hash(frame) == one["frame_hash"]
    assert listed(drawn) == one["list"]
    assert told_list(frame, one["size"], one["factor"], one["seed"]) == one["list"]


@pytest.mark.parametrize("seed", range(60))
def test_both_implementations_agree_on_random_frames(seed):
    rng = random.Random(seed)
    frame = [
        [f"k{at}", f"村{rng.randrange(4)}", f"g{rng.choice([0, 0, 0, 1, 1, 2])}", int(rng.random() < 0.2)]
        for at in range(rng.randrange(30, 300))
    ]
    size, factor = rng.randrange(20, len(frame) + 1), rng.choice([1, 1, 2, 5])
    drawn = draw(rows(frame), size, str(seed), factor)
    if sum(stratum.size == len(stratum.keys) for stratum in drawn.strata) < len(drawn.strata):
        assert listed(drawn) == told_list(frame, size, factor, str(seed))


def test_neither_order_nor_copies_of_the_frame_change_the_list():
    frame = rows(VECTORS["frames"]["town"])
    mixed = random.Random(1).sample(frame, len(frame))
    assert draw(mixed, 20, "s") == draw(frame, 20, "s")
    assert frame_hash(mixed) == frame_hash(frame)
    assert frame_hash(frame[1:]) != frame_hash(frame)
    assert listed(draw(frame, 20, "s")) != listed(draw(frame, 20, "t"))
    with pytest.raises(ValueError, match="twice"):
        draw([*frame, frame[0]], 20, "s")


frames = some.lists(
    some.tuples(some.integers(0, 5), some.integers(0, 6), some.booleans()), min_size=1, max_size=120
).map(lambda cells: [Row(f"k{at}", f"p{p}", f"g{g}", d) for at, (p, g, d) in enumerate(cells)])


@settings(max_examples=150, deadline=None)
@given(frames, some.integers(1, 150), some.integers(1, 6))
def test_any_sample_has_its_size_no_double_and_somebody_of_each_stratum(frame, size, factor):
    drawn = draw(frame, size, "seed", factor)
    keys = listed(drawn)
    assert len(keys) == len(set(keys)) == min(size, len(frame))
    assert set(keys) <= {row.key for row in frame}
    assert all(1 <= len(stratum.keys) <= stratum.size for stratum in drawn.strata)
    assert sum(stratum.size for stratum in drawn.strata) == len(frame)
    assert sum(stratum.weight * len(stratum.keys) for stratum in drawn.strata) == pytest.approx(len(frame))


@settings(max_examples=200, deadline=None)
@given(some.lists(some.integers(1, 60), min_size=1, max_size=15), some.data())
def test_shares_are_proportional_within_one_where_nothing_binds(sizes, data):
    total = data.draw(some.integers(len(sizes), sum(sizes)))
    shares = allocate(sizes, sizes, total)
    assert sum(shares) == total
    assert all(1 <= share <= size for share, size in zip(shares, sizes, strict=True))
    quotas = [total * size / sum(sizes) for size in sizes]
    if min(quotas) >= 1:
        assert all(abs(share - quota) < 1 for share, quota in zip(shares, quotas, strict=True))


def uneven_town() -> list[Row]:
    """Two villages, large and small groups, some doubtful."""
    rng = random.Random(3)
    sizes = {("a", "x"): 23, ("a", "y"): 5, ("a", "z"): 1, ("b", "x"): 14, ("b", "z"): 7}
    return [
        Row(f"{place}{group}{at}", place, group, rng.random() < 0.3)
        for (place, group), size in sizes.items()
        for at in range(size)
    ]


@pytest.mark.parametrize(("size", "factor"), [(12, 1), (16, 3), (3, 1), (2, 2)])
def test_everybody_is_drawn_as_often_as_their_weight_says(size, factor):
    """Inclusion frequencies over many seeds: chi-square of each stratum within four standard deviations."""
    frame, draws = uneven_town(), 1500
    times: Counter[str] = Counter()
    for seed in range(draws):
        times.update(listed(draw(frame, size, f"seed {seed}", factor)))
    for keys, share in plan(frame, size, factor).values():
        chance = share / len(keys)
        if chance == 1:
            assert {times[key] for key in keys} == {draws}
            continue
        spread = draws * chance * (1 - chance) * len(keys) / (len(keys) - 1)
        chi = sum((times[key] - draws * chance) ** 2 for key in keys) / spread
        freedom = len(keys) - 1
        assert abs(chi - freedom) < 4 * (2 * freedom) ** 0.5


def test_pairs_are_drawn_together_as_often_as_chance_says():
    frame, draws, size = [Row(f"k{at}", "p", "g") for at in range(12)], 4000, 4
    together: Counter[tuple] = Counter()
    for seed in range(draws):
        together.update(combinations(listed(draw(frame, size, str(seed))), 2))
    expected = draws * size * (size - 1) / (12 * 11)
    assert len(together) == 66
    assert all(abs(count - expected) < 5 * expected**0.5 for count in together.values())


def test_weighted_totals_are_unbiased_though_doubtful_ones_are_drawn_more_often():
    frame, draws = uneven_town(), 1500
    value = {row.key: (5 if row.doubtful else 1) + (row.group == "x") for row in frame}
    estimates = [
        sum(
            stratum.weight * value[key]
            for stratum in draw(frame, 14, f"s{seed}", 4).strata
            for key in stratum.keys
        )
        for seed in range(draws)
    ]
    mean = sum(estimates) / draws
    error = (sum((one - mean) ** 2 for one in estimates) / draws / draws) ** 0.5
    assert abs(mean - sum(value.values())) < 4 * max(error, 1e-9)


def test_a_size_buys_the_precision_that_is_said():
    assert round(half_width([(10**7, 96)]), 3) == 0.100
    assert size_for(0.10, 10**7) == 97
    assert half_width([(50, 50)]) == 0
    for frame_size in (60, 1594, 100_000):
        for wanted in (0.05, 0.1):
            n = size_for(wanted, frame_size)
            assert half_width([(frame_size, n)]) <= wanted * 1.005
            assert half_width([(frame_size, n - 1)]) > wanted * 0.995
