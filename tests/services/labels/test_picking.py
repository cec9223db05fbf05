from support.listed import listed_post

from jobsearch.services.labels.picking import Back, PickSession
from jobsearch.services.labels.transfer import export, set_label
from jobsearch.settings import Settings


def test_back_restores_what_was_said_before_step_by_step(forty_posts: Settings) -> None:
    session = PickSession(forty_posts, [listed_post(1), listed_post(2)])
    states = []
    for place, given in ((0, "yes"), (1, "applied"), (0, "no"), (0, "unsure")):
        states.append((dict(session.answers), export(forty_posts).text))
        session.answer(place, given)
    for place in (0, 0, 1, 0):
        assert session.back() == Back(place, taken=True)
        assert (session.answers, export(forty_posts).text) == states.pop()
    assert session.back() is None


def test_what_changed_elsewhere_stays(forty_posts: Settings) -> None:
    post = listed_post(1)
    session = PickSession(forty_posts, [post])
    session.answer(0, "yes")
    set_label(forty_posts, post.key, "no")
    before = export(forty_posts).text
    assert session.back() == Back(0, taken=False)
    assert (session.answers, export(forty_posts).text) == ({0: "yes"}, before)
