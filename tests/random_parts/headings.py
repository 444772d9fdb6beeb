"""Headings as offices write them: those of domain.md 2, and others that no document lists (after the |)."""

from __future__ import annotations

import random

FULL = {
    "name": "姓名 姓名 姓名 | 人员姓名 对象姓名 本人姓名 居民姓名 姓名（全称）",
    "name:child": "儿童姓名 姓名 | 孩子姓名 未成年人姓名 被监护人姓名",
    "name:elder": "老人姓名 姓名 | 老年人姓名 长者姓名",
    "name:pupil": "学生姓名 姓名 | 学生 幼儿姓名",
    "name:visited": "走访对象姓名 姓名 | 被走访人姓名 走访对象 对象姓名 服务对象姓名 被访人姓名",
    "name:helped": "姓名 | 被帮扶人姓名 帮扶对象 帮扶对象姓名 结对对象姓名",
    "id_no": "身份证号 身份证号码 公民身份号码 公民身份证号码 身份证件号 身份证件号码 证件号码 身份证 | 居民身份证号码 身份证号（18位） 二代身份证号 有效身份证号码 本人身份证号码 身份证编号",
    "gender": "性别",
    "birth_date": "出生日期 | 出生年月日 出生时间 生日",
    "age": "年龄 | 周岁 年龄（岁） 年龄(周岁) 实际年龄 现年龄",
    "ethnic": "民族 | 民族成分",
    "phone": "联系电话 联系方式 | 电话 手机号码 手机 联系手机 电话号码 联系电话（手机） 本人联系电话 联系号码",
    "address": "家庭住址 家庭地址 现居住地 现住址 现住地址 居住地址 地址 详细地址 | 住址 家庭详细住址 现家庭住址 常住地址 家庭住址（门牌号）",
    "hukou_address": "户籍所在地 户籍地址 户籍住址 | 户口所在地 户籍地",
    "village": "村 行政村 村（社区） 所属村居(社区) 村、村居委会名称 | 所在村 村名 所属行政村 村(居) 所在村（居） 村居名称 所在村（社区）",
    "team": "组别 | 村民小组 组 小组 所在组 所属村民小组 组名",
    "head_name": "户主姓名 | 户主 家庭户主 户主名字 户主姓名（与户口簿一致）",
    "head_id": "户主身份证号 身份证号(户主) | 户主身份证号码 户主公民身份号码 户主身份证",
    "household_size": "家庭人口 家庭人口数 家庭人数 家庭成员数量 | 家庭总人口 户内人口 人口数 家庭人口（人） 家中人口",
    "relation_to_head": "与户主关系 | 与户主的关系 和户主关系",
    "groups": "身份类别 人员类别 人员类型 | 对象类别 群体类别 特殊群体类型 人员分类 对象分类",
    "groups:child": "困境儿童分类 困境类别 | 儿童类别 儿童类型",
    "groups:assist": "保障类别 | 对象类别 救助类别 慰问对象类别",
    "health": "健康状况 身体情况 | 身体状况 健康情况 身体健康状况",
    "disability_level": "残疾等级 残疾类别及等级 | 残疾级别 残疾等级（级）",
    "disability_no": "残疾证号 残疾人证号 | 残疾证号码 残疾人证号码",
    "schooling": "就学情况 | 就读情况 就学状况",
    "school": "就读学校 在读学校名称 | 所在学校 学校名称 学校",
    "class_name": "班级 班号 | 所在班级 就读班级",
    "student_no": "学籍号 | 全国学籍号 学籍号码",
    "boarding": "是否学校寄宿 | 是否寄宿 是否住校 是否寄宿生",
    "risk": "四色管理 | 风险等级 四色管理等级 风险等级（红黄蓝绿）",
    "guardian_name": "监护人姓名 受委托监护人姓名 委托监护人姓名 照料人姓名 | 监护人 现监护人姓名 实际监护人 家长姓名",
    "guardian_relation": "与被监护人关系 与儿童关系 | 与儿童的关系 监护人与儿童关系 与孩子关系",
    "guardian_phone": "受委托监护人电话 监护人联系电话 | 监护人电话 监护人联系方式 监护人手机号 家长电话",
    "guardian_address": "监护人住址 | 监护人地址 监护人现住址",
    "since": "纳入月份 最初享受月份 | 纳入时间 认定时间 认定日期 建档时间 纳入日期 列入时间",
    "left_on": "退出时间 | 退出日期 停发时间",
    "left_reason": "退出原因 | 停发原因",
    "died_on": "死亡日期 | 去世时间 死亡时间",
    "away_from": "外出时间 | 外出日期 外出起始时间",
    "away_to": "返回时间 | 返乡时间 返回日期",
    "note": "备注 | 备注说明",
    "helper_name": "帮扶责任人 结对帮扶责任人 | 帮扶人 帮扶人姓名 帮扶责任人姓名 结对帮扶人 结对干部 包联干部姓名 一对一帮扶人",
    "helper_phone": "帮扶人手机号 | 帮扶人联系电话 帮扶责任人电话 帮扶人电话 帮扶责任人联系方式",
    "helper_unit": "帮扶单位 帮扶人单位 | 帮扶人工作单位 帮扶人所在单位",
    "helper_position": "帮扶人职务 | 帮扶人职务/职称",
    "helper_kind": "帮扶人类型 | 帮扶人类别 帮扶人身份",
    "paired_on": "结对日期 结对时间 | 结对帮扶时间 建立结对日期 开始结对时间",
    "unpaired_on": "解除时间 | 解除结对时间 结对结束时间",
    "unpaired_reason": "解除原因 | 解除结对原因",
    "contact_on:visit": "走访时间 | 走访日期 入户时间 走访年月日 入户走访时间",
    "contact_on:elder": "探访日期 探访时间 | 巡访时间 入户探访日期",
    "contact_on:home": "家访日期 家访时间 | 家访具体时间",
    "contact_on:talk": "辅导时间 时间 | 谈话时间 谈心时间 谈话日期 谈心谈话时间 日期",
    "contact_on:call": "通话时间 联系时间 | 电话联系时间 联系日期",
    "contact_on:condolence": "慰问时间 | 慰问日期 走访慰问时间",
    "contact_by:visit": "走访人姓名 | 走访人 走访人员 走访干部 走访干部姓名",
    "contact_by:elder": "探访人 | 探访人员 探访员姓名 巡访员",
    "contact_by:home": "家访教师 教师姓名 | 家访老师 家访人",
    "contact_by:talk": "教师姓名 | 谈话教师 谈心教师 谈话人 谈话老师",
    "contact_by:call": "通话教师 | 拨打人 通话人",
    "contact_by:condolence": "慰问人 | 慰问人员 慰问干部",
    "contact_kind:visit": "走访类型 | 走访方式 走访形式",
    "contact_kind:elder": "探访类型 | 探访方式 探访形式",
    "contact_kind:home": "家访形式 | 家访方式",
    "contact_text:visit": "走访内容 | 走访情况 走访记录 走访情况记录",
    "contact_text:elder": "探访内容 探访情况 | 探访情况记录",
    "contact_text:home": "家访内容 | 家访情况 家访记录",
    "contact_text:talk": "交流谈心的内容 | 谈话内容 谈心内容 谈话记录 谈话主要内容",
    "contact_text:call": "通话内容 | 联系内容 沟通内容",
    "contact_text:condolence": "慰问情况 | 慰问记录",
    "found_problem": "发现问题 | 存在问题 发现的问题 存在困难",
    "minutes": "探访时长(分钟) | 时长（分钟） 走访时长 用时（分钟）",
    "contact_place": "地点 | 谈话地点 走访地点 谈心地点",
    "contact_met": "受访人 | 见到的人 接待人 受访人姓名",
    "entered_on": "录入时间 | 录入日期 系统录入时间",
    "need_people": "需救助人口 | 需救助人数 救助人数 需救助人口数",
    "cash": "已发放救助款(元) | 救助金额（元） 补助金额 发放金额（元） 救助款 救助资金（元）",
    "cash:condolence": "慰问金（元） | 慰问金额 慰问金",
    "cash:low": "户月保障金额（元） | 低保金（元） 发放金额 发放金额（元） 实发金额",
    "quilts": "棉被(床) | 棉被数量 被子（床） 棉被",
    "coats": "棉衣(件) | 棉衣数量 棉大衣（件） 棉衣",
    "goods_value": "已发放救助物资折款(元) | 物资折款（元） 慰问品折价（元） 物资折价（元）",
    "pay_form": "救助资金发放形式 | 发放方式 发放形式",
    "surveyed_on": "调查日期 | 入户调查时间 摸底时间 调查时间 调查摸底日期",
    "reviewed_on": "评议时间 | 民主评议日期 评议日期 村民评议时间",
    "published_on": "公示时间 | 公示日期 村级公示时间",
    "approved_on": "审批时间 | 批准日期 镇审批时间 审批日期",
    "paid_on": "发放时间 | 发放日期 打卡日期 拨付时间 资金发放日期 发放到户时间",
    "received_on": "领取时间 | 签收日期 领款日期 领取日期",
    "refused_reason": "不予救助原因 | 未通过原因",
    "relief_category": "救助原因 | 致困原因",
    "received_on:condolence": "慰问时间 | 慰问日期",
    "house_no": "房屋编号 | 房屋代码",
    "built_year": "建成年份 | 建造年份 建房年份",
    "structure": "结构类型 | 房屋结构",
    "lived_in": "是否住人 | 是否有人居住 目前是否居住",
    "house_grade": "鉴定等级 | 危房等级 房屋安全等级 鉴定级别",
    "remedy": "治理改造方式 | 改造方式 处置方式",
    "found_on": "鉴定日期 | 鉴定时间 排查时间 房屋鉴定日期",
    "remedy_started_on": "开工时间 | 动工日期 开工日期",
    "safe_on": "竣工时间 | 完工日期 竣工验收日期 验收时间",
    "resettled_on": "搬迁时间 | 搬离时间 临时安置时间",
    "resettled_to": "安置地点 | 临时安置地点 安置去向",
    "subsidy": "补助资金（元） | 改造补助资金 补助资金合计（元）",
    "unit_name": "单位名称 | 名称 单位全称",
    "unit_kind": "单位类型 | 单位类别 类型",
    "parent_name": "上级单位 | 所属上级 上级单位名称",
    "name_en": "英文名 | 英文名称",
    "responsible_name": "负责人 责任人 | 负责人姓名 主要负责人",
    "responsible_position": "职务 | 负责人职务",
    "responsible_phone": "联系电话 | 负责人电话 负责人联系电话",
}
# Leaves under a parent heading that says whose they are.
PARENTS = {
    "guardian": ("监护人", "监护人情况", "监护人信息", "委托监护人", "照料人情况"),
    "helper": ("帮扶责任人", "结对帮扶责任人", "帮扶人", "帮扶人信息", "结对帮扶人情况"),
    "person": ("基本信息", "基本情况", "人员信息", "对象基本情况"),
    "home": ("家庭情况", "家庭基本情况", "户主信息"),
    "money": ("发放情况", "救助发放情况", "救助情况"),
    "steps": ("办理程序", "工作流程", "救助程序"),
    "father": ("父亲", "父亲情况"),
    "mother": ("母亲", "母亲信息"),
    "house": ("房屋情况", "危房情况"),
    "work": ("改造情况", "治理情况"),
    "visit": ("走访情况", "联系情况"),
}
LEAVES = {
    "guardian_name": ("姓名",),
    "guardian_relation": ("关系", "与儿童关系"),
    "guardian_phone": ("联系电话", "电话", "联系方式"),
    "guardian_address": ("住址", "现住址"),
    "helper_name": ("姓名",),
    "helper_phone": ("联系电话", "电话", "手机号", "联系方式"),
    "helper_unit": ("单位", "工作单位"),
    "helper_position": ("职务",),
    "helper_kind": ("类型", "类别"),
    "father_name": ("姓名",),
    "father_phone": ("联系电话", "电话"),
    "mother_name": ("姓名",),
    "mother_phone": ("联系电话", "电话"),
}
GRAND = {
    "person": ("服务对象", "对象信息", "人员情况"),
    "guardian": ("家庭及监护情况",),
    "helper": ("关爱帮扶情况", "结对关爱"),
    "money": ("救助情况", "资金物资"),
    "visit": ("走访记录", "工作情况"),
}


def variants(field: str, role: str = "") -> list[str]:
    words = FULL.get(f"{field}:{role}") or FULL[field]
    return [word for word in words.split() if word != "|"]


def heading(rng: random.Random, field: str, role: str = "") -> str:
    return decorate(rng, rng.choice(variants(field, role)))


def leaf(rng: random.Random, field: str, role: str = "") -> str:
    """The heading under a parent that names its block."""
    return decorate(rng, rng.choice(LEAVES[field])) if field in LEAVES else heading(rng, field, role)


def decorate(rng: random.Random, text: str) -> str:
    """Line breaks, blanks and marks that mean nothing."""
    roll = rng.random()
    if roll < 0.7:
        return text
    if len(text) == 2 and roll < 0.8:
        return text[0] + rng.choice((" ", "  ", "　", "\n", "    ")) + text[1]
    if len(text) >= 4 and roll < 0.84:
        at = rng.randrange(2, len(text) - 1)
        return text[:at] + rng.choice(("\n", "\r\n", " ")) + text[at:]
    if roll < 0.9:
        return text + rng.choice(("(*)", "（*）", "*", "（必填）", "\n（必填）"))
    if roll < 0.93:
        return rng.choice(("*", "★", "\ufeff", "\u200b", " ")) + text
    return text + rng.choice(("：", " ", "\n", "　", ":")) if roll < 0.97 else text
