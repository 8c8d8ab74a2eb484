"""Comparisons kept under a name, and the priorities and notes that are agreed for a year."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_BY_CODE_POINT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "saved_comparisons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page", _choice("page", "overlay", "everyone", "heat_map", "stages"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", _BY_CODE_POINT, nullable=False),
        sa.Column("sort_key", _BY_CODE_POINT, nullable=False),
        _to("saved_comparisons", "saved_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_comparisons")),
        sa.UniqueConstraint("saved_by_id", "name_key", name=op.f("uq_saved_comparisons_saved_by_id_name_key")),
    )
    for column in ("shared", "sort_key"):
        op.create_index(op.f(f"ix_saved_comparisons_{column}"), "saved_comparisons", [column])
    op.create_table(
        "agreed_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("sort", _choice("sort", "priority", "note"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_away_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_away_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(sort = 'priority') = (title <> '')", name=op.f("ck_agreed_points_priorities_have_titles")),
        _to("agreed_points", "cycle_id", "cycles"),
        _to("agreed_points", "added_by_id", "people"),
        _to("agreed_points", "changed_by_id", "people"),
        _to("agreed_points", "taken_away_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_points")),
    )
    op.create_index(op.f("ix_agreed_points_cycle_id"), "agreed_points", ["cycle_id"])


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def downgrade() -> None:
    """Take both away again, with what was kept in them."""
    op.drop_table("agreed_points")
    op.drop_table("saved_comparisons")
