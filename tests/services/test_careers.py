import json
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.careers import trade_elements, trade_posts
from support.feeds import body, element, labels_csv

from jobsearch.errors import (
    CareersNotTrained,
    CareersUnusable,
    ExperienceEmpty,
    ExperienceTooLong,
    ExperienceUnknown,
    TitleUnknown,
    TooFewTitles,
)
from jobsearch.files.corpus.folder import Corpus
from jobsearch.services import careers
from jobsearch.services.corpus import look
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.backup import back_up
from jobsearch.services.instance.status import status
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.training.train import train
from jobsearch.settings import Settings
from jobsearch.store import careers as stored
from jobsearch.store.sqlite.engine import connect, reading, writing


@pytest.fixture(scope="module")
def three_trades_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten posts of accountants, of backend engineers and of nurses, to be copied."""
    made = Settings(instance=tmp_path_factory.mktemp("trades") / "instance")
    feed = made.instance.with_name("feed.json")
    feed.write_bytes(body(trade_elements()))
    fetch_new(made, [feed])
    return made.instance


@pytest.fixture(scope="module")
def learned_once(three_trades_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a career model, to be copied."""
    made = Settings(instance=tmp_path_factory.mktemp("learned") / "instance")
    shutil.copytree(three_trades_once, made.instance)
    careers.train(made)
    return made.instance


@pytest.fixture
def three_trades(settings: Settings, three_trades_once: Path) -> Settings:
    """An instance with ten posts of accountants, of backend engineers and of nurses."""
    shutil.copytree(three_trades_once, settings.instance)
    return settings


@pytest.fixture
def learned(settings: Settings, learned_once: Path) -> Settings:
    """The same with a career model."""
    shutil.copytree(learned_once, settings.instance)
    return settings


def said(settings: Settings) -> list[tuple[str, str]]:
    with reading(connect(settings.store_path)) as session:
        return [(one.title, one.text) for one in stored.experiences(session)]


def test_reports_what_was_learned_of_how_much(three_trades: Settings) -> None:
    report = careers.train(three_trades)
    assert {one.title: one.posts for one in report.titles} == {
        "accountant": 10,
        "backend engineer": 10,
        "nurse": 10,
    }
    assert (report.posts, report.experiences, report.judgment.posts) == (30, 0, 30)
    assert stat.S_IMODE(three_trades.careers_path.stat().st_mode) == 0o600


def test_tells_its_progress(three_trades: Settings) -> None:
    steps: list[str] = []
    careers.train(three_trades, steps.append)
    assert steps[-1] == "Saving the career model"


def test_too_few_posts_change_nothing(forty_posts: Settings) -> None:
    with pytest.raises(TooFewTitles):
        careers.train(forty_posts)
    assert not forty_posts.careers_path.exists()


def test_lists_every_title_unrounded_and_most_probable_first(learned: Settings) -> None:
    found = careers.similar_jobs(learned, ["bank reconciliations"])
    assert found[0].title == "accountant"
    assert len(found) == 3
    assert sum(one.probability for one in found) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("texts", [[], [""], ["ledger", " \n"], ["\x00"]])
def test_an_experience_needs_a_text(learned: Settings, texts: list[str]) -> None:
    with pytest.raises(ExperienceEmpty):
        careers.similar_jobs(learned, texts)


RESUME = """CURRICULUM VITAE

WORK EXPERIENCE
Kept the general ledger of a shop, bank reconciliations, tax audits and the books of two bakeries.

EDUCATION
Nurse, patients on the ward, medication, triage, wound dressing, care for patients, nurse

INTERESTS
Nurse on the ward, wound dressing, triage
"""


def test_schools_and_interests_of_a_resume_fit_no_title(learned: Settings) -> None:
    assert careers.similar_jobs(learned, [RESUME])[0].title == "accountant"
    assert (
        careers.similar_jobs(learned, [RESUME.replace("EDUCATION", "ALSO").replace("INTERESTS", "AND")])[
            0
        ].title
        == "nurse"
    )


def test_an_experience_needs_a_known_word(learned: Settings) -> None:
    with pytest.raises(ExperienceUnknown):
        careers.similar_jobs(learned, ["zzz"])


def test_tells_the_skills_of_a_title_and_of_a_kind_of_it(learned: Settings) -> None:
    found = careers.skills(learned, "Senior Backend Developer")
    assert (found.title, found.posts, found.by_year) == ("backend engineer", 10, {2024: 5, 2025: 5})
    assert {"python", "docker", "postgresql"} <= {one.phrase for one in found.skills}
    assert found.skills[0].by_year == {2024: 1, 2025: 1}


def test_a_title_from_experiences_alone_has_no_skills(learned: Settings) -> None:
    for number in range(8):
        careers.feedback(learned, f"kept bees in hive {number}", "Beekeeper Coach")
    careers.train(learned)
    found = careers.skills(learned, "beekeeper coach")
    assert (found.title, found.posts, found.skills) == ("beekeeper coach", 0, ())


def test_an_unknown_title_gets_the_nearest(learned: Settings) -> None:
    with pytest.raises(TitleUnknown, match="know the title 'nurze'; try nurse") as error:
        careers.skills(learned, "nurze")
    assert error.value.nearest[0] == "nurse"


def test_lists_the_titles_by_the_alphabet(learned: Settings) -> None:
    assert [one.title for one in careers.titles(learned)] == ["accountant", "backend engineer", "nurse"]


QUESTIONS: list[Callable[[Settings], object]] = [
    careers.titles,
    lambda settings: careers.skills(settings, "nurse"),
    lambda settings: careers.similar_jobs(settings, ["ledger"]),
]


@pytest.mark.parametrize("ask", QUESTIONS)
def test_without_a_model_says_how_to_train_it(
    three_trades: Settings, ask: Callable[[Settings], object]
) -> None:
    with pytest.raises(CareersNotTrained, match="Run `careers train`"):
        ask(three_trades)


@pytest.mark.parametrize("content", [None, b"", b"garbage"])
@pytest.mark.parametrize("ask", QUESTIONS)
def test_a_damaged_model_asks_for_another_training(
    learned: Settings, ask: Callable[[Settings], object], content: bytes | None
) -> None:
    learned.careers_path.unlink()
    if content is not None:
        learned.careers_path.write_bytes(content)
    with pytest.raises(CareersUnusable, match="Run `careers train` again"):
        ask(learned)
    careers.train(learned)
    ask(learned)


def test_feedback_is_learned_by_the_next_training(learned: Settings) -> None:
    result = careers.feedback(learned, "  sang lullabies\x07 ", "Sr. Registered Nurse (Night)")
    assert result == careers.FeedbackResult("nurse", new=True, learned="nurse", nearest=())
    careers.feedback(learned, "more lullabies", "nurse")
    assert said(learned) == [("nurse", "more lullabies"), ("Sr. Registered Nurse (Night)", "sang lullabies")]
    assert careers.train(learned).experiences == 2
    assert careers.similar_jobs(learned, ["lullabies"])[0].title == "nurse"


def test_feedback_that_was_given_before_is_kept_once(learned: Settings) -> None:
    results = [careers.feedback(learned, "sang", "nurse") for _time in range(2)]
    assert not careers.feedback(learned, "sang", "Sr. Nurse").new
    assert [one.new for one in results] == [True, False]
    assert len(said(learned)) == 1


def test_feedback_of_an_unknown_title_waits_for_others(learned: Settings) -> None:
    result = careers.feedback(learned, "flew to the moon", "Astronaut")
    assert (result.title, result.learned) == ("astronaut", None)
    assert result.nearest == ()
    assert said(learned) == [("Astronaut", "flew to the moon")]


def test_feedback_needs_no_model(settings: Settings) -> None:
    assert careers.feedback(settings, "sang", "Nurse") == careers.FeedbackResult(
        "nurse", new=True, known=False
    )


@pytest.mark.parametrize(("text", "title"), [("", "nurse"), (" ", "nurse"), ("sang", ""), ("sang", " \x00")])
def test_feedback_needs_a_text_and_a_title(settings: Settings, text: str, title: str) -> None:
    with pytest.raises(ExperienceEmpty):
        careers.feedback(settings, text, title)


def test_feedback_outlives_fetches_trainings_and_moves_with_a_backup(
    learned: Settings, tmp_path: Path
) -> None:
    careers.feedback(learned, "sang", "nurse")
    (tmp_path / "feed.json").write_bytes(body([element(number) for number in range(1, 40)]))
    fetch_new(learned, [tmp_path / "feed.json"])
    careers.feedback(learned, "sang", "singer")
    (tmp_path / "moved").mkdir()
    back_up(learned, tmp_path / "moved" / "jobposts.db")
    assert (
        said(learned)
        == said(Settings(instance=tmp_path / "moved"))
        == [("singer", "sang"), ("nurse", "sang")]
    )


def label_some(settings: Settings) -> None:
    answers = {"remoteok:1": "yes", "remoteok:2": "yes", "remoteok:11": "no", "remoteok:12": "no"}
    import_labels(settings, labels_csv(answers), "labels.csv")


def test_train_leaves_careers_alone_in_a_small_store(three_trades: Settings) -> None:
    label_some(three_trades)
    assert train(three_trades).careers is None
    assert not three_trades.careers_path.exists()


@pytest.fixture
def enough(three_trades: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Three trades with labels, which is enough for train to learn careers."""
    monkeypatch.setattr(careers, "ENOUGH_POSTS", 30)
    label_some(three_trades)
    return three_trades


def test_train_learns_careers_as_well_where_that_is_due(enough: Settings) -> None:
    report = train(enough).careers
    assert report is not None
    assert report.posts == 30
    assert asdict(report)["judgment"]["first"] == 1
    assert train(enough).careers is None


def test_careers_are_due_again_with_a_tenth_more_posts(enough: Settings, tmp_path: Path) -> None:
    train(enough)
    (tmp_path / "feed.json").write_bytes(body(element(number) for number in range(900, 903)))
    fetch_new(enough, [tmp_path / "feed.json"])
    assert train(enough).careers is not None


def marine(folder: Path, each: int = 10) -> Corpus:
    """Write a corpus of trades at sea, and look at it."""
    rows = (
        {"title": f"Marine {title}", "text": text, "company": company}
        for title, text, company, _year in trade_posts(each)
    )
    (folder / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return look(folder, [])


def test_a_corpus_teaches_an_instance_that_is_not_there_yet(settings: Settings, tmp_path: Path) -> None:
    assert not settings.instance.exists()
    assert careers.train(settings, corpus=marine(tmp_path)).titles[0].title == "marine accountant"
    assert "marine nurse" in [one.title for one in careers.titles(settings)]


def test_an_instance_that_is_not_there_yet_has_too_few_titles(settings: Settings) -> None:
    with pytest.raises(TooFewTitles, match=r"the store has only 0\. Run `fetch-new`"):
        careers.train(settings)


def test_a_corpus_of_too_few_titles_is_named_with_what_could_not_be_read(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "b.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "c.jsonl").write_bytes(b'{"title": "Cook", "text": "x"}\n{}\n{\n')
    with pytest.raises(TooFewTitles) as raised:
        careers.train(settings, corpus=marine(tmp_path, each=2))
    said = (
        "the corpus has only 0 (1 incomplete job ad; 1 unreadable row; 1 file left out: b.jsonl.gz). Choose a"
    )
    assert said in str(raised.value)


def test_the_log_of_the_store_can_shrink_while_a_corpus_is_read(enough: Settings, tmp_path: Path) -> None:
    left: list[int] = []

    def looking(tasks: Iterable[Callable[[], Any]]) -> Iterator[Any]:
        for task in tasks:
            careers.feedback(enough, f"sang {len(left)}", "nurse")
            with closing(sqlite3.connect(enough.store_path)) as store:
                busy, *_pages = store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            left.append(busy)
            yield task()

    careers.train(enough, corpus=marine(tmp_path), run=looking)
    assert left == [0, 0]


def test_what_a_corpus_taught_is_left_alone(enough: Settings, tmp_path: Path) -> None:
    report = careers.train(enough, corpus=marine(tmp_path))
    assert report.titles[0].title == "marine accountant"
    (tmp_path / "feed.json").write_bytes(body(element(number) for number in range(900, 903)))
    fetch_new(enough, [tmp_path / "feed.json"])
    assert train(enough).careers is None
    assert "marine nurse" in [one.title for one in careers.titles(enough)]
    careers.train(enough)
    assert "nurse" in [one.title for one in careers.titles(enough)]


def test_careers_are_due_again_with_feedback_or_without_their_file(enough: Settings) -> None:
    train(enough)
    careers.feedback(enough, "sang", "nurse")
    assert train(enough).careers is not None
    enough.careers_path.unlink()
    assert train(enough).careers is not None


def test_careers_are_due_again_when_feedback_takes_the_place_of_other(enough: Settings) -> None:
    careers.feedback(enough, "sang", "nurse")
    train(enough)
    assert train(enough).careers is None
    careers.forget(enough, careers.experiences(enough)[0].number)
    careers.feedback(enough, "kept books", "accountant")
    assert train(enough).careers is not None


def test_status_tells_of_careers(learned: Settings) -> None:
    careers.feedback(learned, "sang", "nurse")
    careers.train(learned)
    known = status(learned).careers
    assert known is not None
    assert (known.titles, known.posts, known.experiences) == (3, 30, 1)
    assert (known.added, known.forgotten, known.problem) == (0, 0, "")
    careers.feedback(learned, "kept books", "accountant")
    careers.feedback(learned, "more books", "accountant")
    careers.forget(learned, 1)
    learned.careers_path.unlink()
    later = status(learned).careers
    assert later is not None
    assert (later.experiences, later.added, later.forgotten) == (1, 2, 1)
    assert later.problem == "No such file or directory"


def test_a_failure_of_careers_is_a_sentence_in_the_report_of_train(enough: Settings) -> None:
    enough.careers_path.mkdir()
    report = train(enough)
    assert report.careers is None
    assert str(enough.careers_path) in report.careers_failure
    assert report.scored == 30


def test_posts_of_too_few_titles_are_no_failure_of_train(
    twenty_labels: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(careers, "ENOUGH_POSTS", 30)
    assert train(twenty_labels).careers is None


LONG = 200_000  # characters, the most


@pytest.mark.parametrize("letter", ["x", "\u00e9", "\u6f22", "\U0001f600", '"', "\\", "x y\n"])
def test_an_experience_has_an_end(settings: Settings, letter: str) -> None:
    fits = (letter * LONG)[: LONG - 1] + "x"
    assert careers.feedback(settings, fits, "nurse").new
    with pytest.raises(ExperienceTooLong, match="at most 200,000 characters"):
        careers.feedback(settings, f"{fits}x", "nurse")
    assert said(settings) == [("nurse", fits)]


def taught(settings: Settings, *lengths: int) -> None:
    """Store experiences of so many bytes, as a version without bounds did; the last one is the newest."""
    with writing(connect(settings.store_path)) as session:
        for number, length in enumerate(lengths):
            text = f"{number} {chr(233) * (length // 2)}"
            stored.add_experience(session, text, "nurse", datetime.now(UTC))
        session.commit()


@pytest.mark.parametrize(
    ("lengths", "limit", "pages"),
    [
        ([], 5, [0]),
        ([9] * 5, 5, [5]),
        ([9] * 5, 2, [2, 2, 1]),
        ([9] * 4, 2, [2, 2]),
        ([400_000] * 5, 200, [2, 2, 1]),
        ([1_500_000] * 3, 200, [1, 1, 1]),
        ([9, 1_500_000, 9], 200, [1, 1, 1]),
        ([1_000_000, 9, 9, 9], 200, [4]),
        ([400_000] * 3, 1, [1, 1, 1]),
    ],
)
def test_a_page_of_experiences_ends_by_number_or_by_bytes(
    settings: Settings, lengths: list[int], limit: int, pages: list[int]
) -> None:
    taught(settings, *lengths)
    found = [careers.page_of_experiences(settings, None, limit)]
    while (before := found[-1].next_before) is not None:
        found.append(careers.page_of_experiences(settings, before, limit))
    assert [len(page.experiences) for page in found] == pages
    assert tuple(one for page in found for one in page.experiences) == careers.experiences(settings)
