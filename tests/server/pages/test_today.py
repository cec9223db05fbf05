"""Today: the list of recommend, and a post of it to read and to judge."""

import html
import json
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient
from support.feeds import body, element
from support.hostile import fill
from support.process import Program
from support.reader import FORM, Reader, token
from support.server import FeedServer, Reply, serving
from support.serving import in_thread

from jobsearch.domain.query import FILTERS, Cause
from jobsearch.errors import StoreBusy
from jobsearch.presentation.causes import reason_sentence
from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.server.pages import steps
from jobsearch.server.pages.filter_names import LABELS
from jobsearch.services import wish
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.recommend.whereabouts import is_address, posts_at_address, posts_with_words
from jobsearch.settings import Settings

# A value for each filter, as a person types it, and as the JSON route takes it.
VALUES = {
    "company": ("company 3", "company 3"),
    "exclude_company": ("Company 3", "Company 3"),
    "tag": ("python", "python"),
    "employment": ("full-time", "full-time"),
    "search": ("services -zzz", "services -zzz"),
    "exclude": ("services", "services"),
    "since": ("3w", "3w"),
    "can_work_from": ("Portugal", "pt"),
    "place": ("europe", "europe"),
    "language": ("English", "en"),
    "min_salary": ("60k", "60000"),
    "stated_salary": ("true", "true"),
    "min_score": ("50%", "0.5"),
}
ALL = "/today?all=true"
RESUME = "CURRICULUM VITAE\n\n" + "\n".join(
    f"20{year} Engineer at Acme: I wrote pipelines in Python and ran them for many teams of the company"
    for year in range(10, 22)
)
ESTIMATE = "(the board's estimate)"


def of_json(reader: Reader, parameters: str) -> list[str]:
    return [post["key"] for post in reader.server.get(f"/recommendations?{parameters}").json["posts"]]


def test_the_list_is_that_of_recommend_at_both_addresses(reader: Reader) -> None:
    assert reader.keys("/?min_score=0") == reader.keys("/today?min_score=0") == of_json(reader, "min_score=0")
    assert reader.keys("/today") == of_json(reader, "")
    assert reader.keys(ALL) == of_json(reader, "all=true")
    assert len(reader.keys(ALL)) == 9
    assert reader.keys(f"{ALL}&limit=4&offset=4") == reader.keys(ALL)[4:8]


def test_every_filter_has_a_value_here() -> None:
    assert set(VALUES) == {one.name for one in FILTERS}


def test_every_filter_has_its_field(reader: Reader) -> None:
    form = reader.page("/today").partition('<details class="filters">')[2].partition("</form>")[0]
    names = re.findall(r'<(?:input|select) (?:id="[^"]*" |type="checkbox" )?name="([^"]+)"', form)
    assert set(names) == {*(one.name for one in FILTERS), "like", "new", "all"}


@pytest.mark.parametrize("name", VALUES)
def test_filters_have_the_names_of_the_json_route_and_are_shown(reader: Reader, name: str) -> None:
    typed, given = VALUES[name]
    page = reader.page(f"{ALL}&{name}={quote(typed)}")
    assert re.findall(r'<li data-key="([^"]+)">', page) == of_json(reader, f"all=true&{name}={quote(given)}")
    chip = re.search(r'<a class="chip" href="([^"]+)"><span class="unseen">Remove </span>([^<]+)', page)
    assert chip is not None
    assert chip[2].strip().startswith(LABELS[name][0])
    assert reader.keys(html.unescape(chip[1])) == reader.keys(ALL)


def test_a_form_with_empty_fields_asks_for_nothing(reader: Reader) -> None:
    empty = urlencode({one.name: " " for one in FILTERS})
    assert reader.keys(f"/today?all=true&{empty}") == reader.keys(ALL)


def test_new_posts_that_were_seen_make_room_for_others(own_reader: Reader) -> None:
    asked = "/today?all=true&new=true&limit=4"
    first = own_reader.keys(asked)
    page = own_reader.page(asked)
    body = [("csrf", re.findall(r'name="csrf" value="([^"]+)"', page)[0]), *(("key", key) for key in first)]
    address = html.unescape(re.findall(r'action="(/today/shown[^"]*)"', page)[0])
    answered = own_reader.server.send("POST", address, urlencode(body).encode(), FORM)
    assert answered.status == 303
    assert own_reader.keys(answered.headers["location"]) == own_reader.keys(ALL)[4:8]


def test_several_values_of_a_filter_go_one_by_one(reader: Reader) -> None:
    page = reader.page(f"{ALL}&company=company+3&company=company+4")
    chips = re.findall(r'class="chip" href="([^"]+)"', page)
    assert reader.keys(html.unescape(chips[0])) == reader.keys(f"{ALL}&company=company+4")
    assert reader.keys(html.unescape(chips[1])) == reader.keys(f"{ALL}&company=company+3")


@pytest.mark.parametrize(
    "query",
    [
        "min_salary=much",
        "since=yesteryear",
        "can_work_from=Atlantis",
        "language=elvish",
        "employment=slave",
        "search=-",
        "limit=0",
        "limit=1e3",
        "offset=-1",
        "all=maybe",
        "like=python&min_score=0.5",
        f"company={'x' * 501}",
        "&".join(f"company={number}" for number in range(21)),
    ],
)
def test_what_cannot_be_asked_is_explained_on_a_page(reader: Reader, query: str) -> None:
    answered = reader.server.get(f"/today?{query}")
    assert answered.status == 422
    assert answered.headers["content-type"].startswith("text/html")
    assert b"Traceback" not in answered.body


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("min_salary", "abc"),
        ("since", "yesteryear"),
        ("can_work_from", "Atlantis"),
        ("language", "elvish"),
        ("search", "-"),
        ("min_score", "250%"),
    ],
)
def test_a_filter_that_cannot_be_used_is_explained_at_its_field(
    reader: Reader, name: str, value: str
) -> None:
    page = reader.server.get(f"/today?company=Acme&{name}={value.replace('%', '%25')}").body.decode()
    panel = page[page.index('<details class="filters" open>') :]
    field = re.search(rf'<input id="f-{name}"[^>]*>', panel)
    assert field is not None
    assert f'value="{value}"' in field[0]
    assert f'aria-invalid="true" aria-describedby="f-{name}-invalid"' in field[0]
    assert panel.count('role="alert" id="f-') == 1
    assert f'role="alert" id="f-{name}-invalid"' in panel
    assert "Company: Acme" in page  # the other filters hold
    assert "Unprocessable" not in page


def test_a_list_by_similarity_claims_no_match(reader: Reader) -> None:
    page = reader.page("/today?all=true&like=python+engineer")
    count = re.search(r'<p class="count">.*?</p>', page)
    assert count is not None
    assert count[0].endswith("those most like your text first</p>")
    assert "by your answers" in page
    assert "The best match is only" not in page


@pytest.mark.parametrize(("best", "said"), [(0.29, "The best match is only 29%"), (0.31, "")])
def test_a_list_of_weak_matches_says_so_and_leads_to_more_questions(
    own_reader: Reader, own: Program, best: float, said: str
) -> None:
    with closing(sqlite3.connect(Settings(own.instance).store_path)) as store, store:
        store.execute("UPDATE scores SET score = ?", (best,))
    page = own_reader.page("/today?min_score=0")
    assert own_reader.keys("/today?min_score=0")
    assert ("The best match is only" in page) is bool(said)
    assert said in page
    assert ('<a href="/teach">More answers</a> improve this list' in page) is bool(said)


def test_of_several_values_of_a_filter_only_the_unusable_one_is_left_out(reader: Reader) -> None:
    page = reader.server.get(
        "/today?language=de&language=elvish&language=en&since=7d&since=never"
    ).body.decode()
    panel = page[page.index('<details class="filters" open>') :]
    panel = panel[: panel.index("</form>")]
    field = re.search(r'<input id="f-language"[^>]*>', panel)
    assert field is not None
    assert 'value="elvish"' in field[0]
    kept = re.findall(r'<input type="hidden" name="language" value="([^"]+)">', panel)
    assert kept == ["de", "en"]
    assert "&#39;elvish&#39; is not a known language" in panel
    assert {"Written in: German", "Written in: English"} <= set(re.findall(r"Written in: \w+", page))
    assert "Posted since" not in page[: page.index('<details class="filters" open>')]


def test_defaults_of_the_config_are_shown_and_can_be_removed(own_reader: Reader, own: Program) -> None:
    own.instance.joinpath("config.toml").write_text('[recommend]\nexclude = ["services"]\ntag = "python"\n')
    page = own_reader.page(ALL)
    chips = re.findall(
        r'class="chip" href="([^"]+)"><span class="unseen">Remove </span>([^<]+?) <span aria-hidden="true">',
        page,
    )
    assert [words for _address, words in chips[:2]] == ["Tag: python", "Without the words: services"]
    assert 'href="/settings#recommend.tag">your setting</a>' in page
    assert 'id="recommend.tag"' in own_reader.page("/settings")
    without = html.unescape(chips[1][0])
    assert own_reader.keys(without) == of_json(own_reader, "all=true&no_defaults=true&tag=python")


def test_a_box_that_the_config_ticks_can_be_unticked(own_reader: Reader, own: Program) -> None:
    own.instance.joinpath("config.toml").write_text("[recommend]\nstated_salary = true\n")
    page = own_reader.page(ALL)
    box = re.search(r'<p class="flag">(<input type="hidden"[^>]*>)?<label>(<input [^>]*salary[^>]*>)', page)
    assert box is not None
    assert "checked" in box[2]
    sent = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', box[1] or ""))  # as of an unticked box
    ticked = 'name="stated_salary" value="true" checked'
    unticked = f"{ALL}&{urlencode(sent)}"
    assert ticked not in own_reader.page(unticked)
    assert ticked in own_reader.page(f"{unticked}&stated_salary=true")


def test_what_is_left_out_is_counted_and_listed_by_its_cause(reader: Reader) -> None:
    asked = "search=patients&min_score=0.5"
    found = reader.server.get(f"/recommendations?{asked}").json["left_out"]
    assert set(found) == {"search", "below_the_cut"}
    page = reader.page(f"/today?{asked}")
    for cause, number in found.items():  # also of the filters that were asked for
        assert re.search(rf'href="[^"]*cause={cause}">leaves out <data value="{number}">', page)
    found = reader.server.get("/recommendations?search=patients").json["left_out"]
    page = reader.page("/today?search=patients")
    for cause, number in found.items():
        if cause != "search":
            assert re.search(rf'href="[^"]*cause={cause}"><data value="{number}">', page)
        listed = reader.page(f"/today/left-out?search=patients&cause={cause}")
        assert listed.count("· Remote OK</p>") == number


def test_a_post_that_is_not_listed_says_why(own_reader: Reader) -> None:
    listed, *_others = own_reader.keys("/today?min_score=0")
    out = own_reader.server.get("/recommendations/left-out?search=patients&min_score=0").json["posts"]
    assert out
    for one in out:
        page = own_reader.page(f"/today/why?search=patients&min_score=0&of={one['post']['key']}")
        assert (
            "It is left out of this list because it does not contain the words that you search for." in page
        )
    assert "It is in this list" in own_reader.page(f"/today/why?min_score=0&of={listed}")
    below = own_reader.page(f"/today/why?of={listed}&min_score=0.99")
    assert re.search(r"Its match is \d+%, which is below the threshold of this list \(99%\)", below)
    left_out = own_reader.page("/today/left-out?cause=below_the_cut&min_score=0.99")
    assert "The threshold of this list is a match of 99%." in left_out
    assert "The threshold" not in own_reader.page("/today/left-out?cause=repost")
    own_reader.answer(own_reader.page(f"/today?post={listed}"), "no")
    answered = own_reader.page(f"/today/why?of={listed}")
    assert "because you answered it: no" in answered
    change = re.search(r'<a href="([^"#]+)#[^"]+">Change your answer</a>', answered)
    assert change is not None
    assert f'<li id="{listed}"' in own_reader.page(html.unescape(change[1]))


def test_a_search_without_a_hit_names_the_answers_that_have_its_words(own_reader: Reader) -> None:
    words = {"all": "true", "search": "zzyzx"}
    assert "that you answered" not in own_reader.page(f"/today?{urlencode(words)}")
    key = own_reader.keys(ALL)[0]
    title = own_reader.server.get(f"/posts/{key}").json["post"]["title"]
    while own_reader.keys(address := f"/today?{urlencode(words | {'search': title})}"):
        own_reader.answer(own_reader.page(address), "no")
    found = re.search(
        r'<a href="([^"]+)"><data value="(\d+)">\d+</data> posts that you answered', own_reader.page(address)
    )
    assert found is not None
    listed = own_reader.page(html.unescape(found[1]))
    assert listed.count("<li id=") == int(found[2]) > 0
    start = title.split()[0][:-1]
    excluding = f'"{title}" {start}* -"not there"'
    assert f'value="{found[2]}"' in own_reader.page(f"/today?{urlencode(words | {'search': excluding})}")
    excluding += " zzyzx"
    searched = own_reader.page(f"/today?{urlencode(words | {'search': excluding})}")
    assert "that you answered" not in searched


def test_a_no_to_a_post_that_was_applied_to_keeps_the_application_and_says_so(
    own_reader: Reader, own: Program
) -> None:
    key = own_reader.keys(ALL)[0]
    address = f"/today?all=true&post={key}"
    assert "Your application" not in own_reader.page(address)
    set_stage(Settings(own.instance), key, "interview")
    applied = own_reader.page(address)
    assert f'<a href="/applications/{key}">Your application</a>' in applied
    assert "is still active" not in applied
    own_reader.answer(applied, "no")
    assert "You answered no, but your application is still active" in own_reader.page(address)
    set_stage(Settings(own.instance), key, "withdrawn")
    assert "is still active" not in own_reader.page(address)


def test_a_company_is_excluded_by_its_post_and_included_again(own_reader: Reader, own: Program) -> None:
    config = own.instance / "config.toml"
    config.write_text("# mine\n[recommend]\nexclude_company = ['Umbrella']\n")
    key = own_reader.keys(ALL)[0]
    address = f"/today?all=true&post={key}"
    company = own_reader.server.get(f"/posts/{key}").json["post"]["company"]
    page = own_reader.page(address)
    assert "is excluded from your lists" not in page
    for _twice in range(2):
        own_reader.send("/today/exclude?all=true", page, "/today/exclude", do="exclude")
    excluded = own_reader.page(address)
    assert f"<bdi>{html.escape(company)}</bdi> is excluded from your lists." in excluded
    assert key not in own_reader.keys(ALL)
    written = tomllib.loads(config.read_text())["recommend"]["exclude_company"]
    assert written == ["Umbrella", f"={company}"]
    assert "# mine" in config.read_text()
    own_reader.send("/today/exclude?all=true", excluded, "/today/exclude", do="include")
    assert tomllib.loads(config.read_text())["recommend"]["exclude_company"] == ["Umbrella"]
    assert key in own_reader.keys(ALL)
    word = company.split()[0]
    config.write_text(f"[recommend]\nexclude_company = ['{word}']\n")
    by_word = own_reader.page(address)
    assert f"exclude companies with <q><bdi>{word}</bdi></q> in their name." in by_word
    assert "Exclude this company" not in by_word


def test_words_in_the_place_of_a_key_offer_the_posts_that_have_them(reader: Reader) -> None:
    key = reader.keys(ALL)[0]
    post = reader.server.get(f"/posts/{key}").json["post"]
    offered = reader.page(f"/today/why?of={quote(post['title'])}")
    assert f"of={quote(key, safe='')}" in html.unescape(offered)
    assert "No stored post has all these words" in reader.page("/today/why?of=zzyzx")
    assert "No stored post has all these words" in reader.page("/today/why?of=%3F%21")


@pytest.mark.parametrize(
    "shape", ["{}", "{}/", "{}?utm_source=x&ref=y#top", "www.{bare}", "http://{bare}", "{bare}/"]
)
def test_the_address_of_a_post_finds_it(own_reader: Reader, own: Program, shape: str) -> None:
    key = own_reader.keys(ALL)[0]
    stored = "https://jobs.example/opening?id=7&utm_medium=feed"
    with closing(sqlite3.connect(Settings(own.instance).store_path)) as store, store:
        store.execute("UPDATE job_posts SET url = 'https://jobs.example/opening?id=8'")
        external_id = key.partition(":")[2]
        store.execute("UPDATE job_posts SET url = ? WHERE external_id = ?", (stored, external_id))
    assert "It is in this list." in own_reader.page(f"/today/why?all=true&of={quote(stored)}")
    plain = "https://jobs.example/opening"
    typed = shape.format(plain, bare=plain.partition("//")[2])
    path, sign, rest = typed.partition("?")
    typed = f"{path}?id=7{'&' if sign else ''}{rest}"
    assert "It is in this list." in own_reader.page(f"/today/why?all=true&of={quote(typed)}")


@pytest.mark.parametrize(
    "typed",
    ["https://remoteok.com/l/12345", "https://jobs.example/never?id=7", "remoteok:404", "www.a.example/x"],
)
def test_an_address_that_no_post_has_was_never_collected(reader: Reader, typed: str) -> None:
    page = reader.page(f"/today/why?of={quote(typed)}")
    assert "No stored post has this web address or key: it was never collected" in page
    assert f'spellcheck="false" value="{typed}">' in page
    assert "recommend --all" not in page


def test_all_posts_that_a_word_may_mean_are_offered_or_more_words_asked_for(
    forty_posts: Settings, tmp_path: Path
) -> None:
    def offered(number: int) -> str:
        posts = [element(900 + one, position=f"Nurse on ward {one}") for one in range(number)]
        (tmp_path / "nurses.json").write_bytes(body(posts))
        fetch_new(forty_posts, [tmp_path / "nurses.json"])
        app = create_app(forty_posts, Access())
        browser = TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000))
        return browser.get("/today/why?of=nurse", headers={"Accept": "text/html"}).text

    assert offered(50).count(">Nurse on ward") == 50
    assert "More than" not in offered(50)
    assert offered(51).count(">Nurse on ward") == 50
    assert "More than 50 posts match. To narrow them down, enter several words" in offered(51)


@pytest.mark.parametrize(
    "typed", ["https://?", "https://#", "https://[", "www./", "http:///", "https://www."]
)
def test_an_address_without_a_host_is_not_that_of_the_posts_without_one(
    own_reader: Reader, own: Program, typed: str
) -> None:
    with closing(sqlite3.connect(Settings(own.instance).store_path)) as store, store:
        store.execute("UPDATE job_posts SET apply_url = ''")
    page = own_reader.page(f"/today/why?of={quote(typed)}")
    assert "No stored post has" in page
    assert "Which of these" not in page


def test_of_the_posts_at_one_address_as_many_are_offered_as_of_words(own: Program) -> None:
    with closing(sqlite3.connect(Settings(own.instance).store_path)) as store, store:
        changed = store.execute("UPDATE job_posts SET url = 'https://jobs.example/all'")
    assert changed.rowcount > 3
    settings = Settings(own.instance)
    assert len(posts_at_address(settings, "jobs.example/all", 3)) == 3
    assert len(posts_at_address(settings, "jobs.example/all", 1_000)) == changed.rowcount


@pytest.mark.parametrize("typed", ["Zzyzx.js/React", "CI/CDzz", "Node.jsx2/zzyzx", "v1.2/zzyzx"])
def test_words_with_a_period_and_a_slash_are_no_address(reader: Reader, typed: str) -> None:
    assert "No stored post has all these words" in reader.page(f"/today/why?of={quote(typed)}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://jobs.example", True),
        ("HTTP://localhost:8000/x", True),
        ("www.a.example", True),
        ("jobs.example/1?id=2#top", True),
        ("jobs.co.uk/1", True),
        ("a.pt:8000/1", True),
        ("xn--bcher-kva.xn--p1ai/1", True),
        ("jobs.example", False),
        ("jobs.example/1 or 2", False),
        ("https://", False),
        ("Node.js/React", False),
        ("e.g./i.e.", False),
        ("v1.2/v1.3", False),
        ("", False),
    ],
)
def test_an_address_without_a_scheme_needs_a_plausible_domain(text: str, *, expected: bool) -> None:
    assert is_address(text) is expected


def test_why_a_post_is_excluded_is_a_sentence_with_a_way_to_undo_it(own_reader: Reader, own: Program) -> None:
    key = own_reader.keys(ALL)[0]
    company = own_reader.server.get(f"/posts/{key}").json["post"]["company"]
    config = own.instance / "config.toml"
    config.write_text(f"[recommend]\nexclude_company = ['{company}']\n")
    page = own_reader.page(f"/today/why?all=true&of={key}")
    assert "because you exclude its company. Its wording: <q" in page
    assert '<a href="/settings#recommend.exclude_company">Change your setting</a>' in page
    config.write_text("")
    asked = own_reader.page(f"/today/why?all=true&company=zzyzx&of={key}")
    assert "because its company is not one that you ask for." in asked
    undo = re.search(r'<a href="([^"]+)">Show the list without this filter</a>', asked)
    assert undo is not None
    assert key in own_reader.keys(html.unescape(undo[1]))


def test_of_values_from_the_settings_and_the_address_the_one_that_excludes_is_undone(
    own_reader: Reader, own: Program
) -> None:
    key = own_reader.keys(ALL)[0]
    post = own_reader.server.get(f"/posts/{key}").json["post"]
    setting = "Change your setting</a>"
    undo = re.compile(r'<a href="([^"]+)">Show the list without this filter</a>')

    def shown(name: str, of_config: str, of_address: str) -> str:
        config = f"[recommend]\n{name} = [{json.dumps(of_config)}]\n"
        own.instance.joinpath("config.toml").write_text(config)
        return own_reader.page(f"/today/why?all=true&{urlencode({name: of_address, 'of': key})}")

    for name, excludes in (("exclude_company", post["company"]), ("exclude", post["title"])):
        for of_config, of_address in ((excludes, "zzyzx"), (excludes, "")):
            page = shown(name, of_config, of_address)
            assert f'<a href="/settings#recommend.{name}">{setting}' in page
            assert not undo.search(page)
        for of_config, of_address in (("zzyzx", excludes), (excludes, excludes)):
            page = shown(name, of_config, of_address)
            assert setting not in page
            without = undo.search(page)
            assert without is not None
            assert key in own_reader.keys(html.unescape(without[1]))


def test_a_value_that_overrides_a_default_can_be_removed(own_reader: Reader, own: Program) -> None:
    own.instance.joinpath("config.toml").write_text('[recommend]\ntag = "zzyzx"\n')
    page = own_reader.page(f"{ALL}&tag=yzzyx")
    chip = re.search(r'class="chip" href="([^"]+)"><span class="unseen">Remove </span>Tag: yzzyx', page)
    assert chip is not None
    assert own_reader.keys(html.unescape(chip[1])) == own_reader.keys(f"{ALL}&no_defaults=true")


def test_only_the_values_of_the_settings_lead_to_them(own_reader: Reader, own: Program) -> None:
    own.instance.joinpath("config.toml").write_text('[recommend]\nexclude = ["zzyzx"]\n')
    page = own_reader.page(f"{ALL}&exclude=yzzyx&exclude_company=nobody")
    assert page.count("your setting</a>") == 1
    assert page.count('href="/settings#recommend.exclude">your setting</a>') == 1


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_sentence_about_one_post(cause: Cause) -> None:
    assert re.fullmatch(r"It is left out of this list because \w[^.]+\.", reason_sentence(cause))


def test_an_empty_list_leads_to_a_wider_one_until_there_is_one(own_reader: Reader, own: Program) -> None:
    (own.instance / "config.toml").write_text("[recommend]\nexclude = ['the', 'a', 'we', 'python']\n")
    address, names = "/today?search=zzyzx&min_score=1&offset=40", []
    while not own_reader.keys(address):
        empty = own_reader.page(address).partition('<div class="empty" data-end>')[2].partition("</div>")[0]
        wider = re.search(r'<a href="([^"]+)">([^<]+)</a>', empty)
        assert wider is not None
        assert html.unescape(wider[1]) != address
        address = html.unescape(wider[1])
        names.append(wider[2])
    assert names[:2] == ["Go to the beginning of the list", "Show the list without these filters"]
    assert len(names) == len(set(names))


def test_where_every_open_post_was_answered_the_answers_are_what_is_left(own_reader: Reader) -> None:
    while keys := own_reader.keys(ALL):
        for key in keys:
            own_reader.answer(own_reader.page(f"/today?all=true&post={key}"), "no")
    assert '<a href="/teach/answers">See your answers</a>' in own_reader.page(ALL)


def test_a_title_names_its_post_even_once_it_is_answered(own_reader: Reader) -> None:
    key = own_reader.keys(ALL)[0]
    post = own_reader.server.get(f"/posts/{key}").json["post"]
    own_reader.answer(own_reader.page(f"/today?post={key}"), "no")
    page = own_reader.page("/today/why?of=" + quote(f'{post["title"]} "{post["company"]}"'))
    assert "Which of these" not in page
    assert "because you answered it: no" in page


def test_words_that_look_like_an_address_are_searched_for_if_no_post_has_it(
    forty_posts: Settings, tmp_path: Path
) -> None:
    (tmp_path / "feed.json").write_bytes(body([element(900, position="ASP.NET/Cobol Engineer")]))
    fetch_new(forty_posts, [tmp_path / "feed.json"])
    assert is_address("ASP.NET/Cobol")
    with in_thread(forty_posts.instance) as running:
        page = Reader(running).page("/today/why?all=true&of=ASP.NET/Cobol")
    assert "ASP.NET/Cobol Engineer" in page
    assert "No stored post" not in page


def test_words_of_titles_go_before_words_of_texts(forty_posts: Settings, tmp_path: Path) -> None:
    texts = {
        900: ("Vue Developer", "We write."),
        901: ("Engineer", "Vue, Vue, Vue and Vue."),
        902: ("Vue", "x"),
    }
    posts = [element(number, position=title, description=text) for number, (title, text) in texts.items()]
    (tmp_path / "vue.json").write_bytes(body(posts))
    fetch_new(forty_posts, [tmp_path / "vue.json"])
    titles = [post.title for post in posts_with_words(forty_posts, "vue", 10)]
    assert set(titles[:2]) == {"Vue Developer", "Vue"}
    assert titles[2:] == ["Engineer"]
    assert [post.title for post in posts_with_words(forty_posts, "vue developer", 10)] == ["Vue Developer"]


def test_a_post_shows_its_text_and_the_words_that_moved_it(reader: Reader) -> None:
    key = reader.keys(ALL)[0]
    page, post = reader.page(f"{ALL}&post={key}"), reader.server.get(f"/posts/{key}").json
    assert f'<article data-key="{key}">' in page
    assert all(html.escape(reason["term"], quote=False) in page for reason in post["post"]["reasons"])
    text = page.partition('class="text"')[2].partition("</div>")[0]
    marked = {word.casefold() for word in re.findall(r'<mark class="(?:for|against)">([^<]+)</mark>', text)}
    of_text = {reason["term"] for reason in post["post"]["reasons"] if ":" not in reason["term"]}
    assert {term for term in of_text if term in post["description"].casefold()} <= marked
    assert re.search(r'<h2[^>]*><a [^>]*>[^<]*<mark class="against">Nurse</mark>', page)
    assert re.sub(
        r"\W+", "", re.sub(r"<[^>]+>", "", text.partition(">")[2]).partition("Mention")[0]
    ) == re.sub(r"\W+", "", post["description"])


def test_an_answer_is_stored_and_leads_to_the_next_post(own_reader: Reader) -> None:
    first, second, *_rest = own_reader.keys(ALL)
    answered = own_reader.answer(own_reader.page(ALL), "no")
    assert answered.status == 303
    assert own_reader.label(first) == "no"
    page = own_reader.page(answered.headers["location"])
    assert f'<article data-key="{second}">' in page
    assert first not in own_reader.keys(answered.headers["location"])


def test_a_post_that_was_applied_to_shows_what_became_of_it(own_reader: Reader) -> None:
    key = own_reader.keys(ALL)[0]
    own_reader.answer(own_reader.page(ALL), "applied")
    event = {"stage": "interview", "at": "2026-12-01T15:00:00+01:00", "note": "with <b>Ada</b>"}
    assert own_reader.server.ask("POST", f"/applications/{key}/events", event).status == 201
    page = own_reader.page(f"/today?post={key}")
    assert "<dt>You applied</dt>" in page
    assert "<dt>Interview 1</dt>" in page
    assert "with &lt;b&gt;Ada&lt;/b&gt;" in page


@pytest.mark.parametrize("given", ["yes", "no", "unsure", "applied"])
def test_answers_are_taken_back_one_by_one(own_reader: Reader, given: str) -> None:
    first, second, *_rest = own_reader.keys(ALL)
    page = own_reader.page(own_reader.answer(own_reader.page(ALL), given).headers["location"])
    page = own_reader.page(own_reader.answer(page, "no").headers["location"])
    back = own_reader.send("/today/undo", page, "/today/undo").headers["location"]
    assert (own_reader.label(first), own_reader.label(second)) != ("", "no")
    assert own_reader.label(second) == ""
    assert f'<article data-key="{second}">' in own_reader.page(back)
    back = own_reader.send("/today/undo", own_reader.page(back), "/today/undo").headers["location"]
    assert own_reader.label(first) == ""
    assert 'id="undo"' not in own_reader.page(back)
    assert own_reader.server.get(f"/posts/{first}").json["applied_at"] is None


def test_an_answer_can_be_taken_back_after_the_store_was_busy(
    own_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, first = own_reader.page(ALL), own_reader.keys(ALL)[0]
    page = own_reader.page(own_reader.answer(page, "yes").headers["location"])
    with monkeypatch.context() as busy:
        busy.setattr(steps, "undo_answer", _busy)
        assert own_reader.send("/today/undo", page, "/today/undo").status == 503
    own_reader.send("/today/undo", page, "/today/undo")
    assert own_reader.label(first) == ""


def _busy(*_given: object) -> bool:
    raise StoreBusy(path="jobposts.db")


def test_the_same_form_sent_twice_counts_once(own_reader: Reader) -> None:
    page, (first, second, *_rest) = own_reader.page(ALL), own_reader.keys(ALL)
    sent = [own_reader.answer(page, "yes").headers["location"] for _time in range(2)]
    assert sent[0] == sent[1]
    assert (own_reader.label(first), own_reader.label(second)) == ("yes", "")


def test_what_was_answered_elsewhere_since_stays(own_reader: Reader, own: Program) -> None:
    page, key = own_reader.page(ALL), own_reader.keys(ALL)[0]
    set_label(Settings(own.instance), key, "applied")  # in the terminal
    answered = own_reader.answer(page, "no")
    page = own_reader.page(answered.headers["location"])
    assert own_reader.label(key) == "yes"
    assert "answered elsewhere in the meantime" in page
    assert f'<article data-key="{key}">' in page
    assert 'value="applied" class="answer applied" aria-pressed="true"' in page
    own_reader.answer(page, "no")  # the person has seen it now
    assert own_reader.label(key) == "no"


def test_an_answer_that_changed_elsewhere_is_not_taken_back(own_reader: Reader, own: Program) -> None:
    key = own_reader.keys(ALL)[0]
    page = own_reader.page(own_reader.answer(own_reader.page(ALL), "no").headers["location"])
    set_label(Settings(own.instance), key, "yes")
    back = own_reader.send("/today/undo", page, "/today/undo").headers["location"]
    assert own_reader.label(key) == "yes"
    assert "Nothing was undone" in own_reader.page(back)
    assert "nothing to undo" in own_reader.page(
        own_reader.send("/today/undo", page, "/today/undo").headers["location"]
    )


def test_a_script_gets_the_next_post_alone_and_what_was_answered(own_reader: Reader) -> None:
    first, second, *_rest = own_reader.keys(ALL)
    page = own_reader.page(ALL)
    fields = {
        "csrf": re.findall(r'name="csrf" value="([^"]+)"', page)[0],
        "key": first,
        "answer": "unsure",
        "seen": "",
        "next": second,
        "did": "",
    }
    asks = FORM | {"HX-Request": "true"}
    answered = own_reader.server.send("POST", "/today/answer?all=true", urlencode(fields).encode(), asks)
    assert answered.status == 200
    assert answered.headers["hx-trigger"] == f'{{"answered": {{"{first}": "unsure"}}}}'
    assert answered.headers["hx-replace-url"].startswith(f"/today?all=true&post={quote(second)}&did=")
    assert b"<html" not in answered.body
    assert f'<article data-key="{second}">'.encode() in answered.body


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"answer": "maybe"}, 422),
        ({"key": "remoteok:404"}, 404),
        ({"key": "nonsense"}, 422),
        ({"csrf": "0"}, 403),
        ({"csrf": ""}, 403),
    ],
)
def test_what_is_no_answer_changes_nothing(own_reader: Reader, changes: dict[str, str], status: int) -> None:
    before = own_reader.keys(ALL)
    fields = {"given": "no", **changes}
    page = own_reader.page(ALL)
    given = fields.pop("answer", fields.pop("given"))
    fields.pop("given", None)
    assert own_reader.answer(page, given, **fields).status == status
    assert own_reader.keys(ALL) == before
    assert all(own_reader.label(key) == "" for key in before)


def test_a_page_from_before_a_restart_asks_once_more_and_then_stores(
    own_reader: Reader, own: Program
) -> None:
    page, key = own_reader.page(ALL), own_reader.keys(ALL)[0]
    with in_thread(own.instance) as restarted:
        later = Reader(restarted)
        asked = later.answer(page, "yes")
        assert (asked.status, later.label(key)) == (403, "")
        sent = later.send("/today/answer", asked.body.decode(), "/today/answer")
        assert (sent.status, later.label(key)) == (303, "yes")


def test_before_the_first_training_the_newest_posts_are_there_to_be_judged(forty_posts: Settings) -> None:
    with in_thread(forty_posts.instance) as running:
        reader = Reader(running)
        assert len(reader.keys("/today")) == 20
        assert "There is no model yet, so the newest posts come first" in reader.page("/today")
        assert reader.answer(reader.page("/today"), "yes").status == 303
        assert reader.server.get("/today/left-out?cause=below_the_cut").status == 200


@pytest.fixture
def hostile(own: Program) -> Iterator[Reader]:
    """Who reads a store that is full of text that plays tricks."""
    fill(own.instance / "jobposts.db")
    with in_thread(own.instance) as running:
        yield Reader(running)


def test_text_that_plays_tricks_is_text(hostile: Reader) -> None:
    keys = hostile.keys(ALL)
    assert keys
    for address in (ALL, *(f"{ALL}&post={quote(key)}" for key in keys), "/today/left-out?cause=repost"):
        page = hostile.page(address)
        assert set(re.findall(r"<script[^>]*>", page)) == set(
            re.findall(r'<script src="/static/[^>]*>', page)
        )
        assert not re.search(r'(?:href|src)="(?!/|https?://|#)', page)
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", page)


def test_a_default_of_where_one_lives_is_named_in_words(own_reader: Reader, own: Program) -> None:
    own.instance.joinpath("config.toml").write_text('[me]\nlives_in = "Portugal"\n')
    page = own_reader.page("/today")
    assert re.search(r"</span>Can work from: Portugal .*#me\.lives_in\">your setting</a>", page)


def test_a_long_list_of_countries_unfolds_and_leads_to_where_you_live(
    settings: Settings, tmp_path: Path
) -> None:
    text = "Only candidates from Austria, Belgium, Switzerland, Germany, Spain, France, Italy or Portugal."
    (tmp_path / "feed.json").write_bytes(body([element(1, description=text)]))
    fetch_new(settings, [tmp_path / "feed.json"])
    with in_thread(settings.instance) as running:
        page = Reader(running).page(f"{ALL}&post=remoteok:1")
    unfolded = re.search(
        r"<dt>Only from 8 countries</dt>.*?<details><summary>The 8 countries</summary>(.*?)<", page, re.DOTALL
    )
    assert unfolded is not None
    assert {"Austria", "Switzerland", "Portugal"} <= set(unfolded[1].rstrip(". ").split(", "))
    assert '<a href="/settings#me.lives_in">Where you live</a>' in page


@pytest.mark.parametrize(
    ("currency", "row", "post"),
    [
        ("", "~60-80k (currency not stated)", f"60,000 - 80,000 a year {ESTIMATE}, currency not stated"),
        ("USD", "~$60-80k", f"60,000 - 80,000 USD a year {ESTIMATE}"),
        ("PLN", "~PLN 60-80k", f"60,000 - 80,000 PLN a year {ESTIMATE}"),
    ],
)
def test_an_amount_has_its_currency_or_says_that_there_is_none(
    settings: Settings, tmp_path: Path, currency: str, row: str, post: str
) -> None:
    (tmp_path / "feed.json").write_bytes(body([element(1, salary_min=60_000, salary_max=80_000)]))
    fetch_new(settings, [tmp_path / "feed.json"])
    with closing(sqlite3.connect(settings.store_path)) as store, store:
        store.execute("UPDATE job_posts SET pay_currency = ?", (currency,))
    with in_thread(settings.instance) as running:
        page = html.unescape(Reader(running).page(f"{ALL}&post=remoteok:1"))
    assert re.findall(r'<span class="pay">([^<]*)</span>', page) == [row, post]


def test_a_post_says_once_that_a_resume_would_be_compared(settings: Settings, tmp_path: Path) -> None:
    posts = [element(1, description="You need Python and SQL."), element(2, description="Come and see us.")]
    (tmp_path / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [tmp_path / "feed.json"])
    hint = 'Save your résumé on <a href="/wish">Wish</a>'
    with in_thread(settings.instance) as running:
        reader = Reader(running)
        assert hint in reader.page(f"{ALL}&post=remoteok:1")
        assert hint not in reader.page(f"{ALL}&post=remoteok:2")  # which asks for no skill
        wish.keep(settings, RESUME)
        page = reader.page(f"{ALL}&post=remoteok:1")
    assert hint not in page
    assert "Compared with your résumé" in page


GONE = Reply(b"gone", 410)
CLOSING = Reply(b"<html><body><h1>This job post is closed.</h1></body></html>")
OPEN = Reply(
    b"<html><body><h1>Engineer</h1><p>You build.</p><a href='/l/5'>Apply for this job</a></body></html>"
)


@pytest.fixture
def asking(settings: Settings, tmp_path: Path, feed: FeedServer) -> TestClient:
    """Somebody at a browser, on one post whose page a server of the test stands for."""
    (tmp_path / "feed.json").write_bytes(body([element(5)]))
    own = Settings(instance=settings.instance, remoteok_url=feed.url.removesuffix("/api"))
    fetch_new(own, [tmp_path / "feed.json"])
    app = create_app(own, Access())
    return TestClient(
        app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers={"Accept": "text/html"}
    )


@pytest.fixture
def feed() -> Iterator[FeedServer]:
    """A server on this machine."""
    with serving() as running:
        yield running


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (OPEN, "Checked just now: not marked as closed on its page."),
        (CLOSING, "Checked just now: marked as closed on its page"),
        (GONE, "Checked just now: closed (its page is gone)."),
        (Reply(b"busy", 503), "Checked just now: not known"),
    ],
)
def test_a_post_is_asked_whether_it_is_still_open(
    asking: TestClient, feed: FeedServer, reply: Reply, said: str
) -> None:
    feed.answer(reply)
    page = asking.get(f"{ALL}&post=remoteok:5").text
    assert feed.asked == []  # to look at a post asks nobody
    fields = {"csrf": token(page), "key": "remoteok:5"}
    answered = asking.post("/today/check?all=true&post=remoteok:5", data=fields)
    assert answered.status_code == 200
    assert said in html.unescape(answered.text)
    assert {one.path for one in feed.asked} == {"/remote-jobs/remote-job-5"}
    assert ("Closed since" in answered.text) is (reply is GONE)
    assert asking.get("/today/check?all=true&post=remoteok:5").url.path == "/today"


def test_a_check_needs_the_token_of_a_form_and_a_post(asking: TestClient, feed: FeedServer) -> None:
    feed.answer(OPEN)
    page = asking.get(f"{ALL}&post=remoteok:5").text
    assert asking.post("/today/check", data={"key": "remoteok:5"}).status_code == 403
    assert asking.post("/today/check", data={"csrf": token(page), "key": "remoteok:404"}).status_code == 404
    assert feed.asked == []
