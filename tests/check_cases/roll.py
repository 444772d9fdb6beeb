"""R1–R4, F3: the dead, the absent, those who vanish from lists or turn up on them, and contradictory rows."""

from tests.check_cases import child, finds, hit, house, met, paired, person, relief, spares
from tests.ledgers import id_no


def died(on: str, how_zh: str, how_en: str, *, zh: str, en: str, who: str = "张三"):
    """The sentence of dead_yet_active: who died on `zh` / `en`, and what was recorded `on` a later day."""
    return hit(who, f"{zh}去世，{on}{how_zh}", f"Died {en}; {how_en}")


DEAD = person("张三", died_on="2025-06-10", ledger_on="2025-06-30")
JUNE = {"zh": "2025年6月10日", "en": "10 Jun 2025"}
REMARK = {"zh": "2025年6月30日", "en": "30 Jun 2025"}


def noted(note: str, **fields) -> dict:
    return person("张三", note=note, ledger_on="2025-06-30", **fields)


def later_visit(remark: str, name: str) -> list:
    """Remarks that mean the person: a visit after them is a hit."""
    return [
        finds("dead_yet_active", name, [noted(remark), met("张三", "2025-07-01")], died("2025年7月1日", "仍有走访", "visited 1 Jul 2025", **REMARK))
    ]  # fmt: skip


R1 = [
    finds("dead_yet_active", "visited the day after", [DEAD, met("张三", "2025-06-11")], died("2025年6月11日", "仍有走访", "visited 11 Jun 2025", **JUNE)),
    finds("dead_yet_active", "telephoned in a later month, by a ledger that knows months only", [DEAD, met("张三", "2025-07-01", kind="phone", contact_precision="month")], died("2025年7月1日", "仍有走访", "visited 1 Jul 2025", **JUNE)),
    finds("dead_yet_active", "still paid", [DEAD, relief("张三", paid_on="2025-12-20", cash=300.0)], died("2025年12月20日", "仍有发放", "paid 20 Dec 2025", **JUNE)),
    finds("dead_yet_active", "condolence money for somebody dead for half a year", [DEAD, relief("张三", "condolence", received_on="2026-01-10", cash=300.0)], died("2026年1月10日", "仍有发放", "paid 10 Jan 2026", **JUNE)),
    finds("dead_yet_active", "on the roster two months later", [DEAD, person("张三", ledger_on="2025-07-31", groups="minimum_living")], died("2025年7月31日", "仍列在花名册", "still listed 31 Jul 2025", **JUNE)),
    finds("dead_yet_active", "a martyr's survivor paid for seven months", [person("张三", groups="martyrs_survivors", died_on="2025-06-10", ledger_on="2025-06-30"), relief("张三", paid_on="2025-12-11", cash=300.0)], died("2025年12月11日", "仍有发放", "paid 11 Dec 2025", **JUNE)),
    finds("dead_yet_active", "dead by the list of a village that lists them not", [person("张三", id_no=id_no(660)), person("张三", "西", id_no=id_no(660), died_on="2025-06-10", ledger_on="2025-06-30"), met("张三", "2025-06-11", id_no=id_no(660))], died("2025年6月11日", "仍有走访", "visited 11 Jun 2025", **JUNE)),
    *later_visit("已故", "the remark says dead"),
    *later_visit("2025年6月病故，已销户", "the remark says died of illness"),
    *later_visit("父亲去世多年，本人2025年6月死亡", "the remark speaks of the father and of the person"),
    spares("dead_yet_active", "visited on the day of death", [DEAD, met("张三", "2025-06-10")]),
    spares("dead_yet_active", "condolence for the family", [DEAD, met("张三", "2025-06-12", kind="condolence"), relief("张三", "condolence", received_on="2025-07-01", cash=300.0)]),
    spares("dead_yet_active", "visited in the month of death, by a ledger that knows months only", [DEAD, met("张三", "2025-06-01", contact_precision="month")]),
    spares("dead_yet_active", "a roster of the next month still lists them", [DEAD, person("张三", ledger_on="2025-07-11", groups="minimum_living")]),
    spares("dead_yet_active", "the later roster says so too", [DEAD, person("张三", ledger_on="2025-12-31", note="已去世")]),
    spares("dead_yet_active", "a martyr's survivor paid for six months", [person("张三", groups="martyrs_survivors", died_on="2025-06-10", ledger_on="2025-06-30"), relief("张三", paid_on="2025-12-10", cash=300.0)]),
    spares("dead_yet_active", "the household's new head is paid", [person("张三", head_name="张三", died_on="2025-06-10", ledger_on="2025-06-30"), person("张妻", head_name="张三"), relief("张妻", paid_on="2025-12-20", cash=300.0)]),
    spares("dead_yet_active", "visited tomorrow", [DEAD, met("张三", "2026-01-21")]),
    *(
        spares("dead_yet_active", f"a remark of somebody else's death: {remark}", [noted(remark), met("张三", "2025-07-01")])
        for remark in ("父亲去世", "其母2018年因病去世，随祖母生活", "丧偶，老伴已故", "儿子因交通事故死亡", "公婆均已去世", "父母双亡，姐姐病故", "丈夫3年前病故", "唯一的孩子已去世", "死亡风险高，每周探访", "未死亡，误报", "银行卡已销户")
    ),
]  # fmt: skip

AWAY = {"away_from": "2025-10-01", "away_to": "2025-10-20", "away_reason": "hospital"}
OCTOBER = "2025年10月10日入户走访，2025年10月1日起住院", "Visited 10 Oct 2025; in hospital since 1 Oct 2025"
R2 = [
    finds("away_yet_visited", "in hospital, visited at home", [person("张三", **AWAY), met("张三", "2025-10-10")], hit("张三", *OCTOBER)),
    finds("away_yet_visited", "away for work and not back yet", [person("张三", away_from="2025-09-01", away_reason="work"), met("张三", "2025-11-10")], hit("张三", "2025年11月10日入户走访，2025年9月1日起外出务工", "Visited 10 Nov 2025; away for work since 1 Sep 2025")),
    finds("away_yet_visited", "twice in one absence is one case", [person("张三", **AWAY), met("张三", "2025-10-10"), met("张三", "2025-10-15")], hit("张三", *OCTOBER)),
    spares("away_yet_visited", "the day of going and the day of return", [person("张三", **AWAY), met("张三", "2025-10-01"), met("张三", "2025-10-20")]),
    spares("away_yet_visited", "the absence that ended", [person("张三", **AWAY), met("张三", "2025-10-21")]),
    spares("away_yet_visited", "telephoned", [person("张三", **AWAY), met("张三", "2025-10-10", kind="phone")]),
    spares("away_yet_visited", "visited in hospital", [person("张三", **AWAY), met("张三", "2025-10-10", contact_text="到县医院看望，手术顺利")]),
    spares("away_yet_visited", "the grandmother was met", [person("张三", **AWAY), met("张三", "2025-10-10", contact_met="奶奶")]),
    spares("away_yet_visited", "a ledger that knows months only", [person("张三", away_from="2025-09-20", away_to="2025-10-20"), met("张三", "2025-10-01", contact_precision="month")]),
    spares("away_yet_visited", "somebody else of the name in the other village", [person("张三", **AWAY), person("张三", "西"), met("张三", "2025-10-10", unit="西")]),
]  # fmt: skip


def roll(on: str, *who: str, **fields) -> list[dict]:
    """A complete roll of the village."""
    return [person(name, ledger_on=on, complete=True, **fields) for name in who]


GONE = "2025年12月31日起不再列入独居老人", "Not among Elderly living alone since 31 Dec 2025"
NEW = "2025年12月31日首次列入独居老人", "First among Elderly living alone on 31 Dec 2025"
R3 = [
    finds("left_without_reason", "no longer on the complete roll", [roll("2025-06-30", "张三", "李四"), roll("2025-12-31", "李四")], hit("张三", *GONE)),
    spares("left_without_reason", "left with day and reason", [roll("2025-06-30", "张三", "李四"), roll("2025-09-30", "张三", left_on="2025-09-15", left_reason="moved"), roll("2025-12-31", "李四")]),
    spares("left_without_reason", "died", [roll("2025-06-30", "张三", "李四"), person("张三", died_on="2025-09-15", ledger_on="2025-09-30"), roll("2025-12-31", "李四")]),
    spares("left_without_reason", "a list of some, no complete roll", [roll("2025-06-30", "张三", "李四"), person("李四", ledger_on="2025-12-31")]),
    spares("left_without_reason", "the roll is tomorrow's", [roll("2025-06-30", "张三", "李四"), roll("2026-01-21", "李四")]),
    spares("left_without_reason", "more than a year ago", [roll("2024-06-30", "张三", "李四"), roll("2025-01-19", "李四")]),
    spares("left_without_reason", "sixteen by then, so out of the left-behind children", [[child(name, born, ledger_on=on, complete=True) for name, born, on in (("王大", "2009-12-01", "2025-06-30"), ("王小", "2015-01-01", "2025-06-30"), ("王小", "2015-01-01", "2025-12-31"))]]),
    finds("joined_without_day", "new on the second roll, since when unknown", [roll("2025-06-30", "李四"), roll("2025-12-31", "李四", "张三")], hit("张三", *NEW)),
    finds(
        "joined_without_day",
        "a day for another group excuses nothing",
        [roll("2025-06-30", "李四"), person("张三", groups="minimum_living", since="2020-01-01"), roll("2025-12-31", "李四", "张三")],
        hit("张三", *NEW),
    ),
    spares("joined_without_day", "with the day of recognition", [roll("2025-06-30", "李四"), roll("2025-12-31", "李四"), person("张三", since="2025-12-10", ledger_on="2025-12-31")]),
    spares("joined_without_day", "on the unit's first roll", [roll("2025-12-31", "李四", "张三")]),
    spares("joined_without_day", "new more than half a year ago", [roll("2025-01-31", "李四"), roll("2025-07-20", "李四", "张三")]),
]  # fmt: skip

UNKNOWN = "{}条记录，花名册上找不到此人", "{} records, on no roster"
R4 = [
    finds("not_on_roll", "visited twice, on no roster", [person("李四"), met("张三", "2025-05-05"), met("张三", "2025-06-05")], hit("张三", UNKNOWN[0].format(2), UNKNOWN[1].format(2))),
    finds("not_on_roll", "paired, on no roster", [person("李四"), paired("张三", paired_on="2025-05-05")], hit("张三", UNKNOWN[0].format(1), UNKNOWN[1].format(1))),
    finds("not_on_roll", "two of the name on the roster: whose visit?", [person("张三", team="1组"), person("张三", team="2组"), met("张三", "2025-05-05")], hit("张三", UNKNOWN[0].format(1), UNKNOWN[1].format(1))),
    spares("not_on_roll", "told apart by their teams", [person("张三", team="1组"), person("张三", team="2组"), met("张三", "2025-05-05", team="2组")]),
    spares("not_on_roll", "winter relief and houses reach people on no roster", [relief("张三", paid_on="2026-01-10", cash=300.0), house("张三", "C", "2025-12-01")]),
    spares("not_on_roll", "visited tomorrow", [met("张三", "2026-01-21")]),
    finds("healthy_yet_disabled", "healthy, level 1", [person("张三", health="健康", disability_level=1)], hit("张三", "健康，残疾1级", "Healthy, disability level 1")),
    spares("healthy_yet_disabled", "healthy, level 3", [person("张三", health="健康", disability_level=3)]),
    spares("healthy_yet_disabled", "disabled, level 2", [person("张三", health="残疾", disability_level=2)]),
    spares("healthy_yet_disabled", "died", [person("张三", health="健康", disability_level=1, died_on="2025-05-05")]),
]  # fmt: skip

DOUBTED = ("cash", "total_differs", ("stated", "600"), ("counted", "500"))
TOTALS = [
    finds("totals_disagree", "the total of the money", [person("张三", problems=[DOUBTED])], hit("东村", "2024年12月31日的台账，“救助款（元）”合计写600，各行相加是500", "Ledger of 31 Dec 2024: the total of “Cash (yuan)” says 600, its rows add up to 500")),
    spares("totals_disagree", "another fault of the same ledger", [person("张三", problems=[("cash", "money_unreadable")])]),
    spares("totals_disagree", "a ledger dated tomorrow", [person("张三", ledger_on="2026-01-21", problems=[DOUBTED])]),
]  # fmt: skip

CASES = [*TOTALS, *R1, *R2, *R3, *R4]
