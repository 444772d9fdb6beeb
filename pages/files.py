"""Files and guardians: are files complete, guardians settled, ledgers handed in, does somebody answer for it?"""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "files", screen.QUESTION)
details = {
    "files_complete": (lambda: screen.file_blanks(view),),
    "guardian_settled": (lambda: screen.letters(view),),
}
screen.questions(view, details)
