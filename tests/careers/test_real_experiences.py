"""What people write of themselves, in the past tense and without a title, and the title that fits it."""

import json
from pathlib import Path

import pytest

from jobsearch.careers.model import Careers
from jobsearch.careers.training import Post, learn
from jobsearch.text.html import clean_description, clean_line

POSTS = Path(__file__).parents[3] / "shared" / "data" / "posts.jsonl"

EXPERIENCES = [
    ("organizing projects with agile and scrum methodologies", "project manager"),
    ("hired engineers, sourced candidates, and negotiated offers", "recruiter"),
    ("screened applicants and scheduled interviews for open roles", "recruiter"),
    ("closed the books each month, reconciled accounts and filed taxes", "accountant"),
    ("prepared journal entries and audited financial statements", "accountant"),
    ("trained neural networks and deployed them to production", "machine learning engineer"),
    ("built predictive models in Python and R, tested hypotheses", "data scientist"),
    ("cleaned data, ran regressions and published the findings in papers", "research scientist"),
    ("built pipelines in Spark and Airflow that loaded a data warehouse", "data engineer"),
    ("wrote SQL queries and built Tableau dashboards", "data analyst"),
    ("gathered requirements from stakeholders and documented processes", "business analyst"),
    ("tested web applications, wrote test cases and reported bugs", "qa engineer"),
    ("automated regression tests with Selenium", "qa engineer"),
    ("administered Linux servers, patched and backed them up", "systems administrator"),
    ("automated deployments with Terraform, Kubernetes and Jenkins", "devops engineer"),
    ("built user interfaces in React, TypeScript and CSS", "frontend engineer"),
    ("developed C# and ASP.NET web applications on SQL Server", "net developer"),
    ("ran MapReduce jobs on a Hadoop cluster with Hive and Pig", "hadoop developer"),
    ("drew wireframes and prototypes in Figma", "product designer"),
    ("interviewed users and ran usability studies", "ux researcher"),
    ("set the roadmap, prioritized features and launched them with engineers", "product manager"),
    ("planned campaigns, bought ads and raised brand awareness", "marketing manager"),
    ("negotiated contracts, litigated and advised on privacy law", "counsel"),
    ("closed deals with new customers and exceeded my quota", "account executive"),
    ("onboarded customers, renewed their subscriptions and reduced churn", "customer success manager"),
    ("answered tickets and troubleshot problems of customers", "support engineer"),
]
_FEWEST = 22


@pytest.fixture(scope="module")
def careers() -> Careers:
    """The model of 2,600 real posts of six boards."""
    if not POSTS.exists():
        pytest.skip("the real posts are not part of the project")
    rows = map(json.loads, POSTS.read_text(encoding="utf-8").splitlines())
    posts = [Post(clean_line(row["title"]), clean_description(row["description"]), 2024) for row in rows]
    return learn(posts).careers


@pytest.mark.slow
def test_most_experiences_have_their_title_among_the_first_three(careers: Careers) -> None:
    missed = [
        (experience, title, best)
        for experience, title in EXPERIENCES
        if title not in (best := [name for name, _chance in careers.similar([experience])[:3]])
    ]
    assert len(EXPERIENCES) - len(missed) >= _FEWEST, missed
