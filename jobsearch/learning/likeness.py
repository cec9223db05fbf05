"""How alike posts are to what a person says they seek: an order before there is a model, or beside it."""

from collections.abc import Iterable

from sklearn.preprocessing import normalize

from jobsearch.learning.classifier import Scored, explain
from jobsearch.learning.documents import Readable
from jobsearch.learning.features import fit_features
from jobsearch.learning.wish import read_wish


def likeness(posts: Iterable[Readable], text: str) -> list[Scored]:
    """Return the cosine of each post with the text, from 0 to 1, and the terms that make it up.

    How rare a term is among the posts counts as it does for a model. Raises NothingToLearn when no post holds
    a word.
    """
    steps, rows = fit_features(posts, answers=0)
    unit = normalize(rows)
    wish = normalize(steps.transform([read_wish(text)])).toarray().ravel()
    reasons = explain(unit, wish, steps[0].get_feature_names_out())
    return [Scored(float(min(one, 1.0)), why) for one, why in zip(unit @ wish, reasons, strict=True)]
