"""Texts from outside on the screen."""


def plain(text: str) -> str:
    """As Markdown shows it: letter for letter, no links, no pictures."""
    return "".join("\\" + sign if sign in "\\`*_{}[]()<>#+-.!|~$:&^=" else sign for sign in text)
