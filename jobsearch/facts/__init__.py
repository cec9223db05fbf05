"""What a post states as a fact, apart from anybody's taste: where one may live, its language and its pay.

    read_facts(post) -> Facts -> can_work_from(facts, "PT") -> Verdict

Everything keeps the post's own words. What a post does not say is unknown: nobody must lose a job to a guess
of this program.
"""

from jobsearch.facts.gazetteer import country_name, country_named
from jobsearch.facts.language import language_named
from jobsearch.facts.model import (
    RULES_VERSION,
    Answer,
    Fact,
    Facts,
    Language,
    Pay,
    Period,
    Places,
    Seniority,
    TimeZones,
    Verdict,
    can_work_from,
)
from jobsearch.facts.reading import Readable, read_facts

__all__ = [
    "RULES_VERSION",
    "Answer",
    "Fact",
    "Facts",
    "Language",
    "Pay",
    "Period",
    "Places",
    "Readable",
    "Seniority",
    "TimeZones",
    "Verdict",
    "can_work_from",
    "country_name",
    "country_named",
    "language_named",
    "read_facts",
]
