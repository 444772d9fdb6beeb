"""A bare 联系电话, 职务 … belongs to the person whose name stands before it (domain.md 2.10)."""

import re

from care.ledgers import looks
from care.ledgers.column import Paths, Sample
from care.ledgers.headings import Meaning, composed
from care.ledgers.plain import plain
from care.ledgers.vocabulary import Vocabulary

FOLLOWERS = {
    "phone",
    "position",
    "unit",
    "gender",
    "age",
    "relation",
    "id",
    "kind",
}  # follow a person's name column
SOMEBODY = "somebody"  # whom no definition knows (认领人): what follows is theirs, not the rows' own
DOER = re.compile("(?:人|者|员|方|干部|领导|医生|护士|老师|教师|同志|党员)(?:姓名)?$")


def neighbours(
    meanings: list[Meaning | None], paths: Paths, kind: str, sample: Sample, words: Vocabulary
) -> list[Meaning | None]:
    """Give a bare 联系电话, 职务 … to the person whose name column it follows (domain.md 2.10)."""
    result = list(meanings)
    role, owner = "person", None
    taken: set[str] = set()
    said = {one.field for one in meanings if one and one.field and not one.bare}
    outright = {(one.role, one.attribute) for one in meanings if one and one.how == "composed"}
    for j, one in enumerate(meanings):
        if one is None:
            role = "person"
            continue
        if one.field is None and DOER.search(plain(paths[j][-1])) and looks.person_names(sample[j]) >= 0.5:
            role, owner = SOMEBODY, j
            continue
        if one.attribute == "name" and one.role:
            role, owner = "helper" if one.field == "helper_name" else one.role, j
            continue
        if not (one.bare or one.how == "listed" and not one.role) or one.attribute not in FOLLOWERS:
            goes_on = one.attribute in FOLLOWERS or one.role == role or one.bare and one.attribute == "other"
            goes_on = goes_on or role == SOMEBODY and one.field is None
            role = role if goes_on else "person"
            if one.bare:
                taken.add(one.attribute)
            continue
        owned = composed(role, one.attribute, kind, words, 0.85, "neighbour")
        if (role, one.attribute) in outright and one.attribute not in taken and not owned.field:
            taken.add(one.attribute)  # 配偶姓名, 年龄, 配偶年龄: the spouse's says so itself
        elif (
            owned.field in said and one.attribute not in taken
        ):  # 监护人, 监护人电话, 联系电话: the third is the child's
            taken.add(one.attribute)
        elif not owned.field and one.attribute == "kind":
            taken.add(one.attribute)  # 类别 behind 监护人 is the child's: guardians have none
        elif role not in ("person", "head") and belongs(one, j, owner, one.attribute in taken, sample):
            result[j] = owned
        else:
            taken.add(one.attribute)
    return result


def belongs(one: Meaning, at: int, owner: int | None, seen_before: bool, sample: Sample) -> bool:
    """Does this column describe the person named before it? Repeated helpers with one number each say so."""
    if seen_before or owner is None:
        return True
    known = looks.determined(sample[owner], sample[at])
    return known is None or known >= 0.5
