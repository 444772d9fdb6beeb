"""What was given as a text (棉被1床、大米2袋, 米、油): quilts and coats are counted in their fields, the rest is kept in the note
and told, as nothing else of goods is counted."""

import re
import unicodedata

from care.ledgers.goods import KEPT
from care.ledgers.job import TEXT, WHOLE, Job, quoted
from care.ledgers.plain import plain
from care.ledgers.problems import mask
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import CHINESE

BETWEEN = re.compile(r"[、,，;；+/\n。和及]+|\s+(?=[\u3400-\u9fff])")
RUN_ON = re.compile(
    r"(?<=[\d一二三四五六七八九十两][床件条套袋桶箱盒斤个份提瓶双包])(?=[\u3400-\u9fff])"
)  # 棉被1床大米1袋
COUNT = r"(\d{1,3}|[一二三四五六七八九十]|两|壹|贰)"
UNIT = "(?:床|件|条|套|个|份|双)?"
BEHIND = re.compile(rf"^([\u3400-\u9fff]{{2,6}}?)[(×xX*:：]?{COUNT}{UNIT}[)]?$")
BEFORE = re.compile(rf"^{COUNT}{UNIT}([\u3400-\u9fff]{{2,6}})$")
EACH = re.compile(rf"^(\D+)各({COUNT})({UNIT})$")
NUMBERS = CHINESE | {"两": 2, "壹": 1, "贰": 2}
MOST = 100  # of one sort in one household; more is a slip


def counted(text: str, words: Vocabulary) -> tuple[dict[str, int], str]:
    """({quilts: 1, coats: 2}, what else was given) of one cell."""
    found: dict[str, int] = {}
    rest = []
    for part in parts_of(text):
        bare = re.sub(r"\s+", "", part)
        behind, before = BEHIND.match(bare), BEFORE.match(bare)
        name, number = (behind[1], behind[2]) if behind else (before[2], before[1]) if before else ("", "")
        field = words.exact.get(plain(name)) if name else None
        amount = NUMBERS.get(number) or (int(number) if number.isdecimal() else 0)
        if field in KEPT and field not in found and 0 < amount <= MOST:
            found[field] = amount
        else:
            rest.append(part)
    return found, "、".join(rest)


def parts_of(text: str) -> list[str]:
    """'棉被1床、大米2袋' → each; '1床棉被' is one; '棉被、棉衣各1件' are two."""
    text = unicodedata.normalize("NFKC", text).strip()
    if each := EACH.match(text):
        return [f"{one.strip()}{each[2]}{each[4]}" for one in BETWEEN.split(each[1]) if one.strip()]
    listed = [one.strip() for one in BETWEEN.split(text)]
    cut = [RUN_ON.split(one) if re.match("[\u3400-\u9fff]{2}", one) else [one] for one in listed]
    return [one for some in cut for one in some if one]


def goods_values(job: Job, note: str) -> dict[str, str]:
    """Field → expression of what a column of goods says, beside the row's own quilts, coats and `note`; {} without one."""
    j = job.by_field.get("goods")
    if j is None:
        return {}
    words = job.setting.words
    texts = [text for (text,) in job.rows(f"select distinct r{j} from vals where r{j} is not null")]
    said = [(text, *counted(text, words)) for text in texts]
    kept = [(text, *(found.get(one) for one in KEPT), rest or None) for text, found, rest in said]
    job.keep("goods_said", {"raw": TEXT, **dict.fromkeys(KEPT, WHOLE), "rest": TEXT}, kept)
    of_row = f"(select {{}} from goods_said where raw = r{j})"
    own = {one: [f"v{job.by_field[one]}"] if one in job.by_field else [] for one in KEPT}
    tell(job, j)
    heading = quoted(job.table.places[j].heading.split(" ")[-1])
    return {one: f"coalesce({', '.join([*own[one], of_row.format(one)])})" for one in KEPT} | {
        "note": f"nullif(concat_ws('；', {note}, {heading} || '：' || {of_row.format('rest')}), '')"
    }


def tell(job: Job, j: int) -> None:
    """Once for the column of a sheet, where it first names something that no field counts."""
    named = f"select s, min(n), arg_min(r{j}, n), count(*) from vals join goods_said on raw = r{j} where rest is not null group by s order by s"
    for s, n, text, count in job.rows(named):
        job.complain("goods_in_note", s, n, j, "goods", mask(text), count=count)
