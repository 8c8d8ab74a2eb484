"""Migrations: they lead to the tables of today, and running them again changes nothing."""

from __future__ import annotations

from datetime import date

from alembic import command
from sqlalchemy import inspect, select, text

from assessment.domain.area.consent import Standing
from assessment.store import models, schema
from tests import haste


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


def test_what_was_kept_before_survives_the_migrations(empty_url):
    opened = haste.opened(empty_url)
    schema.upgrade(opened.engine, to="0002")
    before = {
        "organisations": "reference, name, sector, size_band, area, public_contact, named_in_comparisons, "
        "naming_decided_on, created_at",
        "people": "name, email, active, created_at",
        "roles_held": "person_id, organisation_id, role",
        "cycles": "year, name, bank_id, opens_on, closes_on",
        "assessments": "organisation_id, cycle_id, bank_id, selection, state, started_at, returned_note, moderated, "
        "pulse_favourable",
        "evidence": "assessment_id, item_id, title, link, shows, grade, dated_on, lived_experience, "
        "no_personal_details, added_at",
    }
    at, yes, no = "'2026-09-01 09:00:00'", "true", "false"
    values = {
        "organisations": f"'a', 'A', 'charity', '10-49', '', {yes}, {yes}, '2026-01-31', {at}",
        "people": f"'Robin', 'robin@example.org', {yes}, {at}",
        "roles_held": "1, 1, 'sponsor'",
        "cycles": "2026, '2026', 'b', '2026-09-01', '2027-08-31'",
        "assessments": f"1, 1, 'b', 'full', 'open', {at}, '', {no}, '{{}}'",
        "evidence": f"1, 'X-1', 'T', '', '', 'E1', '2026-01-01', {no}, {yes}, {at}",
    }
    with opened.engine.begin() as connection:
        for table, columns in before.items():
            connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values[table]})"))  # noqa: S608 - ours
    schema.upgrade(opened.engine)
    with opened.reading() as session:
        assert session.scalar(select(models.RoleHeld)).person.name == "Robin"
        assert session.scalar(select(models.Evidence)).file_name == ""
        assert session.scalar(select(models.Assessment)).organisation.reference == "a"
        decision = session.scalar(select(models.Decision))
        assert (decision.standing, decision.starts_on) == (Standing.NAMED, date(2026, 1, 31))
    if opened.engine.dialect.name == "sqlite":
        with opened.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    opened.engine.dispose()


def test_names_that_were_kept_before_get_their_keys_and_lose_them_again(empty_url):
    opened = haste.opened(empty_url)
    schema.upgrade(opened.engine, to="0005")
    names = ("Élan", "ELAN", "Zest")
    with opened.engine.begin() as connection:
        for name in names:
            connection.execute(text("INSERT INTO partnerships (reference, name) VALUES (:name, :name)"), {"name": name})
            connection.execute(
                text(
                    "INSERT INTO organisations (reference, name, sector, size_band, area, public_contact, created_at) "
                    "VALUES (:name, :name, 'charity', '10-49', 'Môr', true, '2026-09-01 09:00:00')"
                ),
                {"name": name},
            )
    schema.upgrade(opened.engine, to="0006")
    with opened.engine.connect() as connection:
        for table in ("partnerships", "organisations"):
            kept = connection.execute(text(f"SELECT name, name_key FROM {table} ORDER BY sort_key")).all()  # noqa: S608
            assert kept == [("ELAN", "elan\t2"), ("Élan", "elan"), ("Zest", "zest")]
        assert set(connection.execute(text("SELECT area_key FROM organisations")).scalars()) == {"mor"}
    with_connection(opened, lambda config: command.downgrade(config, "0005"))
    with opened.engine.connect() as connection:
        kept = connection.execute(text("SELECT name FROM organisations ORDER BY id")).scalars().all()
    assert tuple(kept) == names
    opened.engine.dispose()
