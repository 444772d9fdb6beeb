"""Ledgers: what comes in, what is in force, and how to undo it; templates."""

from care import access, screen

who = access.enter(__file__)

desk = screen.open_desk(who)
screen.receive(desk)
screen.work(desk)
screen.papers(desk)
screen.matches(desk)
screen.history(desk)
screen.remembered_things(desk)
screen.templates(desk)
