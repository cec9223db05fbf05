"""The contribution of each view of a post to its score."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobsearch.learning.views import VIEWS


def view_shares(rows: csr_matrix, views: NDArray[np.intp], weights: NDArray[np.float64]) -> dict[str, float]:
    """Return each view's share of the variation between posts, largest first.

    A view's contribution to a post is the sum over its terms, and its share is proportional to the standard
    deviation of these sums over all posts. The shares sum to 1, unless all are 0. `views` contains the view
    of each column, as an index into VIEWS, and `weights` the weight of each column.
    """
    columns = np.arange(len(views))
    by_view = csr_matrix((weights, (columns, views)), shape=(len(views), len(VIEWS)))
    spread = np.asarray((rows @ by_view).todense()).std(axis=0)
    shares = spread / (spread.sum() or 1.0)
    found = {view: float(share) for view, share in zip(VIEWS, shares, strict=True)}
    return dict(sorted(found.items(), key=lambda one: -one[1]))
