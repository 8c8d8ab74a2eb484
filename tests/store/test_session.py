"""Sessions that read and sessions that write, and whose turn it is."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, OperationalError, PendingRollbackError

from assessment.store import models, tables
from assessment.store.queue import Queue
from tests import factories as make


def test_a_session_for_reading_refuses_to_write(database):
    with database.reading() as session:
        session.add(models.Partnership(reference="north", name="North"))
        with pytest.raises(TypeError, match="cannot change"):
            session.flush()


def test_a_session_reads_on_after_a_commit(database):
    with database.writing() as session:
        make.organisation(session)
        session.commit()
        first = session.connection()
        assert session.scalar(models.Organisation.__table__.select().with_only_columns(models.Organisation.id)) == 1
        assert session.connection() is first


def test_threads_write_one_after_another_and_none_is_lost(lite):
    def add(number: int) -> None:
        with lite.turn(), lite.writing() as session:
            session.add(models.Partnership(reference=f"p-{number}", name=f"Partnership {number}"))
            session.commit()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with lite.reading() as session:
        assert session.query(models.Partnership).count() == 20


def test_objects_and_statements_go_over_one_connection_and_into_one_commit(database):
    with database.writing() as session:
        session.connection().execute(insert(tables.partnerships), {"reference": "north", "name": "North"})
        session.add(models.Partnership(reference="south", name="South"))
        session.flush()
        assert session.scalars(select(models.Partnership.reference)).all() == ["north", "south"]
        with database.reading() as other:
            assert other.query(models.Partnership).count() == 0
        session.commit()
    with database.reading() as other:
        assert other.query(models.Partnership).count() == 2


def test_what_is_not_committed_is_undone(database):
    with database.writing() as session:
        session.connection().execute(insert(tables.partnerships), {"reference": "north", "name": "North"})
    with database.writing() as session:
        session.connection().execute(insert(tables.partnerships), {"reference": "south", "name": "South"})
        session.rollback()
        assert session.query(models.Partnership).count() == 0


def test_after_a_failure_nothing_more_is_written_until_it_is_undone(database):
    with database.writing() as session:
        session.add_all(models.Partnership(reference="north", name=name) for name in ("North", "The north"))
        with pytest.raises(IntegrityError):
            session.flush()
        with pytest.raises(PendingRollbackError):
            session.connection()
        session.rollback()
        assert session.query(models.Partnership).count() == 0


def test_a_session_that_could_not_begin_to_write_begins_anew(lite):
    with lite.writing() as first, lite.writing() as second:
        first.connection()
        with lite.reading() as reading:  # whose connection is the next one's, which then need not be waited for
            reading.connection().exec_driver_sql("PRAGMA busy_timeout=0")
        with pytest.raises(OperationalError):
            second.connection()
        first.rollback()
        second.add(models.Partnership(reference="north", name="North"))
        second.commit()
    with lite.reading() as session:
        assert session.query(models.Partnership).count() == 1


def test_processes_write_one_after_another(tmp_path):
    here, there = (Queue(tmp_path / "fourfold.db") for _ in range(2))  # as in two processes: each with its own file
    assert here.acquire(1)
    begun = time.monotonic()
    assert there.acquire(0.2)
    assert time.monotonic() - begun >= 0.2, "who has waited long enough goes on, and asks SQLite itself"
    there.release()
    waiting = threading.Thread(target=there.acquire, args=(30,))
    waiting.start()
    waiting.join(timeout=0.1)
    assert waiting.is_alive()
    here.release()
    waiting.join(timeout=30)
    assert not waiting.is_alive()


def test_a_folder_in_which_nothing_can_be_made_keeps_nobody_waiting(tmp_path):
    queue = Queue(tmp_path / "missing" / "fourfold.db")
    assert queue.acquire(1)
    queue.release()
    assert not queue.locked()


def test_somebody_who_gave_up_waiting_leaves_the_turn_to_whoever_has_it(lite, monkeypatch):
    monkeypatch.setattr("assessment.store.session._PATIENCE_SECONDS", 0.05)
    with lite.turn():
        with lite.turn():
            pass
        assert lite.queue.locked()
    assert not lite.queue.locked()
