"""Replies in five languages, written for this project: what each says, and what says nothing.

Whoever wrote the rules knew all of these. The later files were each written after the rules of their time,
which were widened by them afterwards; what a file got at first sight says what other mails may get:

    others.toml  proposed 15, right 13, of 22
    third.toml   proposed 9, right 7, of 20
    fourth.toml  proposed 9, right 9, of 20
    fifth.toml   proposed 11, right 10, of 20
    sixth.toml   proposed 14, right 11, of 20
    seventh.toml proposed 21, right 20, of 20 (written in the most common words, the others in uncommon ones)
    eighth.toml  proposed 30, right 22, of 40 (by another hand); the rules rewritten with its even numbers
                 proposed 17, right 15, of the 20 of its odd ones, five of which had been seen
    ninth.toml   proposed 21, right 18, of 40 (this and the next two by the hand that wrote the rules)
    tenth.toml   proposed 32, right 31, of 40
    eleventh.toml proposed 22, right 22, of 26

employers.toml, nine sets of mails of employers that are also banks, shops or schools, is read in
../services/applications/test_replies.py. What --yes would record of each set at first sight, with the rules
of its time; they were widened after each but the last two:

    the even numbers of the first 50  recorded 10, right 10, of 10 (written before the rules)
    numbers 51 to 70                  recorded 10, right 6, of 8
    71 to 100                         recorded 11, right 10, of 12
    101 to 124                        recorded 9, right 8, of 10
    125 to 148                        recorded 12, right 10, of 10
    149 to 172                        recorded 9, right 7, of 10
    173 to 192                        recorded 8, right 7, of 8
    193 to 216                        recorded 9, right 9, of 10
    217 to 240                        recorded 9, right 9, of 10
"""

import tomllib
from pathlib import Path

import pytest

from jobsearch.mail.messages import Message
from jobsearch.mail.replies import read_reply

FOLDER = Path(__file__).parents[1] / "data" / "replies"
MAILS = [
    (file.stem, number, mail)
    for file in sorted(FOLDER.glob("??.toml"))
    for number, mail in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["mail"])
]


def said(mail: dict[str, str]) -> str:
    reply = read_reply(Message("", "", mail["from"], "", mail["subject"], mail["text"], None))
    return reply.said if reply else ""


def test_there_are_sixty_a_third_of_them_no_replies() -> None:
    assert len(MAILS) == 60
    assert sum(not mail["said"] for _language, _number, mail in MAILS) == 20


OTHERS = ["others", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"]


@pytest.mark.parametrize("name", OTHERS)
def test_the_others_too(name: str) -> None:
    _check(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["mail"])


@pytest.mark.parametrize("half", [0, 1])
def test_what_is_proposed_is_right_and_little_is_missed(half: int) -> None:
    _check([mail for _language, number, mail in MAILS if number % 2 == half])


def _check(mails: list[dict[str, str]]) -> None:
    proposed = [(said(mail), mail["said"]) for mail in mails]
    right = sum(found == truth != "" for found, truth in proposed)
    precision = right / sum(found != "" for found, _truth in proposed)
    recall = right / sum(truth != "" for _found, truth in proposed)
    print(f"precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201 - the figures asked for
    assert precision >= 0.95
    assert recall >= 0.8


def test_who_is_applied_to_need_not_name_the_application() -> None:
    mail = Message("", "", "kim@acme.example", "", "Tuesday", "Could we meet on Tuesday at 10:30?", None)
    reply = read_reply(mail, is_employer=True)

    assert reply is not None
    assert (reply.said, reply.is_certain) == ("interview", False)
    assert read_reply(mail) is None
