"""The breakdown cards of the pages as ideas: the same figures and sentences for screen, meeting, PDF and workbook.

Not among the usual ideas of a briefing, or a meeting would have forty slides; the files of a page hold them all.
"""

from dataclasses import replace

from care.briefing.about import About
from care.briefing.breakdowns import burn_up, contact, flows, gap, handed_over, roll, school, winter
from care.briefing.breakdowns.parts import Kind, begun
from care.briefing.naming import duty_name
from care.briefing.piece import Piece
from care.briefing.small import is_rare
from care.briefing.sparing import Sparing, TooFew
from care.definitions import Definitions

ITEM = f"{burn_up.BURN_UP}@"  # before an item of winter relief
KINDS = {
    "greatest_gaps": Kind("overview.gaps", "", gap.greatest_gaps),
    "risk_colours": Kind("groups.colours", "overview", roll.colours),
    "age_sex": Kind("groups.ages", "groups", roll.ages),
    "group_overlap": Kind("groups.overlaps", "groups", roll.overlaps),
    "flows": Kind("groups.flows", "groups", flows.flows),
    "flow_reasons": Kind("groups.flow_reasons", "groups", flows.flow_reasons),
    "units_by_group": Kind("groups.by_unit_and_group", "groups", roll.units_by_group, "on_roll"),
    "helper_kinds": Kind("pairing.kinds", "pairing", contact.helper_kinds),
    "days_since_contact": Kind("visits.days_since", "visits", contact.days_since),
    "contact_calendar": Kind("visits.calendar", "visits", contact.calendar),
    "relief_stages": Kind("relief.by_stage", "relief", winter.stages),
    "relief_money": Kind("relief.money", "relief", handed_over.money),
    "relief_goods": Kind("relief.goods", "relief", handed_over.goods),
    "condolence_by_category": Kind("relief.condolence", "relief", handed_over.condolence),
    "house_stages": Kind("relief.houses", "relief", winter.houses),
    "file_blanks": Kind("files.blanks", "files", contact.file_blanks),
    "letter_states": Kind("files.letters", "files", contact.letters),
    "class_talks": Kind("schools.talks_by_class", "schools", school.talks, "contact_rhythm"),
    "school_helpers": Kind("schools.helpers", "schools", school.helpers),
    "plan_stages": Kind("schools.stages", "schools", school.plan_stages),
    "home_calls": Kind("schools.calls", "schools", school.home_calls),
    "activities_by_month": Kind("schools.by_month", "schools", school.activities),
    "holiday_gifts": Kind("schools.gifts", "schools", school.gifts),
    "gap_kinds": Kind("gaps.kinds", "gaps", gap.gap_kinds),
    "gap_units": Kind("gaps.units", "gaps", gap.gap_units),
}


def keys_of(definitions: Definitions, page: str) -> list[str]:
    """The breakdowns that a page shows, in its order."""
    items = [f"{ITEM}{item}" for item in definitions.relief] if page == "relief" else []
    return items + [key for key, kind in KINDS.items() if kind.page == page]


def known(definitions: Definitions, key: str) -> bool:
    return key in KINDS or (key.startswith(ITEM) and key.removeprefix(ITEM) in definitions.relief)


def piece(about: About, key: str) -> Piece:
    """One breakdown as an idea; empty where there is nothing to show, or may not be: documents spare rare groups,
    whoever makes them. Of a rare group nothing is broken down: with some parts left out, sums and shares would be wrong.
    """
    kind = KINDS[key] if key in KINDS else _item(about, key)
    made = begun(about, key, title(about, key), kind)
    if is_rare(about, about.group):
        return made
    try:
        return kind.make(replace(about, answers=Sparing(about)), made)
    except TooFew:
        return made


def title(about: About, key: str) -> str:
    """What a breakdown is called; that of an item says its name."""
    if not key.startswith(ITEM):
        return about.t(KINDS[key].title)
    return about.t("relief.by_day_of", item=duty_name(about, key.removeprefix(ITEM)))


def _item(about: About, key: str) -> Kind:
    if not known(about.definitions, key):
        raise KeyError(key)
    return Kind("", "relief", burn_up.burn_up(key.removeprefix(ITEM)), burn_up.BURN_UP)
