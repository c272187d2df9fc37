"""Exports: which fact goes into which field, what no field may hold, what Google and JSON Resume ask for, the table of occupations."""

from __future__ import annotations

import json
from datetime import date

import pytest
from typer.testing import CliRunner

import jdparse
from jdparse.cli import app
from jdparse.compliance import check
from jdparse.exports import EDITION, FACTS, LIMITS, job_description, job_posting, occupations
from jdparse.wordlists import load

POSTING = (
    "收银员\n岗位职责：\n1、收款对账，核对现金；\n2、接待顾客。\n任职要求：\n1、女，18-35岁，身高160cm以上，中专以上学历；\n"
    "2、1年半以上收银经验，熟练使用Excel，会日语者优先；\n3、持有健康证；\n4、本地户口优先。\n工作时间：早班9:00-17:00\n"
    "薪资福利：4000-5000元/月，五险一金\n招聘人数：2人\n工作地点：上海市静安区某某路1号\n联系人：王女士 13912345678\n"
)
GOOGLE_REQUIRED = ("title", "description", "datePosted", "hiringOrganization", "jobLocation")
# the fields of JSON Resume's job schema and what each must hold
RESUME_FIELDS = {
    "title": str,
    "company": str,
    "type": str,
    "date": str,
    "description": str,
    "location": dict,
    "remote": str,
    "salary": str,
    "experience": str,
    "responsibilities": list,
    "qualifications": list,
    "skills": list,
    "meta": dict,
}


def job(text):
    (found,) = jdparse.parse(text).jobs
    return found


def asked(words):
    return job_posting(job(f"岗位职责：1、接待顾客\n任职要求：1、{words}"))


def published(made, facts):
    """Everything but the extension, as one string."""
    return json.dumps({name: value for name, value in made.items() if name != facts}, ensure_ascii=False)


def test_each_fact_is_in_its_property():
    made = job_posting(job(POSTING))
    assert made["@type"] == "JobPosting"
    assert made["title"] == "收银员"
    assert made["responsibilities"] == ["收款对账，核对现金", "接待顾客"]
    assert made["skills"] == ["Excel", "日语"]
    assert made["qualifications"] == [{"@type": "EducationalOccupationalCredential", "credentialCategory": "certificate", "name": "健康证"}]
    assert made["educationRequirements"] == {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "high school",
        "educationalLevel": [
            {"@type": "DefinedTerm", "name": "中专", "termCode": "40", "inDefinedTermSet": "GB/T 4658-2006"},
            {"@type": "DefinedTerm", "name": "中专", "termCode": "3", "inDefinedTermSet": "ISCED 2011"},
        ],
    }
    assert made["experienceRequirements"]["@type"] == "OccupationalExperienceRequirements"
    assert made["experienceRequirements"]["monthsOfExperience"] == 18
    assert made["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "CNY",
        "value": {"@type": "QuantitativeValue", "minValue": 4000, "maxValue": 5000, "unitText": "MONTH"},
    }
    assert made["jobBenefits"] == ["五险一金"]
    assert made["workHours"] == ["早班9:00-17:00"]
    assert made["totalJobOpenings"] == 2
    (place,) = made["jobLocation"]
    assert (place["@type"], place["address"]["@type"], place["address"]["addressCountry"]) == ("Place", "PostalAddress", "CN")
    assert place["address"]["addressLocality"] == "上海"


@pytest.mark.parametrize(("export", "facts"), [(job_posting, FACTS), (job_description, "jdparse")])
def test_limits_and_contacts_stand_in_no_field(export, facts):
    made = export(job(POSTING))
    words = published(made, facts)
    for limit in ("女", "18-35", "160", "户口", "13912345678", "王女士"):
        assert limit not in words, limit
    held = made[facts]
    assert {fact["type"] for fact in held["limits"]} == {"age", "gender", "height", "residency"} == LIMITS
    assert not {fact["type"] for fact in held["requirements"]} & LIMITS
    assert [notice["rule"] for notice in held["notices"]] == [notice.rule for notice in check(job(POSTING)) if notice.text]
    assert "no legal advice" in held["notice"]


def test_the_extension_is_an_opaque_literal_of_its_own_vocabulary():
    made = job_posting(job(POSTING))
    vocabulary = made["@context"][1]
    assert vocabulary[FACTS]["@type"] == "@json"
    assert FACTS.split(":")[0] in vocabulary
    assert {name for name in made if ":" in name} == {FACTS}
    assert json.loads(json.dumps(made)) == made
    education = next(fact for fact in made[FACTS]["requirements"] if fact["type"] == "education")
    assert (education["gb4658"], education["isced"]) == ("40", 3)
    assert POSTING[education["start"] : education["end"]] == education["text"]


def test_what_is_not_known_is_left_out():
    made = job_posting(job("岗位职责：1、接待顾客"))
    assert set(made) == {"@context", "@type", "description", "responsibilities", FACTS}
    assert set(job_description(job("岗位职责：1、接待顾客"))) == {"description", "responsibilities", "jdparse"}


def test_what_google_asks_for_is_there_where_the_caller_gives_it():
    made = job_posting(
        job(POSTING),
        hiring_organization="某某超市",
        job_location={"address": {"@type": "PostalAddress", "addressLocality": "杭州", "addressCountry": "CN"}},
        date_posted=date(2026, 3, 1),
        valid_through="2026-04-01",
        employment_type="FULL_TIME",
        identifier="a1",
        url="https://example.com/a1",
        occupational_category="4-01-02-04 收银员",
    )
    assert all(made.get(name) for name in GOOGLE_REQUIRED)
    assert made["hiringOrganization"] == {"@type": "Organization", "name": "某某超市"}
    assert made["jobLocation"]["@type"] == "Place"
    assert made["jobLocation"]["address"]["addressLocality"] == "杭州"
    assert (date.fromisoformat(made["datePosted"]), made["validThrough"]) == (date(2026, 3, 1), "2026-04-01")
    assert (made["employmentType"], made["identifier"], made["url"]) == ("FULL_TIME", "a1", "https://example.com/a1")
    assert made["occupationalCategory"] == "4-01-02-04 收银员"
    assert job_posting(job(POSTING), description="自拟", title="前台收银")["description"] == "自拟"
    assert job_posting(job(POSTING), job_location="杭州市某某路2号")["jobLocation"] == {"@type": "Place", "address": "杭州市某某路2号"}


@pytest.mark.parametrize(
    ("words", "category", "code"),
    [
        ("初中以上学历", None, "70"),
        ("高中以上学历", "high school", "60"),
        ("大专及以上学历", "associate degree", "30"),
        ("本科及以上学历", "bachelor degree", "20"),
        ("硕士研究生学历", "postgraduate degree", "14"),
        ("博士学历", "postgraduate degree", "11"),
    ],
)
def test_levels_of_education(words, category, code):
    made = asked(words)["educationRequirements"]
    assert made.get("credentialCategory") == category
    assert made["educationalLevel"][0]["termCode"] == code


def test_nothing_asked_is_said_as_such_and_not_stated_is_left_out():
    assert asked("学历不限，经验不限")["educationRequirements"] == "no requirements"
    assert asked("学历不限，经验不限")["experienceRequirements"] == "no requirements"
    assert not {"educationRequirements", "experienceRequirements", "baseSalary", "totalJobOpenings"} & set(asked("沟通能力强"))


def test_what_is_preferred_alone_is_no_requirement():
    made = asked("本科学历优先，3年以上客服经验者优先，有健康证者优先")
    assert not {"educationRequirements", "experienceRequirements", "qualifications"} & set(made)
    assert {fact["modality"] for fact in made[FACTS]["requirements"]} == {"preferred"}


def test_months_are_the_minimum_and_a_maximum_stays_in_the_facts():
    made = asked("3-5年客服经验")
    assert made["experienceRequirements"] == {
        "@type": "OccupationalExperienceRequirements",
        "description": "3-5年客服经验",
        "monthsOfExperience": 36,
    }
    assert next(fact for fact in made[FACTS]["requirements"] if fact["type"] == "experience")["max_years"] == 5


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("200元/天", {"value": 200, "unitText": "DAY"}),
        ("20元/小时", {"value": 20, "unitText": "HOUR"}),
        ("年薪10-15万元", {"minValue": 100_000, "maxValue": 150_000, "unitText": "YEAR"}),
        ("月薪8000元以上", {"minValue": 8000, "unitText": "MONTH"}),
    ],
)
def test_pay_has_its_period(words, value):
    made = job_posting(job(f"岗位职责：1、接待顾客\n薪资待遇：{words}"))
    assert made["baseSalary"]["value"] == {"@type": "QuantitativeValue"} | value


def test_json_resume_has_its_fields_and_types():
    made = job_description(
        job(POSTING),
        company="某某超市",
        date=date(2026, 3, 1),
        type="Full-time",
        remote="None",
        location={"city": "杭州", "countryCode": "CN"},
    )
    assert set(made) - {"jdparse"} <= set(RESUME_FIELDS)
    assert all(isinstance(made[name], kind) for name, kind in RESUME_FIELDS.items() if name in made)
    assert made["responsibilities"] == ["收款对账，核对现金", "接待顾客"]
    assert made["qualifications"] == ["中专以上学历", "1年半以上收银经验", "健康证"]
    assert made["skills"] == [{"name": "Excel", "level": "熟练"}]
    assert (made["salary"], made["experience"]) == ("4000-5000元/月", "1年半以上收银经验")
    assert (made["date"], made["company"], made["location"]) == ("2026-03-01", "某某超市", {"city": "杭州", "countryCode": "CN"})
    assert job_description(job(POSTING))["location"]["city"] == "上海"
    with pytest.raises(ValueError, match="remote"):
        job_description(job(POSTING), remote="sometimes")


@pytest.mark.parametrize("export", [job_posting, job_description])
def test_a_document_is_taken_where_it_holds_one_job(export):
    document = jdparse.parse(POSTING)
    assert export(document) == export(document.jobs[0])
    with pytest.raises(ValueError, match="holds 0 jobs"):
        export(jdparse.parse(""))


# --- occupations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("收银员", ["4-01-02-04"]),
        ("急聘：高级 会计（上海）", ["2-06-03-00"]),
        ("客服主管", ["4-07-02-03", "4-04-05-03"]),
        ("物业客服主管", ["4-06-01-01", "4-07-02-03", "4-04-05-03"]),
        ("中药师", ["2-05-06-02", "2-05-06-01"]),
        ("总经理助理", ["3-01-02-02", "1-06-01-02"]),
        ("倉庫管理員", ["4-02-06-01"]),
        ("Java开发工程师", ["2-02-10-03", "4-04-05-01"]),
        ("人事专员/助理", ["4-07-03-04"]),
        ("采购员-杭州", ["4-01-01-00"]),
        ("月球旅行规划者", []),
        ("", []),
        (None, []),
    ],
)
def test_candidates_of_a_title(title, codes):
    found = occupations(title)
    assert [entry.code for entry in found] == codes
    assert all(0 < entry.score <= 1 for entry in found)
    assert [entry.score for entry in found] == sorted((entry.score for entry in found), reverse=True)


def test_a_word_at_the_end_counts_more_than_one_inside():
    by_name = {found.name: found.score for found in occupations("总经理助理")}
    assert by_name["秘书"] == 1.0
    assert by_name["企业经理"] == pytest.approx(0.5 * 3 / 5)
    assert occupations("康复科病房护士")[0].score == pytest.approx(0.6 + 0.4 * 2 / 7, abs=0.001)
    assert len(occupations("招商经理", most=1)) == 1


def test_the_table_is_well_formed():
    entries = load("occupations")["occupation"]
    assert len(entries) > 100
    assert [entry["code"] for entry in entries] == sorted(entry["code"] for entry in entries)
    for entry in entries:
        assert entry["name"][-1] not in "LS", "the marks of digital and green occupations are no part of the name"
        assert not set(entry["words"]) & set(entry.get("also", ())), entry["code"]
        assert occupations(entry["words"][0], most=9), entry["code"]
    assert EDITION.endswith("（2022年版）")


def test_candidates_stand_in_the_extension_and_not_as_the_category():
    made = job_posting(job(POSTING))
    assert made[FACTS]["occupations"] == {"edition": EDITION, "candidates": [found.model_dump() for found in occupations("收银员")]}
    assert "occupationalCategory" not in made


# --- the command --------------------------------------------------------------------------------------------------


def run(*arguments, data=None):
    return CliRunner().invoke(app, ["export", *map(str, arguments)], input=data)


def test_the_command_writes_a_line_for_each_job(tmp_path):
    file = tmp_path / "posting.txt"
    file.write_text(POSTING, encoding="utf-8")
    result = run(file, "--organization", "某某超市", "--date-posted", "2026-03-01", "--employment-type", "PART_TIME", "--location", "杭州")
    (made,) = map(json.loads, result.stdout.splitlines())
    assert made == job_posting(
        job(POSTING), hiring_organization="某某超市", date_posted="2026-03-01", employment_type="PART_TIME", job_location="杭州"
    )
    given = ("--organization", "某某超市", "--date-posted", "2026-03-01", "--employment-type", "Part-time", "--location", "杭州")
    (made,) = map(json.loads, run("-", "--format", "jsonresume", *given, data=POSTING.encode()).stdout.splitlines())
    assert made == job_description(job(POSTING), company="某某超市", date="2026-03-01", type="Part-time", location={"address": "杭州"})
    titled = run("-", "--title", "夜班收银", data="岗位职责：1、收款对账".encode())
    assert json.loads(titled.stdout)["title"] == "夜班收银"


def test_the_command_goes_on_after_a_bad_file_and_refuses_a_wrong_call(tmp_path):
    result = run(tmp_path / "missing.txt", "-", data=POSTING.encode())
    assert result.exit_code == 1
    assert "[JD201]" in result.stderr
    assert len(result.stdout.splitlines()) == 1
    assert run("-", "--format", "xml", data=b"").exit_code == 2
    assert run("a", "b", "--title", "店员").exit_code == 2
