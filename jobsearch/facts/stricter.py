"""Resolve differences between a post's text and its board's fields in favor of the stricter answer.

This module is pure.
"""

from jobsearch.facts.model import Answer, Facts, Places, TimeZones, answer_for, stricter

_ELSEWHERE = "??"  # stands for a country that neither names


def standing_places(facts: Facts) -> Places:
    """Return where the post and its board together allow applicants to live, as in can_work_from().

    If both state places, the result contains no words, because the words of both are shown next to it.
    """
    text, board = facts.places, facts.board_places
    if board == Places() or text == Places():
        return text if board == Places() else board
    answers = {code: stricter(text, board, code) for code in _named(text, board)}
    return Places(
        allowed=_with(answers, Answer.YES),
        doubtful=_with(answers, Answer.UNKNOWN),
        excluded=_with(answers, Answer.NO),
        others=stricter(text, board, _ELSEWHERE),
    )


def places_differ(facts: Facts) -> bool:
    """Return whether a post's text and its board's fields give opposite answers for any country."""
    text, board = facts.places, facts.board_places
    codes = (*_named(text, board), _ELSEWHERE)
    return any({answer_for(text, code), answer_for(board, code)} == {Answer.YES, Answer.NO} for code in codes)


def standing_time_zones(facts: Facts) -> TimeZones | None:
    """Return the time zones shared by a post and its board, or the narrower set if they do not overlap."""
    text, board = facts.time_zones, facts.board_time_zones
    if text is None or board is None:
        return text or board
    earliest, latest = max(text.earliest, board.earliest), min(text.latest, board.latest)
    narrower = min((text, board), key=lambda zones: zones.latest - zones.earliest)
    return TimeZones(earliest, latest, narrower.words) if earliest <= latest else narrower


def time_zones_differ(facts: Facts) -> bool:
    """Return whether a post and its board both specify time zones and disagree."""
    text, board = facts.time_zones, facts.board_time_zones
    if text is None or board is None:
        return False
    return (text.earliest, text.latest) != (board.earliest, board.latest)


def _named(*sides: Places) -> set[str]:
    return {
        code for side in sides for codes in (side.allowed, side.doubtful, side.excluded) for code in codes
    }


def _with(answers: dict[str, Answer], answer: Answer) -> tuple[str, ...]:
    return tuple(sorted(code for code, one in answers.items() if one is answer))
