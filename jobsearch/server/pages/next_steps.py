"""The equivalents of commands on the pages: one place and one name for each step."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from jobsearch.domain.advice import Advice, Step
from jobsearch.errors import (
    ApplicationOver,
    ApplicationUnknown,
    CareersLackPosts,
    CareersNotTrained,
    CareersUnusable,
    EventUnknown,
    IndexDamaged,
    JobSearchError,
    ModelUnusable,
    NoAnswers,
    NoPosts,
    NothingToLearn,
    NotTrained,
    StoreDamaged,
    TooFewLabels,
    TooFewTitles,
    TrainingRuns,
)
from jobsearch.server.pages.addresses import HEALTH, HOME, SOURCES, START, TEACH, TRAINING
from jobsearch.server.pages.render import add_filters
from jobsearch.services.apart import Apart, WorkState


class Place(NamedTuple):
    """A link to the page for a step, or a button that starts training if there is a lesson."""

    name: str
    path: str
    lesson: str = ""


_LACKS_POSTS = (
    "The career model needs {titles} titles with {posts} posts each; about {missing} more are needed."
)
PLACES: Mapping[Step, Place] = {
    Step.START: Place("Answer three questions", START),
    Step.FETCH: Place("Fetch now", SOURCES),
    Step.LABEL: Place("Teach", TEACH),
    Step.TRAIN: Place("Train now", TRAINING, "taste"),
    Step.TRAIN_CAREERS: Place("Learn careers now", TRAINING, "careers"),
    Step.RECOMMEND: Place("Go to Today", HOME),
    Step.DOCTOR: Place("See Health", HEALTH),
    Step.REPAIR: Place("Repair it on Health", HEALTH),
    Step.TEST_SOURCES: Place("Test every source on Health", HEALTH),
    Step.TEST_SOURCE: Place("See Sources", SOURCES),
}
# The wording of pages for errors whose messages name commands, and the steps for these commands.
WITHOUT_COMMANDS: Mapping[type[JobSearchError], tuple[str, tuple[Step, ...]]] = {
    ApplicationUnknown: (
        "There is no application for {key} yet. Choose “Applied” on the post to start one.",
        (),
    ),
    ApplicationOver: (
        """The application for {key} is already accepted, so {stage} cannot follow. If that was recorded by
        mistake, take that event back.""",
        (),
    ),
    EventUnknown: ("The application for {key} has no event {number}.", ()),
    NoPosts: ("There are no posts yet.", (Step.START, Step.FETCH)),
    NoAnswers: ("No stored post has an answer yet, so there is nothing to review.", (Step.LABEL,)),
    TooFewLabels: (
        "Training needs {needed} posts answered yes and {needed} answered no, so {missing} missing.",
        (Step.LABEL,),
    ),
    NothingToLearn: ("No stored post has any words to learn from.", (Step.FETCH,)),
    NotTrained: (
        "There is no model yet. It needs at least two yes and two no, or a description of the job you want.",
        (Step.LABEL, Step.TRAIN),
    ),
    ModelUnusable: ("The model file {path} cannot be used ({cause}).", (Step.TRAIN,)),
    CareersNotTrained: (
        "There is no career model yet. It needs {titles} titles with {posts} posts each.",
        (Step.TRAIN_CAREERS,),
    ),
    CareersLackPosts: (_LACKS_POSTS, (Step.FETCH,)),
    CareersUnusable: ("The career model {path} cannot be used ({cause}).", (Step.TRAIN_CAREERS,)),
    TooFewTitles: (_LACKS_POSTS.replace("{titles}", "{needed}"), (Step.FETCH,)),
    TrainingRuns: ("Training is already running.", (Step.TRAIN,)),
    StoreDamaged: ("Part of the store is damaged, so the operation failed.", (Step.DOCTOR,)),
    IndexDamaged: (
        "The search index is damaged, so searches cannot run; nothing else is affected.",
        (Step.REPAIR,),
    ),
}


class Said(NamedTuple):
    """A sentence for pages, with links to the places that it refers to."""

    sentence: str
    places: tuple[Place, ...] = ()


def told(error: JobSearchError) -> Said:
    """Return an error message for pages, with links and buttons instead of commands."""
    found = WITHOUT_COMMANDS.get(type(error))
    if found is None:
        return Said(str(error))
    template, steps = found
    return Said(error.told(template), tuple(PLACES[step] for step in steps))


def failure_of(work: Apart[Any], state: WorkState) -> Said | None:
    """Return why a run of background work failed, or None if it did not fail.

    `state` is the state that the page shows. A new run may have begun since; the failure then has no places.
    """
    if state.state != "failed":
        return None
    failure = work.failure
    return told(failure) if failure else Said(state.error)


def place(advice: Advice) -> Place:
    """Return the place where the user can follow a piece of advice."""
    return PLACES[advice.step]


add_filters(place=place)
