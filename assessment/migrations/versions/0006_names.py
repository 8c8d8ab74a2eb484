"""Keys by which names are the same and in which order they are read, and letters that were not delivered."""

import sqlalchemy as sa
from alembic import op

from assessment.domain.texts.names import reading_order, sameness_key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ONCE = ("organisations", "partnerships")
_BY_CODE_POINT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the keys; where two names have been the same until now, the later one keeps its own key until it changes."""
    for name in (*_ONCE, "people"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("name_key", _BY_CODE_POINT, nullable=False, server_default=""))
            table.add_column(sa.Column("sort_key", _BY_CODE_POINT, nullable=False, server_default=""))
            if name == "organisations":
                table.add_column(sa.Column("area_key", sa.Text(), nullable=False, server_default=""))
        _fill(name)
        with op.batch_alter_table(name) as table:
            for column in ("name_key", "sort_key", *(["area_key"] if name == "organisations" else [])):
                table.alter_column(column, server_default=None)
            table.create_index(op.f(f"ix_{name}_sort_key"), ["sort_key"])
            if name in _ONCE:
                table.drop_constraint(op.f(f"uq_{name}_name"), type_="unique")
                table.create_unique_constraint(op.f(f"uq_{name}_name_key"), ["name_key"])
    with op.batch_alter_table("mailed_links") as table:
        table.add_column(sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True))


def _fill(name: str) -> None:
    connection, taken = op.get_bind(), set[str]()
    columns: list[sa.ColumnClause[object]] = [
        sa.column(one) for one in ("id", "name", "name_key", "sort_key", "area", "area_key")
    ]
    table = sa.table(name, *(columns if name == "organisations" else columns[:4]))
    for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings().all():
        key = sameness_key(row["name"])
        if name in _ONCE and key in taken:
            key = f"{key}\t{row['id']}"
        taken.add(key)
        values = {"name_key": key, "sort_key": reading_order(row["name"])}
        values |= {"area_key": sameness_key(row["area"])} if "area" in row else {}
        connection.execute(sa.update(table).where(table.c.id == row["id"]).values(values))


def downgrade() -> None:
    """Take the keys away; names are then told apart letter by letter again."""
    with op.batch_alter_table("mailed_links") as table:
        table.drop_column("failed_at")
    for name in (*_ONCE, "people"):
        with op.batch_alter_table(name) as table:
            if name in _ONCE:
                table.drop_constraint(op.f(f"uq_{name}_name_key"), type_="unique")
                table.create_unique_constraint(op.f(f"uq_{name}_name"), ["name"])
            table.drop_index(op.f(f"ix_{name}_sort_key"))
            table.drop_column("name_key")
            table.drop_column("sort_key")
            if name == "organisations":
                table.drop_column("area_key")
