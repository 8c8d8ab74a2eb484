"""What people read keeps to docs/words.md: no phrase that it retires comes back."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from jinja2 import Environment

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "assessment"
WORDS = ROOT / "docs" / "words.md"
EVERYWHERE, ON_PAGES = "everywhere", "on pages"

# Whose texts are read on pages, in messages and in emails; `domain/bank` and `banks` speak of files to their writers.
PAGES = ("commands", "domain", "figures", "charts", "reports", "uploads", "web", "mail.py")
FILES = ("banks", "cli", "config", "credentials", "demonstration", "documents", "domain/bank", "reading", "serving")
READ_BY_NOBODY = ("domain/texts",)  # lists of names, and what is looked for in texts
COMMANDS = "cli"  # whose docstrings are its help

UNDERSCORED = re.compile(r"[a-z0-9_./:#-]*")
COMMENT = re.compile(r"(?m)^\s*#.*$")
CODE = re.compile(r"```[\s\S]*?```|`[^`\n]*`|^ {4,}\S.*$", re.MULTILINE)
SEEN = re.compile(r'(?:aria-label|alt|title|placeholder|value|data-[a-z-]+)="([^"]*)"')


class Retired(NamedTuple):
    """A phrase that is not written any more, what is written instead, and where that holds."""

    phrase: str
    instead: str
    where: str

    def pattern(self) -> re.Pattern[str]:
        """What finds it: a capital counts, small letters find any case; spaces and apostrophes are alike."""
        words = r"\s+".join(re.escape(word) for word in self.phrase.split())
        return re.compile(rf"(?<![\w-]){words}(?![\w-])", 0 if self.phrase[0].isupper() else re.IGNORECASE)


def table() -> list[Retired]:
    """The second table of docs/words.md."""
    rows = WORDS.read_text(encoding="utf-8").partition("| retired | write | where |\n|---|---|---|\n")[2]
    return [Retired(*(cell.strip() for cell in row.strip("|").split("|"))) for row in rows.strip().splitlines()]


def test_the_table_is_in_order():
    found = table()
    assert len(found) > 80
    assert {one.where for one in found} == {EVERYWHERE, ON_PAGES}
    assert len({one.phrase for one in found}) == len(found)
    for one in found:
        assert not [other.phrase for other in found if other.pattern().search(one.instead)], one


def test_phrases_are_found_as_the_page_says():
    assert Retired("e-mail", "email", EVERYWHERE).pattern().search("By E-mail.")
    assert Retired("The program", "System", ON_PAGES).pattern().search("The\n  program")
    assert not Retired("The program", "System", ON_PAGES).pattern().search("in the program")
    assert not Retired("vouch", "prove", EVERYWHERE).pattern().search("a voucher")


def strings(path: Path, *, help_too: bool) -> Iterator[str]:
    """The texts in a module that people may read: no docstrings, unless they are a command's help, and no names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
        if not (help_too and isinstance(node, ast.FunctionDef) and node.decorator_list)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in docstrings else None
        if isinstance(text, str) and not UNDERSCORED.fullmatch(text):
            yield text


def template_texts(path: Path) -> Iterator[str]:
    """What a template shows: its words, labels of its tags, and the texts that it hands to macros."""
    tokens = list(Environment(autoescape=True).lex(path.read_text(encoding="utf-8")))
    words = "".join(text if kind == "data" else "…" for _, kind, text in tokens if kind in {"data", "variable_end"})
    yield from SEEN.findall(words)
    yield re.sub(r"<[^>]*>", " ", words)
    yield from (text for _, kind, text in tokens if kind == "string" and not UNDERSCORED.fullmatch(text.strip("\"'")))


def modules(names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        yield from [PACKAGE / name] if name.endswith(".py") else sorted((PACKAGE / name).rglob("*.py"))


def pages() -> Iterator[tuple[Path, str]]:
    """What is read on pages, in messages and in emails."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"}:
            yield from ((path, text) for text in template_texts(path))
    skipped = set(modules((*FILES, *READ_BY_NOBODY)))
    for path in modules(PAGES):
        if path not in skipped:
            yield from ((path, text) for text in strings(path, help_too=False))
    for path in sorted((PACKAGE / "static" / "js").glob("*.js")):
        yield from ((path, text) for text in re.findall(r'"([^"\n]* [^"\n]*)"', path.read_text(encoding="utf-8")))


def files() -> Iterator[tuple[Path, str]]:
    """What is read in commands, question banks and documents."""
    for name in FILES:
        for path in modules((name,)):
            yield from ((path, text) for text in strings(path, help_too=name == COMMANDS))
    for path in [*sorted((ROOT / "question_banks").rglob("*.yaml")), PACKAGE / "banks" / "new-bank.yaml"]:
        yield path, COMMENT.sub("", path.read_text(encoding="utf-8"))
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if path != WORDS:
            yield path, CODE.sub("", path.read_text(encoding="utf-8"))


def texts() -> Iterator[tuple[str, str, str]]:
    """Everything that people read: where it is, how it is found there, and what it says."""
    yield from ((str(path.relative_to(ROOT)), ON_PAGES, text) for path, text in pages())
    yield from ((str(path.relative_to(ROOT)), EVERYWHERE, text) for path, text in files())


@pytest.fixture(scope="module")
def read() -> list[tuple[str, str, str]]:
    return list(texts())


def test_everything_that_people_read_is_looked_at(read):
    places = {place for place, _, _ in read}
    for expected in (
        "templates/letters/reset.txt",
        "assessment/web/frame/errors.py",
        "assessment/domain/errors.py",
        "assessment/cli/trust.py",
        "question_banks/trauma-informed-2026.yaml",
        "assessment/static/js/passkeys.js",
        "README.md",
        "docs/operating.md",
    ):
        assert expected in places


@pytest.mark.parametrize("retired", table(), ids=lambda one: one.phrase)
def test_no_retired_phrase_comes_back(read, retired):
    pattern = retired.pattern()
    found = sorted(
        {
            f"{place}: …{text[max(0, match.start() - 30) : match.end() + 20].strip()}…"
            for place, how, text in read
            if retired.where == EVERYWHERE or how == ON_PAGES
            for match in pattern.finditer(text)
        }
    )
    assert found == [], f"write: {retired.instead}"
