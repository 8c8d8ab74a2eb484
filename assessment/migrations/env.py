"""Run migrations on the connection that was handed over."""

from alembic import context

from assessment.store import revision
from assessment.store.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=False,
    transactional_ddl=True,
)
assert revision.AreaRevision.__table__ in Base.metadata.sorted_tables  # noqa: S101 - loads the table
with context.begin_transaction():
    context.run_migrations()
