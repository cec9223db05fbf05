import pytest

from jobsearch.cli.screens.keys import without_sequences

ESCAPE = "escape"


@pytest.mark.parametrize(
    ("pressed", "left"),
    [
        ("yn", "yn"),
        ([ESCAPE], ""),
        ([ESCAPE, "y"], ""),  # Alt+y
        ([ESCAPE, *"[1;9C", "n"], "n"),  # Super+Right
        ([ESCAPE, *"Oy", "n"], "n"),  # the keypad's 9
        ([ESCAPE, *"[97;5u", "n"], "n"),  # Ctrl+a, as some terminals send it
        ([ESCAPE, *"[O", "n"], "n"),  # the window lost the focus
        ([ESCAPE, ESCAPE, "n"], "n"),
        ([ESCAPE, "["], ""),
        ([ESCAPE, "O"], ""),
    ],
)
def test_a_sequence_that_nobody_knows_is_no_key(pressed: list[str], left: str) -> None:
    assert list(without_sequences(list(pressed))) == list(left)
