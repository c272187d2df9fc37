"""Made-up postings in any number, each a little different, for tests of batches."""

from __future__ import annotations

TITLES = ("客服专员", "会计", "Java工程师", "店长", "仓库管理员")
DUTIES = ("接待来访客户", "登记客户资料", "核对每日账目", "编写接口文档", "盘点库存商品", "培训新员工", "处理客户投诉")
LEVELS = ("大专", "本科", "中专", "高中")
SKILLS = ("Excel", "Python", "用友", "SQL")


def posting(number: int) -> str:
    first, second = DUTIES[number % 7], DUTIES[(number * 3 + 1) % 7]
    level, years, skill = LEVELS[number % 4], number % 6 + 1, SKILLS[number % 3]
    return (
        f"岗位职责：\n1、负责{first}；\n2、负责{second}，每周{number}次；\n任职要求：\n1、{level}及以上学历；\n"
        f"2、{years}年以上工作经验；\n3、熟练使用{skill}。\n薪资：{number % 9 + 3}000-{number % 9 + 5}000元/月"
    )


def row(number: int) -> dict[str, str]:
    return {
        "job_id": f"a{number}",
        "职位名称": TITLES[number % 5],
        "薪资": f"{number % 9 + 3}-{number % 9 + 5}千",
        "学历": LEVELS[(number + number % 2) % 4],
        "来源": ("甲", "乙")[number % 2],
        "职位描述": posting(number),
    }
