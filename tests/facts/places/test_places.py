"""Where one may live, as a post's sentences say it and as they do not."""

import pytest
from support.postings import posting

from jobsearch.facts import Answer, can_work_from
from jobsearch.facts.reading import read_facts

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def answers(countries: str = "PT US BR IN", **post: str) -> str:
    """Return the answers for some countries in their order: "no yes no no"."""
    facts = read_facts(posting(**{"title": "Engineer"} | post))
    return " ".join(can_work_from(facts, country).answer for country in countries.split())


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("", "unknown unknown unknown unknown"),
        ("Remote", "unknown unknown unknown unknown"),
        ("1 Remote", "unknown unknown unknown unknown"),
        ("Work From Home", "unknown unknown unknown unknown"),
        ("Anywhere", "yes yes yes yes"),
        ("Worldwide", "yes yes yes yes"),
        ("Globally Remote", "yes yes yes yes"),
        ("All", "yes yes yes yes"),
        ("United States, ", "no yes no no"),
        ("US, CA, Santa Clara", "no yes no no"),
        ("Los Angeles, Los Angeles, California, United States", "no yes no no"),
        ("New York City / San Francisco", "no yes no no"),
        ("New York City / San Francisco / Remote", "unknown yes unknown unknown"),
        ("REMOTE - Utah and Colorado based Only", "no yes no no"),
        ("MD Chevy Chase (Office) - JPS", "no yes no no"),
        ("Paris, Texas", "no yes no no"),
        ("Salem, OR", "no yes no no"),
        ("Atlanta, Georgia", "no yes no no"),
        ("Remote - US/Canada", "no yes no no"),
        ("London, Ontario", "no no no no"),
        ("Remote within Europe", "yes no no no"),
        ("EMEA", "yes no no no"),
        ("Remote (EU/UK)", "yes no no no"),
        ("Remote - Americas", "no yes yes no"),
        ("Latin America,", "no no yes no"),
        ("São Paulo, SP", "no no yes no"),
        ("Madrid HQ, ES", "no no no no"),
        ("Bengaluru", "no no no yes"),
        ("APAC", "no no no yes"),
        ("Hyderabad", "no no no yes"),
        ("Lisboa", "yes no no no"),
        ("台北,", "no no no no"),
        ("Outside of the USA", "unknown no unknown unknown"),
    ],
)
def test_the_board_names_a_place(location: str, expected: str) -> None:
    assert answers(location=location) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Please note, although this is a remote position you must be based in Canada for this role.",
            "no no",
        ),
        ("Candidates must reside in the United States.", "no yes"),
        ("You must be located in and authorized to work in India to be considered.", "no no"),
        ("U.S.-based remote role with a strong preference for candidates in Seattle or LA.", "no yes"),
        ("*We are looking for Poland based candidates*", "no no"),
        ("This position requires permanent location and legal residency in Portugal.", "yes no"),
        ("You live in the EMEA region.", "yes no"),
        ("Position is remote within US", "no yes"),
        ("Remote to US candidates only with existing work authorization.", "no yes"),
        ("Full-Time | Remote (US and Canada Only Applicants)", "no yes"),
        ("Poland/Remote", "no no"),
        ("Location: Remote - Canada", "no no"),
        ("LOCATION: United States; NYC Preferred (Remote, with domestic travel)", "no yes"),
        ("Location: North America Remote / San Francisco", "no yes"),
        ("Remote first - work from anywhere in the US & CAN!", "no yes"),
        ("You can work from Europe, the United States, Canada, or South America.", "yes yes"),
        ("100% remote, full-time position, from Europe or the US.", "yes yes"),
        ("Remote: Based in North America (East Coast/ET) or Europe (Norway, Sweden, Spain)", "no yes"),
        ("Applicants may reside in the following states: AZ, CA, CO, and WI.", "no yes"),
        ("We are only hiring in the following provinces: Ontario, Alberta, and Nova Scotia.", "no no"),
        ("This role is open for candidates who are based in Malaysia or Singapore only.", "no no"),
        ("We are seeking a remote Account Manager in South Africa.", "no no"),
        (
            "Our hiring is reserved for people who are able to work within the contiguous United States.",
            "no yes",
        ),
        ("Candidates must be legally authorized to work in the United States.", "no yes"),
        ("Must hold a valid work permit for Germany.", "no no"),
        ("An active Secret clearance is needed: US citizens only.", "no yes"),
        ("This role is open to candidates worldwide.", "yes yes"),
        ("Fully remote work — no location restrictions.", "yes yes"),
        ("Location: Fully Remote (Global)", "yes yes"),
        ("Remote flexibility – work from anywhere", "yes yes"),
        ("This role must reside outside of the USA", "unknown no"),
        ("We cannot hire in Portugal.", "no unknown"),
        ("We are unable to consider applicants who live outside of the US.", "no yes"),
        ("Qualified applicants from within the EU/EEA are encouraged to apply.", "yes unknown"),
        ("USA based preferred for collaboration, but not a strict requirement", "unknown yes"),
        ("Junior EngineerLocation: Remote, UKEmployment Type: Full-time", "no no"),
        (
            "All positions, unless otherwise stated, can be performed remotely (within the US).",
            "no yes",
        ),
        ("We currently do not hire in the following states: AK, HI, RI", "no yes"),
        ("Clearance: Secret", "no yes"),
        ("Candidates are welcome regardless of their location.", "yes yes"),
    ],
)
def test_a_sentence_limits_where_one_may_live(sentence: str, expected: str) -> None:
    assert answers("PT US", description=sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "We are a company based in New York.",
        "Headquartered in sunny Madrid, we have offices in London and Berlin.",
        "You will work with customers in Germany and France.",
        "Experience with US-based ecommerce businesses is a plus.",
        "Manage payroll for our U.S.-based employees.",
        "Completed US-based residency program in Internal Medicine",
        "Our team is located in Lisbon, and our clients are in Brazil.",
        "Flexibility to work 45 hours per week according to US timezone.",
        "Must be able to work in US time zones.",
        "Join our global team that enables users to work securely from anywhere.",
        "Take part in our policy and work anywhere in the world for up to 90 days a year.",
        "Earn a trip anywhere in the world every 4 years.",
        "Founded in Canada, we serve clients in 30 countries worldwide.",
        "For candidates located in California, the salary range is $100,000 - $120,000.",
        "Applicants are considered regardless of national origin, in the United States or not.",
        "We participate in E-Verify to confirm that you are authorized to work in the U.S.",
        "If you are located in Toronto, you may come to our office.",
        "Remote, Europe-friendly timezone, with working conditions of your own.",
        "We do not accept applications by mail, whatever the EU's member states say.",
        "We invested $25 million from US investors and expand in Asia.",
        "Amazon Connect IVR, Georgia font, Jordan shoes, Turkey sandwiches.",
        "Strong knowledge of the Malaysian Employment Act and of US GAAP.",
    ],
)
def test_a_false_friend_limits_nothing(sentence: str) -> None:
    assert answers(description=sentence) == "unknown unknown unknown unknown"


@pytest.mark.parametrize(
    ("location", "sentence", "expected"),
    [
        (
            "Toronto, Ontario",
            "Apply if you are authorized. You must be located in either the US or Canada.",
            "no yes",
        ),
        ("Remote EMEA", "This position requires legal residency in Portugal.", "yes no"),
        ("Globally Remote", "This role must reside outside of the USA", "yes no"),
        ("London", "Freelance | Remote (EU/UK)", "yes no"),
        ("San Francisco", "Location: Remote (Worldwide)", "yes yes"),
        ("Anywhere", "Applicants must be authorized to work in the U.S.", "no yes"),
        (
            "United Kingdom",
            "Ability to work in the US, Canada, England or Poland without a visa.",
            "no unknown",
        ),
        ("Remote within Europe", "This role is open to candidates worldwide.", "yes unknown"),
        ("New York", "Remote first: work from anywhere!", "unknown yes"),
        ("United States", "Remote first: work from anywhere!", "no yes"),
        ("Quezon City", "We believe in working remotely from any location.", "unknown unknown"),
        ("Quezon City", "You lead geographically distributed teams.", "no no"),
        ("United States", "While this is remote, artists based in Spain may visit us.", "no yes"),
        ("Boston", "US-based or strong knowledge of US film audiences preferred", "unknown yes"),
        ("Delhi", "Our company unites talented individuals globally.", "unknown unknown"),
        ("London", "You join a fully remote and distributed team.", "unknown unknown"),
        ("United Kingdom", "You join a fully remote and distributed team.", "no no"),
    ],
)
def test_the_text_knows_better_than_the_board(location: str, sentence: str, expected: str) -> None:
    assert answers("PT US", location=location, description=sentence) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Solutions Architect India", "no no no yes"),
        ("Global Compensation Analyst United States", "no yes no no"),
        ("Quality Manager (m/w/d) - Remote, Portugal", "yes no no no"),
        ("Sales Engineer (US Remote)", "no yes no no"),
        ("Support Engineer (Remote, non-US)", "unknown no unknown unknown"),
        ("Support Engineer (Remote, US or worldwide)", "yes yes yes yes"),
        ("Support Engineer (US hours)", "unknown unknown unknown unknown"),
        ("Python Contributor Project Aurora", "unknown unknown unknown unknown"),
        ("Online Partner Manager (MENA)", "unknown unknown unknown unknown"),
        ("Machine Learning (ML) Engineer", "unknown unknown unknown unknown"),
        ("French Speaking Support Specialist", "unknown unknown unknown unknown"),
        ("India", "unknown unknown unknown unknown"),
    ],
)
def test_a_title_names_a_country_where_nothing_else_does(title: str, expected: str) -> None:
    assert answers(title=title) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("You should be within 2 hours of CET.", "yes no no no"),
        ("Location: within +/- 2 hours of UTC-4", "no unknown yes no"),
        ("You live in the EMEA Region (UTC 0 to UTC +4 time zones).", "yes no no no"),
        ("Based in European time zones", "yes no no no"),
        ("Within 5+ hours of GMT", "yes unknown yes unknown"),
        ("At least 4 hours of overlap with CET working hours.", "unknown unknown unknown unknown"),
        ("Core Hours: 12:00 PM - 8:00 PM PDT", "unknown unknown unknown unknown"),
    ],
)
def test_time_zones_limit_where_one_may_live_but_not_when_one_works(sentence: str, expected: str) -> None:
    assert answers(description=sentence) == expected


def test_a_name_that_several_countries_share_is_doubtful() -> None:
    assert answers("GE US PT", location="Georgia") == "unknown unknown no"


def test_the_words_are_quoted() -> None:
    facts = read_facts(posting(description="Great team.\n• You must be based in Canada for this role."))
    verdict = can_work_from(facts, "PT")
    assert verdict.answer is NO
    assert "must be based in Canada" in verdict.words


def test_what_is_ruled_out_is_quoted() -> None:
    facts = read_facts(posting(location="Anywhere", description="We cannot hire in Portugal."))
    assert "cannot hire in Portugal" in can_work_from(facts, "PT").words
    assert can_work_from(facts, "ES").answer is YES


def test_nothing_said_is_unknown() -> None:
    facts = read_facts(posting())
    assert (can_work_from(facts, "PT").answer, can_work_from(facts, "PT").words) == (UNKNOWN, "")
