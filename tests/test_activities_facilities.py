"""Activities and homes for special-group pupils: known by their headings, kept by unit, seen only by those who may."""

from datetime import date

import pytest

from care.store import EVERYTHING, Scope
from tests.ledgers import BRIDGE, EAST, TOWN, codes, column, fields, taken
from tests.making import batch, built

SCHOOL, CLASS = f"{TOWN}/青溪中心小学", f"{TOWN}/青溪中心小学/三年级1班"
ACTIVITIES = {
    "plain": [
        ["学校", "活动类型", "活动名称", "活动时间", "参加人数", "负责人"],
        ["青溪中心小学", "讲座", "防溺水讲座", "2025年12月3日", "120人", "王校长"],
    ],
    "other words": [
        ["序号", "举办单位", "主题", "举办日期", "地点", "受益人数", "组织者", "内容"],
        [1, "中心小学", "法治宣讲进校园", "2025.12.3", "礼堂", 120, "王校长", "讲法律"],
    ],
    "units and marks in headings": [
        ["讲座题目(*)", "开展时间\n（年月日）", "参与\n人数（人）", "主 讲 人", "学校名称"],
        ["冬季用火安全", date(2025, 12, 3), 120, "王校长", "青溪中心小学"],
    ],
    "school in the title": [
        ["青溪中心小学2025年专题讲座记录"],
        ["题目", "时间", "人数", "主讲"],
        ["防溺水", "12月3日", 120, "王校长"],
    ],
    "two header rows": [
        ["单位", "活动", "", "时间", "", "参加人数"],
        ["", "类别", "名称", "计划", "实际", ""],
        ["青溪中心小学", "专题讲座", "防溺水", "2025-12-01", "2025-12-03", 120],
    ],
}
FACILITIES = {
    "plain": [
        ["学校", "之家名称", "是否开放", "亲情电话", "负责教师一", "负责教师二", "座位数", "开放时间"],
        ["青溪中心小学", "留守儿童之家", "是", "7612345", "李一", "王二", 40, "每日放学后"],
    ],
    "other words": [
        ["序号", "所在学校（村）", "阵地名称", "运行情况", "联系电话", "管理教师", "容纳人数", "开放时段"],
        [1, "青溪中心小学", "关爱之家", "正常运行", "7612345", "李一、王二", "40人", "每日放学后"],
    ],
    "units and marks in headings": [
        ["留守儿童之家建设情况统计表"],
        [
            "单位名称（*）",
            "使用\n情况",
            "固定电话",
            "负责教师姓名（两名）",
            "可容纳学生数（个）",
            "开 放 时 间",
        ],
        ["中心小学", "在用", "7612345", "李一 王二", 40, "每日放学后"],
    ],
    "two header rows": [
        ["单位", "名称", "开放情况", "负责教师", "", "座位（个）", "亲情电话", "开放时间"],
        ["", "", "", "教师1", "教师2", "", "", ""],
        ["青溪中心小学", "留守儿童之家", "正常开放", "李一", "王二", 40, "7612345", "每日放学后"],
    ],
}


@pytest.mark.parametrize("rows", ACTIVITIES.values(), ids=ACTIVITIES)
def test_an_activity_is_known_whatever_its_columns_are_called(rows):
    report, (told,) = taken(("活动", rows))
    assert (report.kinds, codes(report), report.questions) == (("activities",), [], ())
    assert told["activity_kind"] == "lecture"
    assert told["class_unit_id"] == SCHOOL or told["unit_id"] == SCHOOL
    assert (told["activity_on"], told["activity_reached"]) == (date(2025, 12, 3), 120)
    assert told["activity_title"]


@pytest.mark.parametrize("rows", FACILITIES.values(), ids=FACILITIES)
def test_a_home_is_known_whatever_its_columns_are_called(rows):
    report, (told,) = taken(("之家", rows))
    assert (report.kinds, codes(report), report.questions) == (("facilities",), [], ())
    assert told["class_unit_id"] == SCHOOL or told["unit_id"] == SCHOOL
    assert (told["facility_open"], told["facility_places"]) == (True, 40)
    assert told["facility_hours"] == "每日放学后"
    assert "7612345" in (told.get("facility_phone"), told.get("facility_contact"))
    assert "李一" in told["facility_teacher"]
    assert "王二" in told["facility_teacher"] + (told.get("facility_teacher_2") or "")


RESPONSIBLES = {
    "plain": [
        ["单位", "组织", "姓名", "职务", "联系电话", "负责事项"],
        ["青溪中心小学", "领导小组", "李一", "校长", "16000000001", "全面负责"],
    ],
    "body in the title": [
        ["青溪中心小学关爱工作领导小组成员名单"],
        ["序号", "成员", "职务", "手机号", "职责分工"],
        [1, "李一", "校长", "16000000001", "全面负责"],
    ],
    "other words": [
        ["学校名称", "工作机构", "责任人", "责任人职务", "责任人电话", "工作职责"],
        ["中心小学", "工作领导小组", "李一", "校长", "16000000001", "全面负责"],
    ],
}


@pytest.mark.parametrize("rows", RESPONSIBLES.values(), ids=RESPONSIBLES)
def test_who_answers_for_what_is_known_whatever_its_columns_are_called(rows):
    report, (told,) = taken(("分工", rows))
    assert (report.kinds, codes(report), report.questions) == (("responsibles",), [], ())
    assert told["class_unit_id"] == SCHOOL or told["unit_id"] == SCHOOL
    assert (told["answer_role"], told["answer_name"]) == ("leading_group", "李一")
    assert (told["answer_position"], told["answer_phone"]) == ("校长", "16000000001")
    assert told["answer_duty"] == "全面负责"


def test_a_vertical_activity_record_is_one_row():
    rows = [
        ["活动记录表"],
        ["学校", "青溪中心小学", "班级", "三年级1班"],
        ["活动名称", "感恩主题班会", "活动时间", "2025年12月3日"],
        ["活动地点", "教室", "参加人数", "38"],
        ["主持人", "李一"],
        ["活动内容", "给父母写一封信"],
    ]
    report, (told,) = taken(("班会", rows))
    assert (report.kinds, told["activity_kind"], told["class_unit_id"]) == (
        ("activities",),
        "class_meeting",
        CLASS,
    )
    assert (told["activity_by"], told["activity_reached"]) == ("李一", 38)


def test_lists_of_people_and_visits_stay_what_they_are():
    talk = [
        ["学校", "班级", "姓名", "谈心时间", "谈心主题", "谈心内容", "谈心教师"],
        ["中心小学", "三年级1班", "张三", "2025-12-03", "想家", "聊了很久", "李一"],
    ]
    visit = [
        ["走访活动台账"],
        ["村", "姓名", "活动时间", "活动内容"],
        ["河东村", "张三", "2025-12-03", "入户"],
    ]
    elders = [
        ["姓名", "类别", "组别", "联系电话", "村"],
        ["张三", "独居老人", "一组", "16000000001", "河东村"],
    ]
    assert taken(("名册", elders))[0].kinds == ("roster",)
    assert taken(("谈心", talk))[0].kinds == ("contacts",)
    assert taken(("走访", visit))[0].kinds == ("contacts",)


def test_a_unit_that_nobody_knows_is_asked_about_village_or_school():
    rows = [
        ["学校", "活动名称", "活动时间"],
        ["云上小学", "联欢会", "2025-12-03"],
        ["河东村", "联欢会", "2025-12-03"],
    ]
    report, told = taken(("活动", [["青溪镇活动台账"], *rows]))
    assert [(one["code"], one["text"]) for one in report.questions] == [
        ("unit_unknown", "云上小学"),
        ("unit_unknown", "河东村"),
    ]
    assert SCHOOL in report.questions[0]["choices"]
    assert told == []
    answers = {report.questions[0]["id"]: SCHOOL, report.questions[1]["id"]: "outside"}
    again, told = taken(("活动", rows), answers=answers)
    assert (again.counts["taken"], again.counts["ignored"], column(told, "class_unit_id")) == (1, 1, [SCHOOL])


def test_villages_and_schools_may_share_a_column_and_a_class_stands_beside_it():
    rows = [
        ["单位", "班级", "活动类型", "活动时间"],
        ["河东村", "", "月度活动", "2025-12-03"],
        ["石桥居委会", "", "月度活动", "2025-12-04"],
        ["青溪中心小学", "三（1）班", "主题班会", "2025-12-05"],
    ]
    report, told = taken(("活动", rows))
    assert codes(report) == []
    assert column(told, "unit_id") == [EAST, BRIDGE, SCHOOL]
    assert column(told, "class_unit_id") == [None, None, CLASS]


def test_plan_and_state_decide_whether_an_activity_was_held():
    rows = [
        ["单位", "活动名称", "计划时间", "活动时间", "是否开展"],
        ["河东村", "一", "2026年3月", "", "未开展"],
        ["河东村", "二", "2025-12-01", "", "已开展"],
        ["河东村", "三", "", "2025-12-02", "取消"],
    ]
    report, told = taken(("活动", rows))
    assert codes(report) == []
    assert column(told, "activity_state") == ["planned", "held", "cancelled"]
    assert column(told, "activity_planned_on") == [date(2026, 3, 1), date(2025, 12, 1), None]
    assert fields(report)["活动时间"] == "activity_on"
    too_far = [["单位", "活动名称", "活动时间"], ["河东村", "一", "2026-03-01"]]
    report, told = taken(("活动", too_far))
    assert [code for code, *_ in codes(report)] == ["date_future", "row_needs_value"]


def told(folder, *batches_):
    for at, (kind, on, rows) in enumerate(batches_):
        batch(folder, f"b{at}", kind, rows, on)
    return built(folder)


UNITS = [
    {"unit_id": TOWN, "unit_name": "青溪镇", "unit_kind": "town"},
    {"unit_id": EAST, "unit_name": "河东村", "unit_kind": "village"},
    {"unit_id": SCHOOL, "unit_name": "青溪中心小学", "unit_kind": "school"},
]


def activity(title, planned=None, on=None, **more):
    days = {"activity_planned_on": planned, "activity_on": on}
    return {"class_unit_id": SCHOOL, "activity_kind": "lecture", "activity_title": title, **days, **more}


def test_a_plan_and_its_activity_are_one_and_two_ledgers_tell_it_once(tmp_path):
    d = date
    store = told(
        tmp_path,
        ("units", d(2025, 9, 1), UNITS),
        (
            "activities",
            d(2025, 9, 1),
            [activity("甲", d(2025, 12, 1)), activity("乙", d(2025, 12, 8)), activity("丙", d(2026, 3, 1))],
        ),
        (
            "activities",
            d(2025, 12, 31),
            [activity("甲", on=d(2025, 12, 3), activity_reached=80), activity("丁", on=d(2025, 12, 4))],
        ),
        ("activities", d(2026, 1, 5), [activity("甲", on=d(2025, 12, 3))]),
        ("activities", d(2026, 1, 6), [activity("戊", on=d(2025, 12, 9), activity_state="cancelled")]),
    )
    frame = store.query(
        EVERYTHING, "select title, planned_on, held_on, cancelled, reached from activities order by title"
    )
    said = [
        (r.title, str(r.planned_on)[:10], str(r.held_on)[:10], bool(r.cancelled)) for r in frame.itertuples()
    ]
    assert sorted(said) == sorted([
        ("甲", "2025-12-01", "2025-12-03", False), ("乙", "2025-12-08", "NaT", False),
        ("丙", "2026-03-01", "NaT", False), ("丁", "NaT", "2025-12-04", False), ("戊", "2025-12-09", "NaT", True),
    ])  # fmt: skip
    assert frame["reached"].max() == 80


def test_a_home_keeps_what_earlier_ledgers_said_and_its_past(tmp_path):
    d, home = date, {"class_unit_id": SCHOOL}
    store = told(
        tmp_path,
        ("units", d(2025, 1, 1), UNITS),
        (
            "facilities",
            d(2025, 3, 1),
            [
                home
                | {
                    "facility_name": "留守儿童之家",
                    "facility_open": True,
                    "facility_phone": "7612345",
                    "facility_teacher": "李一、王 二（兼）",
                    "facility_opened_on": d(2024, 9, 1),
                }
            ],
        ),
        (
            "facilities",
            d(2025, 12, 1),
            [home | {"facility_name": "青溪中心小学留守儿童之家", "facility_open": False}],
        ),
        (
            "facilities",
            d(2025, 12, 1),
            [{"unit_id": EAST, "facility_has_phone": True, "facility_teachers": 2}],
        ),
    )
    frame = store.query(EVERYTHING, "select * from facilities order by unit_id, from_on")
    school = frame[frame["unit_id"] == SCHOOL]
    assert school["facility_id"].nunique() == 1
    assert [str(day)[:10] for day in school["from_on"]] == ["2024-09-01", "2025-12-01"]
    assert [str(day)[:10] for day in school["to_on"]] == ["2025-12-01", "9999-12-31"]
    assert (list(school["is_open"]), list(school["phone"]), list(school["teachers"])) == (
        [True, False],
        ["7612345", "7612345"],
        [2, 2],
    )
    assert frame[frame["unit_id"] == EAST]["teachers"].tolist() == [2]


def test_a_village_sees_only_its_own_and_nobody_sees_nothing(tmp_path):
    rows = [{"unit_id": EAST, "facility_name": "之家"}, {"class_unit_id": SCHOOL, "facility_name": "之家"}]
    store = told(
        tmp_path,
        ("units", date(2025, 1, 1), UNITS),
        ("facilities", date(2025, 2, 1), rows),
        ("activities", date(2025, 2, 1), [activity("甲", on=date(2025, 1, 9))]),
    )
    for what, village, everything in (("facilities", 1, 2), ("activities", 0, 1)):
        counted = [
            len(store.query(scope, f"select * from {what}"))
            for scope in (Scope((EAST,)), Scope(), EVERYTHING)
        ]
        assert counted == [village, 0, everything]
    kinds = store.query(Scope((EAST,)), "select kind from subjects where kind <> 'unit'")
    assert list(kinds["kind"]) == ["facility"]
