"""What was published of a year is kept: when, over whom, and the figures of every group."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEPT = ("publications", "published_groups")
_REFUSAL = "what was published cannot be changed"


def upgrade() -> None:
    """Add publications, and guard them; years that were released before are published by the upgrade command."""
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_publications_number_from_1")),
        _to("publications", "cycle_id", "cycles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("cycle_id", "number", name=op.f("uq_publications_cycle_id_number")),
    )
    op.create_table(
        "published_groups",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        _to("published_groups", "publication_id", "publications"),
        sa.PrimaryKeyConstraint("publication_id", "key", name=op.f("pk_published_groups")),
    )
    op.create_table(
        "published_organisations",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("named_in", sa.JSON(), nullable=False),
        sa.Column("belongs_to", sa.JSON(), nullable=False),
        sa.Column("counted_in", sa.JSON(), nullable=False),
        _to("published_organisations", "publication_id", "publications"),
        _to("published_organisations", "organisation_id", "organisations"),
        _to("published_organisations", "result_id", "results"),
        sa.PrimaryKeyConstraint("publication_id", "organisation_id", name=op.f("pk_published_organisations")),
    )
    op.create_index(op.f("ix_published_organisations_named"), "published_organisations", ["named"])
    for table in _KEPT:
        _guard(table)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _guard(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_stay_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stay()"
    )


def downgrade() -> None:
    """Take them away again."""
    lite = op.get_bind().dialect.name == "sqlite"
    for table in ("published_organisations", *reversed(_KEPT)):
        op.drop_table(table)
        if not lite and table in _KEPT:
            op.execute(f"DROP FUNCTION {table}_stay()")
