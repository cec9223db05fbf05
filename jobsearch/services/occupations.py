"""Match titles and experiences to ESCO occupations, offline and without training."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from jobsearch.careers.model import OLDER
from jobsearch.careers.occupations.matching import Occupation, Ranking, occupations
from jobsearch.careers.occupations.skills import NamedSkill, skills
from jobsearch.errors import (
    CareersNotTrained,
    CareersUnusable,
    ExperienceEmpty,
    ExperienceNowhere,
    ExperienceUnknown,
    TitleEmpty,
    TitleUnknown,
)
from jobsearch.files.resumes.sections import about_work
from jobsearch.services import careers
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.careers import SimilarJob, SkillsOfTitle
from jobsearch.settings import Settings
from jobsearch.text.characters import printable

USUAL = 10


@dataclass(frozen=True)
class OccupationsOfTitle:
    """A title, its possible occupations, and the probability that it names none of them."""

    title: str
    results: tuple[Occupation, ...]
    none: float

    @property
    def row(self) -> dict[str, object]:
        """The title and its occupations as data."""
        return {"title": self.title, "results": [asdict(one) for one in self.results]}


@dataclass(frozen=True)
class TitleOf:
    """A learned title, its probability from 0 to 1, and its occupation, if any."""

    probability: float
    title: str
    occupation: Occupation | None


@dataclass(frozen=True)
class Fitting:
    """The titles and occupations that fit an experience.

    Attributes:
        titles: every learned title, most probable first; the probabilities sum to 1.
        occupations: the most probable occupations, determined by their names and descriptions.
        missing: the reason for missing titles, or "" if there are titles.

    """

    titles: tuple[TitleOf, ...]
    occupations: tuple[Occupation, ...]
    missing: str

    @property
    def data(self) -> dict[str, object]:
        """Both lists as data; the occupation of a title has no probability of its own."""
        rows = [
            {
                "probability": one.probability,
                "title": one.title,
                "occupation": one.occupation and _named(one.occupation),
            }
            for one in self.titles
        ]
        return {"results": rows, "occupations": [asdict(one) for one in self.occupations]}


def _named(one: Occupation) -> dict[str, str | None]:
    return {"esco": one.esco, "label": one.label, "isco": one.isco, "onet": one.onet}


def of_title(title: str, number: int = USUAL) -> OccupationsOfTitle:
    """Return the most probable occupations for a title. Raises TitleEmpty."""
    if not printable(title).strip():
        raise TitleEmpty
    return _of_line(title, number)


def of_lines(text: str, number: int = USUAL) -> Iterator[OccupationsOfTitle]:
    """Yield the occupations for each line of the text; there are none for an empty line."""
    lines = text.split("\n")
    if not lines[-1]:
        del lines[-1]
    return (_of_line(line.removesuffix("\r"), number) for line in lines)


def best_of(titles: Iterable[str]) -> dict[str, Occupation | None]:
    """Return the most probable occupation for each title, or None if it probably names no occupation."""
    return {title: occupations().rank(title, 1).best for title in titles}


@dataclass(frozen=True)
class TitleInFull:
    """The requirements of a title according to training posts and, separately, two taxonomies.

    Attributes:
        learned: the skills mentioned in its posts, or None if the title was not learned.
        missing: the reason why it was not learned, or "" if it was.
        occupation: the ESCO occupation that it names, if any.
        described: the skills named in ESCO's description, each with its sentence.
        technologies: the technologies listed by O*NET, those in demand first; empty if the names of the
            occupation differ.

    """

    learned: SkillsOfTitle | None
    missing: str
    occupation: Occupation | None
    described: tuple[NamedSkill, ...]
    technologies: tuple[str, ...]

    @property
    def data(self) -> dict[str, object]:
        """All values as data; learned skills keep their top-level names."""
        learned = asdict(self.learned or SkillsOfTitle("", "", 0, {}, ()))
        occupation = {
            "occupation": self.occupation and asdict(self.occupation),
            "described": [asdict(one) for one in self.described],
            "technologies": list(self.technologies),
        }
        return learned | occupation


def title_in_full(settings: Settings, title: str, cache: NoCache = UNCACHED) -> TitleInFull:
    """Return the requirements of a title.

    Raises TitleEmpty, and TitleUnknown, CareersNotTrained, or CareersUnusable if no occupation matches
    either.
    """
    if not printable(title).strip():
        raise TitleEmpty
    is_spelled = occupations().knows(printable(title))
    occupation = occupations().rank(printable(title), 1).best if is_spelled else None
    learned, missing = None, ""
    try:
        learned = careers.skills(settings, title, cache)
    except (CareersNotTrained, CareersUnusable, TitleUnknown) as error:
        if occupation is None:
            raise
        missing = str(error)
    described = skills().of_occupation(occupation) if occupation else []
    tools = skills().tools_of(occupation.onet) if occupation else []
    return TitleInFull(learned, missing, occupation, tuple(described), tuple(tools))


def fitting(
    settings: Settings, experiences: Sequence[str], number: int = USUAL, cache: NoCache = UNCACHED
) -> Fitting:
    """Return the learned titles and the occupations that fit the given experiences.

    Raises ExperienceEmpty, and ExperienceNowhere for text without a known word.
    """
    titles, missing = _learned(settings, experiences, cache)
    try:
        found = resembling(experiences, number)
    except ExperienceNowhere:
        if not titles:
            raise
        found = ()
    belongs = best_of([one.title for one in titles])
    return Fitting(
        tuple(TitleOf(one.probability, one.title, belongs[one.title]) for one in titles), found, missing
    )


def _learned(
    settings: Settings, experiences: Sequence[str], cache: NoCache
) -> tuple[tuple[SimilarJob, ...], str]:
    try:
        return careers.similar_jobs(settings, experiences, cache=cache), ""
    except (CareersNotTrained, CareersUnusable) as error:
        return (), f"Only occupations are shown. {error}"
    except ExperienceUnknown:
        return (), "Only occupations are shown, because the career model does not know any of those words."


def resembling(experiences: Sequence[str], number: int = USUAL) -> tuple[Occupation, ...]:
    """Return the occupations that fit a person's work experience (newest first), most probable first.

    Each experience has less weight than the next newer one, as in Careers.similar(). Raises ExperienceEmpty,
    and ExperienceNowhere for text without a known word.
    """
    texts = [about_work(printable(text)) for text in experiences]
    if not texts or not all(text.strip() for text in texts):
        raise ExperienceEmpty
    found = occupations().resembling(texts, OLDER, number)
    if not found:
        raise ExperienceNowhere
    return found


def _of_line(title: str, number: int) -> OccupationsOfTitle:
    found: Ranking = occupations().rank(printable(title), number)
    return OccupationsOfTitle(title, found.occupations, found.none)
