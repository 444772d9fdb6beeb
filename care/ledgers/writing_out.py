"""Cells that say more, or less, than one value: several days of contact in one (3月5日、6月8日), amounts in 万元."""

import re
import unicodedata

from care.ledgers.job import TEXT, Job
from care.ledgers.layouts import Layout
from care.ledgers.spellings import all_ticked
from care.ledgers.units import Units

DAY = re.compile(r"^(?:(\d{4})[年./-])?(?:(\d{1,2})[月./-])?(\d{1,2})[日号]?$")
BETWEEN = re.compile(r"\s*[、,，;；\n和及]\s*|(?<=[\d日号])\s+(?=\d)")
TWO = r"^[\x{3400}-\x{9fff}]{2,4}(\s+[\x{3400}-\x{9fff}]{2,4})+$"
COMPOUND = "^(欧阳|司马|诸葛|上官|皇甫|令狐|东方|尉迟|公孙|慕容|夏侯|端木|百里)"
POST = (
    r"(^|\s)(?:副|[\x{3400}-\x{9fff}]{2,6})?(?:镇长|乡长|县长|市长|区长|书记|支书|主任|部长|局长|科长|处长|站长|所长|院长|校长|园长|"
    r"队长|组长|常委|委员|主席|干事|专干|会计|文书|同志)\s+"
)
CHANGED = re.compile("变更|变动|增减|调整|异动")
CHANGE = re.compile("变更|变动|增减|状态|动态|调整|异动")
LEFT = "减少|退出|死亡|去世|病故|身故|亡故|迁出|转出|注销|停发|停保|停止|终止|清退|清出|取消|出列|销户|离世|过世|已故"
CAME = "新增|增加|纳入|迁入|转入"
MULTIPLE = re.compile("([万千百])元")
SAID = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*([万千百])元")
UNITS = re.compile(r"[\s、,，;；/和及与]+")
BOX = "[□☐].*[□☐☑√✓✔■]|[☑√✓✔■].*[□☐]"  # several choices, or one that is not ticked
MARK = "[*＊★☆※▲△#]"
MARKED, MARKED_BEFORE = rf"^[\x{{3400}}-\x{{9fff}}·]{{2,}}{MARK}$", rf"^{MARK}[\x{{3400}}-\x{{9fff}}·]{{2,}}$"
MOST_MARKED = 0.34  # of the names; more are masked
PLANNED = "\\d.*[（(]?(拟|计划|预计|预定)(开展|举行|举办|进行|定)?[)）]?$"
SIGNS = "[、,，;；和及\\n ]"


def write_out(job: Job) -> None:
    """Change relation marked so that each cell holds one whole value."""
    write_out_days(job)
    write_out_ticks(job)
    write_out_units(job)
    write_out_multiples(job)
    write_out_visitors(job)
    leave_out_footnote_marks(job)
    leave_out_plans(job)
    leave_out_newcomers(job)


def write_out_multiples(job: Job) -> None:
    """Below a heading in 万元, or below 单位：万元 above the table, 2.5 is 2.5万; 千元 and 百元 likewise."""
    above = {s: said_above(layout) for s, layout in enumerate(job.table.layouts)}
    columns = {}
    for j, field in job.table.fields.items():
        if job.setting.words.types.get(field) != "money":
            continue
        heading = job.table.places[j].heading
        own = MULTIPLE.search(heading)
        if own or "元" not in heading and any(above.values()):
            columns[j] = {s: own[1] if own else said for s, said in above.items()}
    if not any(any(each.values()) for each in columns.values()):
        return
    kinds = {f"k{j}" for j in columns} & set(job.table.cells.column_names)
    written = []
    for j, each in columns.items():
        sign = " ".join(f"when {s} then '{one}'" for s, one in each.items() if one)
        sign = f"case s {sign} else '' end" if sign else "''"
        amount = f"regexp_matches(c{j}, '^[\\d,]+(\\.\\d+)?$')"
        written.append(f"case when {amount} then replace(c{j}, ',', '') || {sign} else c{j} end as c{j}")
    written += [f"cast(1 as tinyint) as {kind}" for kind in sorted(kinds)]
    job.make("marked", f"select * replace ({', '.join(written)}) from marked")


def said_above(layout: Layout) -> str:
    """万 where a line above the table's header says 单位：万元; '' elsewhere."""
    first = layout.header_rows[0] - 1 - layout.sheet.top if layout.header_rows else 0
    lines = ("".join(text for text, _ in row) for row in layout.sheet.head[: max(first, 0)])
    return next((found[1] for line in lines if (found := SAID.search(line))), "")


def leave_out_newcomers(job: Job) -> None:
    """变更日期 is the day of leaving only where the row says that somebody left (减少, 死亡, 迁出)."""
    j = job.by_field.get("left_on")
    if j is None or not CHANGED.search(job.table.places[j].heading):
        return
    state = job.by_field.get("roll_state")
    said = [c.at for c in job.table.one.columns if (CHANGE.search(c.heading) or c.at == state) and c.at != j]
    text = f"concat_ws(' ', {', '.join(f'c{at}' for at in said)})" if said else "''"
    left = f"(regexp_matches({text}, '{LEFT}') and not regexp_matches({text}, '{CAME}'))"
    columns = [job.by_field[field] for field in ("left_on", "left_reason") if field in job.by_field]
    kept = ", ".join(f"case when {left} then c{at} else '' end as c{at}" for at in columns)
    job.make("marked", f"select * replace ({kept}) from marked")


def write_out_visitors(job: Job) -> None:
    """'刘文 陈平' are two visitors; '欧阳 建国' is one."""
    j = job.by_field.get("contact_by")
    if j is None:
        return
    two = f"mark = 'record' and (contains(c{j}, ' ') or contains(c{j}, '　') or contains(c{j}, chr(10))) and regexp_matches(c{j}, '{TWO}') and not regexp_matches(c{j}, '{COMPOUND}')"
    if not job.rows(f"select 1 from marked where {two} limit 1"):
        return
    one = f"regexp_replace(c{j}, '{POST}', '\\1', 'g')"  # 镇长 刘志 is one
    joined = f"case when {two} then regexp_replace({one}, '\\s+', '、', 'g') else c{j} end as c{j}"
    job.make("marked", f"select * replace ({joined}) from marked")


def leave_out_footnote_marks(job: Job) -> None:
    """刘财* or ★刘财 among whole names points to a footnote; where other names are masked (张*三), * hides something."""
    for field in ("name", "head_name"):
        j = job.by_field.get(field)
        if j is None:
            continue
        marked = f"(regexp_matches(c{j}, '{MARKED}') or regexp_matches(c{j}, '{MARKED_BEFORE}'))"
        stars = f"regexp_matches(c{j}, '[*＊]')"
        counts = f"count(*) filter ({marked}) as starred, count(*) filter ({stars} and not {marked}) as masked, count(*) as names"
        footnotes = (
            f"select s from (select s, {counts} from marked where mark = 'record' and c{j} <> '' group by s) "
            f"where starred > 0 and masked = 0 and starred <= {MOST_MARKED} * names"
        )
        sheets = ", ".join(str(s) for (s,) in job.rows(footnotes))
        if not sheets:
            continue
        here = f"mark = 'record' and s in ({sheets}) and {marked}"
        bare = f"case when {here} then regexp_replace(c{j}, '{MARK}', '', 'g') else c{j} end"
        job.make("marked", f"select * replace ({bare} as c{j}) from marked")


def leave_out_plans(job: Job) -> None:
    """2025年11月28日（拟） below the day on which something was done is no such day: it cannot be read, and is told."""
    types, fields = job.setting.words.types, job.setting.words.fields
    for j, field in job.table.fields.items():
        if types.get(field) != "date" or fields[field].get("future"):
            continue
        planned = f"(contains(c{j}, '拟') or contains(c{j}, '计划') or contains(c{j}, '预')) and regexp_matches(c{j}, '{PLANNED}')"
        if job.rows(f"select 1 from marked where mark = 'record' and {planned} limit 1"):
            said = f"case when mark = 'record' and {planned} then '拟：' || c{j} else c{j} end as c{j}"
            job.make("marked", f"select * replace ({said}) from marked")


def write_out_days(job: Job) -> None:
    """Rows of relation marked whose day cell lists several days are written once a day."""
    j = job.by_field.get("contact_on")
    if j is None or job.table.kind != "contacts" or job.table.periods:
        return
    texts = [
        text
        for (text,) in job.rows(
            f"select distinct c{j} from marked where mark = 'record' and regexp_matches(c{j}, '{SIGNS}')"
        )
    ]
    found = [(text, day) for text in texts for day in days_apart(text)]
    if not found:
        return
    job.keep("days_apart", {"said": TEXT, "day": TEXT}, found)
    job.make(
        "marked",
        f"select * from marked where c{j} not in (select said from days_apart) "
        f"union all by name select * exclude (said, day) replace (day as c{j}) from marked join days_apart on c{j} = said",
    )


def write_out_ticks(job: Job) -> None:
    """□幼儿园 ☑小学 □初中 in a column of texts → 小学; nothing where nothing is ticked."""
    columns = [j for j, field in job.table.fields.items() if job.setting.words.types.get(field) == "text"]
    tests = ", ".join(f"count(*) filter (regexp_matches(c{j}, '{BOX}'))" for j in columns)
    counts = job.rows(f"select {tests} from marked where mark = 'record'")[0] if columns else ()
    for j, _ in ((j, n) for j, n in zip(columns, counts, strict=True) if n):
        texts = [
            text
            for (text,) in job.rows(f"select distinct c{j} from marked where regexp_matches(c{j}, '{BOX}')")
        ]
        job.keep(
            "ticked", {"said": TEXT, "own": TEXT}, [(text, "、".join(all_ticked(text))) for text in texts]
        )
        job.make(
            "marked",
            f"select * exclude (said, own) replace (coalesce(own, c{j}) as c{j}) from marked left join ticked on c{j} = said",
        )


def write_out_units(job: Job) -> None:
    """Whoever answers for 河东村、河西村 answers for each (`each_unit` of a ledger's kind). Elsewhere such a cell is asked
    about: a person lives in one village."""
    j = job.by_field.get("village")
    if j is None or not job.ledger.get("each_unit"):
        return
    texts = [text for (text,) in job.rows(f"select distinct c{j} from marked where mark = 'record'")]
    found = [(text, one) for text in texts for one in units_apart(text, job.setting.units)]
    if not found:
        return
    job.keep("units_apart", {"said": TEXT, "own": TEXT}, found)
    job.make(
        "marked",
        f"select * from marked where c{j} not in (select said from units_apart) union all by name "
        f"select * exclude (said, own) replace (own as c{j}) from marked join units_apart on c{j} = said",
    )


def units_apart(text: str, units: Units) -> list[str]:
    """'河东村、河西村' → each; [] unless every part is a known village and the whole is none."""
    parts = [part for part in UNITS.split(text.strip()) if part]
    if (
        len(parts) < 2
        or units.find(text, ("village",))
        or not all(units.find(part, ("village",)) for part in parts)
    ):
        return []
    return parts


def days_apart(text: str) -> list[str]:
    """'2025.3.5、6.8' → ['2025.3.5', '2025.6.8']; year and month hold on; [] when it is not such a list."""
    parts = [part for part in BETWEEN.split(unicodedata.normalize("NFKC", text).strip()) if part]
    days = [DAY.match(part) for part in parts]
    if len(days) < 2 or not all(days) or not days[0][2]:
        return []
    year, month, said = "", "", []
    for one in days:
        year, month = one[1] or year, one[2] or month
        said.append(f"{year}年{month}月{one[3]}日" if year else f"{month}月{one[3]}日")
    return said
