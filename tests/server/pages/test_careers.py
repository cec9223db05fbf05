"""The page of careers: its pictures say what the services say."""

import html
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from sqlalchemy import delete
from starlette.testclient import TestClient
from support.feeds import body, element
from support.pictures import Picture
from support.process import Program
from support.reader import token
from support.serving import until

from jobsearch.presentation.charts.of_careers import pay
from jobsearch.presentation.charts.svg import inline
from jobsearch.presentation.stated_pay import pay_table
from jobsearch.server.app import create_app
from jobsearch.services import careers, wish
from jobsearch.services.cache import Cache
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.occupations import fitting, of_title
from jobsearch.services.recommend import prepare
from jobsearch.services.recommend.prepare import Completer, count_unread
from jobsearch.services.stats import Salaries
from jobsearch.settings import Access, Settings
from jobsearch.store.sqlite.engine import connect, writing
from jobsearch.store.tables import FACTS

HTML = {"Accept": "text/html"}
DID = "kept the ledger, the accounts and the payroll of a bakery"
RESUME = "CURRICULUM VITAE\n\nEXPERIENCE\n" + "\n".join(
    f"20{year} Data engineer at Acme: I wrote pipelines in Python and ran Kafka for many teams of the company"
    for year in range(10, 22)
)
HOSTILE = '"><script>alert(1)</script>'


def client(settings: Settings) -> TestClient:
    app = create_app(settings, Access())
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=HTML)


@pytest.fixture(scope="module")
def learned(both_models: Program) -> Settings:
    """An instance that has learned titles."""
    return Settings(both_models.instance)


@pytest.fixture(scope="module")
def person(learned: Settings) -> TestClient:
    """Somebody at a browser there, who stores nothing."""
    return client(learned)


def pictures(page: str) -> dict[str, Picture]:
    found = [Picture(one) for one in re.findall(r"<svg class=\"chart\".*?</svg>", page, re.DOTALL)]
    return {one.root[0].text or "": one for one in found}


def lengths(picture: Picture) -> list[float]:
    across = picture.across()
    return [across.number(float(one.get("width", ""))) for one in picture.all("rect", "box")]


def ask(person: TestClient, **fields: str) -> Any:
    token = re.search(r'name="csrf" value="([^"]+)"', person.get("/careers").text)
    assert token is not None
    return person.post("/careers", data={"csrf": token[1], **fields})


def test_an_experience_gets_its_titles_and_occupations(person: TestClient, learned: Settings) -> None:
    page = ask(person, text=DID).text
    found = fitting(learned, [DID], 10)
    drawn = pictures(page)
    titles, occupations = drawn["Titles that fit"], drawn["Occupations that fit"]
    assert lengths(titles) == pytest.approx([one.probability for one in found.titles[:10]], abs=0.01)
    assert lengths(occupations) == pytest.approx([one.probability for one in found.occupations], abs=0.01)
    assert found.titles[0].title in titles.texts
    assert DID in html.unescape(page)  # so that it can be changed


def test_a_title_has_its_skills_and_what_they_were_over_the_years(
    person: TestClient, learned: Settings
) -> None:
    title = careers.titles(learned)[0].title
    page = person.get("/careers", params={"title": title}).text
    found, drawn = careers.skills(learned, title), pictures(page)
    assert lengths(drawn[f"Skills that posts of {title} name"]) == pytest.approx(
        [one.share for one in found.skills], abs=0.01
    )
    years = drawn[f"Skills of {title} over the years"]
    down = years.down()
    dots = [round(down.number(float(one.get("cy", ""))), 2) for one in years.all("circle")]
    expected = [one.by_year[year] for one in found.skills[:6] for year in sorted(found.by_year)]
    assert dots == pytest.approx(expected, abs=0.01)
    named = drawn["Occupations of a title"]
    assert lengths(named) == pytest.approx([one.probability for one in of_title(title).results], abs=0.01)
    assert "According to ESCO and O*NET" in page


def test_it_lists_the_learned_titles(person: TestClient, learned: Settings) -> None:
    page = person.get("/careers").text
    for one in careers.titles(learned):
        assert f'href="/careers?title={quote_plus(one.title)}"' in page


def test_pay_has_a_picture_for_each_currency_and_none_for_few_posts() -> None:
    found = [
        Salaries("nurse", "", "USD", 9, 50_000, 60_000, 70_000),
        Salaries("nurse", "senior", "USD", 5, 70_000, 85_000, 90_000),
        Salaries("nurse", "", "EUR", 30, 40_000, 45_000, 52_000),
        Salaries("nurse", "junior", "USD", 4, 1, 2, 3),
        Salaries("baker", "", "USD", 50, 20_000, 30_000, 40_000),
    ]
    euro, dollar = pay(found, of="nurse")
    assert [(one.name, one.cases) for one in euro.groups] == [("no level named", 30)]
    assert [one.name for one in dollar.groups] == ["no level named", "senior"]
    picture = Picture(inline(dollar))
    across = picture.across()
    middles = [across.number(float(one.get("x1", ""))) for one in picture.all("line", "median")]
    assert middles == pytest.approx([60_000, 85_000], abs=500)
    assert [one.name for one in pay(found)[0].groups] == ["baker", "nurse", "senior nurse"]


def test_stated_pay_is_drawn_and_made_up_pay_is_not(settings: Settings) -> None:
    posts = [
        element(
            number,
            position="Nurse",
            description=f"<p>We pay ${60 + number},000 a year.</p>" if number < 7 else "<p>Good pay.</p>",
            salary_min=900_000 if number >= 7 else 0,
            salary_max=990_000 if number >= 7 else 0,
        )
        for number in range(1, 13)
    ]
    settings.instance.mkdir()
    (settings.instance / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [settings.instance / "feed.json"])
    person = client(settings)
    person.get("/careers?title=nurse")  # which reads what the posts state
    drawn = pictures(client(settings).get("/careers?title=nurse").text)
    (name,) = [title for title in drawn if title.startswith("Pay for a year of nurse")]
    picture = drawn[name]
    assert picture.across().number(float(picture.all("line", "median")[0].get("x1", ""))) == pytest.approx(
        63_500, abs=300
    )


def paid(settings: Settings, pays: Mapping[str, str]) -> TestClient:
    posts = [
        element(number, position=title, company=f"C{number}", description=f"<p>No. {number}. {pay}</p>")
        for number, (title, pay) in enumerate(pays.items(), 1)
    ]
    settings.instance.mkdir()
    (settings.instance / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [settings.instance / "feed.json"])
    prepare.complete_facts(connect(settings.store_path), lambda _step: None)
    return client(settings)


def test_pay_of_too_few_posts_for_a_chart_is_told_and_why_there_is_no_chart(settings: Settings) -> None:
    person = paid(
        settings,
        {
            "ICU Nurse": "Salary: 50,000 EUR a year.",
            "Senior Nurse": "Salary: 60,000 - 70,000 USD a year.",
            "Nurse": "Join us.",
            "Baker": "Salary: 40,000 EUR a year.",
        },
    )
    page = html.unescape(person.get("/careers", params={"title": "nurse"}).text)
    assert 'Posts with "nurse" in their title that state their pay: 2, in 2 currencies.' in page
    assert "needs 5 posts with the same title, level, and currency" in page
    assert 'icu nurse</th><td data-label="Posts">1</td>' in page
    assert ">50,000 EUR</td>" in page
    assert ">65,000 USD</td>" in page
    assert "40,000" not in page
    whole = html.unescape(person.get("/careers").text)
    assert "Posts that state their pay: 3, in 2 currencies." in whole
    nobody = html.unescape(person.get("/careers", params={"title": "accountant"}).text)
    assert 'No stored posts with "accountant" in their title state a pay' in nobody


def test_the_table_of_pay_ends_with_the_number_of_those_left_out() -> None:
    found = [Salaries(f"nurse {number}", "", "", 1, 2_000, 2_000, 2_000) for number in range(22)]
    rows = pay_table(found).rows
    assert len(rows) == 21
    assert rows[0] == ("nurse 0", "1", "2,000 $")
    assert rows[-1] == ("2 other groups", "2", "")


def test_before_any_training_occupations_are_known(forty_posts: Settings) -> None:
    person = client(forty_posts)
    empty = person.get("/careers").text
    assert "There is no career model yet" in empty
    assert '<button type="submit" name="lesson" value="careers">Learn careers now</button>' in empty
    assert "careers train" not in empty
    assert "Occupations that fit" in pictures(ask(person, text=DID).text)
    assert "Occupations of a title" in pictures(person.get("/careers?title=accountant").text)


@pytest.fixture
def outdated(own: Program) -> Settings:
    """An instance whose models an earlier version of this program made."""
    settings = Settings(own.instance)
    with closing(sqlite3.connect(settings.store_path)) as store:
        store.execute("UPDATE career_models SET versions = json_set(versions, '$.recipe', 0)")
        store.commit()
    return settings


def test_with_a_model_of_an_earlier_version_occupations_are_known(outdated: Settings) -> None:
    person = client(outdated)
    titled = person.get("/careers?title=nurse")
    given = ask(person, text=DID)
    assert "Occupations of a title" in pictures(titled.text)
    assert "Occupations that fit" in pictures(given.text)
    for page in (titled, given):
        assert page.status_code == 200
        assert "by an earlier version of this program" in html.unescape(page.text)
        assert 'href="/training"' in page.text
    unknown = person.get("/careers?title=qzxv jkwq")
    assert (unknown.status_code, ">Show<" in unknown.text) == (404, True)


@pytest.mark.parametrize("text", ["", " ", "\x00", "qzxv jkwq", HOSTILE])
def test_what_fits_nothing_is_said_and_harmless(person: TestClient, text: str) -> None:
    answered = ask(person, text=text)
    assert answered.status_code in {200, 422}
    assert "<script>alert" not in answered.text


@pytest.mark.parametrize("title", ["qzxv jkwq", HOSTILE, "\x1b[31m", "x" * 200, "/", "%"])
def test_a_title_that_nobody_has_is_said_and_harmless(person: TestClient, title: str) -> None:
    answered = person.get("/careers", params={"title": title})
    assert answered.status_code in {200, 404}
    assert "<script>alert" not in answered.text
    assert "\x1b" not in answered.text


def test_an_experience_is_taken_with_its_token_alone(person: TestClient) -> None:
    assert person.post("/careers", data={"text": DID}).status_code == 403


def test_with_a_kept_resume_posts_say_what_it_shows(settings: Settings) -> None:
    posts = [
        element(
            1,
            position="Data Engineer",
            description="<p>You know Python, Kafka and Terraform.</p><p>You test PHP.</p>",
        )
    ]
    settings.instance.mkdir()
    (settings.instance / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [settings.instance / "feed.json"])
    person = client(settings)
    assert "Compared with your résumé" not in person.get("/today?post=remoteok:1").text
    wish.keep(settings, RESUME)
    page = client(settings).get("/today?post=remoteok:1").text
    shown, _, missing = page.partition("Compared with your résumé")[2].partition("It does not show")
    assert "Python" in shown
    assert "Kafka" in shown
    missing, _, to_check = missing.partition("</dl>")[0].partition("It does not mention (check yourself)")
    assert "Terraform" in missing
    assert "PHP" in to_check
    assert "Use my saved résumé" in person.get("/careers").text
    assert "Occupations that fit" in pictures(ask(person, do="kept").text)


def test_a_title_is_shown_at_once_while_what_posts_state_is_read_beside(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_what_posts_state(forty_posts)
    begun = []
    monkeypatch.setattr(Completer, "begin", lambda _self: begun.append(True))
    page = client(forty_posts).get("/careers?title=python engineer").text
    assert 'The pay of <data value="40">40</data> posts is still being extracted' in page
    assert begun
    assert count_unread(forty_posts) == 40  # nobody waited for them


class Beside:
    """In the place of multiprocessing: processes that begin and never end."""

    def __init__(self) -> None:
        self.begun = 0

    def Process(self, **_work: object) -> "Beside":  # noqa: N802 - as it is called there
        return self

    def start(self) -> None:
        self.begun += 1

    def is_alive(self) -> bool:
        return True


def test_one_process_reads_however_often_a_page_is_asked_for(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_what_posts_state(forty_posts)
    beside = Beside()
    monkeypatch.setattr(prepare, "get_context", lambda _kind: beside)
    completer = Completer(forty_posts, Cache())
    for _asked in range(3):
        completer.begin()
    assert beside.begun == 1


def forget_what_posts_state(settings: Settings) -> None:
    with writing(connect(settings.store_path)) as session:
        session.execute(delete(FACTS))
        session.commit()


@pytest.fixture
def few(settings: Settings, tmp_path: Path) -> TestClient:
    """Somebody at a browser, with three posts of two titles and no career model."""
    titles = ("Vue Developer", "Vue Developer", "Nurse")
    posts = [element(number, position=title) for number, title in enumerate(titles, 1)]
    (tmp_path / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [tmp_path / "feed.json"])
    return client(settings)


def test_learning_that_must_fail_is_not_offered_but_what_is_missing_is_said(few: TestClient) -> None:
    page = few.get("/careers").text
    assert "Learn careers now" not in page
    assert "about 13 more are needed" in page  # of two titles with eight posts


def test_the_training_page_says_of_few_posts_what_careers_says(few: TestClient) -> None:
    trainer = few.app.state.trainer  # type: ignore[attr-defined] # an ASGI application may be anything
    few.post("/training", data={"csrf": token(few.get("/training").text), "lesson": "careers"})
    until(lambda: trainer.state.state == "failed", "the training")
    told = re.search(r'<div class="warning">(.*?)</div>', few.get("/training").text)
    assert told is not None
    assert told[1] == (
        "The career model needs 2 titles with 8 posts each; about 13 more are needed. "
        '<a href="/sources">Fetch now</a>'
    )
    assert told[1] in few.get("/careers").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": " \n"}, "Describe your experience in a few words, or paste the text of your résumé."),
        ({"do": "kept"}, "No résumé is saved any more."),
        ({"text": "zzyzx qwrtp"}, "No occupation in ESCO has any of the words in that description."),
    ],
)
def test_what_cannot_be_matched_is_explained_for_this_form(
    few: TestClient, typed: dict[str, str], said: str
) -> None:
    answered = few.post("/careers", data={"csrf": token(few.get("/careers").text), "do": "given"} | typed)
    page = html.unescape(answered.text)
    assert answered.status_code == 422
    assert said in page
    assert "work experience entry" not in page
    assert "used for training" not in page


def test_learning_that_can_succeed_is_offered(forty_posts: Settings) -> None:
    assert "Learn careers now" in client(forty_posts).get("/careers").text


def test_a_title_that_was_not_learned_shows_what_is_known_of_it(few: TestClient) -> None:
    answered = few.get("/careers", params={"title": "vue developer"})
    assert answered.status_code == 404
    page = html.unescape(answered.text)
    assert "This title was not learned from your posts" in page
    assert "Demand by year" in pictures(answered.text)  # of the stored posts
    assert "No occupation in ESCO or O*NET has this name. The most similar are:" in page
    assert "Occupations of a title" in pictures(answered.text)


def test_a_title_of_no_known_word_says_so(few: TestClient) -> None:
    page = html.unescape(few.get("/careers", params={"title": "zzyzx"}).text)
    assert "This title was not learned from your posts." in page
    assert "No occupation in ESCO or O*NET has any of these words in its name." in page
