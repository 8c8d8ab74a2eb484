"""Which forms have been sent, so that one that is sent twice acts once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the marks of forms that were sent."""
    op.create_table(
        "form_keys",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("led_to", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_form_keys")),
    )
    op.create_index(op.f("ix_form_keys_at"), "form_keys", ["at"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("form_keys")
