"""Facts stated in a post, such as the pay, the language, and where applicants may live.

    reading.read_facts(post) -> Facts -> can_work_from(facts, "PT") -> Verdict

Facts do not depend on anyone's taste. Every fact keeps the words of the post that state it. Anything that a
post does not state is unknown, since no user should miss a job because of a wrong guess. This module contains
only the data model; the rules are loaded when facts are extracted.
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
