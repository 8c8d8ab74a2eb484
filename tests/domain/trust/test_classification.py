"""Every column is classed."""

from __future__ import annotations

from assessment.domain.trust.classification import CLASSES, Openness
from assessment.store import models
from assessment.store.revision import AreaRevision


def test_every_column_of_every_table_is_classed():
    tables = {table.name: {column.name for column in table.columns} for table in models.Base.metadata.sorted_tables}
    assert AreaRevision.__tablename__ in tables
    assert {name: set(classes) for name, classes in CLASSES.items()} == tables


def test_whatever_points_at_a_person_is_personal():
    for table in models.Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == "people" for key in column.foreign_keys):
                assert CLASSES[table.name][column.name] is Openness.PERSONAL, (table.name, column.name)
