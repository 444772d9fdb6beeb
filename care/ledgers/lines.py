"""Which rows of a table are records, and which are totals, signatures, notes, examples, repeated headers, sections."""

from collections.abc import Iterable

from care.ledgers.tables import Table

TOTAL = r"^(本?[页村镇组户校班]?(合计|总计|小计|共计|累计|总合计|汇总)|.{1,12}(合计|小计|总计)|(合计|总计|小计|共计)([:：(（].*|共?\d+[人户名](\d+人)?))[:：]?$"
SIGNED = (
    r"^(村|社区|村[(（]社区[)）]|村委会|镇|乡镇|学校|单位)?(单位负责人|负责人|主要负责人|分管负责人|复核人|审核人|审批人|检查人员|填表人|填报人|制表人|制表|统计负责人|经办人|报出日期|填表日期|填报日期|"
    r"制表日期|填报单位|联系人|联系电话|校长|主任|村主任|村支书|村书记|支书|支部书记|班主任|分管领导|单位|盖章|儿童主任|民政专干|监督人|发放人|监督小组|村民代表|见证人)(签名|签字|盖章)?(\s*[（(][^（()）]*[)）])?\s*[:：]"
)
NOTE = (
    r"^[（(【]?(说明|注|备注|填表说明|填报说明|注意|注释|填写说明|备注说明)[)）】]?\s*([:：0-9１-９、.．]|$)"
)
EXAMPLE = r"[（(](示例|样例|范例|例子|例)[)）]$|^(例|示例|样例|范例|举例)[:：]|^[（(【]?(填写|填报)?(示例|样例|范例|例子|举例|例如|例)[\d一二三]?[)）】:：]?$"
EXAMPLE_NOTE = r"(示例|样例|范例|例行请删|填写样本|仅供参考)"
HINT = r"(必填|选填|请填写|下拉选择|格式[:：如为]|填写格式|不能为空|文本格式)"
HINTING = ("填", "选择", "格式", "不能为空")  # no hint is without one of these
NAMING = ("name", "head_name", "unit_name", "helper_name")
MARKS = ("blank", "total", "signed", "note", "example", "repeat", "hint", "numbering", "text", "record")


def mark_sql(table: Table) -> str:
    """A CASE that names the sort of each row. Cheap tests stand before regular expressions."""
    columns = range(table.width)
    filled = f"({' + '.join(filled_sql(j, table) for j in columns) or '0'})"
    several = " and ".join(f"c{j} <> ''" for j in columns_of_text(table)) or "false"
    note = next((j for j, field in table.fields.items() if field == "note"), None)
    name = name_column(table)
    named = {j for j, field in table.fields.items() if field in NAMING}
    examples = [like(j, "例", EXAMPLE) for j in sorted({*columns[:4], *named})]
    if note is not None:
        examples.append(like(note, "例", EXAMPLE_NOTE))
    cases = [
        (f"not ({several}) and {filled} = 0", "blank"),
        (any_of(like(j, "计", TOTAL) for j in columns[:4]), "total"),
        (any_of(like(j, one, SIGNED) for j in columns[:6] for one in (":", "：")), "signed"),
        (any_of(like(j, one, NOTE) for j in columns[:2] for one in "说注备"), "note"),
        (any_of(examples), "example"),
        (repeated(table), "repeat"),
        (hint(name, table), "hint"),
        (numbering(table), "numbering"),
    ]
    if len(table.fields) + len(table.periods) > 1 and table.one.shape != "form":
        cases.append((f"not ({several}) and {filled} = 1", "text"))
    return "case " + " ".join(f"when {test} then '{mark}'" for test, mark in cases) + " else 'record' end"


def columns_of_text(table: Table) -> list[int]:
    """Two columns that nearly every record fills: where both are filled, no other needs to be counted."""
    surest = (*NAMING, "village", "gender", "id_no", "contact_on", "address", "phone")
    found = [j for field in surest for j, own in table.fields.items() if own == field and j < table.width]
    found = [j for j in found if j not in table.serial][:2]
    return found if len(found) == 2 else []


def like(j: int, sign: str, pattern: str) -> str:
    """A regular expression on a column's text without blanks, asked only where a telling sign stands."""
    return f"(contains(c{j}, '{sign}') and regexp_matches(replace(c{j}, ' ', ''), '{pattern}'))"


def any_of(tests: Iterable[str]) -> str:
    return "(" + (" or ".join(tests) or "false") + ")"


def filled_sql(j: int, table: Table) -> str:
    """1 when a cell says something; a mere row number says nothing."""
    said = f"c{j} <> ''" + (f" and not regexp_matches(c{j}, '^\\d+$')" if j in table.serial else "")
    return f"cast({said} as integer)"


def name_column(table: Table) -> int | None:
    wanted = ("name", "head_name", "unit_name", "id_no")
    return next((j for field in wanted for j, own in table.fields.items() if own == field), None)


def hint(name: int | None, table: Table) -> str:
    """A row that says what each column wants: in the name column, or in two columns where nobody is named."""
    if name is not None:
        return hinted(name)
    tests = [f"cast({hinted(j)} as integer)" for j in list(table.fields)[:8]]
    return f"({' + '.join(tests)}) >= 2" if len(tests) > 1 else "false"


def hinted(j: int) -> str:
    signs = " or ".join(f"contains(c{j}, '{sign}')" for sign in HINTING)
    return f"case when {signs} then regexp_matches(c{j}, '{HINT}') else false end"


def repeated(table: Table) -> str:
    """At least two cells say their own heading again (a header printed on every page)."""
    tests = []
    for j, path in enumerate(table.one.paths[:16]):
        said = ", ".join("'" + "".join(text.split()).replace("'", "''") + "'" for text in path)
        bare = f"translate(c{j}, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288), '')"
        first = " or ".join(
            f"starts_with(c{j}, {one})" for one in sorted({first_sign(text) for text in path if text.split()})
        )
        if first:
            tests.append(f"case when {first} then cast({bare} in ({said}) as integer) else 0 end")
    return f"({' + '.join(tests)}) >= 2" if len(tests) > 1 else "false"


def first_sign(text: str) -> str:
    """The sign with which a cell begins that repeats this heading; cells have no blanks around them."""
    return "'" + "".join(text.split())[0].replace("'", "''") + "'"


def numbering(table: Table) -> str:
    """A row that numbers the columns: 1 2 3 … or 甲 乙 1 2."""
    if table.width < 4:
        return "false"
    return "((c0 = '1' and c1 = '2' and c2 = '3' and c3 = '4') or (c0 = '甲' and c1 in ('乙', '1')))"
