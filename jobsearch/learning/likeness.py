"""How alike posts are to what a person says they seek: an order before there is a model, or beside it."""

from collections.abc import Iterable

import numpy as np
from sklearn.preprocessing import normalize

from jobsearch.errors import UsageError
from jobsearch.learning.classifier import Scored, explain
from jobsearch.learning.documents import Readable, says_something
from jobsearch.learning.features import fit_features
from jobsearch.learning.wish import read_wish


def likeness(posts: Iterable[Readable], text: str) -> list[Scored]:
    """Return the cosine of each post with the text, from 0 to 1, and the terms that make it up.

    How rare a term is among the posts counts as it does for a model; what the text leaves open counts for
    nothing. Raises NothingToLearn when no post holds a word, UsageError when none holds a word of the text.
    """
    steps, rows = fit_features(posts, answers=0)
    names = steps[0].get_feature_names_out()
    stated = np.array([says_something(name) for name in names])
    wish = normalize(steps.transform([read_wish(text)]).multiply(stated)).toarray().ravel()
    if not wish.any():
        raise UsageError(cause="no post holds a word of what you seek: use other words for --like")
    unit = normalize(rows)
    reasons = explain(unit, wish, names)
    return [Scored(float(min(one, 1.0)), why) for one, why in zip(unit @ wish, reasons, strict=True)]
