"""Titles that public taxonomies know by a profession, and the table compiled from them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.titles.taxonomy import compiling
from jobsearch.titles.taxonomy.names import longest_in, name_of
from jobsearch.titles.taxonomy.professions import TABLE, professions_in

TAXONOMIES = Path(__file__).resolve().parents[4] / "shared" / "data" / "taxonomies"
ONET = """\
O*NET-SOC Code\tTitle\tDescription
13-2011.00\tAccountants and Auditors\tThey examine accounts.
15-1252.00\tSoftware Developers\tThey write programs.
15-1252.01\tGame Programmers\tThey write games.
"""
ALTERNATE = """\
O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)
13-2011.00\tFund Accountant\tn/a\t08
13-2011.00\tCost Analyst (CA)\tCA\t08
15-1252.00\tCost Analyst\tn/a\t08
15-1252.00\tSenior Game Programmer\tn/a\t08
15-1252.00\tRouter\tn/a\t08
"""
ESCO = """\
conceptUri,preferredLabel,altLabels,hiddenLabels
one,fund accountant,"portfolio accountant
investment fund bookkeeper",
two,shepherd,sheep herder,
"""


@pytest.mark.parametrize(
    ("title", "profession"),
    [
        ("Fund Accountant", "accountants and auditors"),
        ("Senior Software Engineer II", "software developers"),
        ("ICU Staff Nurse", "registered nurses"),
        ("Welders", "welders, cutters, solderers, and brazers"),
        (
            "High School Math Teacher",
            "secondary school teachers, except special and career/technical education",
        ),
    ],
)
def test_a_title_names_a_profession(title: str, profession: str) -> None:
    assert profession in professions_in(title)


@pytest.mark.parametrize("title", ["Engineer", "Director", "Supervisor", "ab 01.05.", "MA", "Hello", ""])
def test_a_word_that_may_be_of_any_profession_names_none(title: str) -> None:
    assert professions_in(title) == ()


SELLERS = "sales representatives of services, except advertising, insurance, financial services, and travel"
LEADERS = "architectural and engineering managers"
DATA, SOFTWARE = "data scientists", "software developers"
SYSTEMS = "network and computer systems administrators"


@pytest.mark.parametrize(
    ("title", "professions"),
    [
        ("Linux Server Engineer", ()),
        ("SQL Server DBA", ()),
        ("Paralegals (part-time)", ("paralegals and legal assistants",)),
        ("Paralegal II, evenings", ("paralegals and legal assistants",)),
        ("Paralegal Program Lead", ()),
        ("Vendor Operations Lead", ()),
        ("Language Model Engineer", ()),
        ("Head of Business Intelligence", ()),
        ("Prompt Engineer", ()),
        ("Data Evangelist Program Lead", ()),
        ("Vice President, Engineering", ()),
        ("Chief of Staff to the CEO", ()),
        ("Senior Developer Advocate", ()),
        ("Brand Strategy Manager", ()),
        ("Product Specialist", ()),
        ("Programs Specialist", ()),
        ("Ruby on Rails Engineer", ()),
        ("AI Engineer", (DATA,)),
        ("Senior Data Analyst", (DATA,)),
        ("Full-Stack Developer (m/f/d)", (SOFTWARE,)),
        ("Full Stack Engineer", (SOFTWARE,)),
        ("Senior Staff DevOps Engineer", (SOFTWARE,)),
        ("Backend Engineer", ()),
        ("Engineering Manager, Payments", (LEADERS,)),
        ("Software Engineering Managers", (LEADERS,)),
        ("Site Reliability Engineer II", (SYSTEMS,)),
        ("Account Executive, Mid-Market", (SELLERS,)),
        ("Interaction Designer", ("web and digital interface designers",)),
        ("Accountant, Home Goods", ("accountants and auditors",)),
        ("Research Statistician- Trials", ("statisticians",)),
        ("Copywriter for a travel brand", ("writers and authors",)),
        ("Recruiter - Tech", ("human resources specialists",)),
    ],
)
def test_a_title_of_today_names_its_profession_or_none(title: str, professions: tuple[str, ...]) -> None:
    assert professions_in(title) == professions


POSTS = TAXONOMIES.parent / "posts.jsonl"
# Of names that one taxonomy has once: read off titles, and wrong there.
WRONG = {
    *("waiters and waitresses", "animal breeders", "clergy", "models", "political scientists"),
    *("military officer special and tactical operations leaders", "urban and regional planners"),
    *("coin, vending, and amusement machine servicers and repairers", "producers and directors"),
    *("photographic process workers and processing machine operators", "special effects artists"),
    "entertainers and performers, sports and related workers, all other",
}


def test_of_real_titles_hardly_any_names_a_profession_that_no_board_advertises() -> None:
    if not POSTS.is_file():
        pytest.skip("the real posts are not here")
    titles = {json.loads(line)["title"] for line in POSTS.read_text("utf-8").splitlines()}
    named = [found for title in titles if (found := professions_in(title))]
    assert len(named) >= 0.3 * len(titles)
    assert sum(not WRONG.isdisjoint(found) for found in named) <= 0.003 * len(named)


@given(st.text(max_size=60))
def test_any_title_can_be_looked_up(title: str) -> None:
    assert all(isinstance(found, str) for found in professions_in(title))


def test_of_names_that_begin_at_a_word_the_longest_counts_and_none_within_it() -> None:
    names = {"game": 1, "game programmer": 2, "programmer": 3}
    assert longest_in(names, name_of("Game Programmers, games")) == [2, 1]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return folders with small files in the form of the published ones."""
    (tmp_path / "occupation_data.txt").write_text(ONET, "utf-8")
    (tmp_path / "alternate_titles.txt").write_text(ALTERNATE, "utf-8")
    (tmp_path / "occupations_en.csv").write_text(ESCO, "utf-8")
    return tmp_path, tmp_path


def test_names_of_both_taxonomies_come_together(folders: tuple[Path, Path]) -> None:
    lines = [line for line in compiling.table(*folders).splitlines() if not line.startswith("#")]
    table = {profession: names.split("|") for profession, names in (line.split("\t") for line in lines)}
    assert table["accountants and auditors"] == [
        "accountant and auditor",
        "fund accountant",
        "investment fund bookkeeper",
        "portfolio accountant",
    ]
    assert "cost analyst" not in str(table), "it stands for two professions alike"
    assert "senior game programmer" not in table["software developers"], "the shorter name says the same"
    assert "shepherd" not in str(table), "no profession shares a name with it"


def test_the_table_is_the_one_that_the_script_compiles() -> None:
    if not TAXONOMIES.is_dir():
        pytest.skip("the published files are not here")
    table = Path(compiling.__file__).with_name(TABLE).read_text("utf-8")
    assert compiling.table(TAXONOMIES / "esco", TAXONOMIES / "onet") == table
    assert "CC BY 4.0" in table
