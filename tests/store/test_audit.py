"""The record of what happened, on a real database: append-only, chained, also under several writers."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from assessment.commands.audit import Actor, act_as, record
from assessment.domain.trust.audit import Kind, first_broken
from assessment.store import models
from assessment.store.audit import Filter, chain, count, entries, last_entry
from tests import factories as make


def fill(session, number=5):
    act_as(session, Actor(3, "192.0.2.1"))
    for one in range(number):
        record(session, Kind.ANSWER, f"assessment {one}", at=make.NOON, organisation=one % 2 + 1, item="RL-GOV-1")
    session.commit()


def test_what_was_recorded_makes_a_whole_chain(session):
    fill(session)
    assert first_broken(chain(session)) is None
    assert last_entry(session)[0] == 5


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entries SET subject = 'assessment 99' WHERE number = 2",
        "UPDATE audit_entries SET person_id = 99 WHERE number = 2",
        "UPDATE audit_entries SET person_id = NULL WHERE number = 2",
        "UPDATE audit_entries SET details = '{}' WHERE number = 2",
        "UPDATE audit_entries SET address = '198.51.100.7' WHERE number = 2",
        "DELETE FROM audit_entries WHERE number = 5",
        "DELETE FROM audit_entries",
    ],
)
def test_the_database_refuses_to_change_what_was_recorded(session, change):
    fill(session)
    with pytest.raises(DBAPIError, match="cannot be changed"):
        session.execute(text(change))
    session.rollback()
    assert first_broken(chain(session)) is None


def test_only_addresses_can_be_taken_away(session):
    fill(session)
    session.execute(text("UPDATE audit_entries SET address = NULL, salt = NULL WHERE number < 4"))
    session.commit()
    assert first_broken(chain(session)) is None
    assert [line.entry.address for line in entries(session, Filter(), offset=0, limit=9)][:2] == ["192.0.2.1"] * 2


def test_whoever_gets_around_the_guards_is_found_out(database):
    with database.writing() as session:
        fill(session)
        drop = "DROP TRIGGER audit_entries_stay"
        session.execute(text(drop + (" ON audit_entries" if database.engine.dialect.name == "postgresql" else "")))
        session.execute(text("UPDATE audit_entries SET subject = 'assessment 99' WHERE number = 3"))
        session.commit()
        assert first_broken(chain(session)).number == 3


def test_several_writers_at_once_leave_one_whole_chain(database):
    def write(number):
        for one in range(10):
            with database.writing() as session:
                record(session, Kind.ANSWER, f"assessment {number}", at=make.NOON + timedelta(seconds=one))
                session.commit()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with database.reading() as session:
        assert first_broken(chain(session)) is None
        assert count(session, Filter()) == 40


def test_the_record_can_be_narrowed_down(session):
    fill(session)
    assert count(session, Filter(organisation_id=1)) == 3
    assert count(session, Filter(kind=Kind.CONSENT)) == 0
    assert [line.entry.number for line in entries(session, Filter(person_id=3), offset=1, limit=2)] == [4, 3]


ROLE = """
CREATE ROLE {name} LOGIN;
GRANT USAGE ON SCHEMA public TO {name};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name};
REVOKE UPDATE, DELETE ON audit_entries, results FROM {name};
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name};
"""


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_role_of_the_web_process_has_no_right_to_rewrite_the_record(database):
    name = f"web_{database.engine.url.database[-12:]}"
    with database.writing() as session:
        fill(session)
        session.execute(text(ROLE.format(name=name)))
        session.commit()
    web = create_engine(database.engine.url.set(username=name))
    refused = "permission denied|must be owner"
    attempts = [
        "UPDATE audit_entries SET address = NULL",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "UPDATE results SET moderated = moderated",
        "DELETE FROM results",
        "ALTER TABLE results DISABLE TRIGGER ALL",
        "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_entries_stay ON audit_entries",
        "DROP TABLE audit_entries",
        "INSERT INTO alembic_version VALUES ('9999')",
    ]
    for attempt in attempts:
        with web.connect() as connection, pytest.raises(DBAPIError, match=refused):
            connection.execute(text(attempt))
    with web.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_entries")).scalar() == 5
        connection.execute(text("UPDATE people SET name = name"))
    web.dispose()
    with database.engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {name}; DROP ROLE {name}"))


def test_entries_hold_no_text_that_somebody_wrote(session):
    place = make.organisation(session)
    assert "Lighthouse" not in str([vars(row) for row in session.query(models.AuditEntry)])
    assert place.id
