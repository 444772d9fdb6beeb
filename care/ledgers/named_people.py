"""Whom a column of names names: who helps and who is helped, the household's members, a couple."""

import re

from care.ledgers.column import Paths
from care.ledgers.headings import meaning, parent_role
from care.ledgers.plain import plain, without_brackets
from care.ledgers.vocabulary import Vocabulary

AIMED = re.compile(
    "^(?:联系|联|服务|结对|帮扶|包[保联抓靠]?|挂[钩联]?|认领|联系帮扶|结对帮扶)(?:户主?|对象|家庭|群众|(?:贫困|困难|特困|低保|五保|脱贫|监测|农|住)户|村民|居民|(?:贫困|困难|困境|特困)?(?:学生|儿童|老人|孩子|残疾人|妇女|党员))(?:户主)?(?:姓名|名称)?$"
)
DOER = re.compile("^(?:党员|干部|教师|老师|职工|教职工|志愿者|领导|妈妈|义工|社工)(.*)$")
COUPLE = re.compile("丈夫|妻子|老伴|老头|老太|夫|妻")
MEMBER = re.compile("^(家庭|共同生活)?成员(情况|信息|基本情况|基本信息)?")


def helpers(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """党员姓名, 教师 beside 结对儿童, 帮扶对象 are those who help, unless another column names them."""
    paths = beside_the_helped(paths, kind, words)
    leaves = [without_brackets(plain(path[-1])) for path in paths if path]
    if not any(leaf.removesuffix("姓名") in words.aimed or AIMED.match(leaf) for leaf in leaves):
        return paths
    if any(meaning(path, kind, words).field in ("helper_name", "contact_by") for path in paths if path):
        return paths
    return tuple(
        (*path[:-1], "结对" + path[-1]) if path and is_doer(path[-1], words) else path for path in paths
    )


def beside_the_helped(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """五老人员 {姓名, 电话} beside 关爱对象 {姓名}: of two that are named, whoever is not helped helps."""
    parents = {
        plain(path[-2]) for path in paths if len(path) > 1 and words.attributes.get(plain(path[-1])) == "name"
    }
    helped = {one for one in parents if one in words.aimed}
    others = {one for one in parents - helped if not parent_role(one, words)}
    if not helped or len(others) != 1:
        return paths
    return tuple(
        (*path[:-2], "帮扶人", path[-1]) if len(path) > 1 and plain(path[-2]) in others else path
        for path in paths
    )


def is_doer(heading: str, words: Vocabulary) -> bool:
    found = DOER.match(plain(heading))
    return bool(found) and (not found[1] or found[1] in words.attributes)


def members(paths: Paths, kind: str, words: Vocabulary) -> Paths:
    """家庭成员 {姓名, 身份证号} beside 与户主关系 are the rows' own people, unless another column names them."""
    fields = {meaning(path, kind, words).field for path in paths if path}
    if not fields & {"name", "head_name"} and any(
        path and COUPLE.match(plain("".join(path))) for path in paths
    ):
        return tuple(bare_spouse(path, words) for path in paths)
    if "name" in fields or not fields & {"relation_to_head", "head_name"}:
        return paths
    return tuple(bare_member(path, words) for path in paths)


def bare_spouse(path: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    """丈夫姓名, 妻子 {姓名} where nobody else is named: both are the row's people (see blocks.py)."""
    found = COUPLE.match(plain(path[-1])) if path else None
    rest = plain(path[-1])[found.end() :] if found else ""
    if found:
        return (rest or "姓名",) if not rest or rest in words.attributes else path
    return path[-1:] if len(path) > 1 and COUPLE.fullmatch(plain(path[-2])) else path


def bare_member(path: tuple[str, ...], words: Vocabulary) -> tuple[str, ...]:
    if len(path) > 1 and MEMBER.match(plain(path[-2])):
        return path[-1:]
    found = MEMBER.match(plain(path[-1])) if path else None
    rest = plain(path[-1])[found.end() :] if found else ""
    return (*path[:-1], rest) if rest in words.attributes else path  # 家庭成员数量 is the household's
