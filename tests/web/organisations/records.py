"""What tests of organisations look up in pages and the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment.store import models

if TYPE_CHECKING:
    from datetime import date

    from tests.world import Browser

VALE = {
    "name": "Vale Homes", "reference": "vale-homes", "sector": "charity", "size": "50-249", "area": "Vale",
    "public_contact": "y", "partnerships": ["north"],
}  # fmt: skip
DAY = "2026-04-01"


def found(session, reference: str) -> models.Organisation:
    return session.scalar(select(models.Organisation).where(models.Organisation.reference == reference))


def organisation(lite, reference: str) -> models.Organisation:
    with lite.reading() as session:
        one = found(session, reference)
        if one:
            _ = one.partnerships
        return one


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def said_at(answer, field: str) -> str:
    at = page(answer).find(id=f"{field}-error")
    return at.get_text(" ", strip=True) if at else ""


def typed(answer, name: str) -> list[str]:
    """What stands in the fields of this name."""
    fields = page(answer).find("main").find_all(["input", "select", "textarea"], attrs={"name": name})
    values = []
    for one in fields:
        if one.name == "select":
            values += [option["value"] for option in one.find_all("option", selected=True)]
        elif one.name == "textarea":
            values.append(one.text.strip())
        elif one["type"] != "checkbox" or one.has_attr("checked"):
            values.append(one["value"])
    return values


def everything(lite) -> dict[str, list[tuple]]:
    with lite.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in models.Base.metadata.sorted_tables
            if table.name != models.FormKey.__tablename__  # that a form was sent says nothing of what it changed
        }


def sent_by(browser: Browser, path: str, action: str) -> dict[str, list[str]]:
    """What a form would send if somebody just pressed its button."""
    form = next(one for one in browser.soup(path).select("form[method=post]") if one["action"] == action)
    data: dict[str, list[str]] = {}
    for field in form.find_all(["input", "select"]):
        if field.name == "select":
            data.setdefault(field["name"], []).extend(one["value"] for one in field.find_all("option", selected=True))
        elif field["type"] != "checkbox" or field.has_attr("checked"):
            data.setdefault(field["name"], []).append(field["value"])
    return data


def visitor_rows(browser: Browser, path: str) -> list[str]:
    return [row.th.text for row in browser.soup(path).select("table")[-1].select("tbody tr")]


def close(browser: Browser, reference: str, on: date | str):
    return browser.post(f"/organisations/{reference}/close", {"on": str(on), "sure": "y"})
