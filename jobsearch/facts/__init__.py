"""Facts stated in a post, independent of personal taste: where applicants may live, its language and its pay.

    reading.read_facts(post) -> Facts -> can_work_from(facts, "PT") -> Verdict

Every fact keeps the post's own words. Anything a post does not state is unknown: no user should miss a job
because of a wrong guess. This module only contains the data model; the rules are loaded when facts are read.
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
