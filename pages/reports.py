"""Reports: summaries and bulletins to sign, and what the office says about itself in them."""

from care import access, screen
from care.screen.export_card import meeting_files
from care.screen.report_cards import own_words, word_card

who = access.enter(__file__)

view = screen.open_page(who, "reports", spare=False)
word_card(view)
meeting_files(view)
own_words(view)
