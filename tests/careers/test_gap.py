"""What posts ask for, and what a résumé shows of it: each with the words that say so."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.gap import asked_in, gap
from jobsearch.careers.gap_names import forms

POST = """We are a small company. Our clients use Salesforce.
Requirements: experience with Python, PostgreSQL and Kubernetes.
Python is our main language; knowledge of project management is a plus.
No PHP here.
We offer health insurance and Microsoft training."""


def names(text: str) -> list[str]:
    return [one.skill for one in asked_in(text)]


def test_finds_what_a_post_asks_for_and_what_it_names_most_often_first() -> None:
    asked = asked_in(POST)

    assert asked[0].skill == "Python"
    assert asked[0].times == 2
    assert {"PostgreSQL", "Kubernetes", "project management"} <= set(names(POST))
    assert all(one.sentence in POST for one in asked)


@pytest.mark.parametrize("absent", ["Salesforce", "PHP", "health insurance"])
def test_what_an_employer_has_refuses_or_gives_is_not_asked(absent: str) -> None:
    assert absent not in names(POST)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("You know React and Spark.", ["React", "Spark"]),
        ("React to changes, spark joy, and excel at what you do. Express yourself.", []),
        ("Experience with K8s, JS and postgres.", ["Kubernetes", "JavaScript", "PostgreSQL"]),
        ("C++ or C# or Node.js", ["C++", "C#", "Node.js"]),
        ("Experience with Amazon Web Services (AWS)", ["AWS"]),
        ("Experience with Google Analytics", ["Google Analytics"]),
        ("", []),
    ],
)
def test_a_name_is_told_from_a_common_word(text: str, asked: list[str]) -> None:
    assert sorted(names(text)) == sorted(asked)


def test_parts_what_is_shown_from_what_is_missing() -> None:
    found = gap(asked_in(POST), "Built APIs in Django.\nRan PostgreSQL and managed projects.")

    assert {one.asked.skill: one.words for one in found.shown} == {
        "Python": "Django",
        "PostgreSQL": "PostgreSQL",
    }
    assert found.shown[0].line == "Built APIs in Django."
    assert [(one.asked.skill, one.words) for one in found.suggested] == [
        ("project management", "managed projects")
    ]
    assert [one.skill for one in found.missing] == ["Kubernetes"]
    assert found.to_check == ()


@pytest.mark.parametrize(
    ("text", "missing", "to_check"),
    [
        ("Qualifications\n• Python, or another language\n• Econometrics", ["Python"], ["econometrics"]),
        ("You will write services in Python.", [], ["Python"]),
        ("You will write services in Python.\nRequirements:\nPython", ["Python"], []),
        ("Must have: CPA, and data analysis.", ["CPA"], ["data analysis"]),
        ("Our Tech Stack\n• Python, Kubernetes", [], ["Python", "Kubernetes"]),
        ("Requirements\n• Kubernetes\nTech stack\nDjango", ["Kubernetes"], ["Django"]),
        ("Requirements\n• We use GitHub to review changes", [], ["GitHub"]),
        ("About us\nExperience with Kubernetes is needed.", ["Kubernetes"], []),
        ("About us\nCustomers trust our platform for its deep expertise in Kubernetes.", [], ["Kubernetes"]),
        ("Familiarity with GitHub Actions and React Native.", [], ["GitHub", "React"]),
        ("Familiarity with GitHub and React.", ["GitHub", "React"], []),
        ("Understanding of Azure DevOps.", [], ["Azure"]),
        ("Experience with an Android device.", [], ["Android"]),
        ("Experience with Android.", ["Android"], []),
        ("Knowledge of clinical research and GCP.", [], ["GCP"]),
        ("Knowledge of AWS and GCP.", ["AWS", "GCP"], []),
        ("Knowledge of key-value stores (we use Redis and Kafka).", [], ["Redis", "Kafka"]),
        ("Requirements\nOur stack: Redis. We don't require experience with it.", [], ["Redis"]),
        ("Requirements\nFamiliar with our stack (Redis) or can learn new tools quickly.", [], ["Redis"]),
        ("Requirements\nYou're not expected to know all of this:\n- Redis\n- Kafka", [], ["Redis", "Kafka"]),
        ("You know (or want to write software in) Scala.", [], ["Scala"]),
        ("Experience or interest in cloud development (AWS).", [], ["AWS"]),
        ("Requirements\nTheir tech stack includes Redis.", [], ["Redis"]),
        ("Familiarity with AutoCAD, Primavera and RSMeans.", ["AutoCAD"], ["Primavera", "RSMeans"]),
    ],
)
def test_only_tools_that_requirements_name_are_missing(
    text: str, missing: list[str], to_check: list[str]
) -> None:
    found = gap(asked_in(text), "Sang in a choir.")

    assert [one.skill for one in found.missing] == missing
    assert [one.skill for one in found.to_check] == to_check


@pytest.mark.parametrize(
    ("tool", "resume"),
    [
        ("HTML", "Built websites"),
        ("Linux", "Backend developer of a bank"),
        ("NumPy", "Python"),
        ("PowerPoint", "Word and Excel"),
    ],
)
def test_a_tool_that_goes_without_saying_is_not_missing(tool: str, resume: str) -> None:
    asked = asked_in(f"Experience with {tool}.")

    assert [one.skill.casefold() for one in gap(asked, "Sang in a choir.").missing] == [tool.casefold()]
    assert gap(asked, resume).missing == ()


@pytest.mark.parametrize(
    ("post", "resume", "missing"),
    [
        ("Experience with infrastructure as code (e.g. Terraform).", "Wrote Ansible roles.", []),
        ("Experience with infrastructure as code (e.g., Terraform).", "Wrote Ansible roles.", []),
        ("Experience with infrastructure as code (e.g. Terraform).", "Sang in a choir.", ["Terraform"]),
        ("Experience with Terraform.", "Wrote Ansible roles.", []),
        ("Experience with a CRM, ideally Salesforce.", "Kept customers in HubSpot.", []),
        ("Experience with Salesforce or a similar CRM.", "Kept customers in HubSpot.", []),
        (
            "Experience with Salesforce and NetSuite.",
            "Kept customers in HubSpot.",
            ["NetSuite"],
        ),
        ("Experience with React or Angular.", "Built pages in Vue.", []),
        ("Experience with Zendesk.", "Led a team from the front.", ["Zendesk"]),
        ("Experience with Zendesk.", "Front of house manager", ["Zendesk"]),
        ("Experience with Jira.", "Open Monday to Friday", ["Jira"]),
        ("Experience with Terraform.", "Chef, Ritz Hotel", ["Terraform"]),
        ("Experience with Kubernetes.", "Built Docker images.", ["Kubernetes"]),
        ("Experience with SAS, R or Python.", "Plots in R", []),
        ("Experience with Terraform.", "Skills: Ansible, Chef, Git", []),
        (
            "Experience with Databricks and Salesforce.",
            "Data Analyst. Sales Assistant.",
            ["Databricks", "Salesforce"],
        ),
        (
            "Experience with PowerPoint or PostgreSQL.",
            "Power plants, Post offices",
            ["PowerPoint", "PostgreSQL"],
        ),
        (
            "Requirements:\n- Must have: Python, Kubernetes, Terraform",
            "Baker",
            ["Python", "Kubernetes", "Terraform"],
        ),
        (
            "Requirements\n- Strong skills in: Kafka, Terraform, Kubernetes",
            "Baker",
            ["Kafka", "Terraform", "Kubernetes"],
        ),
        ("Requirements\nAll of the following are required:\n- Redis\n- Kafka", "Baker", ["Redis", "Kafka"]),
        ("Requirements\nMust not require any visa sponsorship\n- Redis", "Baker", ["Redis"]),
        (
            "Requirements\nOne of the following:\n- Redis\n- Kafka\n- A longer item about the use of Visio",
            "Baker",
            ["Visio"],
        ),
        ("Experience with Java.", "Wrote Python.", ["Java"]),
        ("Fluent in one of these languages, including Java, Python, Perl.", "Wrote Java.", []),
        ("Knowledge of Python ideally but others are fine too.", "Wrote scripts in Perl.", []),
        ("Healthcare professional (PhD, MS, RN) required.", "Bachelor of Science", []),
        ("Experience with SQL, Tableau, or business intelligence tools.", "Reports in Qlik", []),
        ("Experience with Python development (other languages will be considered).", "Perl", []),
        ("Experience with Python development (other languages will be considered).", "Sang", ["Python"]),
        ("Experience with RESTful APIs or GraphQL endpoints.", "Django REST Framework", []),
        ("Experience with React, Angular or similar frameworks.", "Built pages in Vue.", []),
        ("PMP, CAMS or other certification.", "Certificate in data analysis", []),
        ("PMP or other certification.", "Sang in a choir.", ["PMP"]),
        ("Experience with tools such as SAP, Sabre or Amadeus.", "Sang in a choir.", []),
        ("Teradata, SAS, Hadoop, etc.\nKnowledge of these", "Moved tables out of Teradata.", []),
        ("Experience with C++, Java, or other programming languages.", "Python and R", []),
        ("Experience with C++, Java, or other programming languages.", "Sang.", ["C++", "Java"]),
        ("Experience with Hadoop, Spark, etc.", "Sang in a choir.", ["Hadoop", "Spark"]),
        ("Experience with monitoring tools (Prometheus, Splunk).", "Dashboards in New Relic.", []),
        ("Requirements\nGeneral code: Java, Rust, C++, Perl", "Wrote Python.", []),
        ("Requirements\nGeneral code: Java, Rust, C++, Perl", "Sang.", ["Java", "Rust", "C++", "Perl"]),
        ("Requirements\nAnalysis: MATLAB, Julia, SQL, Terraform", "Sang in a choir.", []),
        ("Experience with Java, Rust, and C++.", "Wrote Python.", []),
        ("Requirements\nAt least one of these stacks:\n- Redis\n- Java", "Wrote Python.", []),
        ("You may also have experience with frameworks or Node.js.", "Sang in a choir.", []),
        ("Experience with front-end frameworks or Node.js.", "Built pages in React.", []),
        ("Knowledge of visualization tools - Tableau, Power BI, D3 - is needed.", "ggplot, Power BI", []),
        ("Certifications from AWS, Google, and Azure", "Azure certificate", []),
        ("Experience with UI tools: EX: Tableau", "Spotfire", []),
        ("Experience with reporting tools including Tableau.", "Reports in Power BI", []),
        ("Experience with reporting tools including Tableau.", "Sang in a choir.", ["Tableau"]),
        ("Experience with vector databases, such as Pinecone and Snowflake.", "Sang in a choir.", []),
    ],
)
def test_a_tool_that_another_of_its_type_may_replace_is_not_missing(
    post: str, resume: str, missing: list[str]
) -> None:
    assert [one.skill for one in gap(asked_in(post), resume).missing] == missing


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("Ruby on Rails", "Built shops with Rails since 2015."),
        ("Google Docs", "Tools: Word, Docs, Trello"),
        ("Google Analytics", "SEO, Analytics and Search Console"),
        ("Google Analytics", "Reports in GA4"),
        ("MongoDB", "Built APIs on Mongo"),
        ("scikit-learn", "Trained models with sklearn"),
    ],
)
def test_the_short_name_of_a_product_is_a_sign_of_it(asked: str, line: str) -> None:
    found = gap(asked_in(f"Experience with {asked}."), line)

    assert [one.asked.skill for one in (*found.shown, *found.suggested)] == [asked]


def test_a_tool_is_spelled_as_the_post_spells_it() -> None:
    assert names("Familiarity with Snowflake and a PMP.") == ["Snowflake", "PMP"]
    learned = {"postgresql": 0.9, "snowflake": 0.9}
    found = asked_in("Familiarity with Snowflake and PostgreSQL.", learned)
    assert sorted(one.skill for one in found) == ["PostgreSQL", "Snowflake"]


def test_the_sentence_of_a_skill_is_the_one_that_requires_it() -> None:
    (found,) = asked_in("You will write Python.\nRequirements\nGood Python.")

    assert (found.sentence, found.required, found.times) == ("Good Python.", True, 2)


def test_a_list_without_line_ends_is_read_item_by_item() -> None:
    items = ["Salary and paid vacation for all who work with us " * 5, "What we expect from you",
             "5+ years of experience with Python", "Knowledge of Redis"]  # fmt: skip
    found = asked_in(" ".join(items))

    assert [(one.skill, one.sentence) for one in found] == [("Python", items[2]), ("Redis", items[3])]


@pytest.mark.parametrize(
    ("skill", "line"),
    [
        ("Tailwind CSS", "Pages in Tailwind"),
        ("AutoCAD", "Plans in Civil 3D"),
        ("Visual Basic", "Wrote VBA macros"),
    ],
)
def test_a_part_of_a_tools_name_suggests_the_tool(skill: str, line: str) -> None:
    (found,) = gap(asked_in(f"Experience with {skill}."), line).suggested

    assert found.asked.skill == skill
    assert found.words in line


@pytest.mark.parametrize(
    ("skill", "line"),
    [
        ("machine learning", "Led the ML team"),
        ("agile methods", "Coached agile decisions"),
        ("project management", "Rebuilt the project management department"),
    ],
)
def test_what_a_post_says_of_others_a_resume_says_of_its_owner(skill: str, line: str) -> None:
    (found,) = gap(asked_in(f"Experience with {skill}."), line).shown

    assert found.asked.skill in skill


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Proficiency with Tekton, SLSA or Neo4j.", ["Tekton", "SLSA", "Neo4j"]),
        ("Experience working in an Early Stage Company in the US.", []),
        ("Strong Communication Skills And Experience With People", []),
        ("Knowledge of Initech Cloud and of the Initech way.", []),
        ("We tell Croatia about Tekton.", []),
    ],
)
def test_unknown_names_are_recognized_by_their_capitals(text: str, asked: list[str]) -> None:
    assert [one.skill for one in asked_in(text, company="Initech")] == asked


def test_a_learned_phrase_is_asked_with_its_share() -> None:
    (found,) = asked_in("You will do patient triage on the ward.", {"patient triage": 0.4, "ledger": 0.2})

    assert (found.skill, found.share) == ("patient triage", 0.4)


def test_a_technology_goes_by_its_letters_and_without_its_maker() -> None:
    assert forms("Amazon Web Services AWS software") == ["AWS", "Amazon Web Services"]
    assert forms("Microsoft SharePoint") == ["SharePoint", "Microsoft SharePoint"]
    assert forms("Management information systems software") == []


@pytest.mark.parametrize(
    ("post", "resume", "suggested"),
    [
        ("Experience with Hadoop.", "Tuned Hive queries on a Cloudera cluster.", {"Hadoop": "Hive"}),
        ("A/B testing experience.", "Ran split tests of mails.", {"A/B testing": "split tests"}),
        ("Knowledge of AWS.", "Data in S3, jobs on EC2.", {"AWS": "S3"}),
        ("Knowledge of AWS.", "Data in files of 3 MB.", {}),
        ("Experience with Kafka.", "Wrote letters about Franz Kafka's time.", {}),
        ("NLP, invoicing", "Fine-tuned BERT. Billing of clients.", {"NLP": "BERT", "invoicing": "Billing"}),
    ],
)
def test_a_skill_that_other_words_suggest_is_not_missing(
    post: str, resume: str, suggested: dict[str, str]
) -> None:
    found = gap(asked_in(post), resume)

    assert {one.asked.skill: one.words for one in found.suggested} == suggested
    assert all(one.line in resume for one in found.suggested)


@pytest.mark.parametrize(
    "text",
    [
        "• Building systems that make releases safe.",
        "A Master's degree in Electrical or Mechanical engineering.",
        "Our project management team will plan your work.",
        "You will join a large group of people in chemical forensics.",
        "We are a leading data visualization company.",
        "Work closely with project management, procurement and other departments.",
        "Insights from large sets of data, modeling risk.",
        "The ability to learn new tools such as Tableau or Power BI.",
        "You are open to getting familiar with C#.",
        "The DevOps team runs the infrastructure.",
        "The platform brings machine learning into the video stack.",
        "You will be part of a team that builds the premier BI platform.",
        "Our platform gives companies native iOS and Android apps.",
        "You will own the architecture of Pearson VUE's tool.",
        "BS/MS in Math, Econometrics or another quantitative discipline.",
    ],
)
def test_words_of_another_meaning_and_what_others_do_are_not_asked(text: str) -> None:
    assert names(text) == []


def test_a_product_is_not_the_kind_of_work_that_ends_its_name() -> None:
    assert names("Knowledge of Azure Machine Learning.") == ["Azure"]
    assert names("Knowledge of Azure, machine learning.") == ["Azure", "machine learning"]


def test_skills_beside_a_degree_are_asked() -> None:
    assert names("A degree in econometrics, and experience with Python.") == ["Python"]
    assert names("Our stack is Python and React.") == ["Python", "React"]
    assert names("We are looking for somebody who knows SAP.") == ["SAP"]


def test_the_employer_and_its_products_are_not_asked_for() -> None:
    text = "GitHub brings machine learning to developers.\nAt GitHub you will work with Python and Git."
    assert {one.skill for one in asked_in(text, company="GitHub, Inc.")} == {"Python", "Git"}
    assert {one.skill for one in asked_in(text)} == {"GitHub", "Python", "Git"}


def test_a_method_is_told_from_an_adjective_and_a_skill_from_a_currency() -> None:
    assert names("Agile decision-making at pace. Pay: $113,800 - $187,800 CAD.") == []
    assert names("You are dynamic and agile. Pay rate: PHP 550/hour.") == []
    assert names("Experience with PHP 8.") == ["PHP"]
    assert names("You work in an agile team, and draw with CAD.") == ["agile", "CAD"]


def test_a_warehouse_of_data_is_not_one_of_goods() -> None:
    assert names("Strong background in data warehousing.") == ["data warehousing"]
    assert names("Experience in warehousing.") == ["warehousing"]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_read_and_nothing_is_both_shown_and_missing(post: str, resume: str) -> None:
    asked = asked_in(f"{post} Python. Experience with {resume}")
    found = gap(asked, resume)

    named = [one.asked.skill for one in (*found.shown, *found.suggested)]
    without = [one.skill for one in (*found.missing, *found.to_check)]
    assert sorted([*named, *without]) == sorted(one.skill for one in asked)


@pytest.mark.parametrize(
    "heading", ["**Requirements**", "__Requirements__", "## About you", "# Requirements:"]
)
def test_a_heading_in_markdown_begins_a_part(heading: str) -> None:
    post = f"**About us**\nWe are a small company.\n{heading}\n- Terraform\n* Kafka\n**Benefits**\n- Coffee"
    assert {one.skill for one in asked_in(post) if one.required} == {"Terraform", "Kafka"}


def test_a_second_job_in_a_post_asks_for_nothing_in_the_first() -> None:
    job = "Job summary:\nYou will help.\nRequirements\n- Experience with {}\n"
    found = asked_in(job.format("Salesforce") + job.format("Kubernetes"))

    assert {one.skill: one.required for one in found} == {"Salesforce": True, "Kubernetes": False}


@pytest.mark.parametrize("item", ["* Terraform", "- **Terraform** and friends", "**Terraform**"])
def test_an_item_in_markdown_does_not(item: str) -> None:
    assert [one.required for one in asked_in(f"**Requirements**\n{item}\n- Kafka")] == [True, True]


def test_thousands_of_names_in_a_sentence_are_read_in_a_moment() -> None:
    names = ", ".join(f"Zorb{number:04}x" for number in range(3_000))
    start = process_time()
    assert len(asked_in(f"Requirements: experience with {names}.")) <= 40
    assert process_time() - start < 2
