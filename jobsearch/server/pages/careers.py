"""The Careers page: titles that fit an experience, and the skills, pay, and occupation of a title."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from jobsearch.errors import (
    CareersNotTrained,
    CareersUnusable,
    ExperienceEmpty,
    JobSearchError,
    TitleUnknown,
)
from jobsearch.files.resumes.read import LONGEST
from jobsearch.presentation.charts.figures import Chart
from jobsearch.presentation.charts.of_careers import of_experience, of_title, of_title_in_full, pay
from jobsearch.presentation.stated_pay import pay_sentence, pay_table
from jobsearch.server.pages.addresses import CAREERS
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.next_steps import Said, told
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import Cached, Instance
from jobsearch.services import wish
from jobsearch.services.cache import Cache
from jobsearch.services.careers import titles
from jobsearch.services.demand import by_year
from jobsearch.services.occupations import TitleInFull, fitting, title_in_full
from jobsearch.services.occupations import of_title as occupations_of
from jobsearch.services.recommend.prepare import Completer, count_unread
from jobsearch.services.stats import Salaries, naming, salaries
from jobsearch.settings import Settings
from jobsearch.text.characters import one_line
from jobsearch.titles.parse import parse

router = APIRouter(include_in_schema=False)
_LONGEST = 200
_NUMBER = 10
_NO_TEXT = "Describe your experience in a few words, or paste the text of your résumé."
_NO_RESUME = "No résumé is saved any more. Describe your experience here, or save a résumé on Wish."


@router.get(CAREERS)
def careers(
    request: Request,
    settings: Instance,
    cache: Cached,
    title: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> Response:
    """Show the skills and pay of a title, or the learned titles and their pay if none is given."""
    title = one_line(title)
    if title:
        return _of_title(request, settings, cache, title)
    every = _salaries(settings, cache)
    charts = pay(every)
    return _page(request, settings, cache, charts=charts, paying=pay_sentence(every, charts))


@router.post(CAREERS)
def similar(request: Request, settings: Instance, cache: Cached, form: Sent) -> Response:
    """Show the titles and occupations that fit an experience, without storing it."""
    is_kept = form.get("do") == "kept"
    text = wish.kept(settings, cache).resume if is_kept else form.get("text")[:LONGEST]
    typed = "" if is_kept else text
    try:
        found = fitting(settings, [text], _NUMBER, cache)
    except ExperienceEmpty:
        problem = Said(_NO_RESUME if is_kept else _NO_TEXT)
        return _page(request, settings, cache, problem=problem, status=422)
    except JobSearchError as error:
        return _page(request, settings, cache, text=typed, problem=told(error), status=422)
    return _page(
        request, settings, cache, text=typed, charts=of_experience(found, _NUMBER), missing=found.missing
    )


def _of_title(request: Request, settings: Settings, cache: Cache, title: str) -> Response:
    problem: Said | None = None
    try:
        found = title_in_full(settings, title, cache)
    except (CareersNotTrained, CareersUnusable, TitleUnknown) as error:
        found, problem = TitleInFull(None, "", None, (), ()), told(error)
    years = by_year(settings, title, cache, is_patient=False)
    every, names = _salaries(settings, cache), _names(title, found)
    drawn = next((charts for name in names if (charts := pay(every, of=name))), ())
    stated = naming(every, names)
    return _page(
        request,
        settings,
        cache,
        title=title,
        charts=(*of_title_in_full(found, years), *drawn),
        paying=pay_sentence(stated, drawn, names[0] or title),
        stated=stated,
        found=found,
        missing=found.missing,
        problem=problem,
        status=404 if problem else 200,
    )


def _names(title: str, found: TitleInFull) -> list[str]:
    return list(dict.fromkeys([parse(title).name, *([found.learned.title] if found.learned else [])]))


def _salaries(settings: Settings, cache: Cache) -> list[Salaries]:
    every: list[Salaries] = cache.cached(settings, "salaries", lambda: salaries(settings, cache))
    return every


def _page(  # noqa: PLR0913 - what a page shows besides its forms
    request: Request,
    settings: Settings,
    cache: Cache,
    *,
    title: str = "",
    text: str = "",
    charts: Sequence[Chart] = (),
    paying: str = "",
    stated: Sequence[Salaries] = (),
    found: TitleInFull | None = None,
    missing: str = "",
    problem: Said | None = None,
    status: int = 200,
) -> Response:
    learned, lacks = _learned(settings, cache)
    if unread := count_unread(settings, cache):
        _completer(request).begin()  # what is known is shown at once
    context = {
        "unread": unread,
        "title": title,
        "text": text,
        "longest": LONGEST,
        "charts": charts,
        "paying": paying,
        "stated": pay_table(stated) if stated else None,
        "found": found,
        "named": _occupations(title) if found else None,
        "missing": missing if learned else "",
        "problem": problem,
        "lacks": lacks if problem is None else None,
        "learned": learned,
        "has_resume": bool(wish.kept(settings, cache).resume),
    }
    return render(request, "careers.html", context, status=status)


def _occupations(title: str) -> Chart | None:
    results = occupations_of(title, _NUMBER).results
    return of_title(results) if results else None


def _completer(request: Request) -> Completer:
    completer = request.app.state.completer
    assert isinstance(completer, Completer)  # noqa: S101 - create_app put it there
    return completer


def _learned(settings: Settings, cache: Cache) -> tuple[Sequence[object], Said | None]:
    """Return the learned titles, those with the most posts first, and the reason if there are none."""
    try:
        return sorted(titles(settings, cache), key=lambda one: (-one.posts, one.title)), None
    except (CareersNotTrained, CareersUnusable) as error:
        return (), told(error)
