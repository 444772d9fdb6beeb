"""Papers of offices, schools and federations as they are written, with the facts that ought to come out: each once came
in wrong without a word, or not at all."""

import pytest

from tests.ledgers import id_no, refused, taken

PEOPLE = {f"O{n}": id_no(n, "19480305") for n in range(1, 4)}
STAFF = {  # title → headings and two rows: nobody on it is looked after
    "青溪镇关爱老人志愿者花名册": "姓名 性别 年龄 单位 联系电话|刘文 女 35 河东村 13800138001|陈静 女 40 河西村 13800138002",
    "青溪中心小学教师花名册": "姓名 性别 任教学科 联系电话|钟老师 男 语文 13800138001|方明 男 数学 13800138002",
    "河东村两委干部花名册": "姓名 性别 职务 联系电话|王国强 男 支部书记 13800138001|刘文 女 妇联主席 13800138002",
    "青溪镇儿童主任名册": "村（居） 姓名 性别 联系电话|河东村 刘文 女 13800138001|河西村 陈静 女 13800138002",
    "河东村党员干部走访次数统计": "姓名 1月 2月 3月 合计|王振国 5 6 4 15|刘文 8 9 10 27",
}
# name: (title, headings, rows …), (kind, fields, facts of each row …); a blank is nothing, # a number
PAPERS = {
    "villages_of_cadres": (
        ("青溪镇领导干部包村联系表", "姓名 职务 所包村", "王振国 党委书记 河东村", "刘燕 副镇长 河西村"),
        (
            "responsibles",
            "answer_name answer_position unit_id",
            "王振国 党委书记 河东村",
            "刘燕 副镇长 河西村",
        ),
    ),
    "village_before_the_name": (
        ("青溪镇留守老人名单", "村别及姓名 年龄 联系电话", "河东村张大山 77 -", "河西村2组李秀英 78 -"),
        ("roster", "name unit_id team", "张大山 河东村 -", "李秀英 河西村 2组"),
    ),
    "two_allowances": (
        (
            "河东村2025年12月残疾人两项补贴发放表",
            "姓名 身份证号 生活补贴（元） 护理补贴（元）",
            "张大山 O1 100 120",
            "李秀英 O2 - 120",
        ),
        ("relief", "name cash", "张大山 220", "李秀英 120"),
    ),
    "planned_sums_are_not_paid": (
        (
            "河东村2026年春节慰问拟发放名单",
            "姓名 身份证号 拟发放金额（元）",
            "张大山 O1 300",
            "李秀英 O2 500",
        ),
        ("relief", "name cash need_cash", "张大山 - 300", "李秀英 - 500"),
    ),
    "applicants_are_in_no_scheme": (
        ("河东村低保申请人员名单", "姓名 身份证号 申请理由", "张大山 O1 年老", "李秀英 O2 大病"),
        ("roster", "name groups", "张大山 -", "李秀英 -"),
    ),
    "cadres_beside_those_they_help": (
        (
            "河东村结对帮扶台账",
            "干部 联系电话 结对困难户",
            "刘文 13800138001 张大山",
            "陈静 13800138002 李秀英",
        ),
        ("pairing", "name helper_name", "张大山 刘文", "李秀英 陈静"),
    ),
    "telephone_of_a_cadre": (
        (
            "河东村残疾人帮扶联系卡",
            "残疾人姓名 包联干部 干部电话",
            "张大山 刘文 13800138001",
            "李秀英 陈静 13800138002",
        ),
        ("pairing", "name phone helper_phone", "张大山 - 13800138001", "李秀英 - 13800138002"),
    ),
    "telephone_of_somebody_unknown": (
        (
            "河东村儿童认领物品登记表",
            "儿童姓名 认领物品 认领人 认领单位 联系电话",
            "王小明 书包 陈静 镇政府 13800138001",
            "李小红 球鞋 刘文 卫生院 13800138002",
        ),
        ("roster", "name phone", "王小明 -", "李小红 -"),
    ),
    "age_before_the_spouses": (
        ("河东村空巢老人登记表", "姓名 配偶姓名 年龄 配偶年龄", "张大山 李秀英 77 76", "王铁柱 无 80 -"),
        ("roster", "name age", "张大山 77", "王铁柱 80"),
    ),
    "follow_up_visits": (
        (
            "河东村重点人群随访登记",
            "姓名 人群分类 随访日期 随访方式 随访医生",
            "张大山 独居老人 2025/10/12 入户 孙医生",
            "李秀英 五保户 2025/10/13 电话 孙医生",
        ),
        (
            "contacts",
            "name contact_on contact_kind contact_by",
            "张大山 2025-10-12 visit 孙医生",
            "李秀英 2025-10-13 phone 孙医生",
        ),
    ),
    "two_languages": (
        (
            "河东村特殊群体名册",
            "Name姓名 Gender性别 Tel.电话",
            "张大山 男M 13800138001",
            "李秀英 女F 13800138002",
        ),
        ("roster", "name gender phone", "张大山 male 13800138001", "李秀英 female 13800138002"),
    ),
    "reasons_behind_no": (
        ("河东村住房安全排查表", "户主 鉴定等级 是否居住", "张大山 C级 否（漏雨维修）", "李秀英 B级 是"),
        ("houses", "head_name lived_in", "张大山 False", "李秀英 True"),
    ),
    "villages_are_no_homes_for_pupils": (
        (
            "青溪镇村（社区）基本情况表",
            "村名 类型 所属乡镇 村支书 联系电话",
            "河东村 行政村 青溪镇 王国强 13800138001",
            "石桥社区 社区 青溪镇 刘志远 13800138002",
        ),
        ("units", "unit_name unit_kind parent_name", "河东村 village 青溪镇", "石桥社区 village 青溪镇"),
    ),
    "days_that_lost_a_nought": (
        ("河东村2025年走访记录", "姓名 走访日期 走访人", "张大山 #11.3 刘文", "李秀英 #11.9 刘文"),
        ("contacts", "name contact_on contact_precision", "张大山 2025-11-01 month", "李秀英 2025-11-09 day"),
    ),
    "first_month": (
        ("河东村2026年走访记录", "姓名 走访日期 走访人", "张大山 元月六日 刘文", "李秀英 元月8日 刘文"),
        ("contacts", "name contact_on", "张大山 2026-01-06", "李秀英 2026-01-08"),
    ),
    "weeks": (
        ("河东村五保户走访登记表2025年11月", "姓名 第一周 第二周", "张大山 11.3 11.10", "李秀英 11.4 -"),
        ("contacts", "name contact_on", "张大山 2025-11-03", "张大山 2025-11-10", "李秀英 2025-11-04"),
    ),
}


def cells(line: str) -> list:
    return [value(text) for text in line.split()]


def value(text: str):
    return float(text[1:]) if text.startswith("#") else "" if text == "-" else PEOPLE.get(text, text)


def said(found) -> str:
    if found is None:
        return "-"
    return f"{float(found):g}" if type(found).__name__ == "Decimal" else str(found).removeprefix("青溪镇/")


@pytest.mark.parametrize("name", PAPERS)
def test_what_a_paper_says(name: str):
    (title, *lines), (kind, fields, *facts) = PAPERS[name]
    report, rows = taken(("Sheet1", [[title], *map(cells, lines)]))
    assert report.kinds == (kind,)
    assert [" ".join(said(row.get(one)) for one in fields.split()) for row in rows] == facts


@pytest.mark.parametrize("title", STAFF)
def test_nobody_who_works_or_helps_is_looked_after(title: str):
    assert refused(("Sheet1", [[title], *map(cells, STAFF[title].split("|"))])) == "no_ledger"


def test_a_lost_nought_is_told():
    (title, *lines), _ = PAPERS["days_that_lost_a_nought"]
    report, _ = taken(("Sheet1", [[title], *map(cells, lines)]))
    assert [(one.code, one.row) for one in report.problems] == [("date_day_lost", 3)]
