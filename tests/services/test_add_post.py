"""One post found elsewhere becomes a post like any other."""

import json
from pathlib import Path

import pytest

from jobsearch.domain.query import Query
from jobsearch.errors import PageOfSeveralPosts, PageWithoutPost, WishUnknown
from jobsearch.services.posts.adding import add
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings

PAGES = Path(__file__).parents[3] / "shared" / "data" / "feeds" / "jsonld"
STATED = {
    "@context": "https://schema.org",
    "@type": ["JobPosting"],
    "title": "Baker (m/f)",
    "url": "https://bakery.example/jobs/7?utm_source=x",
    "hiringOrganization": {"@type": "Organization", "name": "Oven & Sons"},
    "jobLocation": [{"address": {"addressLocality": "Porto", "addressCountry": {"name": "Portugal"}}}],
    "baseSalary": {
        "currency": "EUR",
        "value": {"minValue": "1,900", "maxValue": 2400, "unitText": "MONTH"},
    },
    "employmentType": "PART_TIME",
    "description": "<p>Bread at dawn.</p>",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(instance=tmp_path / "instance")


def _page(tmp_path: Path, text: str, name: str = "page.html") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


def _text(settings: Settings, key: str) -> str:
    return show(settings, key).description


def _script(text: str) -> str:
    return f'<html><head><title>Jobs</title><script type="application/ld+json">{text}</script></head></html>'


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(STATED),
        json.dumps([STATED]),
        json.dumps({"@graph": [{"@type": "WebSite"}, STATED]}),
        json.dumps({"@type": "WebPage", "mainEntity": STATED}),
        json.dumps(STATED)[:-1] + ",}",
        "<!--\n" + json.dumps(STATED) + "\n-->",
        "//<![CDATA[\n" + json.dumps(STATED) + "\n//]]>",
        json.dumps(STATED).replace("Bread at", "Bread\n\tat"),
    ],
)
def test_reads_what_the_page_states_however_it_is_written(
    settings: Settings, tmp_path: Path, written: str
) -> None:
    added = add(settings, _page(tmp_path, _script(written)))
    post = show(settings, added.key).post

    assert (post.title, post.company, post.location) == ("Baker (m/f)", "Oven & Sons", "Porto, Portugal")
    assert (post.salary_min, post.salary_max, post.url) == (1900, 2400, "https://bakery.example/jobs/7")
    assert _text(settings, added.key) == "Bread at dawn."


def test_adding_twice_updates(settings: Settings, tmp_path: Path) -> None:
    first = add(settings, _page(tmp_path, _script(json.dumps(STATED))))
    again = add(settings, _page(tmp_path, json.dumps(STATED | {"title": "Head baker"}), "post.json"))

    assert (first.new, again.new, again.key) == (True, False, first.key)
    assert show(settings, first.key).post.title == "Head baker"


def _like(settings: Settings, wish: str) -> list[str]:
    return [post.title for post in recommend(settings, Query(None, everything=True, like=wish)).posts]


def test_another_text_of_a_page_is_what_likeness_reads_from_then_on(
    settings: Settings, tmp_path: Path
) -> None:
    add(settings, _page(tmp_path, json.dumps(STATED)))
    assert _like(settings, "bread") == ["Baker (m/f)"]
    add(settings, _page(tmp_path, json.dumps(STATED | {"description": "<p>Zeppelins.</p>"})))
    assert _like(settings, "zeppelins") == ["Baker (m/f)"]
    with pytest.raises(WishUnknown):
        _like(settings, "bread")


def test_a_page_without_a_posting_takes_the_persons_words(settings: Settings, tmp_path: Path) -> None:
    page = _page(tmp_path, "<html><body><nav>Home</nav><h1>We bake</h1><p>Join us.</p></body></html>")
    with pytest.raises(PageWithoutPost):
        add(settings, page)
    key = add(settings, page, title="Baker", company="Oven").key
    post, text = show(settings, key).post, _text(settings, key)

    assert (post.title, post.company) == ("Baker", "Oven")
    assert "Join us." in text
    assert "Home" not in text


def test_of_several_postings_the_title_tells(settings: Settings, tmp_path: Path) -> None:
    both = [STATED, STATED | {"title": "Driver", "url": "https://bakery.example/jobs/8"}]
    page = _page(tmp_path, _script(json.dumps(both)))
    with pytest.raises(PageOfSeveralPosts):
        add(settings, page)

    assert add(settings, page, title="Driver").title == "Driver"


@pytest.mark.skipif(not PAGES.exists(), reason="needs the captures of ../shared")
@pytest.mark.parametrize("name", ["neura-robotics-manager", "paylocity-fermi", "workatastartup-loombotic"])
def test_reads_real_pages(settings: Settings, name: str) -> None:
    added = add(settings, str(PAGES / f"{name}.html"))
    post = show(settings, added.key).post

    assert post.title
    assert post.company
    assert len(_text(settings, added.key)) > 500
