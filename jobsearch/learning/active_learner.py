"""Active learning for labeling sessions: select the next posts to ask about and predict their ranks.

    no "yes" yet              the post most representative of those not covered by any answer
    no "yes" yet, but a wish  the post most similar to the wish
    both "yes" and "no"       the model of the answers decides (ordering.py): mostly likely posts, sometimes
                              uncertain or random ones; after 60 answers, only likely posts

The first case is greedy facility location (Nemhauser, Wolsey, and Fisher 1978): an answered post covers
another one in proportion to their similarity. The mix was chosen by simulating sessions on real posts graded
by seven people; asking only about likely posts finds slightly more wanted posts, but learns less about all
others.
"""

import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.preprocessing import normalize

from jobsearch.domain.answers import LabelChoice, is_wanted
from jobsearch.learning import classifier
from jobsearch.learning.label_order import Advice, Motive, Suggestion
from jobsearch.learning.ordering import Order
from jobsearch.learning.reasons import explain, moves_of
from jobsearch.learning.vectors import fit_features
from jobsearch.learning.views import Readable, view_of
from jobsearch.learning.wish.read import Wish
from jobsearch.learning.wish.seeking import understand

_MIX: tuple[Motive, ...] = (
    *("likely", "likely", "likely", "likely", "likely", "uncertain"),
    *("likely", "likely", "likely", "likely", "likely", "random"),
)
_OPEN_MINDED = 60  # answers; after that a session asks only about likely posts
_SAID = {"text", "title"}  # the views based on a post's own text
_PLANNED = 4  # queued questions, in case answers come faster than the model is fitted
_EXPECTED_ANSWERS = 60  # per session, for the weights of the views
_STANDING = 1_000  # posts to be covered; bounds the time and memory for similarities
_SAME = 0.9  # the cosine above which two posts are near-duplicates
_JUST_SHOWN = 4
_SHARE = 0.4  # of the nearness to a wish: the most probable of weighing.SHARES
_MOST_LIKELIEST = 20


class Adviser:
    """An active learner that selects posts to ask about, based on the answers so far."""

    def __init__(self, posts: Mapping[int, Readable], wish: Wish | None = None, seed: int = 0) -> None:
        """Compute the features of `posts`, which are keyed by the caller's IDs.

        `posts` contains every post that has been answered or can be asked about. `wish` describes the job
        that the user is looking for. Results are deterministic for the same posts, answers, and seed. Raises
        NothingToLearn if no post contains a word.
        """
        self._ids = sorted(posts)
        self._place = {id_: place for place, id_ in enumerate(self._ids)}
        steps, self._rows = fit_features((posts[id_] for id_ in self._ids), _EXPECTED_ANSWERS)
        self._names = steps[0].get_feature_names_out()
        self._seeking = None if wish is None else understand(wish, steps, self._rows)
        self._told = self._rows
        self._wish: csr_matrix | None = None
        if self._seeking is not None:
            nearness = _SHARE * self._seeking.evidence(self._rows)[:, np.newaxis]
            self._told = hstack([self._rows, nearness], format="csr")
            self._wish = hstack([steps.transform([wish]), [[nearness.max()]]], format="csr")
        rng = random.Random(seed)  # noqa: S311 - for variety, not a secret
        self._any = np.array(rng.sample(range(len(self._ids)), len(self._ids)))
        said = np.array([view_of(name) in _SAID for name in self._names])
        if self._wish is not None:
            said = np.append(said, True)  # the wish's similarity column
        self._order = Order(self._told, said, self._any, self._wish)
        self._likeness = _Likeness(self._rows, np.sort(self._any[:_STANDING]))

    def advise(
        self, answers: Mapping[int, LabelChoice], open_ids: Iterable[int], shown: Sequence[int]
    ) -> Advice:
        """Return the posts to ask about next, chosen from `open_ids`.

        `answers` contains all answers so far, and `shown` the posts shown in this session, in order, whether
        answered or not. Unknown IDs are ignored.
        """
        given = {self._place[id_]: answers[id_] for id_ in sorted(answers) if id_ in self._place}
        seen = [self._place[id_] for id_ in shown if id_ in self._place]
        open_ = np.zeros(len(self._ids), dtype=bool)
        open_[[self._place[id_] for id_ in open_ids if id_ in self._place]] = True
        if (weights := self._taste(given)) is None:
            chosen = self._likeness.least_covered([*given, *seen], open_, _PLANNED)
            return Advice(tuple(Suggestion(self._ids[place], "different") for place in chosen))
        return self._by_taste(weights, open_, seen, len(given))

    def review(
        self, answers: Mapping[int, LabelChoice], open_ids: Iterable[int], _shown: Sequence[int]
    ) -> Advice:
        """Return the order in which to review answered posts, with the most unexpected answers first.

        How unexpected an answer is depends on the other answers. If there are too few to make predictions,
        posts are ordered by ID.
        """
        ids = [id_ for id_ in sorted(answers) if id_ in self._place]
        given = np.array([answers[id_] for id_ in ids], dtype=np.str_)
        surprise = classifier.surprise(self._rows[[self._place[id_] for id_ in ids]], given)
        open_ = set(open_ids)
        order = [i for i in np.argsort(-surprise, kind="stable") if ids[i] in open_]
        return Advice(
            tuple(Suggestion(ids[i], "unexpected" if surprise[i] > 0 else "as expected") for i in order)
        )

    def _taste(self, given: Mapping[int, LabelChoice]) -> NDArray[np.float64] | None:
        """Return the column weights followed by the intercept, or None if there are too few answers.

        The wish counts as a wanted post, and similarity to the wish is an additional column.
        """
        answers = list(given.values())
        if self._wish is None and not any(map(is_wanted, answers)):
            return None
        if "no" not in answers:
            return None if self._wish is None else np.append(np.zeros(self._rows.shape[1]), [1.0, 0.0])
        return self._order.weights(list(given), answers)

    def _by_taste(
        self,
        weights: NDArray[np.float64],
        open_: NDArray[np.bool_],
        seen: Sequence[int],
        answered: int,
    ) -> Advice:
        values = self._told @ weights[:-1] + weights[-1]
        places = np.flatnonzero(open_)
        current = self._one(seen[-1], values, places, weights) if seen else None
        order = places[np.argsort(-values[places], kind="stable")]
        piles: dict[Motive, NDArray[np.intp]] = {
            "likely": self._likeness.unlike_the_last(order, seen),
            "uncertain": places[np.argsort(np.abs(values[places]), kind="stable")],
            "random": self._any[open_[self._any]],
        }
        chosen: dict[int, Motive] = {}
        for number in range(len(seen), len(seen) + min(_PLANNED, len(order))):
            motive = _MIX[number % len(_MIX)] if answered < _OPEN_MINDED else "likely"
            chosen[next(int(place) for place in piles[motive] if place not in chosen)] = motive
        likely: Motive = "likely" if answered else "like your text"
        rank = {place: int(np.argmax(order == place)) + 1 for place in chosen}
        reasons = self._explain(list(chosen), weights)
        return Advice(
            tuple(
                Suggestion(self._ids[place], likely if motive == "likely" else motive, rank[place], why)
                for (place, motive), why in zip(chosen.items(), reasons, strict=True)
            ),
            tuple(self._ids[place] for place in order[:_MOST_LIKELIEST]),
            current,
        )

    def _explain(
        self, places: Sequence[int], weights: NDArray[np.float64]
    ) -> list[tuple[tuple[str, float], ...]]:
        rows = self._rows[list(places)]
        moves = moves_of(rows, weights)
        if self._seeking is not None:
            moves = moves + weights[self._rows.shape[1]] * _SHARE * self._seeking.moves(rows)
        return explain(rows, moves, self._names)

    def _one(
        self, place: int, values: NDArray[np.float64], places: NDArray[np.intp], weights: NDArray[np.float64]
    ) -> Suggestion:
        """Return the prediction for the current post, including its rank among the open posts."""
        (why,) = self._explain([place], weights)
        rank = 1 + int(np.sum(values[places] > values[place]))
        return Suggestion(self._ids[place], "asked", rank, why)


class _Likeness:
    """Cosine similarities of all posts to the posts to be covered and to the most recently shown posts."""

    def __init__(self, rows: csr_matrix, standing: NDArray[np.intp]) -> None:
        self._unit = normalize(rows)
        self._to_standing = (self._unit @ self._unit[standing].T).toarray().astype(np.float32)

    def least_covered(self, asked: Sequence[int], open_: NDArray[np.bool_], most: int) -> list[int]:
        """Return up to `most` open posts, each chosen to cover the most posts not yet covered."""
        covered = self._to_standing[asked].max(axis=0, initial=0.0)
        left, chosen = open_.copy(), []
        for _number in range(min(most, int(open_.sum()))):
            gains = np.maximum(self._to_standing - covered, 0).sum(axis=1)
            best = int(np.argmax(np.where(left, gains, -1.0)))
            covered, left[best] = np.maximum(covered, self._to_standing[best]), False
            chosen.append(best)
        return chosen

    def unlike_the_last(self, order: NDArray[np.intp], seen: Sequence[int]) -> NDArray[np.intp]:
        """Return the indices in `order`, with near-duplicates of recently shown posts moved to the end."""
        last = self._unit[list(seen[-_JUST_SHOWN:])].T
        same = (self._unit @ last).toarray().max(axis=1, initial=0.0)[order] > _SAME
        return np.concatenate([order[~same], order[same]])
