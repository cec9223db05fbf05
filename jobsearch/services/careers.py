"""Learn from the stored posts which titles fit a person's experience, and which skills a title requires.

posts and experiences -> learn -> careers.npz -> the model's row
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from jobsearch.careers import model as career_model
from jobsearch.careers.folding import posts_missing
from jobsearch.careers.model import FEWEST_POSTS, FEWEST_TITLES, Careers
from jobsearch.careers.skills import Skill, TitleSkills
from jobsearch.careers.versions import versions
from jobsearch.errors import (
    CareersLackPosts,
    CareersNotTrained,
    CareersUnusable,
    CorpusModelKept,
    ExperienceEmpty,
    ExperienceMissing,
    ExperienceTooLong,
    ExperienceUnknown,
    TitleEmpty,
    TitleUnfit,
    TitleUnknown,
    TooFewTitles,
    TooFewTitlesInCorpus,
)
from jobsearch.files import key, trained
from jobsearch.files.corpus.faults import in_words
from jobsearch.files.resumes.read import LONGEST
from jobsearch.files.resumes.sections import about_work
from jobsearch.services.cache import UNCACHED, NoCache, open_store
from jobsearch.settings import Settings
from jobsearch.store import careers as stored
from jobsearch.store import counts
from jobsearch.store.models import CareerModel, Experience
from jobsearch.store.sqlite.engine import connect_readonly, reading, writing
from jobsearch.text.characters import one_line, printable
from jobsearch.titles.parse import names_an_occupation, parse

if TYPE_CHECKING:  # slow to import
    from jobsearch.careers.fitting import Judgment
    from jobsearch.careers.survey import Post, Run
    from jobsearch.careers.training import Learned, Read
    from jobsearch.files.corpus.folder import Corpus

ENOUGH_POSTS = 1_000  # stored posts from which `train` also trains careers
_LONGEST_TITLE = 100
_MOST_ON_A_PAGE = 1024 * 1024  # bytes
_MODEL = "the career model"
_UNSEEN_SECONDS = 0.1  # between checks for a new model; each takes half as long as an answer
_CORPUS = "corpus"  # in the versions of a model trained on a corpus: its number of parts
_GROWN = 1.1  # growth factor of the posts after which `train` trains careers again


@dataclass(frozen=True)
class KnownTitle:
    """A job title known to the model, with its number of posts."""

    title: str
    posts: int


@dataclass(frozen=True)
class CareersReport:
    """The result of training the career model.

    Attributes:
        posts: the number of training posts with different texts.
        experiences: the number of training experiences.
        titles: the learned titles, sorted by number of posts, largest first.
        folded: the number of posts whose title is rare and was replaced by a more general one.
        dropped: the number of posts omitted because their title is too rare.
        dropped_titles: the number of titles of those posts.
        repeated: the number of posts omitted because their text is a duplicate.
        faults: the number of unreadable parts of a corpus, by kind.
        judgment: the evaluation on unseen posts.

    """

    posts: int
    experiences: int
    titles: tuple[KnownTitle, ...]
    folded: int
    dropped: int
    dropped_titles: int
    repeated: int
    judgment: "Judgment"
    faults: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SimilarJob:
    """A title and its probability, from 0 to 1."""

    probability: float
    title: str


@dataclass(frozen=True)
class SkillsOfTitle:
    """The skills for a learned title, most distinctive first.

    Attributes:
        asked: the requested title.
        title: the learned title that is equal to it or includes it.
        posts: the number of its posts.
        by_year: the number of its posts in each year.
        skills: the skills, with the shares of posts that mention them.

    """

    asked: str
    title: str
    posts: int
    by_year: dict[int, int]
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class KnownExperience:
    """A saved work experience entry, with its number and its job title."""

    number: int
    title: str
    text: str
    added_at: datetime


@dataclass(frozen=True)
class ExperiencesPage:
    """A page of work experience entries, and the `before` value for the next page; None on the last page."""

    experiences: tuple[KnownExperience, ...]
    next_before: int | None


@dataclass(frozen=True)
class FeedbackResult:
    """The result of saving a work experience entry.

    Attributes:
        title: the title used for training.
        new: whether the entry was not already stored.
        learned: the title of the current model to which it will contribute, or None if there is none.
        nearest: the learned titles with the most similar spelling, if the title is not among them.
        known: whether a model exists, which determines if the title is learned.
        needed: the number of posts or experiences required to learn a title.

    """

    title: str
    new: bool
    learned: str | None = None
    nearest: tuple[str, ...] = ()
    known: bool = True
    needed: int = FEWEST_POSTS


def train(
    settings: Settings,
    progress: Callable[[str], None] = lambda _step: None,
    corpus: "Corpus | None" = None,
    run: "Run[Any] | None" = None,
) -> CareersReport:
    """Train on all saved work experience and on the stored posts or a corpus, and save the model.

    `run` determines where a corpus is read. Raises TooFewTitles or TooFewTitlesInCorpus, NothingToLearn,
    KeyUnusable, ModelUnwritable, CareersUnusable if the file could not be loaded later, subclasses of
    InstanceError, or errors of the corpus and its workers (files.corpus, careers.workers); then nothing has
    changed.
    """
    from jobsearch.careers.training import learn_read, read_twice  # noqa: PLC0415 - heavy

    engine, begun = open_store(settings), datetime.now(UTC)  # it makes the instance where there is none yet
    trained.check_place(settings.careers_path, CareersUnusable)
    key.read_or_make()  # without it nothing can be saved
    with reading(engine) as session:
        said = [(one.title, about_work(one.text)) for one in stored.experiences(session)]
        size, digest = counts.count_posts(session), stored.experiences_digest(session)
        if corpus is None:
            read = read_twice([_Stored(partial(stored.posts, session))], said, progress)
    if corpus is not None:  # now that the store is let go: while anybody reads, its log cannot shrink
        read = _read_corpus(corpus, said, progress, run)
    learned = learn_read(read, progress)
    progress("Saving the career model")
    sha256 = career_model.save(learned.careers, settings.careers_path)
    with writing(engine) as session:
        row = CareerModel(
            sha256=sha256,
            trained_at=begun,  # data added during the training counts as new
            versions=versions() | ({_CORPUS: len(corpus.parts)} if corpus else {}),
            posts=size,
            experiences=len(said),
            titles=len(learned.careers.titles),
            learned_posts=learned.posts,
            experiences_digest=digest,
        )
        stored.add_model(session, row)
        session.commit()
    return _report(learned)


def _read_corpus(
    corpus: "Corpus", said: Sequence[tuple[str, str]], progress: Callable[[str], None], run: "Run[Any] | None"
) -> "Read":
    from jobsearch.careers.survey import here  # noqa: PLC0415 - heavy
    from jobsearch.careers.training import read_twice  # noqa: PLC0415 - heavy

    try:
        return read_twice(corpus.parts, said, progress, run or here)
    except TooFewTitles as error:
        left_out = [path.name for path in corpus.damaged]
        unread = "; ".join(in_words(Counter(error.faults), left_out))
        found = f"{error.details['found']}{unread and f' ({unread})'}"
        raise TooFewTitlesInCorpus(**error.details | {"found": found}) from error


@dataclass(frozen=True)
class _Stored:
    """The part of the training data that comes from the stored posts."""

    posts: Callable[[], Iterator[stored.Described]]
    path: str = "the store"

    def pieces(self) -> Iterator["_Stored"]:
        yield self

    def read(self, _faults: Counter[str]) -> Iterator["Post"]:
        from jobsearch.careers.survey import Post  # noqa: PLC0415 - heavy

        for post in self.posts():
            yield Post(post.title, post.text, post.posted_at.year, post.company, post.location)


def train_if_due(
    settings: Settings, progress: Callable[[str], None] = lambda _step: None
) -> CareersReport | None:
    """Train if enough stored posts are new to the model; otherwise return None."""
    with reading(open_store(settings)) as session:
        posts = counts.count_posts(session)
        if posts < ENOUGH_POSTS:
            return None
        model = counts.career_model(session)
        digest = stored.experiences_digest(session)
    if model and _is_current(settings, model, posts, digest):
        return None
    try:
        return train(settings, progress)
    except TooFewTitles:
        return None


def corpus_of_model(settings: Settings, cache: NoCache = UNCACHED) -> str:
    """Return the size of the model's training corpus, such as "1,200 job ads", or "" if there was none."""
    with connect_readonly(cache.open_store(settings)) as connection:
        model = counts.career_model(connection)
    if model is None or _CORPUS not in model.versions:
        return ""
    return f"{model.learned_posts:,} job ad{'' if model.learned_posts == 1 else 's'}"


def keep_corpus_model(settings: Settings, cache: NoCache = UNCACHED) -> None:
    """Raise CorpusModelKept if training on the stored posts would replace a model trained on a corpus."""
    if posts := corpus_of_model(settings, cache):
        raise CorpusModelKept(posts=posts)


def similar_jobs(
    settings: Settings, experiences: Sequence[str], *, or_shares: bool = False, cache: NoCache = UNCACHED
) -> tuple[SimilarJob, ...]:
    """Return all learned titles with their probabilities given a person's experience, most probable first.

    `experiences` are texts of any length, newest first. The probabilities sum to 1. Raises ExperienceEmpty,
    CareersNotTrained, or CareersUnusable, and ExperienceUnknown for texts without a known word. If
    `or_shares` is set, the overall frequencies of the titles are returned for such texts instead.
    """
    texts = _of_work(experiences)
    return _similar(_load(settings, cache), texts, or_shares=or_shares)


def similar_jobs_by(careers: Careers, experiences: Sequence[str]) -> tuple[SimilarJob, ...]:
    """Do the same as similar_jobs() with a loaded model; return title frequencies if no word is known.

    Raises ExperienceEmpty.
    """
    return _similar(careers, _of_work(experiences), or_shares=True)


def _of_work(experiences: Sequence[str]) -> list[str]:
    texts = [about_work(printable(text)) for text in experiences]
    if not texts or not all(text.strip() for text in texts):
        raise ExperienceEmpty
    return texts


def _similar(careers: Careers, texts: Sequence[str], *, or_shares: bool) -> tuple[SimilarJob, ...]:
    try:
        found = careers.similar(texts)
    except ExperienceUnknown:
        if not or_shares:
            raise
        found = careers.shares()
    return tuple(SimilarJob(chance, title) for title, chance in found)


def skills(settings: Settings, title: str, cache: NoCache = UNCACHED) -> SkillsOfTitle:
    """Return the skills for a title or for the learned title that includes it; empty if no post has it.

    Raises TitleEmpty, CareersNotTrained, CareersUnusable, or TitleUnknown, whose `nearest` attribute contains
    the most similar learned titles.
    """
    if not printable(title).strip():
        raise TitleEmpty
    return skills_by(_load(settings, cache), title)


def skills_by(careers: Careers, title: str) -> SkillsOfTitle:
    """Do the same as skills() with a loaded model. Raises TitleEmpty or TitleUnknown."""
    if not printable(title).strip():
        raise TitleEmpty
    found = careers.find(title)
    if found is None:
        raise _unknown(title, careers)
    learned = careers.skills.get(found, TitleSkills(0, {}, ()))
    return SkillsOfTitle(one_line(title), found, learned.posts, learned.by_year, learned.skills)


def at_hand(settings: Settings, cache: NoCache = UNCACHED) -> bool:
    """Return whether the model is loaded, so that a short query can be answered immediately."""
    return cache.cached_if_fresh(settings, _MODEL, unseen_seconds=_UNSEEN_SECONDS) is not None


def all_skills(settings: Settings, cache: NoCache = UNCACHED) -> list[SkillsOfTitle]:
    """Return the skills for every learned title in alphabetical order.

    Raises CareersNotTrained or CareersUnusable.
    """
    return [
        SkillsOfTitle(title, title, learned.posts, learned.by_year, learned.skills)
        for title, learned in sorted(_load(settings, cache).skills.items())
    ]


def titles(settings: Settings, cache: NoCache = UNCACHED) -> tuple[KnownTitle, ...]:
    """Return the learned titles in alphabetical order. Raises CareersNotTrained or CareersUnusable."""
    return _titles(_load(settings, cache))


def feedback(settings: Settings, text: str, title: str, cache: NoCache = UNCACHED) -> FeedbackResult:
    """Save a work experience entry and its title for the next training.

    Raises ExperienceEmpty, ExperienceTooLong, and TitleUnfit for a title that is too long or does not name an
    occupation.
    """
    text, title = printable(text).strip(), one_line(printable(title))
    if not text or not title:
        raise ExperienceEmpty
    if len(text) > LONGEST:
        raise ExperienceTooLong(most=f"{LONGEST:,}")
    careers, name = load_if_usable(settings, cache), parse(title).name
    _check_title(title, careers)
    found = careers.find(name) if careers else None
    nearest = careers.nearest(name) if careers and not found else ()
    with writing(cache.open_store(settings)) as session:
        same = (parse(title_before).name == name for title_before in stored.titles_of(session, text))
        new = not any(same) and stored.add_experience(session, text, title, datetime.now(UTC))
        session.commit()
    return FeedbackResult(name, new, found, nearest, known=careers is not None)


def experiences(settings: Settings) -> tuple[KnownExperience, ...]:
    """Return all saved work experience entries, newest first."""
    with reading(open_store(settings)) as session:
        return tuple(map(_known, stored.experiences(session)))


def page_of_experiences(
    settings: Settings, before: int | None, limit: int, cache: NoCache = UNCACHED
) -> ExperiencesPage:
    """Return at most `limit` work experience entries with numbers below `before`, newest first.

    A page contains at most 1 MiB of text, or a single longer experience.
    """
    found: list[KnownExperience] = []
    size = 0
    with reading(cache.open_store(settings)) as session:
        for one in stored.newest_experiences(session, before):
            size += len(one.text.encode())
            if len(found) == limit or (found and size > _MOST_ON_A_PAGE):
                return ExperiencesPage(tuple(found), found[-1].number)
            found.append(_known(one))
    return ExperiencesPage(tuple(found), None)


def _known(one: Experience) -> KnownExperience:
    return KnownExperience(one.id, one.title, one.text, one.added_at)


def forget(settings: Settings, number: int, cache: NoCache = UNCACHED) -> None:
    """Delete a work experience entry. Raises ExperienceMissing."""
    with writing(cache.open_store(settings)) as session:
        if not stored.remove_experience(session, number):
            raise ExperienceMissing(number=number)
        session.commit()


def _check_title(title: str, careers: Careers | None) -> None:
    if len(title) > _LONGEST_TITLE:
        cause = f"has more than {_LONGEST_TITLE} characters"
    elif not names_an_occupation(title):
        cause = "does not say what the work is"
    else:
        return
    nearest = careers.nearest(title) if careers else ()
    remedy = f"; try {' or '.join(nearest)}" if nearest else ""
    raise TitleUnfit(title=repr(title[:80]), cause=cause, remedy=remedy)


def load_if_usable(settings: Settings, cache: NoCache = UNCACHED) -> Careers | None:
    """Return the model, or None if there is no usable one."""
    try:
        return _load(settings, cache)
    except (CareersNotTrained, CareersUnusable):
        return None


def _load(settings: Settings, cache: NoCache) -> Careers:
    return cache.cached(settings, _MODEL, lambda: _read(settings, cache), unseen_seconds=_UNSEEN_SECONDS)


def _read(settings: Settings, cache: NoCache) -> Careers:
    with connect_readonly(cache.open_store(settings)) as connection:
        model = counts.career_model(connection)
    if model is None:
        raise not_trained(settings, cache)
    path = settings.careers_path
    version = (path, model.sha256, tuple(sorted(model.versions.items())))
    return cache.newest(
        "career model", version, lambda: career_model.load(path, model.sha256, dict(model.versions))
    )


def not_trained(settings: Settings, cache: NoCache = UNCACHED) -> CareersNotTrained:
    """Return the error for an instance without a model, with the number of posts missing for training."""
    needed = {"titles": FEWEST_TITLES, "posts": FEWEST_POSTS}
    with reading(cache.open_store(settings)) as session:
        if counts.count_posts(session) >= ENOUGH_POSTS:
            return CareersNotTrained(**needed)
        titles = [title for _id, title, _year in stored.titles_of_posts(session)]
        titles += [one.title for one in stored.experiences(session)]
    names = Counter(parse(title).name for title in titles)
    missing = posts_missing(names, FEWEST_POSTS, FEWEST_TITLES)
    return CareersLackPosts(**needed, missing=missing) if missing else CareersNotTrained(**needed)


def _is_current(settings: Settings, model: Any, posts: int, experiences_digest: str) -> bool:  # noqa: ANN401 - a row of CAREER_MODELS
    known = posts < model.posts * _GROWN and experiences_digest == model.experiences_digest
    known = known or _CORPUS in model.versions  # a few stored posts must not replace learning from millions
    is_ours = all(model.versions.get(name) == now for name, now in versions().items())
    return known and is_ours and settings.careers_path.is_file()


def _report(learned: "Learned") -> CareersReport:
    return CareersReport(
        posts=learned.posts,
        experiences=learned.experiences,
        titles=tuple(sorted(_titles(learned.careers), key=lambda known: -known.posts)),
        folded=learned.folded,
        dropped=learned.dropped,
        dropped_titles=learned.dropped_titles,
        repeated=learned.repeated,
        judgment=learned.judgment,
        faults=learned.faults,
    )


def _titles(careers: Careers) -> tuple[KnownTitle, ...]:
    skills = careers.skills
    return tuple(KnownTitle(title, skills[title].posts if title in skills else 0) for title in careers.titles)


def _unknown(title: str, careers: Careers) -> TitleUnknown:
    alike = careers.nearest(title)
    remedy = f"try {' or '.join(alike)}" if alike else "run `careers titles` to list the known titles"
    nearest = alike or careers.nearest(title, at_least=0)
    error = TitleUnknown(title=repr(title[:80]), remedy=remedy, nearest=" or ".join(nearest))
    error.nearest = nearest
    return error
