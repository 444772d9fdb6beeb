"""Access: who may come in, do what, and see which units and groups."""

from care import access
from care.screen import access_page

who = access.enter(__file__)

desk = access_page.open_access(who)
access_page.people(desk)
access_page.give(desk)
access_page.take(desk)
access_page.meanings(desk)
