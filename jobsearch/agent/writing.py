"""The tools that record the user's statements; a new wish or label replaces the earlier one."""

from typing import Annotated

from pydantic import Field

from jobsearch.agent.answers import RecordedAnswer, recorded_answer
from jobsearch.agent.reading import Key
from jobsearch.domain.answers import LabelSetting
from jobsearch.domain.application import MOST_NOTE, Stage
from jobsearch.errors import UsageError
from jobsearch.files.resume import cleaned
from jobsearch.files.resumes.read import LONGEST
from jobsearch.services import wish
from jobsearch.services.applications.recording import add_note, set_stage
from jobsearch.services.labels.transfer import SetResult, set_label
from jobsearch.services.wish import Forgotten, KeptReport
from jobsearch.settings import Settings

Note = Annotated[str, Field(max_length=MOST_NOTE, description="In the user's own words.")]


class WritingTools:
    """The tools for one instance; each is a method whose docstring is shown to the agent."""

    def __init__(self, settings: Settings) -> None:
        """Bind the tools to an instance."""
        self._settings = settings

    def label_post(
        self,
        key: Key,
        label: Annotated[LabelSetting, Field(description='The user\'s answer; "clear" removes it.')],
    ) -> SetResult:
        """Record whether the user wants a post. Use this only if the user said so."""
        return set_label(self._settings, key, label, way="agent")

    def set_wish(self, text: Annotated[str, Field(max_length=LONGEST)]) -> KeptReport:
        """Save a description of the job that the user wants, replacing the earlier description or résumé."""
        if not (said := cleaned(text)):
            raise UsageError(cause="The text contains nothing readable")
        return wish.keep(self._settings, said)

    def clear_wish(self) -> Forgotten:
        """Delete the user's description and résumé."""
        return wish.clear(self._settings)

    def record_application(
        self,
        key: Key,
        stage: Stage,
        at: Annotated[str | None, Field(max_length=100, description="Such as 2026-12-01 15:00.")] = None,
        note: Note = "",
    ) -> RecordedAnswer:
        """Record a new stage of an application, without changing earlier events."""
        return recorded_answer(set_stage(self._settings, key, stage, at=at, note=note))

    def note_application(self, key: Key, note: Note) -> RecordedAnswer:
        """Add a note to an application."""
        return recorded_answer(add_note(self._settings, key, note))
