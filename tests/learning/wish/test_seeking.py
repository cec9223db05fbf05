import numpy as np
import pytest
from support.postings import posting
from support.wishes import read_wish

from jobsearch.domain.posting import Posting
from jobsearch.domain.wish import StatedWish
from jobsearch.learning.vectors import fit_features
from jobsearch.learning.views import VIEWS
from jobsearch.learning.wish import nearness as module
from jobsearch.learning.wish.read import read_stated
from jobsearch.learning.wish.seeking import Seeking, understand

PLACES = ("Berlin, Germany", "Austin, Texas", "Remote", "Bengaluru, India", "USA or Europe")
KINDS = {
    "Backend Engineer": "Python services with Kafka and PostgreSQL.",
    "Blockchain Engineer": "Python services for crypto exchanges and tokens.",
    "Account Executive": "Sell software to banks, call by call.",
    "Nurse": "Care for patients on a ward at night.",
}
POSTS = [
    posting(place * 10 + kind, title=title, description=text, location=where, tags=())
    for place, where in enumerate(PLACES)
    for kind, (title, text) in enumerate(KINDS.items())
]


def seeking(wish: str, posts: list[Posting] = POSTS) -> tuple[Seeking, list[float]]:
    steps, rows = fit_features(posts, answers=0)
    found = understand(read_wish(wish), steps, rows)
    assert found is not None
    return found, found.nearness(rows).tolist()


def nearness(wish: str, title: str, where: str = "Remote") -> float:
    return seeking(wish)[1][[(post.title, post.location) for post in POSTS].index((title, where))]


def test_what_is_sought_is_nearer_than_what_is_not() -> None:
    assert nearness("python backend, kafka", "Backend Engineer") > nearness("python backend, kafka", "Nurse")


@pytest.mark.parametrize(
    "refusal", ["no crypto", "not crypto", "anything but crypto", "without crypto or tokens"]
)
def test_what_is_refused_is_farther_than_if_nothing_were_said_of_it(refusal: str) -> None:
    wish = "python engineer"
    assert nearness(f"{wish}, {refusal}", "Blockchain Engineer") < nearness(wish, "Blockchain Engineer")
    assert nearness(f"{wish}, {refusal}", "Backend Engineer") > nearness(
        f"{wish}, {refusal}", "Blockchain Engineer"
    )


@pytest.mark.parametrize(
    ("wish", "welcome", "elsewhere"),
    [
        (
            "backend engineer, remote in Europe",
            ("Berlin, Germany", "Remote", "USA or Europe"),
            ("Austin, Texas",),
        ),
        (
            "backend engineer, US",
            ("Austin, Texas", "Remote", "USA or Europe"),
            ("Berlin, Germany", "Bengaluru, India"),
        ),
        ("backend engineer, not US only", ("Berlin, Germany", "Remote", "USA or Europe"), ("Austin, Texas",)),
        ("backend engineer, no India", ("Berlin, Germany", "Austin, Texas"), ("Bengaluru, India",)),
        ("backend engineer, anywhere", PLACES, ()),
    ],
)
def test_a_place_elsewhere_counts_against(
    wish: str, welcome: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    if elsewhere:
        assert min(nearness(wish, "Backend Engineer", where) for where in welcome) > max(
            nearness(wish, "Backend Engineer", where) for where in elsewhere
        )
    else:
        found, _values = seeking(wish)
        assert not found.wanted.size
        assert not found.unwanted.size


def test_moves_add_up_to_the_difference_between_posts_but_for_the_bound() -> None:
    steps, rows = fit_features(POSTS, answers=0)
    found = understand(read_wish("python engineer in Europe, no crypto"), steps, rows)
    assert found is not None
    moves = found.moves(rows)
    sums = np.add.reduceat(moves, rows.indptr[:-1]) * (found.nearness(rows) / found.evidence(rows))
    near = np.flatnonzero(rows @ found.sought > found.like_.mean)
    unrefused = [place for place in near if "Blockchain" not in POSTS[place].title]
    gaps = found.nearness(rows)[unrefused] - sums[unrefused]
    assert gaps == pytest.approx(np.full(len(unrefused), gaps[0]))


def test_evidence_keeps_the_order_and_is_bounded_where_a_post_repeats_the_wish() -> None:
    posts = [*POSTS, posting(900, title="Kafka", description="kafka " * 50, location="", tags=("kafka",))]
    steps, rows = fit_features(posts * 20, answers=0)
    found = understand(read_wish("kafka"), steps, rows)
    assert found is not None
    near, evidence = found.nearness(rows), found.evidence(rows)
    assert near.max() > 3
    assert evidence.max() < near.max()
    assert (np.argsort(near, kind="stable") == np.argsort(evidence, kind="stable")).all()


def test_a_wish_of_few_words_is_less_evidence() -> None:
    words = "python services kafka postgresql crypto exchanges tokens software banks"
    assert seeking("python")[0].said == seeking("python kafka zzyzx")[0].said == 0.5
    assert 0.5 < seeking(" ".join(words.split()[:6]))[0].said < seeking(words)[0].said == 1


def test_likeness_is_from_zero_to_one_and_zero_without_a_common_word() -> None:
    found, _values = seeking("kafka")
    _steps, rows = fit_features(POSTS, answers=0)
    likeness = found.likeness(rows)
    assert ((likeness >= 0) & (likeness <= 1)).all()
    assert likeness[[post.title for post in POSTS].index("Nurse")] == 0


def test_a_wish_of_which_no_post_holds_a_word_says_nothing() -> None:
    steps, rows = fit_features(POSTS, answers=0)
    assert understand(read_wish("zzyzx"), steps, rows) is None


def test_only_refusals_say_something() -> None:
    assert nearness("no crypto", "Blockchain Engineer") < nearness("no crypto", "Nurse")


def test_a_resume_beside_the_words_says_more() -> None:
    steps, rows = fit_features(POSTS, answers=0)
    resume = "Jane Doe\nNurse, City Hospital\n" + "Cared for patients on a ward at night.\n" * 6
    words, cv, both = (
        understand(read_stated(wish), steps, rows)
        for wish in (StatedWish("python"), StatedWish(resume=resume), StatedWish("python", resume))
    )
    assert words is not None
    assert cv is not None
    assert both is not None
    nurse, backend = ([post.title for post in POSTS].index(title) for title in ("Nurse", "Backend Engineer"))
    assert both.nearness(rows)[nurse] > words.nearness(rows)[nurse]
    assert both.nearness(rows)[backend] > cv.nearness(rows)[backend]


def test_every_view_has_its_weight() -> None:
    assert module._VIEWS.keys() == VIEWS.keys()  # noqa: SLF001 - a view that is forgotten fails only at the first wish
