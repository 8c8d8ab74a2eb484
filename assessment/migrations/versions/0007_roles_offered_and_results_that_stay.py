"""Roles that people are asked to take, and kept results that nobody can change."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROLES = (
    "contributor",
    "organisation lead",
    "sponsor",
    "adviser",
    "leadership member",
    "project lead",
    "administrator",
)
_REFUSAL = "a kept result cannot be changed"
_SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER results_stay_{event.lower()} BEFORE {event} ON results BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); "
    "END"
    for event in ("UPDATE", "DELETE")
)
_POSTGRESQL_GUARDS = (
    f"""CREATE FUNCTION results_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    """CREATE TRIGGER results_stay BEFORE UPDATE OR DELETE ON results
FOR EACH ROW EXECUTE FUNCTION results_stay()""",
    """CREATE TRIGGER results_stay_all BEFORE TRUNCATE ON results
FOR EACH STATEMENT EXECUTE FUNCTION results_stay()""",
)


def upgrade() -> None:
    """Add offers of roles, and guard kept results."""
    op.create_table(
        "role_offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "role", sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_by_id", sa.Integer(), nullable=True),
        _to("person_id", "people", "CASCADE"),
        _to("organisation_id", "organisations", "CASCADE"),
        _to("offered_by_id", "people", None),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_offers")),
    )
    op.create_index(op.f("ix_role_offers_person_id"), "role_offers", ["person_id"])
    op.create_index(op.f("ix_role_offers_organisation_id"), "role_offers", ["organisation_id"])
    for guard in _SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_GUARDS:
        op.execute(guard)


def _to(column: str, target: str, ondelete: str | None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_role_offers_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    """Take it away again; roles that were offered are forgotten."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER results_stay_{event}")
    else:
        op.execute("DROP TRIGGER results_stay ON results")
        op.execute("DROP TRIGGER results_stay_all ON results")
        op.execute("DROP FUNCTION results_stay()")
    op.drop_table("role_offers")
