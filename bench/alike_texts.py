"""How long the store takes to find alike texts (queries/store/07_checks.sql), on invented contacts.

    python -m bench.alike_texts [contacts, 1000000] [seed, 1]

Mostly texts of their own, put together from parts as visitors do; a tenth copied: by some visitors word for word, by some
with a word or a figure changed. Prints seconds (by the clock and of the processor), the process's peak memory and how many texts came out as alike.
"""

import random
import resource
import sys
import time
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from care.store import LIMITS, QUERIES

PLACES = ["堂屋", "院子里", "火塘边", "菜地里", "门口", "灶房", "床前", "村口", "屋后", "檐下", "桥头", "果园"]  # fmt: skip
DOING = ["晒太阳", "择菜", "烤火", "看电视", "喂鸡", "编竹篮", "做午饭", "洗衣服", "写作业", "扫地", "劈柴", "和邻居说话"]  # fmt: skip
SAYS = ["腰有点疼", "夜里睡不好", "吃得下饭", "想孩子了", "药快吃完了", "血压稳了", "天冷少出门", "电费贵了", "路滑怕摔", "新衣合身", "胃口一般", "牙不好"]  # fmt: skip
DID = ["帮忙换了灯泡", "量了血压", "读了一封信", "教了手机视频", "扫了院子", "收了被子", "送了挂历", "修了水龙头", "劈了柴", "打了电话给儿子", "登记了需求", "贴了联系卡"]  # fmt: skip
NEXT = ["下周再来", "约好送药", "报给村里", "联系了医生", "提醒关好炉子", "记在本子上", "请组长照看", "等儿子回电话", "明天送米", "月底复查", "帮着问补贴", "路修好再来"]  # fmt: skip
COPIED = [
    "老人身体健康，生活正常，无其他需求。",
    "走访了解家庭情况，一切正常，宣传了惠民政策，群众表示满意。",
    "入户走访，宣传防火防盗和用电安全知识，老人表示会注意。",
    "了解孩子学习生活情况，叮嘱注意交通安全和防溺水安全。",
]  # fmt: skip
# As queries/store/04_care.sql says it; nobody's name stands in these texts.
TEXT_ID = r"md5_number_lower(regexp_replace(text, '[0-9０-９\s\pP\pS]', '', 'g'))"


def texts(count: int, seed: int):
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < 0.1:
            text = rng.choice(COPIED)
            yield (
                text
                if rng.random() < 0.7
                else text.replace("，", f"，{rng.choice(['', '仍', '都'])}", 1) + f"{rng.randrange(9)}日"
            )
            continue
        parts = [rng.choice(part) for part in (PLACES, DOING, SAYS, DID, SAYS, NEXT)]
        rng.shuffle(parts)
        yield f"在{parts[0]}，{'，'.join(parts[1 : rng.randrange(3, 7)])}。"


def contacts(connection: duckdb.DuckDBPyConnection, count: int, seed: int) -> None:
    """base.people and base.contacts with what the step reads: fifty contacts a person over two years."""
    people = max(1, count // 50)
    first = date(2024, 1, 1)
    given = pa.table(
        {
            "contact_id": range(count),
            "person_id": [at % people for at in range(count)],
            "on_day": [first + timedelta(at * 7919 % 730) for at in range(count)],
            "text": list(texts(count, seed)),
        }
    )
    names = pa.table({"person_id": range(people), "name": [f"张{at}" for at in range(people)]})
    connection.register("given", given)
    connection.register("names", names)
    connection.execute(
        f"create schema base; create table base.contacts as select *, {TEXT_ID} as text_id from given"
    )
    connection.execute("create table base.people as select * from names")


def step() -> list[str]:
    """The statements of the store's SQL that find alike texts."""
    told = duckdb.extract_statements((QUERIES / "store" / "07_checks.sql").read_text("utf-8"))
    tables = ("plain_texts", "text_marks", "text_follows", "alike_texts")
    return [one.query for one in told if any(name in one.query for name in tables)]


def run(count: int, seed: int) -> dict[str, float]:
    connection = duckdb.connect(config=LIMITS)
    contacts(connection, count, seed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, worked = time.perf_counter(), time.process_time()
    for statement in step():
        connection.execute(statement)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    found = "select count(*), count(distinct text_id), count(distinct alike_id) from base.alike_texts"
    _, distinct, alike = connection.execute(found).fetchall()[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "contacts": count,
        "texts": distinct,
        "alike": alike,
        "seconds": seconds,
        "cpu": cpu,
        "mb_before": before,
        "mb_peak": peak,
    }


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]]
    told = run(*(asked + [1_000_000, 1][len(asked) :]))
    print("  ".join(f"{name} {value:,.1f}".removesuffix(".0") for name, value in told.items()))
