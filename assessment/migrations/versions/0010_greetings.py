"""What people want to be called, and when they put the introduction away."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both to people; nobody has chosen yet, and everybody is shown the introduction once."""
    with op.batch_alter_table("people") as table:
        table.add_column(sa.Column("called", sa.Text(), nullable=True))
        table.add_column(sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Forget both."""
    with op.batch_alter_table("people") as table:
        table.drop_column("introduced_at")
        table.drop_column("called")
