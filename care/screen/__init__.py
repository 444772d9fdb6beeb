"""What pages are made of: the head with its filters, cards, lists, explanations, and empty states."""

from care.screen.card import beside, stack
from care.screen.checks_asked import checks_of
from care.screen.checks_cards import by_month as checks_by_month
from care.screen.checks_cards import by_unit as checks_by_unit
from care.screen.checks_cards import quality as checks_quality
from care.screen.checks_cards import summary as checks_summary
from care.screen.checks_cases import cases, checks_table
from care.screen.crosstab import units_by_group
from care.screen.findings_cards import findings_list, findings_summary, lines_of, overdue_note
from care.screen.findings_new import answered_sheet, own_finding
from care.screen.gap_cards import gap_kinds, gap_units
from care.screen.gap_filters import OWN as GAP_FILTERS
from care.screen.gap_filters import narrow
from care.screen.gap_list import gap_list
from care.screen.goods_cards import condolence, goods
from care.screen.group_cards import ages, flows, overlaps
from care.screen.headline import headlines, roll
from care.screen.ledger_desk import open_desk
from care.screen.ledger_history import history
from care.screen.ledger_matches import matches
from care.screen.ledger_paper import papers
from care.screen.ledger_remembered import remembered_things
from care.screen.ledger_templates import templates
from care.screen.ledger_upload import receive
from care.screen.ledger_working import work
from care.screen.overview_cards import QUESTIONS, gaps, table, winter
from care.screen.page import open_page
from care.screen.pairing_cards import helper_kinds
from care.screen.person_cards import duties, groups, helpers, lacking, members
from care.screen.person_cards import houses as file_houses
from care.screen.person_cards import relief as file_relief
from care.screen.person_file import open_file
from care.screen.person_history import changed, contacts, known_facts, ledgers
from care.screen.programme_cards import activities_by_month, file_blanks
from care.screen.programme_glance import rest_of_programme
from care.screen.questions import OWN as QUESTION
from care.screen.questions import Topic, questions
from care.screen.relief_cards import items, relief_by_unit
from care.screen.roll_cards import colours, flow_reasons, letters
from care.screen.school_cards import (
    helpers_by_school,
    holiday_gifts,
    home_calls,
    plan_stages,
    talks,
    talks_missed,
)
from care.screen.shares import count_card, share_card, worst_card
from care.screen.spot_check_draw import draw_card
from care.screen.spot_check_list import earlier, method
from care.screen.spot_check_room import open_room
from care.screen.spot_check_sample import opened as sample
from care.screen.states import guard
from care.screen.visit_cards import by_month, calendar, days_since
from care.screen.winter_cards import houses, money, stages

__all__ = [
    "GAP_FILTERS",
    "QUESTION",
    "QUESTIONS",
    "Topic",
    "activities_by_month",
    "ages",
    "answered_sheet",
    "beside",
    "by_month",
    "calendar",
    "cases",
    "changed",
    "checks_by_month",
    "checks_by_unit",
    "checks_of",
    "checks_quality",
    "checks_summary",
    "checks_table",
    "colours",
    "condolence",
    "contacts",
    "count_card",
    "days_since",
    "draw_card",
    "duties",
    "earlier",
    "file_blanks",
    "file_houses",
    "file_relief",
    "findings_list",
    "findings_summary",
    "flow_reasons",
    "flows",
    "gap_kinds",
    "gap_list",
    "gap_units",
    "gaps",
    "goods",
    "groups",
    "guard",
    "headlines",
    "helper_kinds",
    "helpers",
    "helpers_by_school",
    "history",
    "holiday_gifts",
    "home_calls",
    "houses",
    "items",
    "known_facts",
    "lacking",
    "ledgers",
    "letters",
    "lines_of",
    "matches",
    "members",
    "method",
    "money",
    "narrow",
    "open_desk",
    "open_file",
    "open_page",
    "open_room",
    "overdue_note",
    "overlaps",
    "own_finding",
    "papers",
    "plan_stages",
    "questions",
    "receive",
    "relief_by_unit",
    "remembered_things",
    "rest_of_programme",
    "roll",
    "sample",
    "share_card",
    "stack",
    "stages",
    "table",
    "talks",
    "talks_missed",
    "templates",
    "units_by_group",
    "winter",
    "work",
    "worst_card",
]
