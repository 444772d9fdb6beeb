"""A remark that says somebody is no more on the roll (于3月去世, 已停保, 迁出), where nothing else of the row does: told,
as nobody may be taken off a roll by a remark that is only likely understood."""

from care.ledgers.extras import gone, note_sql, titled
from care.ledgers.job import Job
from care.ledgers.problems import mask

SAYS = ("roll_state", "left_on", "left_reason", "died_on")
BEFORE = (
    "本人|户口|户籍|全家|举家|该[户人]|该(?:老人|儿童|学生|对象)|现|已经?|于|在|因病|因故|不幸|自然|经核实|今年|去年|上?本?月|"
    r"[\d年月日号./\-]+|[一二三四五六七八九十]+[月日]|[起初底末份中]|左右|上旬|中旬|下旬"
)
GONE = (
    "死亡|去世|病故|亡故|身故|离世|过世|已故|逝世|病逝|停保|停发|停止(?:保障|救助|供养|享受)|迁出|迁往|外迁|转出|转学|注销|销户|"
    "退出|退保|清退|清出|取消(?:低保|保障|资格|待遇|享受)|减员|脱保|不再享受|不再符合|不在册"
)
PATTERN = rf"(^|[；;，,。、\s（(])(?:{BEFORE}|\s)*(?:{GONE})($|[^风率赔抚补原地])"  # 父亲去世, 拟停保, 死亡风险高 are none


def complain_of_remarks(job: Job) -> None:
    """Rows of a roster that are taken as on the roll though their remark says that somebody left."""
    if job.table.kind != "roster" or "name" not in job.by_field:
        return
    if titled(job, "roster", "roll_state", True) or gone(job, "roll_state"):
        return  # 停保花名册: all have left
    j = job.by_field.get("note", job.by_field["name"])
    silent = " and ".join(f"v{job.by_field[one]} is null" for one in SAYS if one in job.by_field) or "true"
    left = (
        f"select vals.n, vals.s, {note_sql(job)} as said from vals join fates using (id) "
        f"where fate in ('taken', 'held') and {silent} and section_state is distinct from 'ended'"
    )
    for n, s, text in job.each(
        f"select n, s, said from ({left}) where regexp_matches(said, '{PATTERN}') order by s, n"
    ):
        job.complain("remark_says_gone", s, n, j, "note", mask(text))
