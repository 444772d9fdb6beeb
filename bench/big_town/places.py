"""The tree of units: one province, counties of about 100,000 people, towns of twelve villages of 500 to 1,500 each."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bench.big_town import names

PROVINCE = "安宁省"
VILLAGES_A_TOWN = 12
TOWNS_A_COUNTY = 8


@dataclass(frozen=True)
class Village:
    """`first`: the number of its first person; `county`, `town`: numbers from 0, of all counties and within the county."""

    number: int
    county: int
    town: int
    first: int
    size: int
    path: str

    @property
    def town_path(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def villages(people: int, seed: int) -> list[Village]:
    """As many as these people need; the first has 1,000 of them, if there are so many, the last what is left."""
    rng = random.Random(seed)
    village_names, town_names = shuffled(rng, *VILLAGE), shuffled(rng, *TOWN)
    village_names += [f"{before}{name}" for before in "新老" for name in village_names]  # a province has more
    county_names = shuffled(rng, names.COUNTIES, names.COUNTIES, "县")
    found: list[Village] = []
    first = 0
    while first < people:
        at = len(found)
        town, county = at // VILLAGES_A_TOWN, at // (VILLAGES_A_TOWN * TOWNS_A_COUNTY)
        size = min(1000 if at == 0 else rng.randint(500, 1500), people - first)
        path = f"{PROVINCE}/{county_names[county]}/{town_names[town]}/{village_names[at]}"
        found.append(Village(at, county, town % TOWNS_A_COUNTY, first, size, path))
        first += size
    return found


VILLAGE = (names.VILLAGE_FIRST, names.VILLAGE_SECOND + names.VILLAGE_FIRST, "村")
TOWN = (names.TOWN_FIRST + names.COUNTIES, names.TOWN_SECOND + names.COUNTIES, "镇")


def shuffled(rng: random.Random, first: str, second: str, ending: str) -> list[str]:
    """Every name of two different characters and its kind, each once."""
    found = sorted({f"{a}{b}{ending}" for a in first for b in second if a != b})
    rng.shuffle(found)
    return found


def towns(all_villages: list[Village]) -> Iterator[list[Village]]:
    for at in range(0, len(all_villages), VILLAGES_A_TOWN):
        yield all_villages[at : at + VILLAGES_A_TOWN]
