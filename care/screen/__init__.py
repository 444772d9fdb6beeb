"""What pages are made of: the head with its filters, cards, lists, explanations, and empty states."""

from care.screen.card import beside, stack
from care.screen.crosstab import units_by_group
from care.screen.group_cards import ages, flows, overlaps
from care.screen.headline import headlines, roll
from care.screen.ledger_desk import open_desk
from care.screen.ledger_history import history
from care.screen.ledger_matches import matches
from care.screen.ledger_paper import papers
from care.screen.ledger_templates import templates
from care.screen.ledger_upload import receive
from care.screen.overview_cards import QUESTIONS, gaps, table, winter
from care.screen.page import open_page
from care.screen.pairing_cards import helper_kinds
from care.screen.relief_cards import items, relief_by_unit
from care.screen.shares import count_card, share_card, worst_card
from care.screen.states import guard
from care.screen.visit_cards import by_month, calendar, days_since
from care.screen.winter_cards import houses, money, stages

__all__ = [
    "QUESTIONS",
    "ages",
    "beside",
    "by_month",
    "calendar",
    "count_card",
    "days_since",
    "flows",
    "gaps",
    "guard",
    "headlines",
    "history",
    "helper_kinds",
    "houses",
    "items",
    "money",
    "matches",
    "open_desk",
    "open_page",
    "overlaps",
    "papers",
    "receive",
    "relief_by_unit",
    "roll",
    "share_card",
    "stack",
    "stages",
    "table",
    "templates",
    "units_by_group",
    "winter",
    "worst_card",
]
