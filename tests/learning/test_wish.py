from jobsearch.learning.views import terms
from jobsearch.learning.wish import read_wish

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
