import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from support.feeds import body, element
from support.stored import upsert

from jobsearch.domain.application import STAGES
from jobsearch.errors import ApplicationOver, ApplicationsMalformed, NothingToCorrect
from jobsearch.presentation.data import to_json
from jobsearch.presentation.efforts import to_html, to_markdown
from jobsearch.services.applications.listing import list_applications, show_application
from jobsearch.services.applications.recording import Correction, add_note, correct, set_stage
from jobsearch.services.applications.transfer import efforts, export_csv, export_rows, import_applications
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.recommend.options import Query
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect

SHEET = (
    "Firma;Stelle;Datum;Status;Link;Notizen\nAcme;Dev;03.11.2026;Absage;;per Mail\n"
    "Beta;Ops;04.11.2026;;https://b.example/1;\n"
)


def stages(settings: Settings) -> dict[str, str]:
    return {one.company: one.stage for one in list_applications(settings)}


def other(settings: Settings, name: str) -> Settings:
    return Settings(instance=settings.instance.parent / name)


_STEPS = st.lists(
    st.tuples(
        st.integers(1, 3), st.sampled_from([*STAGES, "note", "correct", "take back"]), st.text(max_size=30)
    ),
    max_size=12,
)


@how(
    max_examples=how().max_examples // 4,  # each takes a fifth of a second
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(_STEPS, st.uuids())
def test_what_is_exported_imported_into_an_empty_store_and_exported_is_equal(
    forty_posts: Settings, steps: list[tuple[int, str, str]], name: object
) -> None:
    for number, step, note in steps:
        _do(forty_posts, f"remoteok:{number}", step, note)
    for form, export in (("csv", export_csv), ("json", lambda settings: to_json(export_rows(settings)))):
        exported = export(forty_posts)
        empty = other(forty_posts, f"{name}{form}{len(exported)}")
        import_applications(empty, exported, "x")
        assert export(empty) == exported
        again = import_applications(empty, exported, "x")
        assert (again.stored, export(empty)) == (0, exported)


def _do(settings: Settings, key: str, step: str, note: str) -> None:
    try:
        if step == "note":
            add_note(settings, key, note)
        elif step in {"correct", "take back"}:
            if events := {one.key for one in list_applications(settings)} & {key}:
                del events
                correct(settings, key, 1, Correction(note=note, take_back=step == "take back"))
        else:
            set_stage(settings, key, step, note=note)  # type: ignore[arg-type]
    except (ApplicationOver, NothingToCorrect):
        pass


def test_a_spreadsheet_is_read_by_the_names_of_its_columns_and_once(settings: Settings) -> None:
    result = import_applications(settings, SHEET, "sheet.csv")
    assert result.columns == {
        "company": "firma",
        "title": "stelle",
        "date": "datum",
        "stage": "status",
        "url": "link",
        "note": "notizen",
    }
    assert stages(settings) == {"Acme": "rejected", "Beta": "applied"}
    assert import_applications(settings, SHEET, "sheet.csv").stored == 0
    grown = SHEET.replace("04.11.2026;", "04.11.2026;Vorstellungsgespräch")
    assert import_applications(settings, grown, "sheet.csv").stored == 1
    assert stages(settings) == {"Acme": "rejected", "Beta": "interview"}


@pytest.mark.parametrize(
    "text",
    [
        "Employer,Position,Date Applied,Status\nAcme,Dev,2026-11-03,Rejected\n",
        "Company\tJob title\tApplied on\tOutcome\nAcme\tDev\t3 Nov 2026\tdeclined\n",
        (
            "Entreprise,Intitulé du poste,Date de candidature,Statut\n"
            "Acme,Dev,03/11/2026,Refusé\nB,C,23/11/2026,Envoyée\n"
        ),
        "Empresa,Puesto,Fecha,Estado\nAcme,Dev,2026-11-03,Rechazada\n",
        "sep=;\nEmpresa;Cargo;Data;Situação\nAcme;Dev;2026-11-03;Recusada\n",
    ],
)
def test_spreadsheets_in_five_languages(settings: Settings, text: str) -> None:
    import_applications(settings, text, "x.csv")
    acme = next(one for one in list_applications(settings) if one.company == "Acme")
    first = show_application(settings, acme.key).events[0]
    assert (acme.stage, acme.title) == ("rejected", "Dev")
    assert (first.stage, first.at) == ("applied", datetime.fromisoformat("2026-11-03").astimezone(UTC))


def test_a_row_finds_its_post_by_key_address_or_name(forty_posts: Settings) -> None:
    posts = {one.key: one for one in _listed(forty_posts)}
    first, second, third = list(posts)[:3]
    rows = [
        ["key", "link", "company", "position"],
        [first, "", "", ""],
        ["", posts[second].url, "", ""],
        ["", "", posts[third].company.upper(), posts[third].title],
    ]
    import_applications(forty_posts, "\n".join(",".join(row) for row in rows), "x.csv")
    assert len(list_applications(forty_posts)) == 3
    assert {first, second} <= {one.key for one in list_applications(forty_posts)}


def test_what_a_spreadsheet_applied_to_is_not_recommended_once_a_board_brings_it(
    settings: Settings, tmp_path: Path
) -> None:
    sheet = (
        "Company,Position,Link\nACME,engineer,\nOther name,Baker,HTTPS://remoteok.com/remote-jobs/remote-job-2\nAcme,,\n"
        "Acme,Cook,\n"
    )
    import_applications(settings, sheet, "x.csv")
    feed = tmp_path / "feed.json"
    posts = ((1, "Engineer"), (2, "Baker of bread"), (3, "Cook and baker"), (4, "Cook"))
    feed.write_bytes(body(element(number, position=title, company="Acme") for number, title in posts))
    fetch_new(settings, [feed])
    assert {one.title for one in _listed(settings)} == {"Cook and baker"}
    cook = next(one for one in list_applications(settings) if one.title == "Cook")
    correct(settings, cook.key, 1, Correction(take_back=True))
    assert {one.title for one in _listed(settings)} == {"Cook and baker", "Cook"}


CAREERS = "https://acme.example/careers"


def _store(settings: Settings, *titles: str, address: str = CAREERS) -> None:
    store = connect(settings.store_path)
    for number, title in enumerate(titles, 1):
        upsert(store, number, title=title, company="Acme", url=address, apply_url="")


@pytest.mark.parametrize("titles", [("Plumber",), ("Nurse", "Plumber"), ("Plumber", "Nurse")])
@pytest.mark.parametrize("is_imported_first", [False, True])
def test_a_row_with_a_page_of_many_jobs_is_of_its_own_job_alone(
    settings: Settings, titles: tuple[str, ...], *, is_imported_first: bool
) -> None:
    sheet = f"Company,Position,Link,Status\nAcme,Nurse,{CAREERS},rejected\n"
    if is_imported_first:
        import_applications(settings, sheet, "x.csv")
    _store(settings, *titles)
    import_applications(settings, sheet, "x.csv")
    assert {one.title for one in _listed(settings)} == {"Plumber"}
    assert {one.title for one in list_applications(settings)} == {"Nurse"}


def test_a_row_with_the_page_of_one_job_is_that_job_whatever_its_title(settings: Settings) -> None:
    address = "https://acme.example/jobs/4012345"
    _store(settings, "Pflegefachkraft", address=address)
    import_applications(settings, f"Company,Position,Link\nAcme,Nurse,{address}\n", "x.csv")
    assert _listed(settings) == []
    assert {one.title for one in list_applications(settings)} == {"Pflegefachkraft"}


def test_a_row_that_was_imported_stays_with_its_post_when_others_come(settings: Settings) -> None:
    sheet = f"Company,Position,Link,Status\nAcme,,{CAREERS},applied\n"
    _store(settings, "Nurse")
    import_applications(settings, sheet, "x.csv")
    _store(settings, "Nurse", "Plumber")
    assert import_applications(settings, sheet, "x.csv").stored == 0
    assert len(list_applications(settings)) == 1
    assert {one.title for one in _listed(settings)} == {"Plumber"}


def _listed(settings: Settings) -> list:  # type: ignore[type-arg]
    return list(recommend(settings, Query(everything=True)).posts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("a,b\n1,2\n", "no column"),
        ("company,status\nAcme,applied\nBeta,quark\n", "line 3"),
        ("company,date\nAcme,2026-11-01\nBeta,2026-02-30\n", "line 3"),
        ("company,date\nAcme,3/4/2026\n", "could be two different days"),
        ("company,date\nAcme,2026-11-01,7\n", "more fields"),
        ("company,title\nAcme,x\n,y\n", "line 3"),
        ('company\n"Acme\n', "line"),
        ("company,note\nAcme," + "x" * 20_001, "20,000"),
        ("key,company\nremoteok 1,Acme\n", "line 2"),
        ("[1]", "applications export"),
        ("[{", "x.csv"),
        (
            (
                '[{"key":"remoteok:1","events":[{"number":1,"stage":"quark",'
                '"recorded_at":"2026-01-01","at":"2026-01-01"}]}]'
            ),
            "quark",
        ),
        ("key,number,stage,recorded_at,at\nremoteok:1,2,applied,2026-01-01,2026-01-01\n", "order"),
        (
            (
                "key,number,stage,recorded_at,at\nremoteok:1,1,accepted,2026-01-01,2026-01-01\n"
                "remoteok:1,2,applied,2026-01-02,2026-01-01\n"
            ),
            "after accepted",
        ),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(settings: Settings, text: str, said: str) -> None:
    with pytest.raises(ApplicationsMalformed, match=said):
        import_applications(settings, text, "x.csv")
    assert list_applications(settings) == ()


def test_no_cell_is_a_formula_and_each_comes_back(forty_posts: Settings) -> None:
    for note in ("=1+1", "'=1+1", "+49 30", "'plain", "@x"):
        add_note(forty_posts, "remoteok:1", note)
    exported = export_csv(forty_posts)
    assert ",=1+1" not in exported
    empty = other(forty_posts, "empty")
    import_applications(empty, exported, "x.csv")
    events = show_application(empty, "remoteok:1").events
    assert [one.note for one in events] == ["=1+1", "'=1+1", "+49 30", "'plain", "@x"]


def test_a_proof_of_efforts_escapes_whatever_a_board_wrote(settings: Settings, tmp_path: Path) -> None:
    del tmp_path
    import_applications(
        settings,
        "company,title,date,link\nA|<b>,*x*,2026-11-03,https://a.example\nB,y,2026-11-01,\n",
        "x.csv",
    )
    now = datetime(2026, 11, 27, tzinfo=UTC)
    markdown, html = to_markdown(efforts(settings), now), to_html(efforts(settings), now)
    assert "2 applications from 2026-11-01 to 2026-11-03" in markdown
    assert r"| A\|\<b\> | \*x\* |" in markdown
    assert "A|&lt;b&gt;" in html
    assert "<b>" not in html
    assert json.loads(to_json(export_rows(settings)))[0]["events"][0]["stage"] == "applied"
