"""What every table with names shares: by which keys they are the same, and in which order they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from assessment.domain.texts.names import reading_order, sameness_key

if TYPE_CHECKING:
    from sqlalchemy.engine.default import DefaultExecutionContext

# Both databases compare byte by byte, whatever the language of the machine.
_BY_CODE_POINT = Text().with_variant(Text(collation="C"), "postgresql")


def _key_of_inserted(context: DefaultExecutionContext) -> str:
    return sameness_key(_inserted_name(context))


def _order_of_inserted(context: DefaultExecutionContext) -> str:
    return reading_order(_inserted_name(context))


def _inserted_name(context: DefaultExecutionContext) -> str:
    return str(context.get_current_parameters()["name"])  # type: ignore[no-untyped-call]


class Named:
    """Something with a name; its keys follow the name whenever it is set."""

    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(_BY_CODE_POINT, default=_key_of_inserted)
    sort_key: Mapped[str] = mapped_column(_BY_CODE_POINT, default=_order_of_inserted, index=True)

    @validates("name")
    def _set_keys(self, _column: str, name: str) -> str:
        self.name_key, self.sort_key = sameness_key(name), reading_order(name)
        return name


class NamedOnce(Named):
    """Something whose name nothing else of its kind has, in whatever spelling."""

    name_key: Mapped[str] = mapped_column(_BY_CODE_POINT, default=_key_of_inserted, unique=True)
