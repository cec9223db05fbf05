"""instance/config.toml: what it may say, and what is said of anything else."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.config import KEYS, Kind, read_config
from jobsearch.errors import ConfigMalformed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def why(path: Path, content: str | bytes) -> str:
    """Return what is wrong with a file of this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ConfigMalformed) as error:
        read_config(path)
    assert str(path) in str(error.value)
    return str(error.value)


def test_without_a_file_there_are_no_defaults(path: Path) -> None:
    assert read_config(path).get("me", "lives_in") is None


def test_values_are_what_the_command_line_would_have_said(path: Path) -> None:
    path.write_text(
        '\ufeff[me]\nlives_in = "Portugal"\n[recommend]\nmin_salary = 60000\nmin_score = 0.5\nnumber = 10\n'
        'stated_salary = true\nlanguage = "en"\nexclude = ["crypto", "on call"]\nsince = "7d"\n',
        encoding="utf-8",
    )
    config = read_config(path)

    assert config.get("me", "lives_in") == "Portugal"
    assert dict(config.sections["recommend"]) == {
        "min_salary": "60000",
        "min_score": "0.5",
        "number": 10,
        "stated_salary": True,
        "language": ("en",),
        "exclude": ("crypto", "on call"),
        "since": "7d",
    }


@pytest.mark.parametrize("content", ["", "\n# nothing\n", "[me]\n", "[recommend]\n[me]\n"])
def test_a_file_that_says_nothing_is_fine(path: Path, content: str) -> None:
    path.write_text(content)
    assert read_config(path).get("recommend", "number") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "[recommend]\nmin_salry = 1",
            "min_salry in [recommend] is unknown; did you mean min_salary in [recommend]?",
        ),
        ("[recommend]\nmin-salary = 1", "did you mean min_salary in [recommend]?"),
        ("[recommend]\nexclude_companies = []", "did you mean exclude_company in [recommend]?"),
        ('[me]\nlive_in = "PT"', "live_in in [me] is unknown; did you mean lives_in in [me]?"),
        ("[me]\nmin_salary = 1", "min_salary in [me] is unknown; did you mean min_salary in [recommend]?"),
        ('lives_in = "PT"', "lives_in is outside its section; did you mean lives_in in [me]?"),
        ("[recomend]\nnumber = 1", "[recomend] is unknown; did you mean [recommend]?"),
        ("[recommend.more]\nnumber = 1", "more in [recommend] is unknown; did you mean"),
        ("[[recommend]]\nnumber = 1", "recommend is outside its section"),
        ("[recommend]\n'\\u001b[31m\x7f' = 1", "is not TOML"),
        ('[recommend]\n"\\u001b[31m" = 1', "is unknown; did you mean"),
    ],
)
def test_an_unknown_name_is_an_error_that_names_the_nearest(path: Path, content: str, said: str) -> None:
    assert said in why(path, content)
    assert why(path, content).isprintable()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("number", value) for value in ("0", "-1", "1.5", '"10"', "true", "[1]", "9" * 30)),
        *(
            ("min_salary", value)
            for value in ("-1", "true", "nan", "inf", "[1]", '" "', "2026-01-31", "9" * 30)
        ),
        *(("stated_salary", value) for value in ("1", '"true"', "[true]")),
        *(("search", value) for value in ("1", '" "', '"\\u200b"', '["a"]', "{a = 1}")),
        *(("exclude", value) for value in ("1", '[""]', '["a", 1]', '[["a"]]')),
    ],
)
def test_a_value_of_another_kind_is_an_error_that_says_which(path: Path, key: str, value: str) -> None:
    assert f"{key} in [recommend] must be" in why(path, f"[recommend]\n{key} = {value}\n")


def test_an_amount_is_as_it_is_written(path: Path) -> None:
    """TOML takes 60.000 for the number 60; the reader of salaries knows better."""
    written = {"60.000": "60.000", "60.5": "60.5", "6e4": "60000.0", "60_000.5": "60_000.5", "60000": "60000"}
    for text, read in written.items():
        path.write_text(f"[recommend]\nmin_salary = {text}\nmin_score = 0.5\n")
        config = read_config(path)
        assert (config.get("recommend", "min_salary"), config.get("recommend", "min_score")) == (read, "0.5")


def test_an_empty_value_says_nothing(path: Path) -> None:
    path.write_text('[me]\nlives_in = ""\n[recommend]\nsearch = ""\nexclude = []\nmin_salary = ""\n')
    assert read_config(path).sections == {}


@pytest.mark.parametrize(
    "content",
    [
        b"[recommend",
        b"number = ",
        b'[me]\nlives_in = "\xff"',
        b"\x00",
        b"PK\x03\x04" + bytes(100),
        b"a = " + b"[" * 5_000,
        b"a = " + b"9" * 5_000,
        b"#" * 1_000_001,
        b"[me]\n[me]\n",
    ],
)
def test_what_is_no_toml_is_an_error(path: Path, content: bytes) -> None:
    assert "Correct the file" in why(path, content)


def test_what_is_no_file_is_an_error(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ConfigMalformed, match="not a file"):
        read_config(path)


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_anything_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_bytes(content)
    with contextlib.suppress(ConfigMalformed):
        read_config(path)


VALUES = {
    Kind.TEXT: '"some"',
    Kind.TEXTS: '["some"]',
    Kind.AMOUNT: "1",
    Kind.WHOLE: "1",
    Kind.FLAG: "false",
}


@pytest.mark.parametrize(("section", "key"), [(section, key) for section in KEYS for key in KEYS[section]])
def test_every_key_can_be_said(path: Path, section: str, key: str) -> None:
    path.write_text(f"[{section}]\n{key} = {VALUES[KEYS[section][key]]}\n")
    assert read_config(path).get(section, key) is not None


MANY = 100_000
TOO_DEEP = {
    "a dotted name": f"a{'.b' * MANY} = 1",
    "a dotted name in quotation marks": f"""'a'{'."b"' * MANY} = 1""",
    "a dotted name with spaces": f"a{' . b' * MANY} = 1",
    "a section": f"[a{'.b' * MANY}]",
    "a section of a list": f"[[a{'.b' * MANY}]]",
    "a name in a table in a line": f"a = {{b{'.c' * MANY} = 1}}",
    "a name after quotation marks in a text": f'a = {{b = """"x"""", c{".d" * MANY} = 1}}',
    "a name after a mark in a text": f"a = '\"'\nb{'.c' * MANY} = 1",
    "a name after a mark in a remark": f"# \"'''\nb{'.c' * MANY} = 1",
    "brackets": f"a = {'[' * MANY}",
    "brackets on lines of their own": "a = " + "[\n" * MANY,
    "tables": "a = " + "{a = " * MANY,
    "nine parts": "a.b.c.d.e.f.g.h.i = 1",
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("form", TOO_DEEP)
def test_what_is_nested_deeply_is_refused_at_once(path: Path, form: str) -> None:
    assert "nested too deeply" in why(path, TOO_DEEP[form])


LARGE = {
    "a long name": "a" * 300_000,
    "a number of many digits": f"a = {'1' * 300_000}",
    "a text that does not end": 'a = """' + '\\"""' * 60_000,
    "texts that do not end": '"\n' * 100_000,
    "quotation marks": '"""\\' * 60_000,
    "spaces": f"a = {' ' * 300_000}",
    "sections": "".join(f"[a{number}]\n" for number in range(20_000)),
    "more than a page": "#" * 1_000_001,
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("form", LARGE)
def test_what_is_large_is_refused_at_once(path: Path, form: str) -> None:
    assert "cannot be used" in why(path, LARGE[form])


@pytest.mark.parametrize(
    "text",
    [
        '"a.b.c.d.e.f.g.h.i.j"',
        "'[[[[[[[[[['",
        '"""\n[{[{[{[{[{"""',
        "'''a.b.c.d.e.f.g.h.i.j'''",
        r'"\"a.b.c.d.e.f.g.h.i.j"',
        '""""a.b.c.d.e.f.g.h.i.j""""',
        '"""\\"""a.b.c.d.e.f.g.h.i.j"""',
        "'x' # a.b.c.d.e.f.g.h.i.j [[[[[[[[[[",
    ],
)
def test_what_stands_in_a_text_or_a_remark_is_not_nested(path: Path, text: str) -> None:
    path.write_text(f"[recommend]\nexclude = [{text}\n]\n")
    assert read_config(path).get("recommend", "exclude")
