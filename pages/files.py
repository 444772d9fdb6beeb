"""Files and guardians: are files complete, is a guardian settled, are ledgers handed in?"""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "files")
screen.headlines(view, ["files_complete", "guardian_settled", "ledgers_handed_in"])
screen.beside(
    lambda: screen.share_card(view, "files_complete", "unit", view.t("files.by_unit")),
    lambda: screen.file_blanks(view),
    lambda: screen.share_card(view, "guardian_settled", "unit", view.t("files.guardian_by_unit")),
    lambda: screen.share_card(view, "ledgers_handed_in", "unit", view.t("files.ledgers_by_unit")),
    lambda: screen.worst_card(view, "files_complete", view.t("list.files_complete")),
    lambda: screen.worst_card(view, "guardian_settled", view.t("list.guardian_settled")),
    lambda: screen.worst_card(view, "ledgers_handed_in", view.t("list.ledgers_handed_in")),
    lambda: screen.worst_card(view, "someone_answers", view.t("list.someone_answers")),
)
