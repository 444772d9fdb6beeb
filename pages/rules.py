"""Rules: what the office sets for itself, and what it has changed."""

from care import access
from care.screen import rules_page

who = access.enter(__file__)

desk = rules_page.open_rules(who)
rules_page.changed(desk)
rules_page.set_one(desk)
