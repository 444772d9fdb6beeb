"""The cases of all families."""

from tests.check_cases import bursts, dates, houses, identity, identity_places, phones, roll, texts, winter

CASES = [
    one
    for family in (identity, identity_places, roll, phones, bursts, dates, texts, winter, houses)
    for one in family.CASES
]
