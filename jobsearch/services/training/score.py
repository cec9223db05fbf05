"""Score posts that have no score from the current model."""

from jobsearch.settings import Settings
from jobsearch.store import posts as stored_posts
from jobsearch.store import scores
from jobsearch.store.scores import Opinion
from jobsearch.store.sqlite.engine import Engine, reading, writing


def score_pending(settings: Settings, engine: Engine) -> int:
    """Score every post that is new or changed since the model was last trained, and return their number.

    Without a model or without posts to score, scikit-learn is not imported. Raises ModelUnusable.
    """
    with reading(engine) as session:
        model = scores.current_model(session)
        posts = stored_posts.unscored(session) if model else []
    if model is None or not posts:
        return 0
    from jobsearch.learning import classifier, model_file  # noqa: PLC0415 - heavy

    pipeline = model_file.load(settings.model_path, model.sha256, model.versions)
    scored = classifier.score(pipeline, posts)
    with writing(engine) as session:
        current = scores.current_model(session)
        if current is None or current.sha256 != model.sha256:
            return 0  # a concurrent training scores these posts with its own model
        scores.put_scores(
            session,
            (Opinion(post.id, one.score, one.reasons) for post, one in zip(posts, scored, strict=True)),
        )
        session.commit()
    return len(posts)
