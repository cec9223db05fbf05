"""The page of settings: each value with its origin, and a form that keeps comments and refuses faults."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from starlette.testclient import TestClient

from jobsearch.config import KEYS, read_config
from jobsearch.errors import ConfigMalformed
from jobsearch.server.app import create_app
from jobsearch.services.instance.configuring import configure, texts, version
from jobsearch.settings import Access, Settings

WRITTEN = """# What I always want.
[me]
lives_in = "PT"  # since 2024

[recommend]
min_salary = 60_000
# Not them again.
exclude_company = ["acme, inc", "Umbrella"]
"""
HOSTILE = '"><script>alert(1)</script>'


def at(settings: Settings, access: Access | None = None) -> TestClient:
    """Return somebody at a browser."""
    app = create_app(settings, access or Access())
    headers = {"Accept": "text/html"}
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)


@pytest.fixture
def written(settings: Settings) -> Settings:
    """An instance with a page of settings by hand."""
    settings.instance.mkdir(parents=True)
    settings.config_path.write_text(WRITTEN)
    return settings


def form_of(page: str) -> dict[str, str]:
    """Return what a browser would send if nothing was touched."""
    form = page[page.index('class="settings"') :]
    fields = dict(
        re.findall(r'<input (?:type="hidden" |id="[^"]*" )name="([^"]+)"[^>]*? value="([^"]*)"', form)
    )
    fields |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        fields[name] = next(iter(re.findall(r'value="([^"]*)" selected', options)), "")
    return {name: html.unescape(value) for name, value in fields.items()}


def test_every_key_is_there_with_its_value_where_it_is_from_and_what_it_does(written: Settings) -> None:
    page = at(written).get("/settings").text
    shown = form_of(page)
    for section, keys in KEYS.items():
        for key in keys:
            block = page.partition(f'id="{section}.{key}-about"')[2].partition('class="setting"')[0]
            assert len(block.partition("</p>")[0]) > 20, key
            assert f"<code>{section}.{key}</code>" in block
            is_set = read_config(written.config_path).get(section, key) is not None
            assert ("config.toml" in block.rpartition("<code>")[2].partition("<table")[0]) is is_set, key
    assert shown["recommend.exclude_company"] == "acme, inc\nUmbrella"
    assert shown["recommend.min_salary"] == "60000"
    assert "default (20)" in page


def test_what_is_not_touched_is_not_written(written: Settings) -> None:
    browser = at(written)
    said = browser.post("/settings", data=form_of(browser.get("/settings").text))
    assert "Nothing was changed." in said.text
    assert written.config_path.read_text() == WRITTEN


def test_a_change_keeps_the_comments_and_holds_at_once(written: Settings) -> None:
    browser = at(written)
    form = form_of(browser.get("/settings").text)
    form |= {
        "recommend.min_salary": "75k",
        "recommend.language": "en\r\nGerman",
        "recommend.stated_salary": "true",
        "recommend.exclude_company": "",
        "recommend.number": "7",
    }
    said = browser.post("/settings", data=form)
    assert re.search("Saved: .*min_salary", said.text)
    text = written.config_path.read_text()
    for kept in ("# What I always want.", 'lives_in = "PT"  # since 2024', "# Not them again."):
        assert kept in text
    config = read_config(written.config_path)
    assert config.sections["recommend"] == {
        "min_salary": "75k",
        "language": ("en", "German"),
        "stated_salary": True,
        "number": 7,
    }
    assert form_of(said.text)["recommend.min_salary"] == "75k"
    assert form_of(browser.get("/settings").text)["recommend.language"] == "en\nGerman"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("me.lives_in", "Atlantis", "'Atlantis' is not a known country"),
        ("recommend.can_work_from", "Atlantis", "'Atlantis' is not a known country"),
        ("recommend.language", "en\nElbonian", "'Elbonian' is not a known language"),
        ("recommend.min_salary", "much", "Pays a year at least: "),
        ("recommend.min_salary", "60", "60"),
        ("recommend.number", "0", "Posts in a list must be a whole number of at least 1"),
        ("recommend.number", "ten", "Posts in a list must be a whole number of at least 1"),
        ("recommend.since", "yesterweek", "Posted since: "),
        ("recommend.min_score", "250%", "Match at least: "),
        ("recommend.search", "a OR b", "OR"),
        ("recommend.exclude", "-", "no letter or digit"),
        ("recommend.employment", "slavery", "is not one of"),
        ("recommend.stated_salary", "perhaps", "true or false"),
        ("me.lives_in", HOSTILE, "is not a known country"),
    ],
)
def test_a_wrong_value_is_refused_with_the_sentence_beside_its_field_and_nothing_is_written(
    written: Settings, key: str, value: str, sentence: str
) -> None:
    browser = at(written)
    form = form_of(browser.get("/settings").text)
    answered = browser.post("/settings", data=form | {key: value, "recommend.place": "Lisbon"})
    assert answered.status_code == 422
    reason = re.search(rf'role="alert" id="{key}-invalid"[^>]*>(.*?)</p>', answered.text)
    assert reason is not None
    assert sentence in html.unescape(reason[1])
    assert f'aria-invalid="true" aria-describedby="{key}-about {key}-invalid"' in answered.text
    assert "Nothing was changed." in answered.text
    assert written.config_path.read_text() == WRITTEN
    assert 'role="alert"' in answered.text
    assert "<script>alert" not in answered.text
    if key != "recommend.stated_salary":  # of which there is no such choice
        assert form_of(answered.text)[key] == value  # as it was typed


def test_of_several_wrong_values_the_first_has_its_own_reason(written: Settings) -> None:
    browser = at(written)
    form = form_of(browser.get("/settings").text)
    wrong = {"recommend.language": "Elbonian", "recommend.since": "yesterweek", "me.lives_in": "Atlantis"}
    answered = browser.post("/settings", data=form | wrong)
    reasons = re.findall(r'role="alert" id="([^"]+)-invalid"[^>]*>(.*?)</p>', answered.text)
    assert len(reasons) == 1
    field, reason = reasons[0]
    assert wrong[field] in reason
    assert all(other not in reason for key, other in wrong.items() if key != field)


@pytest.mark.parametrize("name", ["recommend.columns", "recommend.token", "me.x", "instance", "token"])
def test_what_must_not_be_written_from_a_page_is_not(written: Settings, name: str) -> None:
    browser = at(written)
    form = form_of(browser.get("/settings").text)
    assert name not in form
    browser.post("/settings", data=form | {name: "title"})
    assert written.config_path.read_text() == WRITTEN


def test_a_file_that_was_changed_meanwhile_is_not_written_over(written: Settings) -> None:
    browser = at(written)
    form = form_of(browser.get("/settings").text)
    by_hand = WRITTEN.replace("60_000", "80_000")
    written.config_path.write_text(by_hand)
    answered = browser.post("/settings", data=form | {"recommend.place": "Lisbon"})
    assert answered.status_code == 409
    assert "has been changed in the meantime" in answered.text
    assert written.config_path.read_text() == by_hand
    assert form_of(answered.text)["recommend.min_salary"] == "80000"


def test_a_file_that_is_wrong_is_said_and_left_as_it_is(written: Settings) -> None:
    written.config_path.write_text("[recommend]\nmin_salry = 5\n")
    browser = at(written)
    page = browser.get("/settings")
    assert page.status_code == 200
    assert "did you mean min_salary" in page.text
    assert 'class="settings"' not in page.text
    token = re.search(r'name="csrf" value="([^"]+)"', browser.get("/health-report").text)
    assert token is not None
    data = {"csrf": token[1], "version": version(written.config_path), "recommend.place": "x"}
    assert browser.post("/settings", data=data).status_code == 422
    assert written.config_path.read_text() == "[recommend]\nmin_salry = 5\n"


def test_no_secret_is_shown(written: Settings) -> None:
    token = "correct horse battery staple"
    urls = {"jobicy": "https://ann:pa55@proxy.example?api_key=s3cr3t"}
    settings = Settings(written.instance, contact="ann@example.org", source_urls=urls)
    browser = at(settings, Access(token, ("my.host",)))
    page = browser.get("/settings", headers={"Authorization": f"Bearer {token}"}).text
    assert "set, and not shown" in page
    assert "my.host" in page
    assert "take effect when the server is restarted" in page
    for secret in (token, "pa55", "s3cr3t"):
        assert secret not in page


def test_without_a_file_a_change_makes_one_and_nothing_is_made_before(settings: Settings) -> None:
    browser = at(settings)
    form = form_of(browser.get("/settings").text)
    assert not settings.config_path.exists()
    browser.post("/settings", data=form | {"me.lives_in": "Portugal"})
    assert settings.config_path.read_text() == '[me]\nlives_in = "Portugal"\n'


def test_a_form_without_its_token_changes_nothing(written: Settings) -> None:
    data = {"version": version(written.config_path), "recommend.place": "x"}
    assert at(written).post("/settings", data=data).status_code == 403
    assert written.config_path.read_text() == WRITTEN


@at_most(
    database=None, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    key=st.sampled_from([(section, key) for section in KEYS for key in KEYS[section] if key != "columns"]),
    text=st.text(max_size=40) | st.sampled_from(["60k", "0", "1e9", "any", "PT", "7d", "'''", '"""', "\x00"]),
)
def test_whatever_is_typed_is_written_whole_or_refused_whole(
    tmp_path: Path, key: tuple[str, str], text: str
) -> None:
    settings = Settings(tmp_path)
    settings.config_path.write_text(WRITTEN)
    try:
        changed = configure(settings, {key: text}, version(settings.config_path))
    except ConfigMalformed:
        assert settings.config_path.read_text() == WRITTEN
        return
    found = texts(read_config(settings.config_path))
    if changed and text.strip():
        assert found[key]
        assert configure(settings, {key: found[key]}, version(settings.config_path)) == []
    assert "# Not them again." in settings.config_path.read_text()
