"""What title, sections, headings and flag columns add to every row: groups, kind of contact, relief item …"""

import re

from care.ledgers import spellings
from care.ledgers.condolences import GIVEN
from care.ledgers.goods_said import goods_values
from care.ledgers.job import TEXT, Job, quoted
from care.ledgers.leavers import all_gone
from care.ledgers.plain import plain
from care.ledgers.sections import NO_GROUP, says_groups
from care.ledgers.units import team_of
from care.ledgers.vocabulary import Vocabulary

AT_TEAM = "(?:村|社区)(第?[一二三四五六七八九十0-9]{1,3}(?:村民)?(?:小组|组|社))"
DIFFICULTY, GROWN, MINOR = "children_in_difficulty", 18, "童|未成年|困境|学生|孩"
# 谈心，…, 电话询问… begin with what was done; 电话费, 慰问品 do not.
FIRST_WORD = re.compile(
    r"([\u3400-\u9fff]{2,4}?)(?:[^\u3400-\u9fff]|$|询问|问候|了解|告知|提醒|交流|联系|沟通|回访|走访)"
)
IN_PERSON = "上门|入户|登门|看望|到家|当面|见面"
ALONE = ("elderly_alone", "elderly_empty_nest")


def extra_values(job: Job) -> dict[str, str]:
    """Field → expression over vals and fates."""
    values = {name: quoted(value) for name, value in job.ledger.get("fixed", {}).items()}
    values["groups"] = groups_sql(job)
    if "roll_state" in job.by_field:
        values["left_reason"] = left_reason(job)
    teams = [*own(job, "team"), "fates.village_team", "fates.section_team", *team_in_address(job)]
    values["team"] = f"coalesce({', '.join(teams)})"
    for field in job.ledger.get("from_title", {}).keys() - {"contact_kind"}:
        section = ["fates.section_state"] if field == "roll_state" else []
        title = quoted(titled(job, job.table.kind, field, True) or gone(job, field))
        values[field] = f"coalesce({', '.join([*said(job, field), *section, title])})"
    if job.table.kind == "relief":
        title = [] if of_schemes(job) else [quoted(job.table.one.hints.relief_item)]
        values["relief_item"] = f"coalesce({', '.join([*own(job, 'relief_item'), *title, 'null'])})"
    if job.table.kind == "contacts":
        values |= given(job)
    if "approved" in job.by_field:
        values |= turned_down(job)
    if "payment_state" in job.by_field:
        values |= not_paid(job, values)
    if "guardian_name" in job.by_field:
        values["guardian_relation"] = related(job)
        values["guardian_name"] = without_relation(job)
    if "contact_on" in job.by_field:
        j = job.by_field["contact_on"]
        values["contact_precision"] = f"p{j}"
        values["contact_kind"] = contact_kind(next(iter(own(job, "contact_kind")), "null"), job)
    if "name" in job.by_field:
        values["note"] = note_sql(job)
    if job.table.kind in ("relief", "contacts"):
        values |= goods_values(job, values.get("note") or next(iter(own(job, "note")), "null"))
    if "helper_name" in job.by_field:
        values["helper_kind"] = f"coalesce({', '.join([*own(job, 'helper_kind'), quoted(helper_kind(job))])})"
    return values


def team_in_address(job: Job) -> list[str]:
    """青溪镇河东村3组12号 in a ledger without a column of teams."""
    j = job.by_field.get("address")
    if j is None or "team" in job.by_field:
        return []
    said = f"regexp_extract(r{j}, '{AT_TEAM}', 1)"
    texts = [text for (text,) in job.rows(f"select distinct {said} from vals where {said} <> ''")]
    job.keep("address_teams", {"raw": TEXT, "team": TEXT}, [(text, team_of(text)) for text in texts])
    return [f"(select team from address_teams where raw = {said})"] if texts else []


def of_schemes(job: Job) -> bool:
    """Does each row's sum say by its own heading for what it is (schemes.py)?"""
    return any(one.field == "cash" and one.how == "scheme" for one in job.table.one.columns)


def given(job: Job) -> dict[str, str]:
    """慰问金 beside any visit is condolence money, and what the visit calls somebody its category; taken out again
    where nothing was given (condolences.py)."""
    things = [job.by_field[field] for field in (*GIVEN, "goods") if field in job.by_field]
    if not things:
        return {}
    values = {}
    if any("慰问" in job.table.places[j].heading for j in things):
        values["relief_item"] = quoted("condolence")
    if "groups" in job.by_field and "relief_category" not in job.by_field:
        values["relief_category"] = f"r{job.by_field['groups']}"
    return values


def turned_down(job: Job) -> dict[str, str]:
    """Whoever is not approved: the day of the decision is no approval, and the answer is the reason where no other is
    written. A mere 否 without a day may mean “not yet”."""
    j = job.by_field["approved"]
    day = next(iter(own(job, "approved_on")), "null")
    answer = f"{quoted(job.table.places[j].heading)} || '：' || r{j}"
    decided = f"case when not v{j} and (length(r{j}) > 1 or {day} is not null) then {answer} end"
    return {
        "approved_on": f"case when coalesce(v{j}, true) then {day} end",
        "refused_reason": f"coalesce({', '.join([*own(job, 'refused_reason'), decided])})",
    }


def not_paid(job: Job, values: dict[str, str]) -> dict[str, str]:
    """A payment that failed has no day; the note says so."""
    j = job.by_field["payment_state"]
    failed = f"v{j} is not distinct from 'failed'"
    day = next(iter(own(job, "paid_on")), "null")
    answer = f"case when {failed} then {quoted(job.table.places[j].heading)} || '：' || r{j} end"
    note = values.get("note") or next(iter(own(job, "note")), "null")
    return {
        "paid_on": f"case when not {failed} then {day} end",
        "note": f"nullif(concat_ws('；', {note}, {answer}), '')",
    }


def related(job: Job) -> str:
    """The guardian's relation; where none is written, a name that is one (监护人: 奶奶) or begins or ends with one
    (爷爷 赵德福, 赵德福（爷爷）)."""
    name = f"r{job.by_field['guardian_name']}"
    spelled = ", ".join(map(quoted, job.setting.words.fields["guardian_relation"]["relations"]))
    alone = f"case when {name} in ({spelled}) then {name} end"
    before, behind = beside_name(job)
    said = f"case when length({name}) > 4 then coalesce(nullif(regexp_extract({name}, {before}, 1), ''), nullif(regexp_extract({name}, {behind}, 2), '')) end"
    return f"coalesce({', '.join([*own(job, 'guardian_relation'), alone, said])})"


def without_relation(job: Job) -> str:
    """The guardian's name without a relation before it."""
    j = job.by_field["guardian_name"]
    before, _ = beside_name(job)
    bare = f"nullif(replace(regexp_extract(r{j}, {before}, 2), ' ', ''), '')"
    return f"coalesce(case when length(r{j}) > 4 then {bare} end, v{j})"


def beside_name(job: Job) -> tuple[str, str]:
    """Patterns of a relation before a name, set off from it, and in brackets behind one."""
    relations = sorted(job.setting.words.fields["guardian_relation"]["relations"], key=len, reverse=True)
    either = "|".join(relations)
    name = "[\\x{3400}-\\x{9fff}·]{2,20}"
    return quoted(f"^({either})[\\s:：、,，]+({name}(?: {name})?)$"), quoted(
        f"^({name})[（(]({either})[)）]$"
    )


def note_sql(job: Job) -> str:
    """The note, with what stands in brackets behind the name: 张大山（已故）."""
    name = f"r{job.by_field['name']}"
    remark = f"case when right({name}, 1) in (')', '）') then nullif(regexp_extract({name}, '[（(]([^（()）]*)[)）]$', 1), '') end"
    return f"nullif(concat_ws('；', {', '.join([*own(job, 'note'), remark])}), '')"


def own(job: Job, field: str) -> list[str]:
    """The row's own value of a field, if the table has it."""
    return [f"v{job.by_field[field]}"] if field in job.by_field else []


def said(job: Job, field: str) -> list[str]:
    """The row's own value of a choice field; without one, the spelling inside another field of the row that
    its definition names (`read_in`: the kind of an activity in its title)."""
    j = job.by_field.get(job.setting.words.fields[field].get("read_in", ""))
    if j is None:
        return own(job, field)
    words = job.setting.words
    texts = [text for (text,) in job.rows(f"select distinct r{j} from vals where r{j} is not null")]
    job.keep(
        f"in_{field}",
        {"raw": TEXT, "value": TEXT},
        [(text, spellings.choice(field, text, words, False)) for text in texts],
    )
    return [*own(job, field), f"(select value from in_{field} where raw = r{j})"]


def groups_sql(job: Job) -> str:
    """Groups of a row: what its columns say, else its section, else the title."""
    lists = [
        of_age(f"coalesce(string_split(nullif({value}, ''), ','), [])", job) for value in own(job, "groups")
    ]
    flags = [(name, j) for name, j in job.by_field.items() if name.startswith("flag:")]
    lists += [f"[case when v{j} then {quoted(name[5:])} end]" for name, j in flags]
    if beside := title_group_beside({name[5:] for name, _ in flags}, job):
        lists.append(f"[{quoted(beside)}]")
    stated = (
        f"nullif(array_to_string(list_sort(list_distinct({' || '.join(lists)})), ','), '')"
        if lists
        else "null"
    )
    above = f"coalesce(fates.section_groups, {', '.join([*graded(job), quoted(title_group(job))])})"
    said = f"coalesce({stated}, nullif({above}, '{NO_GROUP}'))"
    living = living_sql(job)
    if living is None:
        return said
    both = f"coalesce(string_split({said}, ','), []) || [{living}]"
    return f"nullif(array_to_string(list_sort(list_distinct({both})), ','), '')"


def of_age(groups: str, job: Job) -> str:
    """重病, 低收入家庭 name a child's difficulty; of somebody grown they name none of our groups, unless title or heading
    (困境类别) say that the list is of children: then whoever is too old shall be found. A year may be half over."""
    headings = [job.table.places[j].heading for name, j in job.by_field.items() if name in ("groups", "name")]
    if job.table.one.hints.groups == (DIFFICULTY,) or any(re.search(MINOR, one) for one in headings):
        return groups
    adult = f"coalesce({', '.join([*ages(job), '0'])}) > {GROWN} and not regexp_matches(r{job.by_field['groups']}, '{MINOR}')"
    return f"list_filter({groups}, lambda one: one <> '{DIFFICULTY}' or not ({adult}))"


def graded(job: Job) -> list[str]:
    """The title's one group for rows whose own column only grades (低保对象名册: A类) or says what is no group's name."""
    j, named = job.by_field.get("groups"), job.table.one.hints.groups
    if j is None or len(named) != 1 or not job.ledger.get("groups_from_title"):
        return []
    words = job.setting.words
    no_group = {plain(one) for one in words.fields["groups"]["no_group"]} - tiers(words)
    texts = [
        text
        for (text,) in job.rows(
            f"select distinct r{j} from vals where coalesce(v{j}, '') = '' and r{j} is not null"
        )
        if plain(text) not in no_group and not spellings.OTHERWISE.search(text) and not spellings.denies(text)
    ]
    job.keep("graded", {"raw": TEXT}, [(text,) for text in texts])
    return [f"case when r{j} in (select raw from graded) then {quoted(named[0])} end"]


def tiers(words: Vocabulary) -> set[str]:
    return {plain(one) for one in words.fields["groups"]["tiers"]}


def living_sql(job: Job) -> str | None:
    """The group that 居住情况 names (独居, 空巢), of people old enough for it; of unknown age, where the ledger is of the
    elderly."""
    j = job.by_field.get("living")
    if j is None:
        return None
    words, hints = job.setting.words, job.table.one.hints
    texts = [text for (text,) in job.rows(f"select distinct r{j} from vals where r{j} is not null")]
    named = [
        (text, next((one for one in spellings.groups(text, words)[0] if one in ALONE), None))
        for text in texts
    ]
    job.keep("living", {"raw": TEXT, "value": TEXT}, named)
    elderly = any("老" in text for text in (*hints.titles, job.table.one.sheet.name, *hints.places))
    age = f"coalesce({', '.join([*ages(job), '60' if elderly else '0'])})"
    return f"case when {age} >= 60 then (select value from living where raw = r{j}) end"


def ages(job: Job) -> list[str]:
    """Expressions for the age of a row's person, surest first."""
    this_year = job.setting.today.year
    born = [f"{this_year} - year({value})" for value in own(job, "birth_date")]
    by_id = [f"{this_year} - try_cast(substr({value}, 7, 4) as integer)" for value in own(job, "id_no")]
    return [*by_id, *born, *own(job, "age")]


def left_reason(job: Job) -> str:
    """What a column of states says of those who are on the roll no more, where no reason is written."""
    j = job.by_field["roll_state"]
    heading = quoted(job.table.places[j].heading)
    gone = f"case when v{j} = 'ended' then case when length(r{j}) = 1 then {heading} || '：' else '' end || r{j} end"
    said = f"coalesce({', '.join([*own(job, 'left_reason'), gone])})"
    return f"case when v{j} is distinct from 'active' then {said} end"  # 因病致困 is why somebody came


def title_group(job: Job) -> str | None:
    """The one group that the title names, where the ledger's kind lets it count and no column says each row's."""
    named = job.table.one.hints.groups
    return (
        named[0] if len(named) == 1 and job.ledger.get("groups_from_title") and not says_groups(job) else None
    )


def title_group_beside(asked: set[str], job: Job) -> str | None:
    """The title's one group beside columns that ask for others (留守老人花名册: 是否独居): it holds for every row."""
    named = job.table.one.hints.groups
    others = bool(asked) and "groups" not in job.by_field and not asked & set(named)
    return named[0] if others and len(named) == 1 and job.ledger.get("groups_from_title") else None


def contact_kind(value: str, job: Job) -> str:
    """The kind a row says; a mere 'visit' yields to what the title is about (上门 in a 家访 ledger). Where neither says
    it, the first word of what was done may: 谈心，了解家庭情况."""
    told = titled(job, "contacts", "contact_kind") or headed(job)
    first = [] if told else kind_in_text(job)
    return f"coalesce(nullif({value}, 'visit'), {', '.join([*first, quoted(told or 'visit')])})"


def kind_in_text(job: Job) -> list[str]:
    j = job.by_field.get("contact_text")
    if j is None or "contact_kind" in job.by_field:
        return []
    spelled = job.setting.words.values["contact_kind"]
    texts = [text for (text,) in job.rows(f"select distinct left(r{j}, 6) from vals where r{j} is not null")]
    said = [(text, FIRST_WORD.match(text)) for text in texts]
    kinds = [(text, spelled.get(word[1]) if word else None) for text, word in said]
    job.keep("kinds_in_text", {"raw": TEXT, "value": TEXT}, kinds)
    there = f"value in ('phone', 'video') and regexp_matches(r{j}, '{IN_PERSON}')"
    return [f"(select value from kinds_in_text where raw = left(r{j}, 6) and not ({there}))"]


def headed(job: Job) -> str | None:
    """家访时间, 通话时间 over the day says what kind of contact it was, where no title does."""
    j = job.by_field.get("contact_on")
    heading = job.table.places[j].heading if j is not None else ""
    spelled = job.setting.words.ledgers["contacts"]["from_title"]["contact_kind"]
    return next((value for value, signs in spelled.items() if any(sign in heading for sign in signs)), None)


def titled(job: Job, kind: str, field: str, headings: bool = False) -> str | None:
    """The value of a field that the title, sheet or file name gives (from_title of the ledger's definition);
    if asked for, the headings too (讲座题目)."""
    spelled = job.setting.words.ledgers[kind]["from_title"][field]
    hints = job.table.one.hints
    above = [place.heading for place in job.table.places.values()] if headings else []
    for text in (*above, *hints.titles, job.table.one.sheet.name, *hints.places):
        for value, signs in spelled.items():
            if any(sign in text for sign in signs):
                return value
    return None


def gone(job: Job, field: str) -> str | None:
    """Of 停保花名册 everybody has left."""
    return "ended" if field == "roll_state" and all_gone(job.table.one) else None


def helper_kind(job: Job) -> str | None:
    """代理妈妈 in the heading or title says what kind every helper is."""
    spelled = job.setting.words.values["helper_kind"]
    hints = job.table.one.hints
    heading = job.table.places[job.by_field["helper_name"]].heading
    for text in (heading, *hints.titles, job.table.one.sheet.name, *hints.places):
        hits = [word for word in spelled if len(word) > 1 and word in plain(text)]
        if hits:
            return spelled[max(hits, key=len)]
    return None
