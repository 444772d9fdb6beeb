"""Spot check: a sample that nobody can say was picked, its sheets, and how much of the ledgers is true."""

from care import access, screen

who = access.enter(__file__)

room = screen.open_room(who)
if room.sample:
    screen.sample(room)
else:
    screen.draw_card(room)
    screen.earlier(room)
    screen.method(room)
