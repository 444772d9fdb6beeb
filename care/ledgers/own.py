"""The sheet that CareBoard itself puts first into a file it gives back marked: never a ledger."""

from care.ledgers.sheets import Sheet

MARK = "CareBoard "  # how its first cell begins, in every language (words clerk.marked.title)


def own_list(sheet: Sheet) -> bool:
    """Is it the list of problems of an earlier round?"""
    return bool(sheet.head and sheet.head[0] and sheet.head[0][0][0].startswith(MARK))
