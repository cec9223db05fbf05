import time

import pytest

from jobsearch.files.resumes.lines import rejoined


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the move to Kuber-\nnetes", ["Kubernetes"]),
        ("Post-\ngreSQL", ["PostgreSQL"]),
        ("type-\nScript", ["typeScript"]),
        ("micro-\n   services", ["microservices"]),
        ("Py-  \nthon", ["Python"]),
        ("Py-\r\nthon", ["Python"]),
        ("Ku-\nber-\nnetes", ["Kubernetes"]),
        ("full-\nstack", ["fullstack", "full-stack"]),
        ("Baden-\nWürttemberg", ["Baden-Württemberg"]),
        ("Rechnungs\xad\nwesen", ["Rechnungswesen"]),
        ("Buchhal\u2010\ntung", ["Buchhaltung"]),
        ("développe-\nment", ["développement"]),
        ("księgo-\nwość", ["księgowość"]),
        ("(Kuber-\nnetes)", ["(Kubernetes)"]),
        ("front-end-entwick-\nlung", ["front-end-entwicklung"]),
        ("workﬂow eﬃcient ﬁnance", ["workflow", "efficient", "finance"]),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_whole(text: str, words: list[str]) -> None:
    assert set(words) <= set(rejoined(text).split())


@pytest.mark.parametrize(
    "text",
    [
        "2019-\n2024",
        "a list -\nof things",
        "front- and back-end",
        "front-\nand back-end",
        "Vor-\nund Nachteile",
        "- Python\n- Java",
        "C++-\n2024",
        "Python\nDjango",
        "x-ray",
        "Porto -\n\nLisbon",
    ],
)
def test_other_hyphens_join_nothing(text: str) -> None:
    assert rejoined(text).split() == text.split() or " ".join(rejoined(text).split()) == " ".join(
        text.split()
    )


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("P Y T H O N", "PYTHON"),
        ("K U B E R N E T E S", "KUBERNETES"),
        ("S K I L L S  P y t h o n", "SKILLS Python"),
        ("S K I L L S P y t h o n", "SKILLS Python"),
        ("W O R K   E X P E R I E N C E", "WORK EXPERIENCE"),
        ("C V", "CV"),
        ("  É D U C A T I O N", "ÉDUCATION"),
        ("A n n  E x a m p l e\nPorto", "Ann Example\nPorto"),
        ("knows J A V A well", "knows JAVA well"),
        ("С К И Л", "СКИЛ"),
    ],
)
def test_spaced_letters_are_words(text: str, joined: str) -> None:
    assert rejoined(text) == joined


@pytest.mark.parametrize(
    "text", ["C, R, Go", "R & D", "plan A or B", "Vitamin C", "a b", "I am at A B Example"]
)
def test_few_single_letters_stay(text: str) -> None:
    assert rejoined(f"knows {text} well") == f"knows {text} well"


@pytest.mark.parametrize(
    "evil", ["a-\n" * 60_000, "a " * 100_000, "a" * 200_000, "a-" * 100_000, " " * 200_000, "-\n" * 100_000]
)
def test_any_text_takes_little_time(evil: str) -> None:
    start = time.process_time()
    rejoined(evil)
    assert time.process_time() - start < 2
