"""How sure a sample makes us: what a size buys beforehand, and the truth rate with its interval afterwards.

Estimate: stratified and weighted, p = Σ w·true / Σ w over the records that were answered (Cochran, Sampling
Techniques, 1977, chapter 5). Interval: Wilson (1927) with the effective sample size n* in place of n, which
simulations of stratified samples recommend (Franco, Little, Louis and Slud, Journal of Survey Statistics and
Methodology 7, 2019; Kott, Survey Methodology 43, 2017):

    1/n* = Σ W_h² (N_h − m_h) / ((N_h − 1) m_h)         W_h = N_h / N

This is Kish's effect of unequal weights with the finite population correction; it does not fall to nothing where
all records were found true, as an estimated variance would. Where doubtful records were sampled apart and turn
out to differ, the smaller n* of that and of the variance estimated by layer is taken. The bounds are rounded
outwards to whole records of the frame, and never contradict the records that were seen.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SOURCE = (
    "Wilson (1927), Journal of the American Statistical Association 22, 209–212; Kish (1965), Survey Sampling; Franco, "
    "Little, Louis, Slud (2019), Journal of Survey Statistics and Methodology 7, 334–364; Kott (2017), Survey "
    "Methodology 43."
)
Z = 1.959963984540054  # 95 %


@dataclass(frozen=True)
class Tally:
    """One stratum's result for one question: `size` records in the frame (estimated for part of a stratum),
    `answered` of them looked at, `true` of those found true. `doubtful`: the layer it belongs to."""

    size: float
    answered: int
    true: int
    doubtful: bool = False


@dataclass(frozen=True)
class Rate:
    """A share with its 95 % interval, 0–1, and what it rests on."""

    share: float
    low: float
    high: float
    answered: int
    true: int


def half_width(strata: Iterable[tuple[int, int]], share: float = 0.5) -> float:
    """What a design of (N_h, n_h) buys: half the width of the 95 % interval, 0–1; at 0.5 it is widest."""
    inverse = _inverse_size([Tally(size, drawn, 0) for size, drawn in strata])
    return Z * math.sqrt(share * (1 - share) * inverse)


def size_for(wanted: float, frame_size: int, share: float = 0.5) -> int:
    """How many of `frame_size` records a simple random sample needs for a half-width (0–1): Cochran 1977, 4.4."""
    unlimited = Z**2 * share * (1 - share) / wanted**2
    return min(frame_size, math.ceil(unlimited / (1 + (unlimited - 1) / frame_size)))


def rate(tallies: Sequence[Tally]) -> Rate | None:
    """The share of true records in the frame; None where nothing was answered."""
    answered = [tally for tally in tallies if tally.answered]
    if not answered:
        return None
    whole = sum(tally.size for tally in answered)
    share = sum(tally.size * tally.true / tally.answered for tally in answered) / whole
    inverse = max(_inverse_size(answered), _inverse_by_layer(answered, share))
    low, high = wilson(share, inverse)
    return _outwards(answered, share, low, high)


def wilson(share: float, inverse: float) -> tuple[float, float]:
    """Wilson's interval; `inverse` = 1 / effective sample size, 0 = everything was seen."""
    z = Z**2 * inverse
    middle = (share + z / 2) / (1 + z)
    reach = Z * math.sqrt(share * (1 - share) * inverse + z * inverse / 4) / (1 + z)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _inverse_size(tallies: Sequence[Tally]) -> float:
    """1 / n* as if all strata had the same share."""
    whole = sum(tally.size for tally in tallies)
    return sum((tally.size / whole) ** 2 * _inverse_of(tally) for tally in tallies)


def _inverse_of(tally: Tally) -> float:
    if tally.size <= 1 or tally.answered >= tally.size:
        return 0.0
    return (tally.size - tally.answered) / ((tally.size - 1) * tally.answered)


def _inverse_by_layer(tallies: Sequence[Tally], share: float) -> float:
    """1 / n* from the variance estimated within the doubtful layer and within the other one; 0 where it is not
    to be had. A layer's share is drawn towards one half by one record each way (a uniform prior)."""
    layers = {tally.doubtful for tally in tallies}
    if len(layers) < 2 or not 0 < share < 1:
        return 0.0
    whole, variance = sum(tally.size for tally in tallies), 0.0
    for layer in layers:
        own = [tally for tally in tallies if tally.doubtful == layer]
        size, seen = sum(tally.size for tally in own), sum(tally.answered for tally in own)
        true = sum(tally.size * tally.true / tally.answered for tally in own) / size * seen
        level = (true + 1) / (seen + 2)
        variance += (size / whole) ** 2 * level * (1 - level) * _inverse_size(own)
    return variance / (share * (1 - share))


def _outwards(tallies: Sequence[Tally], share: float, low: float, high: float) -> Rate:
    """Bounds as whole records, no lower than what was found true, no higher than what was not found false."""
    seen, true = sum(tally.answered for tally in tallies), sum(tally.true for tally in tallies)
    whole = max(seen, round(sum(tally.size for tally in tallies)))
    floor = max(math.floor(low * whole + 1e-9), true) / whole
    ceiling = min(math.ceil(high * whole - 1e-9), whole - (seen - true)) / whole
    return Rate(share, min(share, floor), max(share, ceiling), seen, true)
