"""The tables of occupations, skills, regions and levels, by what a person would say of a post."""

from collections.abc import Sequence

import pytest

from jobsearch.learning.vocabulary.described import INDUSTRY, SKILL, named_in
from jobsearch.learning.vocabulary.industries import INDUSTRIES, industries_in, industry_of
from jobsearch.learning.vocabulary.occupations import (
    OCCUPATIONS,
    fields_of,
    occupations_in,
    occupations_or_roles_in,
)
from jobsearch.learning.vocabulary.regions import regions_in, regions_of_title
from jobsearch.learning.vocabulary.skills import SKILLS, skills_in
from jobsearch.learning.vocabulary.terms_of_work import contracts_in, languages_in
from jobsearch.text.phrases import words
from jobsearch.titles.levels import seniority


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Senior Backend Engineer", {"software"}),
        ("Site Reliability Engineer", {"software", "infrastructure"}),
        ("iOS Developer", {"software"}),
        ("Data Analyst", {"data"}),
        ("Machine Learning Engineer", {"data", "software"}),
        ("UX Researcher", {"design", "research"}),
        ("Product Designer", {"design"}),
        ("Graphic Designer", {"creation", "design"}),
        ("Copywriter", {"creation", "marketing"}),
        ("SEO Specialist", {"creation", "marketing"}),
        ("Account Executive", {"sales"}),
        ("Client Onboarding Specialist", {"customers"}),
        ("Customer Success Manager", {"customers", "sales"}),
        ("Help Desk Agent", {"customers", "infrastructure"}),
        ("Payroll Specialist", {"office"}),
        ("Staff Accountant", {"office"}),
        ("Paralegal", {"office"}),
        ("Executive Assistant", {"office"}),
        ("Registered Nurse", {"health"}),
        ("Product Manager", {"management"}),
        ("Agile Coach", {"management"}),
        ("Math Tutor", {"teaching"}),
        ("Learning & Development Specialist", {"teaching"}),
        ("Smart Contract Engineer", {"software"}),
        ("Contract Data Architect", {"data", "software"}),
        ("Security Guard", {"trades"}),
        ("Sandwich Artist", {"trades"}),
        ("Courier", {"trades"}),
        ("Software Engineering Manager", {"software", "management"}),
        ("VP of Product Marketing", {"marketing"}),
        ("Learning & Development Manager", {"teaching"}),
        ("Registered Nurse - Norfolk VA", {"health"}),
        ("Sales Development Representative", {"sales"}),
        ("Head of Partnerships", {"sales"}),
        ("Solutions Engineer", {"solutions"}),
        ("Firmware Engineer", {"engineering"}),
        ("Volunteer Coordinator", {"nonprofit", "office"}),
        ("Subject Matter Expert, Chemistry", {"teaching", "research"}),
        ("Frontend Engineer, 3D Editor", {"software"}),
        ("Steuerberater (m/w/d)", {"office"}),
        ("asdf", set()),
    ],
)
def test_a_title_belongs_to_fields_of_work(title: str, fields: set[str]) -> None:
    assert set(fields_of(occupations_in(title))) == fields


@pytest.mark.parametrize(
    ("title", "occupations"),
    [
        ("Customer Success Manager", {"customer success", "account management"}),
        ("DevOps Engineer", {"infrastructure"}),
        ("Data Engineer", {"data engineering"}),
        ("Machine Learning Researcher", {"machine learning", "research"}),
        ("Security Engineer", {"security"}),
        ("Security Guard", {"trades"}),
        ("Sales Engineer", {"solutions engineering"}),
        ("Game Designer", {"games"}),
        ("Graphic Designer", {"visual design"}),
        ("Network Administrator", {"infrastructure", "it support"}),
        ("Office Administrator", {"administration"}),
        ("Social Worker", {"healthcare"}),
        ("Social Media Manager", {"marketing", "social media"}),
        ("Product Marketing Manager", {"marketing"}),
        ("AR VR Developer", {"software"}),
        ("React Developer", {"software", "frontend"}),
        ("Rails Developer", {"software", "backend"}),
        ("Python Engineer", {"backend"}),
        ("Sales Development Representative", {"sales development"}),
        ("Enterprise Account Executive", {"account executive"}),
        ("Partner Manager", {"partnerships"}),
        ("Krankenpfleger (m/w/d)", {"healthcare"}),
        ("Area Manager", set()),
        ("AR and AP Specialist", {"finance"}),
    ],
)
def test_a_title_names_its_occupations_and_no_others(title: str, occupations: set[str]) -> None:
    assert set(occupations_in(title)) == occupations


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("Area Manager", {"leadership"}),
        ("Engineer", {"engineering"}),
        ("Summer Intern 2027", {"internship"}),
        ("Disability Specialist", {"specialist"}),
        ("Backend Manager", {"backend", "software"}),
        ("asdf", set()),
    ],
)
def test_a_title_without_an_occupation_names_a_role(title: str, roles: set[str]) -> None:
    assert set(occupations_or_roles_in(title)) == roles


def test_every_occupation_and_role_belongs_to_a_field() -> None:
    assert all(map(fields_of, ([name] for name in OCCUPATIONS)))


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        (
            "Our patients trust us: a digital health company. We work with clinicians in every hospital.",
            "health",
        ),
        ("We build a casino, a sportsbook and sports betting products.", "gambling"),
        ("A fintech. Payments and banking for everybody.", "fintech"),
        ("Web3 and DeFi: our smart contracts run on Ethereum.", "crypto"),
        ("Our game studio makes mobile games; you love gameplay and Unity.", "games"),
        ("We offer health insurance and pay for your student loan.", ""),
        ("Health insurance, dental insurance, vision insurance, life insurance.", ""),
        ("Medical insurance, an insurance plan, pet insurance and disability insurance.", ""),
        ("Whatever your military status: military spouses, military veterans. Military leave is paid.", ""),
        ("You must be willing to travel; travel expenses and a travel stipend. Occasional travel.", ""),
        ("High school diploma or university degree of an accredited university.", ""),
        ("Streaming data with Kafka streaming, Spark Streaming.", ""),
        ("Wellness stipend, mental health days, private healthcare and healthcare benefits.", ""),
        ("Meal vouchers, free meals, a meal allowance.", ""),
        ("Be patient. You are a patient listener, patient and empathetic.", ""),
        ("An insurance carrier: underwriting, claims handling. Health insurance for you.", "insurance"),
        ("Clinical trials run here. Our clinical trials are many, and so is each clinical trial.", "health"),
        ("Patient care, patient experience, and the patient's word.", "health"),
        ("We sell travel to hotels, airlines and tourism boards.", "travel"),
        ("", ""),
    ],
)
def test_a_text_names_its_industry_again_and_again(text: str, industry: str) -> None:
    named = [name.removeprefix(INDUSTRY) for name in named_in(words(text)) if name.startswith(INDUSTRY)]
    assert industry_of(named, []) == [industry] * bool(industry)


def test_a_title_or_a_tag_names_an_industry_louder_than_the_text() -> None:
    louder = [*industries_in(words("Designer, Online Casino")), *industries_in(["betting"])]
    assert industry_of(["games"], louder) == ["gambling"]
    assert industry_of(["games", "games", "games", "games", "games"], louder) == ["games"]


def test_skills_and_industries_found_at_once_are_those_found_apart() -> None:
    phrases = sorted(set(",".join([*SKILLS.values(), *INDUSTRIES.values()]).split(",")))
    assert len(phrases) > 700
    at_once = {phrase: set(named_in(words(phrase))) for phrase in phrases}
    assert at_once == {phrase: _found_apart(words(phrase)) for phrase in phrases}


def _found_apart(text: Sequence[str]) -> set[str]:
    return {
        *(f"{SKILL}{name}" for name in skills_in(text)),
        *(f"{INDUSTRY}{name}" for name in industries_in(text)),
    }


@pytest.mark.parametrize(
    ("title", "languages"),
    [
        ("Deutschsprachiger Support", ["german"]),
        ("Polish Customer Service", ["polish"]),
        ("Content Moderator with Polish", ["polish"]),
        ("Nail Polish Chemist", []),
        ("Catalan Content Editor", ["catalan"]),
        ("Lithuanian Sales Agent", ["baltic"]),
        ("Support in Estonian or Latvian", ["baltic"]),
        ("Farsi Interpreter", ["persian"]),
        ("Swahili Teacher", ["african"]),
        ("Asiakaspalvelija, suomi", ["nordic"]),
        ("Svenska kundtjänst", ["nordic"]),
        ("日本語 サポート", ["japanese"]),
        ("Русскоязычный оператор", ["russian"]),
        ("Greek Yogurt Brand Manager", []),
        ("Customer Support (German speaking)", ["german"]),
        ("Sales Manager - French & Dutch", ["french", "dutch"]),
        ("Support Agent, Mandarin", ["chinese"]),
        ("Polish the user interface", []),
        ("Backend Engineer", []),
    ],
)
def test_a_title_asks_for_languages(title: str, languages: list[str]) -> None:
    assert languages_in(words(title)) == languages


@pytest.mark.parametrize(
    ("title", "contracts"),
    [
        ("Freelance Translator", ["freelance"]),
        ("Werkstudent Marketing (Teilzeit)", ["internship", "part time"]),
        ("Nurse, per diem", ["temporary"]),
        ("Nurse PRN", ["temporary"]),
        ("Zeitarbeit Helfer", ["temporary"]),
        ("Développeur CDD", ["contract"]),
        ("Contract Recruiter", ["contract"]),
        ("Smart Contract Engineer", []),
        ("Smart Contracts Auditor (contract)", ["contract"]),
        ("Contracts Attorney", []),
        ("Contract Manager", []),
        ("Head of Contractor Payments", []),
        ("Stage Manager", []),
        ("Engineer, Early Stage Startup", []),
        ("Stagiaire marketing", ["internship"]),
        ("Stage de fin d'études", ["internship"]),
        ("Développeur en alternance", ["internship"]),
        ("Estágio em Design", ["internship"]),
        ("Tirocinio risorse umane", ["internship"]),
        ("Becario de marketing", ["internship"]),
        ("Internship Program Manager", []),
        ("Backend Engineer (40 hours a week)", []),
        ("Dependienta, media jornada", ["part time"]),
        ("Verkoper (deeltijd)", ["part time"]),
        ("Entwickler (Freiberufler)", ["freelance"]),
        ("Volunteer Coordinator", []),
        ("Volunteer Tutor", ["volunteer"]),
        ("Backend Engineer", []),
    ],
)
def test_a_title_names_another_contract_than_the_usual(title: str, contracts: list[str]) -> None:
    assert contracts_in(words(title)) == contracts


@pytest.mark.parametrize(
    ("place", "regions"),
    [
        ("Lyon, France", {"europe"}),
        ("Remote - US", {"united states"}),
        ("Austin, TX", {"united states"}),
        ("Bozeman, MT", {"united states"}),
        ("US, CA, Santa Clara", {"united states"}),
        ("Troy,MI 48083", {"united states"}),
        ("New Mexico", {"united states"}),
        ("Mexico", {"latin america"}),
        ("Latin America", {"latin america"}),
        ("São Paulo", {"latin america"}),
        ("Bogota or Bogotá", {"latin america"}),
        ("Rio de Janeiro", {"latin america"}),
        ("Bengaluru, Karnataka", {"india"}),
        ("Anywhere in the world", {"anywhere"}),
        ("North America", {"united states", "canada"}),
        ("Toronto", {"canada"}),
        ("London", {"united kingdom", "europe"}),
        ("Wrocław", {"europe"}),
        ("Toronto, CA", {"canada"}),
        ("Berlin, DE", {"europe"}),
        ("New South Wales", {"asia and the pacific"}),
        ("Cape Town", {"africa and the middle east"}),
        ("U. S.", {"united states"}),
        ("World Wide", {"anywhere"}),
        ("Mountain View", {"united states"}),
        ("Cambridge, MA", {"united states"}),
        ("Birmingham, AL", {"united states"}),
        ("Vancouver, WA", {"united states"}),
        ("San Jose, Costa Rica", {"latin america"}),
        ("Americas", {"united states", "canada", "latin america"}),
        ("EMEA", {"europe", "africa and the middle east"}),
        ("MENA", {"africa and the middle east"}),
        ("Nordics", {"europe"}),
        ("European time zones", {"europe"}),
        ("Ludhiana", {"india"}),
        ("Kharkiv / Lviv", {"europe"}),
        ("Muscat, Oman", {"africa and the middle east"}),
        ("Halifax", set()),
        ("Sydney", {"asia and the pacific"}),
        ("Especialista de Soporte", set()),
        ("We help you, in all ways", set()),
        ("Remote", set()),
        ("", set()),
    ],
)
def test_a_place_lies_in_parts_of_the_world(place: str, regions: set[str]) -> None:
    assert set(regions_in(place)) == regions


@pytest.mark.parametrize(
    ("title", "regions"),
    [
        ("Sales Manager Canada", {"canada"}),
        ("Engineer, US", {"united states"}),
        ("Global Compensation Analyst United States", {"united states"}),
        ("International Sales Manager", set()),
        ("Online Partner Manager (MENA)", {"africa and the middle east"}),
        ("Customer Service - Toronto, ON", {"canada"}),
        ("Lab Head - Cambridge, MA", {"united states"}),
        ("MS Dynamics Architect", set()),
        ("Machine ID Engineer", set()),
        ("Local OR remote", set()),
        ("Mobile Engineer", set()),
        ("Work with us as a nurse", set()),
    ],
)
def test_a_title_names_a_place_where_its_words_mean_nothing_else(title: str, regions: set[str]) -> None:
    assert set(regions_of_title(title)) == regions


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Go (Golang), gRPC", {"go", "architecture"}),
        ("React, Vue.js", {"web front end"}),
        ("HubSpot and Salesforce", {"marketing", "sales"}),
        ("handle live chats and escalations", {"customer support"}),
        ("lead the closing of our pipeline, and install equipment", set()),
        ("be nice", set()),
    ],
)
def test_a_text_names_kinds_of_skills(text: str, skills: set[str]) -> None:
    assert set(skills_in(words(text))) == skills


@pytest.mark.parametrize(
    ("title", "levels"),
    [
        ("Senior Engineer", ["senior"]),
        ("Sr. Engineer", ["senior"]),
        ("Head of Sales", ["director"]),
        ("Staff Engineer", ["lead"]),
        ("Engineering Manager", ["manager"]),
        ("Summer Internship", ["intern"]),
        ("Staff Accountant", []),
        ("Lead Generation Specialist", []),
        ("Associate Director", ["director"]),
        ("Chief of Staff", ["director"]),
        ("Director Product Management", ["director"]),
        ("Engineer", []),
    ],
)
def test_a_title_says_how_senior_a_person_it_seeks(title: str, levels: list[str]) -> None:
    assert seniority(title) == levels
