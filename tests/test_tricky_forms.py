"""Forms that share a sheet, invented here; each form is one row."""

from datetime import date

from tests.ledgers import EAST, TOWN, codes, column, id_no, taken

CLASS = f"{TOWN}/青溪中心小学/三年级1班"


def visit(name: str, day: str, how: str) -> list[list]:
    return [
        ["青溪中心小学学生家访记录表"],
        ["学生姓名", name, "班级", "三年级1班"],
        ["家访教师", "李建国", "家访时间", day],
        ["家访形式", how, "受访人", "奶奶"],
        ["家访内容", "了解学习情况，家长配合。"],
    ]


def test_forms_below_each_other():
    forms = [visit("王小明", "2025年11月3日", "上门走访"), visit("张丽", "2025年11月5日", "电话沟通")]
    _, rows = taken(("表", [*forms[0], [""], *forms[1]]))
    found = [(row["name"], row["contact_on"], row["contact_kind"]) for row in rows]
    assert found == [("王小明", date(2025, 11, 3), "home_visit"), ("张丽", date(2025, 11, 5), "phone")]
    assert set(column(rows, "class_unit_id")) == {CLASS}


def test_many_forms_below_each_other_lose_none():
    names = [f"王{one}{two}" for one in "大小文国" for two in "明丽强军洋"]
    rows = [line for name in names for line in [*visit(name, "2025年11月3日", "上门走访"), [""]]]
    _, found = taken(("表", rows))
    assert column(found, "name") == names


def test_a_person_in_each_column():
    rows = [
        ["河东村困境儿童信息表"],
        ["项目", "儿童一", "儿童二", "儿童三"],
        ["姓名", "王小明", "李小红", "张小刚"],
        ["性别", "男", "女", "男"],
        ["身份证号", id_no(1), id_no(2), "1101052015061200"],
        ["监护人姓名", "王大", "李大", "张大"],
        ["监护人联系电话", "13800000001", "13800000002", "13800000003"],
    ]
    report, found = taken(("Sheet1", rows))
    assert column(found, "name") == ["王小明", "李小红", "张小刚"]
    assert column(found, "guardian_name") == ["王大", "李大", "张大"]
    assert set(column(found, "unit_id")) == {EAST}
    assert codes(report) == [("id_length", 5, "D")]


def test_a_childs_form_with_the_family_as_a_table_inside():
    rows = [
        ["农村留守儿童关爱服务档案"],
        ["姓名", "王小明", "性别", "男", "出生年月", "2015年6月"],
        ["身份证号", id_no(1), "", "就读学校", "青溪中心小学", ""],
        ["家庭住址", "河东村一组12号", "", "", "联系电话", "13800000001"],
        ["家庭成员", "姓名", "关系", "年龄", "工作单位", "联系电话"],
        ["", "王强", "父亲", "38", "广东打工", "13900000001"],
        ["", "李梅", "母亲", "36", "广东打工", "13900000002"],
        ["监护人", "王大", "与儿童关系", "祖父", "监护人电话", "13700000001"],
    ]
    _, (row,) = taken(("王小明", rows, ((0, 0, 0, 5), (4, 0, 6, 0))))
    assert (row["name"], row["unit_id"], row["phone"]) == ("王小明", EAST, "13800000001")
    assert (row["guardian_name"], row["guardian_phone"]) == ("王大", "13700000001")
    assert row["groups"] == "left_behind_children"


def test_a_card_with_the_person_on_top_and_the_visits_below():
    rows = [
        ["特困供养对象“一人一档”"],
        ["姓名", "张大山", "性别", "男", "出生年月", "1945年1月"],
        ["身份证号", id_no(1, "19450101"), "", "", "联系电话", "13800000001"],
        ["家庭住址", "河东村一组", "", "", "照料人", "张小山"],
        ["走访记录"],
        ["序号", "走访时间", "走访人", "走访方式", "走访内容", "备注"],
        [1, "2025.11.3", "刘文 陈平", "入户", "送药", ""],
        [2, "2025.12.3", "刘文", "电话", "问候", ""],
        [3, "", "", "", "", ""],
    ]
    _, found = taken(("张大山", rows))
    visits = [row for row in found if row["kind"] == "contacts"]
    assert column(visits, "contact_kind") == ["visit", "phone"]
    assert column(visits, "contact_by") == ["刘文、陈平", "刘文"]
    assert set(column(visits, "unit_id")) == {EAST}
    assert {row["id_no"] for row in found} == {id_no(1, "19450101")}
    assert [row["kind"] for row in found].count("roster") == 1


def test_one_line_says_who_a_sheet_of_visits_is_about():
    rows = [
        ["石桥社区困境儿童月走访记录表（2025年度）"],
        ["儿童姓名：王小明", "", "性别：男", "", f"身份证号：{id_no(1)}", ""],
        ["走访时间", "走访人", "走访方式", "基本状况", "存在问题", "监护人签字"],
        ["1月15日", "吴芳", "入户", "良好", "无", "王大"],
        ["2月12日", "吴芳", "电话", "良好", "", "王大"],
    ]
    _, found = taken(("月走访", rows))
    assert column(found, "contact_on") == [date(2025, 1, 15), date(2025, 2, 12)]
    assert set(column(found, "name")) == {"王小明"}
