"""What tests of people look up in pages, letters and the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment.commands import factors, links, people, sign_ins
from assessment.credentials import passwords
from assessment.domain.people.accounts import LinkPurpose
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make

if TYPE_CHECKING:
    from assessment.domain.people.permissions import Role
    from tests.world import Browser

OURS = "/organisations/lighthouse/people/"
NEW = {"name": "Sam Okafor", "email": "sam@lighthouse.example", "role": "contributor"}
ITEM = "RL-GOV-1"


def text_of(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def link_in(letter) -> str:
    return re.search(r"http://localhost(/invitation/\S+)", text_of(letter)).group(1)


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def said_at(answer, field: str) -> str:
    found = page(answer).find(id=f"{field}-error")
    return found.get_text(" ", strip=True) if found else ""


def typed(answer, field: str) -> str:
    found = page(answer).find(id=field)
    if found.get("type") == "radio":
        found = page(answer).find("input", attrs={"name": field}, checked=True) or {"value": ""}
        return found["value"]
    chosen = found.find("option", selected=True) if found.name == "select" else found
    return chosen["value"] if chosen else ""


def held(lite, person_id: int) -> set[tuple[Role, int | None]]:
    with lite.reading() as session:
        mine = session.scalars(select(models.RoleHeld).where(models.RoleHeld.person_id == person_id))
        return {(one.role, one.organisation_id) for one in mine}


def person_called(lite, address: str) -> models.Person | None:
    with lite.reading() as session:
        return session.scalar(select(models.Person).where(models.Person.email == address))


def everything(lite) -> dict[str, list[tuple]]:
    """Every row of every table, to see whether anything changed."""
    with lite.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in models.Base.metadata.sorted_tables
        }


def with_password(lite, person_id: int) -> str:
    with lite.writing() as session:
        somebody = session.get(models.Person, person_id)
        people.set_password(session, somebody, passwords.hashed(make.PASSWORD), at=make.NOON)
        session.commit()
        return somebody.email


def leave(browser: Browser, person_id: int, **more: str):
    return browser.post(f"{OURS}{person_id}/leave", {"sure": "y", **more})


def secured(lite, settings, person_id: int) -> dict[str, str]:
    """Give somebody every way in, and gives what must never be told of it."""
    with lite.writing() as session:
        somebody = session.get(models.Person, person_id)
        people.set_password(session, somebody, passwords.hashed(make.PASSWORD), at=make.NOON)
        codes = factors.keep_authenticator(
            session, somebody, "JBSWY3DPEHPK3PXP", step=1, key=settings.secret_key, at=make.NOON
        )
        key = models.Passkey(
            person_id=person_id, credential_id="credential-of-sam", public_key="public-key-of-sam", sign_count=1,
            name="Blue key", added_at=make.NOON,
        )  # fmt: skip
        session.add(key)
        handle = factors.give_handle(session, somebody)
        token = links.make_link(session, somebody, LinkPurpose.RESET, at=make.NOON)
        visit = sign_ins.Visit(12, "test", address="192.0.2.77", browser="Browser of Sam")
        sign_in = sign_ins.sign_in(session, person_id, visit, at=clock.now())
        session.commit()
        return {
            "hash": somebody.password_hash, "sealed": somebody.authenticator_sealed, "code": codes[0],
            "handle": handle, "credential": "credential-of-sam", "public key": "public-key-of-sam",
            "link": token, "sign-in": sign_in,
        }  # fmt: skip
