"""What is said of careers, in words."""

import io

from rich.console import Console, RenderableType

from jobsearch.careers.fitting import Judgment
from jobsearch.cli.tables.careers import report, skills
from jobsearch.cli.tables.occupations import fitting
from jobsearch.services.careers import CareersReport, KnownTitle, SkillsOfTitle
from jobsearch.services.occupations import Fitting, TitleOf

TITLES = tuple(KnownTitle(f"title {number}", 10) for number in range(6))


def told(drawn: RenderableType) -> list[str]:
    """Return the lines that are drawn."""
    out = io.StringIO()
    Console(file=out, width=120).print(drawn)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def learned(titles: tuple[KnownTitle, ...] = TITLES, **counts: int) -> list[str]:
    """Return what is told of a training with these counts, none of the others."""
    others = dict.fromkeys(("experiences", "folded", "dropped", "dropped_titles", "repeated"), 0)
    return told(
        report(CareersReport(60, titles=titles, judgment=Judgment(60, 0.5, 0.9, 1.2), **others | counts))
    )


def test_a_report_tells_what_was_left_out_and_why() -> None:
    lines = learned(experiences=2, folded=1, dropped=3, dropped_titles=2, repeated=1)

    assert lines[0] == "Learned 6 titles from 60 posts and 2 experiences."
    assert lines[1] == (
        "1 post with a rarer title assigned to a more general one; "
        "left out: 3 posts of 2 rare titles; 1 repeated text."
    )
    assert lines[2] == (
        "On unseen posts, the correct title ranked first for 50% and in the top five for 90% (log loss 1.20)."
    )


def test_a_report_tells_nothing_that_is_not_so() -> None:
    few, many = learned(TITLES[:5]), learned()

    assert few[0] == "Learned 5 titles from 60 posts."
    assert few[1].endswith("(log loss 1.20); it knows only 5 titles.")
    assert many[1].startswith("On unseen posts")


def test_titles_beyond_the_number_are_summed_up() -> None:
    titles = (TitleOf(0.5, "nurse", None), TitleOf(0.3, "cook", None), TitleOf(0.2, "baker", None))
    found = Fitting(titles, (), "")

    assert told(fitting(found, 1))[-1] == "2 other titles with a total of 50.0%"
    assert told(fitting(found, 2))[-1] == "1 other title with a total of 20.0%"
    assert told(fitting(found, 3))[-1].endswith("baker")


def test_a_title_that_no_post_has_taught_has_no_skills() -> None:
    lines = told(skills(SkillsOfTitle("Head Nurse", "nurse", 0, {}, ())))

    assert lines == [
        "(you asked for: Head Nurse)",
        "nurse, 0 posts",
        "This title was learned only from your work experience; skills are learned only from posts.",
    ]
