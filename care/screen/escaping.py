"""Texts from outside on the screen."""

import re

# Where a bare address of a page or of mail begins. Markdown makes links of these after all escapes were taken away.
ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
UNSEEN = "\u2060"  # joins two letters, is not shown


def plain(text: str) -> str:
    """As Markdown shows it: letter for letter, no links, no pictures."""
    broken = ADDRESS.sub(UNSEEN, text)
    return "".join("\\" + sign if sign in "\\`*_{}[]()<>#+-.!|~$:&^=" else sign for sign in broken)
