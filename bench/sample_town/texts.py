"""What visitors write down: many small pieces put together, so that honest notes rarely repeat."""

from __future__ import annotations

import random


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ELDER_STATE = _phrases("""
    老人精神不错 老人在院子里晒太阳 进门时老人正在做饭 老人刚从菜地回来 老人在邻居家聊天
    老人说这几天睡得好 老人腿脚比上月利索 老人耳朵有点背，说话要大声 老人气色好，话也多 老人有些咳嗽
    老人说夜里起夜多 老人在看电视 老人正喂鸡 老人在火塘边烤火 老人前两天感冒已好转 老人说牙不好，吃得软
    老人盼着儿女回来过年 老人刚从卫生室拿药回来
""")
_ELDER_CHECK = _phrases("""
    量血压{a}/{b} 米还有{n}斤，油够吃 看了灶房，煤气阀关好了 检查电线，插座没有发热 被褥干净，够厚
    水缸满的，自来水正常 药盒里降压药还剩{n}片 冰箱里有肉有菜 屋里收拾得整齐 床边装了扶手
    取暖用的是电炉，已提醒离被子远一点 屋顶没有漏雨 路灯前天修好了 手机能打通，儿子号码存在第一个
    看了体检单，血糖{c} 门口台阶有青苔，帮着刷了 家里存了{n}斤红薯
""")
_ELDER_DO = _phrases("""
    帮忙换了灯泡 帮着挑了一担水 代买了{n}元的药 陪老人聊了半个多小时 帮忙联系女儿视频 教老人用一键呼叫
    送去{n}个鸡蛋 帮着劈了些柴 提醒按时吃药 约好下次赶集带他去理发 留了村里的值班电话 帮忙把棉被晒了
    代缴了电费{n}元 帮忙清了屋后的水沟 讲了防骗的事 和邻居说好夜里多照看 告诉老人高龄津贴已到账
    帮着剪了指甲 没有别的要求 老人说有困难会打电话
""")
_CHILD_STATE = _phrases("""
    孩子在写作业 孩子放学刚到家 孩子在院里打球 孩子跟奶奶在地里 孩子比上次开朗 孩子有点想妈妈
    孩子话不多，问一句答一句 孩子长高了 孩子说这次数学考了{s}分 孩子语文考了{s}分，进步明显
    孩子在看课外书 孩子在和同伴下棋 孩子有些感冒 孩子周末从学校回来 孩子把奖状给我看 孩子在帮奶奶择菜
""")
_CHILD_CHECK = _phrases("""
    爷爷照看得过来 奶奶身体还好，能做饭 问了零花钱，一周{n}元 看了作业本，字写得工整 爸妈{k}天前打过电话
    手机每天玩不到{m}分钟 晚上九点前睡觉 住的房间朝南，干净 书桌太矮，光线有点暗 学校的午饭吃得惯
    骑车上学，已叮嘱走路边 打了疫苗，本子看过了 监护人清楚委托照护的责任 家里的塘边已围上栏杆 冬衣够穿
""")
_CHILD_DO = _phrases("""
    讲了防溺水和交通安全 留了儿童主任电话 陪着读了一篇课文 送了两本书 约好周六来儿童之家 和爸爸通了视频
    提醒少看手机 帮着联系了班主任 答应帮忙问助学金的事 和奶奶说了辅导作业的办法 送了一盒彩笔
    鼓励报名校运会 记下了孩子的心愿 教孩子背下家长电话 没有发现别的情况
""")
_HOME_STATE = _phrases("""
    入户核查 全家情况核对 年度复核上门 上门了解近况 与户主面谈 查看家庭情况 动态核查
""")
_HOME_CHECK = _phrases("""
    户主在镇上打零工，月收入{n}0元左右 家中无机动车 主要靠种{m}分地和补助
    看病花费上季度{n}0元，已报销大半 孩子学费已减免 住房安全，饮水正常 收入和上次相比变化不大 医保都交了
    务工{k}个月，现在家 主要劳力腰伤未好
""")
_HOME_DO = _phrases("""
    符合条件，继续享受 材料已拍照留存 介绍了镇里的公益岗 讲了动态调整的规定 提醒收入变化要及时报
    登记了春耕农资需求 补签了授权书 建议申请临时救助 已记入台账 户主没有意见
""")
_PROBLEMS_ELDER = _phrases("""
    屋顶有两处漏雨 电线老化 降压药快吃完 轮椅坏了 冬被偏薄 水管冻裂 独自上下楼不稳 手机欠费 医保卡找不到
    灶房堆柴太多
""")
_PROBLEMS_CHILD = _phrases("""
    近视加重，没有配镜 作业常拖到很晚 情绪低落，需心理老师跟进 奶奶住院，暂由姑姑照看 冬衣偏小 上下学路远
    手机玩得多 与父母久未通话
""")
_PHONE = _phrases("""
    电话里{x} 打了电话，{x} 通话{k}分钟，{x} 电话问候，{x} 晚上通了电话，{x}
""")
_TALK_START = _phrases("""
    谈了最近的学习 从班级活动聊起 问了家里的情况 聊了和同学相处 谈了期中考试 说起周末在家做什么
    聊了住宿的事 问了早饭和睡眠 谈了对未来的想法 聊了最近看的书 说到前天的小矛盾 谈了上课走神的原因
""")
_TALK_MID = _phrases("""
    孩子说数学应用题难 孩子愿意说话了 孩子担心爷爷的身体 孩子和同桌成了朋友 孩子说想当医生
    孩子想加入篮球队 孩子最近睡得晚 孩子说想爸妈了 孩子得了{s}分很高兴 孩子作文被念了 孩子承认抄了作业
    孩子有点自卑，不爱举手 孩子说午饭吃得饱 孩子想学画画
""")
_TALK_END = _phrases("""
    约定每天问一个问题 安排学习伙伴帮助 鼓励参加兴趣小组 请科任老师多提问他 周五再看作业 约好给妈妈写封信
    答应少玩手机 定了{k}周的小目标 送了笔记本作奖励 转告心理老师跟进 表扬了值日认真 帮助调整了座位
""")
_EFFECT = _phrases("""
    情绪好转 愿意配合 有所触动 效果良好 还需跟进 心情轻松许多
""")
MADE_UP = (
    "老人身体健康，生活正常，无其他需求。",
    "走访了解情况，一切正常。",
    "身体状况良好，饮食起居正常，无异常情况。",
    "入户走访，宣传政策，群众满意。",
)


def _fill(rng: random.Random, text: str) -> str:
    return text.format(
        a=rng.randrange(118, 168),
        b=rng.randrange(66, 98),
        c=round(rng.uniform(4.8, 9.6), 1),
        n=rng.randrange(6, 60),
        s=rng.randrange(61, 99),
        k=rng.randrange(2, 12),
        m=rng.randrange(2, 9) * 5,
        x="{x}",
    )


def _three(rng: random.Random, *parts: tuple[str, ...]) -> str:
    words = [_fill(rng, rng.choice(part)) for part in parts]
    if rng.random() < 0.18:
        words.pop(rng.randrange(len(words)))
    return "，".join(words) + rng.choice(("。", "。", "。", ""))


def elder(rng: random.Random) -> str:
    return _three(rng, _ELDER_STATE, _ELDER_CHECK, _ELDER_DO)


def child(rng: random.Random) -> str:
    return _three(rng, _CHILD_STATE, _CHILD_CHECK, _CHILD_DO)


def household(rng: random.Random) -> str:
    return _three(rng, _HOME_STATE, _HOME_CHECK, _HOME_DO)


def phone(rng: random.Random, about_child: bool) -> str:
    inner = _three(
        rng, _CHILD_STATE if about_child else _ELDER_STATE, _CHILD_DO if about_child else _ELDER_DO
    )
    return _fill(rng, rng.choice(_PHONE)).replace("{x}", inner)


def talk(rng: random.Random) -> str:
    return _three(rng, _TALK_START, _TALK_MID, _TALK_END)


def effect(rng: random.Random) -> str:
    return rng.choice(_EFFECT)


def problem(rng: random.Random, about_child: bool) -> str:
    return rng.choice(_PROBLEMS_CHILD if about_child else _PROBLEMS_ELDER)
