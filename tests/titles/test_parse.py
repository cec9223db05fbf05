"""Titles taken apart, as a person who reads job boards would."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.titles.levels import seniority
from jobsearch.titles.parse import (
    Title,
    is_person,
    names_an_occupation,
    names_of,
    parse,
    singular,
    tokens,
)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Software Engineer", "software engineer"),
        ("Senior Software Engineer II", "software engineer"),
        ("Sr. Software Engineer", "software engineer"),
        ("SNR Data Analyst", "data analyst"),
        ("Jr Data Analyst", "data analyst"),
        ("Entry-Level Data Analyst", "data analyst"),
        ("Data Analyst, New Grad", "data analyst"),
        ("Mid-Level Accountant", "accountant"),
        ("Lead Data Engineer", "data engineer"),
        ("Data Scientist Lead", "data scientist"),
        ("Staff Accountant", "accountant"),
        ("Principal Product Designer", "product designer"),
        ("Sr. / Staff Site Reliability Engineer", "site reliability engineer"),
        ("Senior Associate Scientist", "scientist"),
        ("Systems Administrator III", "systems administrator"),
        ("Technical Support Engineer IV", "technical support engineer"),
        ("Data Engineer 2", "data engineer"),
        ("Data Analyst Level III", "data analyst"),
        ("Level 2 Support Engineer", "support engineer"),
        ("Graduate Programme, Software Engineering", "software engineer"),
        ("Data Science Intern", "data scientist"),
        ("Software Engineering Internship", "software engineer"),
        ("Marketing Trainee Manager", "marketing manager"),
        ("Working Student Data Analyst", "data analyst"),
        ("Assistant Store Manager", "store manager"),
    ],
)
def test_leaves_levels_out_of_the_name(title: str, name: str) -> None:
    assert parse(title) == Title(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Executive Assistant", "executive assistant"),
        ("Virtual Assistant (18.00 - 21.00/hour)", "virtual assistant"),
        ("Customer Experience Associate", "customer experience associate"),
        ("Technical Lead", "technical lead"),
        ("Tech Lead", "technical lead"),
        ("Chief of Staff", "chief of staff"),
        ("Data Entry Specialist", "data entry specialist"),
        ("Staffing Manager", "staffing manager"),
        ("Engineering Manager", "engineering manager"),
    ],
)
def test_keeps_what_is_a_level_elsewhere(title: str, name: str) -> None:
    assert parse(title) == Title(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Data Engineer (Python, AWS)", "data engineer"),
        ("Data Engineer [Remote]", "data engineer"),
        ("Data Engineer {m/w/d}", "data engineer"),
        ("Data Engineer (Contract-to-Hire", "data engineer"),
        ("(Senior) Data Engineer", "data engineer"),
        ("Data Engineer (ETL (SQL))", "data engineer"),
        ("Account Executive, Google Cloud", "account executive"),
        ("Account Executive - Emerging Markets", "account executive"),
        ("Account Executive \u2013 Emerging Markets", "account executive"),
        ("Account Executive\u2014Emerging Markets", "account executive"),
        ("Account Executive | SaaS", "account executive"),
        ("Aurora Payments: Senior Financial Data Engineer", "financial data engineer"),
        ("Product Manager: Growth", "product manager"),
        ("Data Scientist/Computer Scientist", "data scientist"),
        ("Tableau / SQL Report Writer", "sql report writer"),
        ("UX/UI Designer", "ux designer"),
        ("UI / UX Designer", "ux designer"),
        ("Software Engineer Backend Python", "software engineer"),
        ("Data Scientist with Python", "data scientist"),
        ("Business Systems Analyst III for the City of Oslo", "business systems analyst"),
        ("Front-End Developer - React", "frontend engineer"),
        ("Architect, Solutions @ Acme", "solutions architect"),
    ],
)
def test_leaves_out_what_stands_behind_and_in_brackets(title: str, name: str) -> None:
    assert parse(title).name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Engineer, Software", "software engineer"),
        ("Engineer - Software", "software engineer"),
        ("Senior Manager, Data Science", "data science manager"),
        ("Manager, Data Science, Payments", "data science manager"),
        ("Director of Engineering", "engineering director"),
        ("Head of Sales in Europe", "sales head"),
        ("VP of Engineering", "engineering vp"),
        ("Vice President, Sales", "sales vp"),
        ("Analyst, Staffing & Operations", "staffing and operations analyst"),
    ],
)
def test_turns_inversions_round(title: str, name: str) -> None:
    assert parse(title).name == name


@pytest.mark.parametrize(
    "title",
    [
        "Remote Data Engineer",
        "Data Engineer Remote",
        "Data Engineer - Remote",
        "Data Engineer, Berlin",
        "Data Engineer in Berlin",
        "Berlin Data Engineer",
        "US Data Engineer",
        "100% Remote Data Engineer",
        "Data Engineer (Remote - US)",
        "Full-Time Data Engineer",
        "Contract Data Engineer",
        "Data Engineer, Latin America",
        "EMEA Data Engineer",
        "Data Engineers",
        "data engineer",
        "DATA ENGINEER",
        "  Data\u00a0 Engineer ",
        "Hybrid Data Engineer | New York City",
        "Data Eng",
        "Data Engineering",
        "Urgent: Data Engineer",
    ],
)
def test_knows_a_data_engineer_wherever_and_however(title: str) -> None:
    assert parse(title).name == "data engineer"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("SWE", "software engineer"),
        ("SDE II", "software engineer"),
        ("Software Developer", "software engineer"),
        ("Software Development Engineer", "software engineer"),
        ("SDET", "qa engineer"),
        ("QA Tester", "qa engineer"),
        ("Quality Assurance Engineer", "qa engineer"),
        ("Software Test Engineer", "qa engineer"),
        ("Back-end Developer", "backend engineer"),
        ("Fullstack Developer", "full stack engineer"),
        ("Full-Stack Software Engineer", "full stack engineer"),
        ("Dev Ops Engineer", "devops engineer"),
        ("DevOps Engineer", "devops engineer"),
        ("SRE", "site reliability engineer"),
        ("DevOps / SRE Engineer", "site reliability engineer"),
        ("Technical Support Tech", "technical support technician"),
        ("Support Tech Lead", "support technical lead"),
        ("V.P. of Sales", "sales vp"),
        ("RN", "nurse"),
        ("LPN (Nights)", "licensed practical nurse"),
        ("HRBP", "hr business partner"),
        ("MLE", "machine learning engineer"),
        ("Site Reliability Engineer", "site reliability engineer"),
        ("J2EE Engineer", "java developer"),
        ("Java Developer", "java developer"),
        ("ML Engineer", "machine learning engineer"),
        ("BI Analyst", "business intelligence analyst"),
        ("System Administrator", "systems administrator"),
        ("Sysadmin", "systems administrator"),
        ("DBA", "database administrator"),
        ("User Experience Researcher", "ux researcher"),
        ("CSM", "customer success manager"),
        ("BDR", "business development representative"),
        ("Talent Acquisition Specialist", "recruiter"),
        ("Legal Counsel", "counsel"),
        (".NET Developer", "net developer"),
        ("C++ Developer", "c++ developer"),
        ("Node.js Developer", "node.js developer"),
        ("Account Mgr", "account manager"),
        ("Bookkeepers", "bookkeeper"),
        ("Sales Rep", "sales representative"),
    ],
)
def test_names_an_occupation_by_its_commonest_name(title: str, name: str) -> None:
    assert parse(title).name == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DevOps Engineer", "Site Reliability Engineer"),
        ("Product Manager", "Project Manager"),
        ("Project Manager", "Program Manager"),
        ("Data Analyst", "Business Analyst"),
        ("Java Developer", "JavaScript Developer"),
        ("Accountant", "Accounting Manager"),
    ],
)
def test_keeps_different_occupations_apart(one: str, other: str) -> None:
    assert parse(one).name != parse(other).name


@pytest.mark.parametrize(
    "title",
    [
        "\u30bd\u30d5\u30c8\u30a6\u30a7\u30a2 \u30a8\u30f3\u30b8\u30cb\u30a2",
        "Desarrollador de software senior",
        "Directeur de Marketing",
        "Director de Marketing",
        "Chef de Projet - Remote",
        "Assistente administrativo remoto",
    ],
)
def test_leaves_other_languages_alone(title: str) -> None:
    assert parse(title) == Title(title.casefold())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lead Generation Specialist", "lead generation specialist"),
        ("Mid-Market Account Executive", "mid market account executive"),
        ("Staff Augmentation Recruiter", "staff augmentation recruiter"),
        ("Assistant Principal", "assistant principal"),
        ("Head Chef", "head chef"),
        ("Head Chefs, Paris", "head chef"),
        ("Contract Manager", "contract manager"),
        ("Contract Administrator", "contract administrator"),
        ("Hiring Manager", "hiring manager"),
        ("Smart Contract Engineer", "smart contract engineer"),
        ("Remote Sensing Scientist", "remote sensing scientist"),
        ("Urgent Care Physician", "urgent care physician"),
        ("Chief of Staff, Engineering", "chief of staff"),
        ("Member of Technical Staff", "member of technical staff"),
        ("Member of Tech Staff, Search", "member of technical staff"),
        ("Nurse Practitioner", "nurse practitioner"),
        ("Power BI Developer", "power bi developer"),
        ("PowerBI Developer", "power bi developer"),
        ("CTO", "chief technology officer"),
        ("Solution Architect", "solutions architect"),
        ("Solutions Architect", "solutions architect"),
    ],
)
def test_keeps_what_only_looks_like_a_level_or_noise(title: str, name: str) -> None:
    assert parse(title) == Title(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Manager Business Intelligence", "business intelligence manager"),
        ("Director Product Management", "product management director"),
        ("VP Engineering", "engineering vp"),
        ("Job 22929 Developer .Net", "net developer"),
        ("Engineer II Software", "software engineer"),
        ("Associate Director of Nursing", "nursing director"),
        ("Executive Director of Programs", "programs executive director"),
        ("Sr.Java Developer", "java developer"),
        ("Team Lead, Customer Support", "customer support lead"),
        ("Head of Policy, Europe and Asia", "policy head"),
        ("US and Policy Head", "policy head"),
        ("Web Designer & Manager", "web designer and manager"),
        ("Master Data Management", "master data management"),
    ],
)
def test_reads_a_noun_before_its_field(title: str, name: str) -> None:
    assert parse(title) == Title(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Data Entry - Remote", "data entry"),
        ("Senior Chef (Remote)", "chef"),
        ("Senior Gardener II (remote)", "gardener"),
        ("Senior Yoga Guru II (remote)", "yoga guru"),
        ("(Remote) - Lifeguard, Oslo", "lifeguard"),
        ("Softwareentwickler (m/w/d)", "softwareentwickler"),
        ("Softwareentwickler*in", "softwareentwickler"),
        ("Buchhalter/in (m/w/d)", "buchhalter"),
        ("Lehrer(in)", "lehrer"),
        ("Hybrid/In-Office Receptionist", "receptionist"),
        ("Virtual/In-Person Tutor", "in person tutor"),
        ("Gesundheits- und Krankenpfleger:in", "gesundheits- und krankenpfleger"),
    ],
)
def test_takes_levels_and_noise_off_without_a_known_noun(title: str, name: str) -> None:
    assert parse(title) == Title(name)


@pytest.mark.parametrize("title", ["", " ", "100% Remote", "Will Train", "()", "- / -", "\U0001f680", "of"])
def test_leaves_alone_what_names_nobody(title: str) -> None:
    assert parse(title).name == " ".join(title.casefold().split())


@pytest.mark.parametrize("title", ["Nurse", "Sr. Data Engineer", "Data Entry", "Chief of Staff", "Lifeguard"])
def test_knows_a_title_that_says_the_work(title: str) -> None:
    assert names_an_occupation(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Manager",
        "Senior Engineer II",
        "Remote",
        "Lead",
        "100%",
        "(Oslo)",
        "Business Intern",
        "MBA Intern 2018",
        "PhD",
    ],
)
def test_knows_a_title_that_does_not(title: str) -> None:
    assert not names_an_occupation(title)


@given(st.text(max_size=200))
def test_takes_any_text(text: str) -> None:
    found = parse(text)
    assert found.name == " ".join(found.name.split())
    assert bool(found.name) == bool(text.split())


PIECES = [
    "senior",
    "data",
    "engineer",
    "manager",
    "of",
    "in",
    "-",
    "/",
    ",",
    "(",
    ")",
    "lead",
    "remote",
    "ii",
    "&",
]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Welding II", Title("welding")),
        ("II", Title("ii")),
        ("Engineer 2 3", Title("engineer")),
        ("Nurse 2 3", Title("nurse")),
        ("Senior", Title("senior")),
        ("Senior, Engineer", Title("engineer")),
        ("In House Counsel", Title("in house counsel")),
        ("Business to Business Manager", Title("business to business manager")),
        ("Account Manager Engineer Lead", Title("account manager engineer")),
    ],
)
def test_takes_odd_titles_apart(title: str, expected: Title) -> None:
    assert parse(title) == expected


def test_knows_a_word_for_a_person_in_both_numbers() -> None:
    assert (is_person("engineer"), is_person("engineers"), is_person("python")) == (True, True, False)
    assert (singular("engineers"), singular("sales")) == ("engineer", "sales")


def test_names_the_levels_of_a_title_but_not_of_a_name_that_sounds_like_one() -> None:
    assert seniority("Senior Software Engineer, Team Lead") == ["senior", "lead"]
    assert seniority("Staff Nurse") == []


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_the_name_of_a_name_is_itself(pieces: list[str]) -> None:
    name = parse(" ".join(pieces)).name
    words = name.split()
    if words and is_person(words[-1]) and not {"of", "in", "(", ")", "/", "-", ",", "&"} & set(words):
        assert parse(name).name == name


@pytest.mark.parametrize("piece", ["head of ", "(", "engineer - ", "senior ", "sr. / ", "data ", "\u2014 "])
def test_takes_no_time_for_a_hostile_title(piece: str) -> None:
    start = time.process_time()
    parse(piece * 5_000)
    assert time.process_time() - start < 2


def test_spells_the_words_of_a_text_as_in_titles() -> None:
    assert tokens("Worked as SRE and front-end dev")[-2:] == ["frontend", "developer"]
    assert "reliability" in tokens("SRE")


def test_knows_the_other_names_of_an_occupation() -> None:
    assert names_of("software engineer")[0] == "software engineer"
    assert "software developer" in names_of("software engineer")
    assert names_of("beekeeper") == ["beekeeper"]
