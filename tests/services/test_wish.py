from dataclasses import replace

import pytest
from support.feeds import labels_csv, tasteful

from jobsearch.domain.query import Query
from jobsearch.errors import NotTrained, TooFewLabels, WishUnknown
from jobsearch.services import wish
from jobsearch.services.instance.status import status
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.recommend.recommend import recommend
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

SOUGHT = "python engineer, no sales"


def label(settings: Settings, count: int) -> None:
    answers = dict(list(tasteful(40)[1].items())[:count])
    import_labels(settings, labels_csv(answers), "labels.csv")


def first(settings: Settings, count: int = 10, **asked: object) -> list[str]:
    request = replace(Query(everything=True, limit=count), **asked)  # type: ignore[arg-type] # fields by name
    return [post.title for post in recommend(settings, request).posts]


def test_recommend_ranks_by_the_wish_before_there_is_a_model(forty_posts: Settings) -> None:
    with pytest.raises(NotTrained):
        recommend(forty_posts, Query())
    wish.keep(forty_posts, SOUGHT)
    found = recommend(forty_posts, Query(limit=10))
    assert "description alone" in found.rests_on
    assert all("Python" in post.title or "python" in post.tags for post in found.posts)


def test_train_learns_from_the_wish_alone_and_then_from_both(forty_posts: Settings) -> None:
    with pytest.raises(TooFewLabels):
        train(forty_posts)
    wish.keep(forty_posts, SOUGHT)
    assert train(forty_posts).wish_share == 1
    alone = first(forty_posts)
    label(forty_posts, 20)
    report = train(forty_posts)
    assert report.wish_share is not None
    assert 0 < report.wish_share < 1
    assert "your description (" in recommend(forty_posts, Query()).rests_on
    assert "20 answers" in recommend(forty_posts, Query()).rests_on
    assert len(alone) == 10


def test_a_model_of_another_wish_is_outdated(twenty_labels: Settings) -> None:
    train(twenty_labels)
    assert recommend(twenty_labels, Query()).outdated == ""
    assert recommend(twenty_labels, Query()).rests_on == "", "nothing is new about answers alone"
    wish.keep(twenty_labels, SOUGHT)
    assert "your description has changed" in recommend(twenty_labels, Query()).outdated
    model = status(twenty_labels).model
    assert model is not None
    assert model.outdated
    train(twenty_labels)
    assert recommend(twenty_labels, Query()).outdated == ""
    wish.clear(twenty_labels)
    assert "your description has changed" in recommend(twenty_labels, Query()).outdated
    assert train(twenty_labels).wish_share is None


def test_a_passing_question_goes_before_the_kept_wish(forty_posts: Settings) -> None:
    wish.keep(forty_posts, SOUGHT)
    found = recommend(forty_posts, Query(like="sales", limit=5))
    assert found.rests_on == "your --like text"
    assert not any("Python" in post.title for post in found.posts)


def test_a_wish_of_unknown_words_cannot_be_learned_alone(forty_posts: Settings) -> None:
    wish.keep(forty_posts, "zzyzx")
    with pytest.raises(WishUnknown):
        train(forty_posts)
    label(forty_posts, 20)
    assert train(forty_posts).wish_share is None


def test_what_is_kept_is_shown_as_it_is_read(settings: Settings) -> None:
    shown = wish.keep(settings, SOUGHT)
    assert (shown.words, shown.resume, shown.refused) == (SOUGHT, "", ("sales",))
    assert shown.said_at is not None
    assert wish.clear(settings).there_was
    assert wish.show(settings).said_at is None
    assert not wish.clear(settings).there_was
