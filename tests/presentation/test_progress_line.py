from jobsearch.learning.unseen import Unseen
from jobsearch.presentation.labeling import progress_line
from jobsearch.services.labels.session import Progress


def test_what_is_likely_wanted_is_told_of_all_that_is_unanswered_skipped_posts_too() -> None:
    skipped_all = Progress(yes=8, no=16, unsure=0, today=24, left=0, unseen=Unseen(276, 6, 1, 24, 20, 2))
    expected = "24 today · 8 yes, 16 no in all · 0 left, about 6 wanted of 276 unseen (1 to 24)"
    assert progress_line(skipped_all) == expected


def test_without_an_estimate_only_the_answers_are_told() -> None:
    assert progress_line(Progress(1, 2, 1, 4, 30)) == "4 today · 1 yes, 2 no, 1 unsure in all · 30 left"
