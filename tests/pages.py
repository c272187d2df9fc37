"""Texts for property tests: pieces of postings in any order, so that shrunk failures stay readable."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *("岗位职责：", "任职要求：", "【任职资格】", "一、工作内容", "岗位职责", "薪资福利：", "工作地点：", "职位描述", "联系方式", "学历要求", "公司介绍："),
    *("收银员", "客服经理岗位职责", "【篇一：仓管员岗位职责】", "(篇2)", "第3篇：", "2.行政助理", "岗位名称：出纳"),
    *("1、", "2、", "3.", "(1)", "（二）", "①", "②", "一、", "2.1 ", "a)", "•", "- ", "★", "l ", "Ⅱ、", "11、", "1️⃣", "____"),
    *("负责接待来访客户", "3年以上工作经验", "大专及以上学历", "团队管理：带领小组", "熟练使用Excel", "五险一金", "早9:00-18:00", "整理票据，按日上交", "沟通能力强"),
    *("下载本文档请先登录", "相关文章：", "首页 > 招聘", "微信分享", "以上就是小编整理的", "Responsibilities: serve guests"),
    *("\n", "\n\n", "\r\n", " ", "　", "；", "。", "，", "：", ":", "、", "！", "\t", "\u200b", "\ufeff", "\ue012", "\x00", "(", "）", "【", "》"),
    *("<p>", "</p>", "<br/>", "<li>", "&nbsp;", "&lt;", "<script>var a=1;</script>", '<span style="display:none">隐藏</span>', "<3年", "<", ">", "&"),
    *("kanzhun", "来自BOSS直聘", "boss", "สวัสดี", "Baidu Nhomakorabea", "岗 位 职 责", "職責說明：", "負責門市銷售", "３年", "ＡＢＣ", "é", "😀", "𠮷", "\u2028"),
)

pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
texts = st.text(max_size=300)
mixed = st.one_of(pages, texts, st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30).map("".join))
