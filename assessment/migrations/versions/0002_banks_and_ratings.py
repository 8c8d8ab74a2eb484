"""How long an assessment is, uploaded banks, and what single people think of items."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what banks of several versions and lengths need."""
    with op.batch_alter_table("assessments") as table:
        table.add_column(
            sa.Column(
                "selection",
                sa.Enum("full", "core", name="selection", native_enum=False, create_constraint=True, length=40),
                nullable=False,
                server_default="full",
            )
        )
    with op.batch_alter_table("assessments") as table:
        table.alter_column("selection", server_default=None)
    op.create_table(
        "bank_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bank_id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("recorded", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_by_id IS NULL)", name=op.f("ck_bank_files_published_by_somebody")
        ),
        sa.ForeignKeyConstraint(["published_by_id"], ["people.id"], name=op.f("fk_bank_files_published_by_id_people")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["people.id"], name=op.f("fk_bank_files_uploaded_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_files")),
        sa.UniqueConstraint("bank_id", name=op.f("uq_bank_files_bank_id")),
    )
    op.create_table(
        "ratings",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level >= 0", name=op.f("ck_ratings_level_from_0")),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_ratings_assessment_id_assessments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_ratings_person_id_people")),
        sa.PrimaryKeyConstraint("assessment_id", "item_id", "person_id", name=op.f("pk_ratings")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("ratings")
    op.drop_table("bank_files")
    with op.batch_alter_table("assessments") as table:
        table.drop_constraint(op.f("ck_assessments_selection"), type_="check")
        table.drop_column("selection")
