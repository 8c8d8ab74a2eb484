"""Migrations: they lead to the tables of today, and running them again changes nothing."""

from __future__ import annotations

from alembic import command
from sqlalchemy import inspect

from assessment.store import schema


def with_connection(database, run):
    with database.engine.begin() as connection:
        config = schema.migrations()
        config.attributes["connection"] = connection
        run(config)


def test_migrations_lead_to_the_models(database):
    with_connection(database, command.check)


def test_migrating_again_changes_nothing(database):
    before = inspect(database.engine).get_table_names()
    schema.upgrade(database.engine)
    assert inspect(database.engine).get_table_names() == before


def test_migrations_can_be_undone_and_done_again(database):
    with_connection(database, lambda config: command.downgrade(config, "base"))
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    schema.upgrade(database.engine)
    with_connection(database, command.check)


def test_every_constraint_has_a_name(database):
    found = inspect(database.engine)
    for table in found.get_table_names():
        names = [one["name"] for one in (*found.get_check_constraints(table), *found.get_foreign_keys(table))]
        assert all(names), (table, names)
