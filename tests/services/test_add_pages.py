"""Pages that state nothing in a known form: what a reader wrote down of ten of them, and other forms."""

import json
from pathlib import Path

import pytest
from support.sources import BoardServer, serving

from jobsearch.errors import FeedError, PageWithoutPost
from jobsearch.services.posts.adding import add
from jobsearch.services.posts.full import show
from jobsearch.settings import Settings

PAGES = Path(__file__).parents[1] / "data" / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
CAPTURES = Path(__file__).parents[3] / "shared" / "data" / "feeds" / "jsonld"
AROUND = (
    "Imprint",
    "Cookies",
    "Similar jobs",
    "Other openings",
    "secreto",
    "Salario",
    "Send application",
    "track(",
)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_gives_its_text_and_says_what_may_be_meant(settings: Settings, name: str) -> None:
    told = EXPECTED[name]
    with pytest.raises(PageWithoutPost) as asked:
        add(settings, str(PAGES / f"{name}.html"))
    assert (asked.value.title, asked.value.company) == (told["title"], told["company"])
    added = add(settings, str(PAGES / f"{name}.html"), title=told["title"], company=told["company"] or "Acme")
    full = show(settings, added.key)

    assert (full.post.title, full.post.location) == (told["title"], told["place"])
    text = full.description
    assert text.startswith(told["begins"])
    assert text.endswith(told["ends"])
    assert not [word for word in AROUND if word in text]


MICRODATA = """<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Baker</h1>
<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
<a itemprop="url" href="/"><b itemprop="name">Oven</b></a></span><div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">
<span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
<i itemprop="addressLocality">Porto</i><i itemprop="addressCountry">PT</i></span></div>
<div itemprop="description"><p>Bread at dawn.</p><p>Every day.</p></div>
<meta itemprop="datePosted" content="2026-11-02"></div>"""
RDFA = (
    MICRODATA.replace('itemscope itemtype="https://schema.org/', 'typeof="')
    .replace("itemprop=", "property=")
    .replace("<div typeof", '<div vocab="https://schema.org/" typeof', 1)
)


@pytest.mark.parametrize("html", [MICRODATA, RDFA, RDFA.replace('typeof="', 'typeof="schema:')])
def test_microdata_and_rdfa_are_read_as_json_is(settings: Settings, tmp_path: Path, html: str) -> None:
    (tmp_path / "page.html").write_text(f"<html><body>{html}</body></html>")
    full = show(settings, add(settings, str(tmp_path / "page.html")).key)

    assert (full.post.title, full.post.company, full.post.location) == ("Baker", "Oven", "Porto, PT")
    assert full.description == "Bread at dawn.\n\nEvery day."
    assert full.post.posted_at.isoformat().startswith("2026-11-02")


def test_a_saved_page_is_known_by_the_address_that_it_states(settings: Settings, tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://www.bakery.example/jobs/7?utm_source=x">'
    (tmp_path / "page.html").write_text(
        f"<html><head>{link}</head><body><h1>Baker</h1><p>Bread.</p></body></html>"
    )
    post = show(settings, add(settings, str(tmp_path / "page.html"), title="Baker", company="Oven").key).post

    assert (post.url, post.source_name) == ("https://www.bakery.example/jobs/7", "bakery.example")


def test_an_address_is_asked_and_its_redirects_followed(settings: Settings) -> None:
    page = (PAGES / "article.html").read_bytes()

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        if path.startswith("/old"):
            return 302, {"Location": "/new"}, b""
        if path.startswith("/gone"):
            return 404, {}, b""
        return 200, {"Content-Type": "text/html"}, page

    with serving(BoardServer(answer)) as server:
        own = Settings(instance=settings.instance, source_urls={"page": server.address})
        added = add(own, "https://bakery.example/old?utm_source=x&id=3", title="Baker", company="Oven")
        with pytest.raises(FeedError, match="404"):
            add(own, "https://bakery.example/gone", title="Baker", company="Oven")

    assert server.asked[:2] == ["/old?utm_source=x&id=3", "/new"]
    post = show(own, added.key).post
    assert (post.url, post.source_name) == ("https://bakery.example/old?id=3", "bakery.example")


@pytest.mark.parametrize("address", ["http://bakery.example/1", "https://127.0.0.1/1", "https://intranet/1"])
def test_what_is_not_of_the_public_web_is_not_asked(settings: Settings, address: str) -> None:
    with pytest.raises(FeedError):
        add(settings, address, title="Baker", company="Oven")


def test_a_post_of_a_known_board_is_asked_from_the_board_itself(settings: Settings) -> None:
    job = {
        "id": 4711,
        "title": "Baker",
        "absolute_url": "https://boards.greenhouse.io/acme/jobs/4711",
        "updated_at": "2026-11-20T10:00:00-05:00",
        "location": {"name": "Porto, Portugal"},
        "content": "&lt;p&gt;Bread at dawn.&lt;/p&gt;",
    }
    body = json.dumps({"jobs": [job | {"id": 1, "title": "Driver"}, job], "meta": {"total": 2}}).encode()
    with serving(BoardServer(lambda _path: (200, {"Content-Type": "application/json"}, body))) as server:
        own = Settings(instance=settings.instance, source_urls={"greenhouse": server.address})
        added = add(own, "https://boards.greenhouse.io/acme/jobs/4711?gh_src=x")

    assert (added.key, added.title) == ("greenhouse:4711", "Baker")
    assert show(own, added.key).description == "Bread at dawn."


NEURA = "https://jobs.neura-robotics.com/offer/manager-ecosystem-integration-certi"
READ: dict[
    str, tuple[object, ...]
] = {  # title, company, place, date, address, pay from and to, employment, how the text begins and ends
    "neura-robotics-manager": (
        "Manager Ecosystem Integration & Certification (Human)",
        "Neura Robotics GmbH",
        "Metzingen, DE",
        "2025-11-05T23:00:00+00:00",
        f"{NEURA}/00df0928-b013-448c-b3dd-6c6fb80eadc2",
        *(None, None, ()),
        "Your mission & challenges",
        "Willingness to travel for regular client meetings",
    ),
    "paylocity-fermi": (
        "Corporate Tax Director",
        "Fermi LLC",
        "Dallas, TX, US",
        "2026-06-12T02:42:38+00:00",
        "https://recruiting.paylocity.com/recruiting/jobs/Details/4248451/Fermi-LLC/Corporate-Tax-Director",
        *(None, None, ()),
        "Description\n\nWe\u2019re looking for a commercially sharp",
        "Opportunities for growth",
    ),
    "workatastartup-loombotic": (
        "Software Engineer",
        "Loombotic",
        "Toronto, Ontario, CA; Austin, Texas, US",
        "2026-06-04T17:04:10+00:00",
        "https://www.ycombinator.com/companies/loombotic/jobs/7uV8QWw-software-engineer",
        *(120_000, 185_000, ("full-time",)),
        "About Loombotic\n\nLoombotic is automating the wire harness",
        "if you need one during the hiring process, just ask.",
    ),
}


@pytest.mark.skipif(not CAPTURES.exists(), reason="needs the captures of ../shared")
@pytest.mark.parametrize("name", READ)
def test_the_fields_of_real_pages_are_what_a_reader_wrote_down(settings: Settings, name: str) -> None:
    full = show(settings, add(settings, str(CAPTURES / f"{name}.html")).key)
    post, told = full.post, READ[name]

    assert (post.title, post.company, post.location, post.posted_at.isoformat(), post.url) == told[:5]
    assert (post.salary_min, post.salary_max, post.employment) == told[5:8]
    assert full.description.startswith(str(told[8]))
    assert full.description.endswith(str(told[9]))
