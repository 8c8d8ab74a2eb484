"""Where forms have led that were sent before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.store import tables
from assessment.store.values import execute

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LED_TO = select(tables.form_keys.c.led_to).where(tables.form_keys.c.mark == bindparam("mark"))


def led_to(session: Session, mark: str) -> str | None:
    """The page that a form led to, empty if that is not known yet, or None if it has not acted."""
    return execute(session, _LED_TO, {"mark": mark}).scalar()
