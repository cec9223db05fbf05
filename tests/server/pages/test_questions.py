"""What a person asks is answered at most two presses from Today."""

import html
import re

import pytest
from support.reader import Reader

MOST_PRESSES = 2
# The question, what is pressed, and words of the answer.
QUESTIONS = {
    "Is there anything to read today?": ((), r"open jobs worth reading"),
    "Why is a post not in the list?": (
        ("below the threshold",),
        r"Left out: below the threshold(?s:.*)post=remoteok",
    ),
    "Why is this one post not here?": ((), r"Why is it not here\?"),
    "What is due?": (("Applications",), r">Due<|to start one"),
    "What became of those that ended?": (
        ("Applications", "Include ended applications"),
        r"Active only",
    ),
    "Which source is worth keeping?": (("Sources",), r"Wanted of these"),
    "What is wrong with a source?": (("Sources",), r">Last response<"),
    "Whose board could I follow besides?": (
        ("Sources", "Suggest company boards"),
        r"company board",
    ),
    "Is my backup fresh?": (("Health",), r"id=\"backups\""),
    "Is anything wrong, and what do I do?": (("Health",), r"to fix|Nothing is wrong"),
    "Is it learning?": (("Training",), r"The model is probably learning: of the 10 posts"),
    "How good is the model?": (("Health",), r"<dt>Model</dt><dd[^>]*>trained .*average precision"),
    "What do I do next?": (("Training",), r"Next: <a href="),
    "Is this job still open?": (("below the threshold", "ccountant"), r">Is it still open\?</button>"),
    "What pays how much?": (
        ("Careers",),
        r"that state their pay: |in their text|Pay for a year",
    ),
    "Does any of this leave my machine?": (("Settings",), r"Everything you enter stays on the machine"),
    "How do I delete everything?": (("Settings", "How to delete everything"), r'id="delete-everything"'),
    "How do I add a job that I found elsewhere?": (("Sources",), r"or add one post"),
    "What did I answer so far?": (("Your answers",), r'<li id="remoteok:\d+"(?s:.*)Take back'),
    "How much did I answer?": (("Health",), r"<dt>Labels</dt><dd[^>]*>\d+ yes"),
    "What am I looking for?": (("Wish",), r"Nothing is saved yet|Saved "),
    "Which defaults hold, and from where?": (("Settings",), r"me\.lives_in</code> · default"),
    "How do I move to another machine?": (("Guide", "Backup"), r"To move to another machine"),
}


def shown(reader: Reader, address: str) -> str:
    """Return what a browser shows at an address."""
    answered = reader.server.ask("GET", address, Accept="text/html")
    assert answered.status == 200, address
    return answered.body.decode()


def pressed(reader: Reader, page: str, name: str) -> str:
    """Return the page that the link of that name leads to."""
    for address, text in re.findall(r'<a [^>]*?href="([^"#]+)[^"]*"[^>]*>(.*?)</a>', page, re.DOTALL):
        if name in " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()):
            return shown(reader, html.unescape(address))
    pytest.fail(f"There is no link {name!r}.")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_within_two_presses(reader: Reader, question: str) -> None:
    presses, answer = QUESTIONS[question]
    assert len(presses) <= MOST_PRESSES
    page = shown(reader, "/today")
    for name in presses:
        page = pressed(reader, page, name)
    assert re.search(answer, page)
