"""What sources bring, as pictures."""

from jobsearch.presentation.charts.of_sources import Brought, of_sources


def test_sources_are_ranked_by_what_they_bring_and_apart_by_what_is_wanted() -> None:
    found = [Brought("a", 7, 7, 7), Brought("b", 70, 0, 7), Brought("c", 14, None, 7)]
    posts, wanted = of_sources(found)
    assert [(bar.name, bar.value) for bar in posts.bars] == [("b", 10), ("c", 2), ("a", 1)]
    assert [(bar.name, bar.value, bar.note) for bar in wanted.bars] == [
        ("a", 1, "7 in 7 days"),
        ("b", 0, "0 in 7 days"),
    ]


def test_without_a_model_nothing_is_said_of_what_is_wanted() -> None:
    assert len(of_sources([Brought("a", 7, None, 7)])) == 1


def test_of_very_many_sources_the_first_fifteen_are_drawn() -> None:
    (posts,) = of_sources([Brought(str(number), number, None, 7) for number in range(100)])
    assert [bar.name for bar in posts.bars][:2] == ["99", "98"]
    assert len(posts.bars) == 15
