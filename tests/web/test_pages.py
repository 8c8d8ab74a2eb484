"""Every page: on banks of every shape, protected, and that looking changes nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from assessment import banks
from assessment.app import create_app
from assessment.domain.people.permissions import Role
from assessment.web.frame.headers import PROTECTIONS
from tests.banks.test_banks import DATA
from tests.web.frame.test_access import PATHS, PUBLIC
from tests.world import Browser, build


def every_page(world):
    somebody = world.people[Role.CONTRIBUTOR]
    here = {"place": "lighthouse", "number": world.open, "colleague": somebody, "anybody": somebody}
    filled = [path.format(**here) for path in PATHS.values() if "remove" not in path]
    return [
        *dict.fromkeys(filled),
        f"/assessments/{world.earlier}/results",
        "/",
        "/about",
        "/sign-in",
        "/demonstration/",
    ]


def test_looking_at_pages_never_writes(app, visitor, lite):
    wrote = []
    event.listen(
        lite.engine, "before_cursor_execute", lambda *given: wrote.append(given[2]) if changes(given[2]) else None
    )
    for role in Role:
        visitor.be(role)
        wrote.clear()
        for path in every_page(visitor.world):
            visitor.get(path)
        assert wrote == []


def changes(statement: str) -> bool:
    return statement.lstrip().split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}


@pytest.mark.parametrize("name", ["three-dimensions", "fifteen-practices", "smallest"])
def test_banks_of_other_shapes_work_on_every_page(lite, settings, monkeypatch, name):
    bank = banks.read(DATA / f"{name}.yaml")
    monkeypatch.setattr(banks, "load", lambda _: bank)
    monkeypatch.setattr(banks, "find", lambda _: bank)
    world = build(lite, name)
    visitor = Browser(app := create_app(settings, lite), world, None)
    visitor.client = app.test_client()
    item = bank.items[0].id
    for role in Role:
        visitor.be(role)
        for path in every_page(world):
            answer = visitor.get(path.replace("RL-GOV-1", item))
            assert answer.status_code < 500, (path, role)
    visitor.be(Role.ORGANISATION_LEAD)
    saved = visitor.post(f"/assessments/{world.open}/items/{item}", {"version": "0", "level": "1"})
    assert saved.status_code == 302
    assert visitor.get(f"/assessments/{world.open}/results").status_code == 200


def test_every_answer_carries_the_protections(visitor):
    for path in ("/", "/sign-in", "/nothing", "/static/css/fourfold.css"):
        answer = visitor.get(path)
        for name, value in PROTECTIONS.items():
            assert answer.headers[name] == value
        answer.close()
    assert "unsafe" not in PROTECTIONS["Content-Security-Policy"]


def test_pages_have_no_inline_script_or_style(visitor):
    visitor.be(Role.ORGANISATION_LEAD)
    for path in every_page(visitor.world):
        page = visitor.get(path).text
        assert "<style" not in page
        assert ' style="' not in page
        assert " onclick=" not in page


def test_something_too_large_is_refused_politely(visitor):
    visitor.be(Role.ORGANISATION_LEAD)
    answer = visitor.post(f"/assessments/{visitor.world.open}/items/RL-GOV-1", {"note": "x" * 300_000})
    assert answer.status_code == 413
    assert "too large to send" in answer.text


def test_public_pages_are_open_to_everybody(app, visitor):
    for endpoint in PUBLIC:
        rule = next(app.url_map.iter_rules(endpoint))
        if "GET" in rule.methods and not rule.arguments:
            assert visitor.get(rule.rule).status_code == 200


def test_statements_stay_few_and_do_not_grow_with_the_area(app, visitor, lite):
    statements = []
    event.listen(lite.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    for role in Role:
        visitor.be(role)
        for path in every_page(visitor.world):
            statements.clear()
            visitor.get(path)
            assert len(statements) <= 12, (path, role, len(statements))


def test_every_template_compiles(app):
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
