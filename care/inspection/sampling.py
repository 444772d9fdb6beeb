"""A reproducible stratified random sample without replacement, that anybody can draw again.

Method. Every record of the frame gets the number SHA-256("seed|key"); in each stratum the n_h records with the
smallest numbers are taken. To give each unit a random number and take the smallest is sequential simple random
sampling (Fan, Muller and Rezucha 1962; permanent random numbers: Ohlsson 1995, “Coordination of Samples Using
Permanent Random Numbers”, in Business Survey Methods, Wiley); to make the number by hashing a public seed is what
election auditors do (Rivest, “Consistent Sampling with Replacement”, arXiv:1808.10016, 2018). Allocation is
proportional with largest remainders (Cochran, Sampling Techniques, 1977, section 5). Vectors:
tests/expected/spot_check_vectors.json.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

SOURCE = (
    "Fan, Muller, Rezucha (1962), Journal of the American Statistical Association 57, 387–402; Ohlsson (1995), "
    "Coordination of Samples Using Permanent Random Numbers, in: Business Survey Methods; Cochran (1977), Sampling "
    "Techniques; Rivest (2018), Consistent Sampling with Replacement, arXiv:1808.10016."
)
REST = "*"  # the name of strata put together because the sample is too small for each

Cell = tuple[str, str, bool]  # place, group, doubtful
Cells = dict[Cell, list[str]]  # keys of the records
RestOf = Callable[[Cell], Cell]


@dataclass(frozen=True)
class Row:
    """One record of the frame: an opaque key, where it lies, its main group, and whether a check doubts it."""

    key: str
    place: str
    group: str
    doubtful: bool = False


@dataclass(frozen=True)
class Stratum:
    """`size` records (N_h) of one place and group, of which `keys` are drawn, smallest number first."""

    place: str
    group: str
    doubtful: bool
    size: int
    keys: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How many records of the frame each drawn one stands for: N_h / n_h."""
        return self.size / len(self.keys)


@dataclass(frozen=True)
class Draw:
    """A sample and what it was drawn from. Strata are in the order of their names."""

    frame_hash: str
    frame_size: int
    strata: tuple[Stratum, ...]

    @property
    def size(self) -> int:
        return sum(len(stratum.keys) for stratum in self.strata)


def draw(rows: Iterable[Row], size: int, seed: str, factor: int = 1) -> Draw:
    """`size` records (all, where there are fewer). With `factor` above 1 doubtful records are strata of their
    own and get that many times their share. Raises ValueError for a size or factor below 1, or a key twice."""
    rows = list(rows)
    if len({row.key for row in rows}) < len(rows):
        raise ValueError("a key stands in the frame twice")
    taken = tuple(
        Stratum(*cell, len(keys), tuple(smallest(keys, seed, share)))
        for cell, (keys, share) in plan(rows, size, factor).items()
    )
    return Draw(frame_hash(rows), len(rows), taken)


def plan(rows: Iterable[Row], size: int, factor: int = 1) -> dict[Cell, tuple[list[str], int]]:
    """Each stratum's keys and how many of them are to be drawn, in the order of their names."""
    rows = list(rows)
    if size < 1 or factor < 1:
        raise ValueError("size and factor are 1 or more")
    cells = strata(rows, size, factor)
    names = sorted(cells)
    sizes = [len(cells[name]) for name in names]
    wanted = [count * (factor if name[2] else 1) for name, count in zip(names, sizes, strict=True)]
    shares = allocate(sizes, wanted, min(size, len(rows)))
    return {name: (cells[name], share) for name, share in zip(names, shares, strict=True)}


def number(seed: str, key: str) -> str:
    """The record's random number, 64 hexadecimal digits; smaller is drawn earlier."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def smallest(keys: Iterable[str], seed: str, count: int) -> list[str]:
    return sorted(keys, key=lambda key: number(seed, key))[:count]


def frame_text(rows: Iterable[Row]) -> str:
    """The frame as its hash sees it: one line “key TAB place TAB group TAB 0|1” a record, lines sorted."""
    lines = sorted(f"{row.key}\t{row.place}\t{row.group}\t{int(row.doubtful)}\n" for row in rows)
    return "".join(lines)


def frame_hash(rows: Iterable[Row]) -> str:
    return hashlib.sha256(frame_text(rows).encode()).hexdigest()


def strata(rows: Iterable[Row], size: int, factor: int = 1) -> Cells:
    """Keys by (place, group, doubtful): at most `size` cells, so that each can get one record at least.

    Groups whose share of the sample is below one record stand together as “*” within their place: one record of
    each would starve the large groups and cost precision. Where there are still too many cells, whole places
    stand together. With `factor` 1 doubtful records stand among the others.
    """
    cells: Cells = {}
    for row in rows:
        cells.setdefault((row.place, row.group, row.doubtful and factor > 1), []).append(row.key)
    weights = {cell: len(keys) * (factor if cell[2] else 1) for cell, keys in cells.items()}
    whole = sum(weights.values())
    small = [cell for cell, weight in weights.items() if weight * size < whole]
    cells = together(cells, small, lambda cell: (cell[0], REST, cell[2]))
    for rest_of in (lambda cell: (REST, REST, cell[2]), lambda cell: (REST, REST, False)):
        cells = together(cells, too_many(cells, size, rest_of), rest_of)
    return cells


def too_many(cells: Cells, most: int, rest_of: RestOf) -> list[Cell]:
    """The smallest cells, as many as must stand together for `most` to be left (or all, if even that is more)."""
    count, chosen, rests = len(cells), [], set()
    for cell in sorted(cells, key=lambda cell: (len(cells[cell]), cell)):
        if count <= most:
            break
        count -= rest_of(cell) in rests  # the first one of a rest only changes its name
        rests.add(rest_of(cell))
        chosen.append(cell)
    return chosen


def together(cells: Cells, chosen: list[Cell], rest_of: RestOf) -> Cells:
    """The cells with `chosen` ones put into their rests; one that is alone in its rest keeps its name."""
    rests: dict[Cell, list[Cell]] = {}
    for cell in chosen:
        rests.setdefault(rest_of(cell), []).append(cell)
    gone = set(chosen)
    left = {cell: keys for cell, keys in cells.items() if cell not in gone}
    for name, members in rests.items():
        left[members[0] if len(members) == 1 else name] = [key for cell in members for key in cells[cell]]
    return left


def allocate(sizes: list[int], wanted: list[int], total: int) -> list[int]:
    """Shares of `total` in proportion to `wanted`: at least 1 and at most its size for each stratum, the rest by
    largest remainders (ties: the earlier one). Needs len(sizes) <= total <= sum(sizes)."""
    fixed: dict[int, int] = {}
    while len(fixed) < len(sizes):
        quotas = _quotas(wanted, fixed, total)
        low = {at: 1 for at, quota in quotas.items() if quota < 1}
        high = {at: sizes[at] for at, quota in quotas.items() if quota > sizes[at]}
        if not low and not high:
            fixed |= _rounded(quotas)
            break
        fixed |= low or high
    for _ in range(total - sum(fixed.values())):  # left over where all others are taken whole
        open_ = [at for at in fixed if fixed[at] < sizes[at]]
        fixed[min(open_, key=lambda at: (Fraction(fixed[at], wanted[at]), at))] += 1
    return [fixed[at] for at in range(len(sizes))]


def _quotas(wanted: list[int], fixed: dict[int, int], total: int) -> dict[int, Fraction]:
    left = total - sum(fixed.values())
    open_ = [at for at in range(len(wanted)) if at not in fixed]
    whole = sum(wanted[at] for at in open_)
    return {at: Fraction(left * wanted[at], whole) for at in open_}


def _rounded(quotas: dict[int, Fraction]) -> dict[int, int]:
    """Whole numbers with the same sum; the largest remainders are rounded up."""
    shares = {at: int(quota) for at, quota in quotas.items()}
    missing = int(sum(quotas.values())) - sum(shares.values())
    for at in sorted(quotas, key=lambda at: (shares[at] - quotas[at], at))[:missing]:
        shares[at] += 1
    return shares
