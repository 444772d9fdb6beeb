"""One person, one file (一人一档); a household likewise. Opened from a row of any list, not from the menu."""

from care import access, screen

who = access.enter(__file__)

desk = screen.open_file(who)
screen.beside(
    lambda: screen.duties(desk),
    screen.stack(lambda: screen.lacking(desk), lambda: screen.groups(desk), lambda: screen.helpers(desk)),
)
screen.contacts(desk)
screen.beside(
    screen.stack(lambda: screen.known_facts(desk), lambda: screen.changed(desk)),
    screen.stack(
        lambda: screen.file_relief(desk),
        lambda: screen.file_houses(desk),
        lambda: screen.members(desk),
        lambda: screen.ledgers(desk),
    ),
)
