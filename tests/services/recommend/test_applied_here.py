"""What was applied to is never listed, also under another board's key, and its employer is marked."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from support.feeds import body, element

from jobsearch.presentation.time import applied_here
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.recommend.options import Query
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect, writing


def test_another_post_of_the_job_goes_with_it_and_others_of_the_employer_are_marked(
    settings: Settings,
) -> None:
    names = {1: "Acme GmbH", 2: "ACME GmbH", 3: "Acme GmbH", 4: "Other"}
    titles = {1: "Plumber", 2: "Plumber", 3: "Singer", 4: "Plumber"}
    settings.instance.mkdir(parents=True)
    file = settings.instance.parent / "feed.json"
    file.write_bytes(
        body(
            element(n, company=names[n], position=titles[n], description=f"{titles[n]} {n} " * 9)
            for n in names
        )
    )
    fetch_new(settings, [file])
    with writing(connect(settings.store_path)) as session:  # as two boards have it
        session.execute(text("UPDATE job_posts SET source = 'jobicy' WHERE external_id = '2'"))
        session.execute(
            text(
                "UPDATE reposts SET first_id = (SELECT id FROM job_posts WHERE external_id = '1') "
                "WHERE job_post_id = (SELECT id FROM job_posts WHERE external_id = '2')"
            )
        )
        session.commit()
    set_stage(settings, "remoteok:1", "applied", at="12 days ago")
    found = {post.key: post for post in recommend(settings, Query(everything=True)).posts}
    assert set(found) == {"remoteok:3", "remoteok:4"}
    assert applied_here(found["remoteok:3"], datetime.now(UTC)) == "applied here 12 days ago"
    assert found["remoteok:4"].applied_here_at is None
    assert applied_here(found["remoteok:3"], datetime.now(UTC) - timedelta(days=12)) == "applied here today"
