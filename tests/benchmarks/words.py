"""Choose sentences at random, so that a reader can judge whether a native speaker would write them.

    PYTHONPATH=tests python tests/benchmarks/words.py [SEED]

prints twenty sentences of the program (errors, remarks, remedies), ten of help, ten docstrings and ten
subjects of commits, each in a line with its place. Subjects from before the last pass over the words are
history and cannot be reworded, so they are not drawn.
"""

import ast
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from support.documents import PROGRAM, ROOT

CODE = ROOT / "jobsearch"
OF_USERS = ("errors.py", "cli", "presentation", "server/problems.py", "server/parameters.py", "services")
SENTENCE = re.compile(r"[A-Za-z`'\"{(].{25,}[.?!]$", re.DOTALL)
REWORDED = "2026-11-28T08:37Z"  # the last pass over the words
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
NUMBERS = {"program": 20, "help": 10, "docstring": 10, "commit": 10}


def main() -> None:
    """Print the sample."""
    choose = random.Random(sys.argv[1] if len(sys.argv) > 1 else None)
    kinds = {
        "program": sorted(set(_messages())),
        "help": sorted(set(_help(PROGRAM, "jobsearch"))),
        "docstring": sorted(set(_docstrings())),
        "commit": _commits(),
    }
    for kind, found in kinds.items():
        for place, sentence in choose.sample(found, min(NUMBERS[kind], len(found))):
            print(f"{kind}\t{place}\t{sentence}")


def _messages() -> Iterator[tuple[str, str]]:
    for name in OF_USERS:
        for path in [CODE / name] if name.endswith(".py") else sorted((CODE / name).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            messages = _documents(tree, ast.ClassDef) if path.name == "errors.py" else set()
            joined = [one for one in ast.walk(tree) if isinstance(one, ast.JoinedStr)]
            parts = {id(part) for one in joined for part in one.values}
            left_out = (_documents(tree) - messages) | parts
            for node in ast.walk(tree):
                text = _text(node)
                if text and id(node) not in left_out and SENTENCE.match(text) and "(?P<" not in text:
                    yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", text


def _documents(tree: ast.Module, kind: type[ast.AST] = ast.AST) -> set[int]:
    """Return the ids of the docstrings' nodes."""
    return {
        id(first.value)
        for one in _documented(tree)
        if isinstance(one, kind) and isinstance(first := one.body[0], ast.Expr)
    }


def _docstrings() -> Iterator[tuple[str, str]]:
    for path in sorted(CODE.rglob("*.py")):
        if path.name != "errors.py":
            for one in _documented(ast.parse(path.read_text(encoding="utf-8"))):
                text = " ".join((ast.get_docstring(one) or "").split())
                yield f"{path.relative_to(ROOT)}:{one.body[0].lineno}", text.split(". ")[0]


def _documented(
    tree: ast.Module,
) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and ast.get_docstring(node):
            yield node


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return " ".join("".join(map(str, parts)).split())
    return (
        " ".join(node.value.split()) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    )


def _help(command: object, name: str) -> Iterator[tuple[str, str]]:
    for parameter in getattr(command, "params", ()):
        if text := getattr(parameter, "help", None):
            yield f"{name} {parameter.name}", " ".join(text.split())
    if text := getattr(command, "help", None):
        yield name, " ".join(text.split())
    for part, below in getattr(command, "commands", {}).items():
        yield from _help(below, f"{name} {part}")


def _commits() -> list[tuple[str, str]]:
    done = subprocess.run(
        ["git", "log", "--no-merges", "--format=%h%x09%s", f"--since={REWORDED}"],
        cwd=Path(ROOT),
        capture_output=True,
        check=True,
        text=True,
    )
    return [
        (number, subject)
        for number, _, subject in (line.partition("\t") for line in done.stdout.splitlines())
    ]


if __name__ == "__main__":
    main()
