"""The tables are what the published files give, where those are at hand."""

from pathlib import Path

import numpy as np
import pytest

from jobsearch.careers.occupations.compiling import Concept, agreed_codes, esco_occupations
from jobsearch.careers.occupations.compiling_skills import described, esco_skills, hot_tools, tools
from jobsearch.careers.occupations.matching import occupations
from jobsearch.careers.occupations.naming import Names, sentences
from jobsearch.careers.occupations.skills import skills

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
ESCO, ONET = SHARED / "taxonomies" / "esco", SHARED / "taxonomies" / "onet"
published = pytest.mark.skipif(not ESCO.exists(), reason="the published files are not at hand")


def test_a_code_is_there_where_names_agree_and_nowhere_else() -> None:
    own = [
        Concept("a", ("baker", "bread maker"), ""),
        Concept("b", ("helper",), ""),
        Concept("c", ("x",), ""),
    ]
    others = [
        Concept("1", ("Bakers", "Bread Maker", "Helper"), ""),
        Concept("2", ("Cooks", "Helper"), ""),
        Concept("3", ("Waiters", "Helper"), ""),
    ]

    assert agreed_codes(own, others) == ["1", "", ""]


@published
def test_the_table_has_every_occupation_of_esco() -> None:
    assert occupations().labels == [one.names[0] for one in esco_occupations(ESCO)]


@pytest.mark.slow
@published
def test_the_table_of_skills_is_what_the_files_give() -> None:
    found = esco_skills(ESCO, SHARED / "skills" / "skills_en_label.txt")

    assert skills().names == [one.name for one in found]
    assert skills().hot_tools == hot_tools(ONET)
    assert skills().tools_of("29-1171.00") == tools(ONET)["29-1171.00"]
    place = occupations().labels.index("accountant")
    best = occupations().rank("accountant", 1).occupations[0]
    named = [found[number].name for number, _said in described(ESCO, found)[place]]
    assert [one.name for one in skills().of_occupation(best)] == list(dict.fromkeys(named))


def test_a_name_is_found_whatever_the_ending_of_its_words() -> None:
    names = Names(
        ["financial statements", "plan", "manage data", "Assembly (computer programming)", "law"], {4}
    )

    def found(text: str) -> list[int]:
        return list(names.in_order(text))

    assert found("They review a financial statement and financial statements.") == [0]
    assert found("managing large data sets by law") == [2, 4]
    assert found("a plan for the assembly") == []
    assert found("data to manage") == []


def test_sentences_are_cut_at_their_ends_and_at_lines() -> None:
    assert sentences("One.  Two!\n\n- three\n") == ["One.", "Two!", "- three"]


def test_probabilities_and_signals_are_finite() -> None:
    found = occupations().signals("nurse")

    assert found is not None
    assert np.isfinite(found).all()
