"""What a post states as a fact, apart from anybody's taste: where one may live, its language and its pay.

    reading.read_facts(post) -> Facts -> can_work_from(facts, "PT") -> Verdict

Everything keeps the post's own words. What a post does not say is unknown: nobody must lose a job to a guess
of this program. Only the model of a fact is here: the rules load when facts are read.
"""

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

__all__ = [
    "RULES_VERSION",
    "Answer",
    "Fact",
    "Facts",
    "Language",
    "Pay",
    "Period",
    "Places",
    "Seniority",
    "TimeZones",
    "Verdict",
    "can_work_from",
]
