"""What goes into the store of an answer."""

import pytest
from support.postings import posting

from jobsearch.services.feed.ingest import has_tag


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], True),
        (["python"], True),
        (["PYTHON "], True),
        (["go", "Dev"], True),
        (["pyth"], False),
        (["go"], False),
    ],
)
def test_tells_whether_a_post_carries_a_tag(tags: list[str], expected: bool) -> None:  # noqa: FBT001 - the answer
    assert has_tag(posting(tags=("Python", "dev")), tags) is expected


def test_a_post_without_tags_is_found_only_when_none_is_asked_for() -> None:
    untagged = posting(tags=())
    assert (has_tag(untagged, []), has_tag(untagged, ["dev"])) == (True, False)
