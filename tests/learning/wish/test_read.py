import pytest
from support.wishes import read_wish

from jobsearch.learning.views import terms

RESUME = """Jane Doe
Lisbon

## Senior Backend Engineer, Acme (2019 - 2024)
Built services in Python and Kafka for a bank, and kept them running at night; led a team of four people and
wrote its guide.

- Data Engineer at Initech
"""


def test_few_words_may_be_title_tag_or_place() -> None:
    found = terms(read_wish("python backend, remote europe"))
    assert {"title: python", "tag: python backend", "place: europe", "work in: software / europe"} <= set(
        found
    )
    assert {"python", "backend"} <= set(found)


def test_of_a_long_text_the_lines_that_name_an_occupation_are_like_tags() -> None:
    wish = read_wish(RESUME)
    assert wish.tags == ("Senior Backend Engineer, Acme (2019 - 2024)", "Data Engineer at Initech")
    found = set(terms(wish))
    assert {"field: software", "tags of: backend", "kafka", "skills: python"} <= found
    assert wish.title == wish.location == ""


def test_a_wish_without_words_says_nothing() -> None:
    assert all(term.endswith("(none)") for term in terms(read_wish("?!")))


BACKEND = """CURRICULUM VITAE
Ann Example

WORK EXPERIENCE
2019-2026 Senior Backend Engineer, Example Pay, Porto
Designed and ran services in Python and Go for card payments, with PostgreSQL, Redis and Kafka.

EDUCATION
2011-2016 Master of Education, teacher training college

LANGUAGES
Portuguese, Japanese translator's diploma

TRAINING AND COURSES
Instructor course

INTERESTS
Youth coach
"""


def test_headings_and_schools_of_a_resume_are_no_titles() -> None:
    wish = read_wish(BACKEND)
    assert wish.tags == ("2019-2026 Senior Backend Engineer, Example Pay, Porto",)
    found = set(terms(wish))
    assert "field: software" in found
    assert not found & {"field: teaching", "tags of: education", "curriculum", "education", "languages"}
    assert "portuguese" in found  # a post may ask for it


@pytest.mark.parametrize(
    "work", ["Mathematics Teacher, Porto High School", "Education Manager, Example Museum"]
)
def test_a_teacher_by_work_is_one(work: str) -> None:
    found = terms(read_wish(BACKEND.replace("2019-2026 Senior Backend Engineer, Example Pay, Porto", work)))
    assert "field: teaching" in found


@pytest.mark.parametrize(
    "text", ["teacher", "education manager", "training, remote", "languages", "curriculum designer"]
)
def test_few_words_of_teaching_are_a_wish_for_it(text: str) -> None:
    assert "field: teaching" in terms(read_wish(text))


@pytest.mark.parametrize(
    "text",
    [
        "non-US person, backend",
        "non-EU resident, Java",
        "non-UK citizen",
        "data analyst, non US national",
        "non-US applicant",
    ],
)
def test_what_one_is_not_says_nothing_of_where_to_work(text: str) -> None:
    wish = read_wish(text)
    assert (wish.regions, wish.refused_regions) == (frozenset(), frozenset())
