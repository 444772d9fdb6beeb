"""Safekeeping: backups; erasing people on request or when the purpose has ended."""

from care import access
from care.screen import keep_erase, keep_page

who = access.enter(__file__)

desk = keep_page.open_keep(who)
keep_page.back_up(desk)
keep_erase.erase(desk)
