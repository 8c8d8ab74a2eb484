"""The templates: they compile, stay narrow and short, import what they use, and belong to the room that renders them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import nodes

from assessment.app import create_app
from assessment.config import Settings

if TYPE_CHECKING:
    from jinja2 import Environment

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
LETTERS = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.txt"))
ROOMS = sorted(path for path in (ROOT / "assessment" / "web").iterdir() if path.is_dir() and path.name != "__pycache__")

WIDEST = 160
LONGEST = 120

SHARED = ("errors/", "letters/")
BORROWED = {
    ("frame", "entrance/ask.html"): "whoever was signed out in the meantime is asked to sign in wherever they are",
    ("banks", "questionnaire/item.html"): "the preview of a draft shows an item exactly as organisations would see it",
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Environment:
    folder = tmp_path_factory.mktemp("instance")
    return create_app(Settings("sqlite://", "a secret for tests only", instance=str(folder))).jinja_env


def text_of(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*PAGES, *LETTERS])
def test_every_template_compiles(environment, name):
    assert environment.get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_a_screen(name):
    lines = enumerate(text_of(name).splitlines(), start=1)
    assert [(number, len(line)) for number, line in lines if len(line) > WIDEST] == []


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("macros/")])
def test_no_template_hides_a_macro_in_its_length(name):
    assert len(text_of(name).splitlines()) <= LONGEST


@pytest.mark.parametrize("name", PAGES)
def test_every_imported_macro_is_used(environment, name):
    tree = environment.parse(text_of(name))
    imported = {
        one if isinstance(one, str) else one[1] for found in tree.find_all(nodes.FromImport) for one in found.names
    }
    used = {found.name for found in tree.find_all(nodes.Name) if found.ctx == "load"}
    assert sorted(imported - used) == []


def rendered_in(room: Path) -> set[str]:
    """The templates that the code of a room names."""
    texts = (
        node.value
        for path in room.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if text.endswith((".html", ".txt")) and "/" in text}


@pytest.mark.parametrize("name", PAGES)
def test_every_imported_macro_is_there(environment, name):
    missing = []
    for found in environment.parse(text_of(name)).find_all(nodes.FromImport):
        tree = environment.parse(text_of(found.template.value))
        there = {one.name for one in tree.find_all(nodes.Macro)}
        there |= {one.target.name for one in tree.find_all(nodes.Assign) if isinstance(one.target, nodes.Name)}
        missing += [one for one in (one if isinstance(one, str) else one[0] for one in found.names) if one not in there]
    assert missing == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_renders_its_own_templates(room):
    named = rendered_in(room)
    own = (f"{room.name}/", *SHARED)
    assert {name for name in named if not name.startswith(own)} == {
        name for area, name in BORROWED if area == room.name
    }
    assert named <= {*PAGES, *LETTERS}


def test_no_template_compares_the_state_of_an_assessment():
    """What a state allows is asked of the assessment, so that a new state is a row in one table."""
    assert [name for name in PAGES if "assessment.state" in text_of(name).replace("{{ assessment.state }}", "")] == []
