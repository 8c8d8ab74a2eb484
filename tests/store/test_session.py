"""Sessions that read and sessions that write, and whose turn it is."""

from __future__ import annotations

import threading

import pytest

from assessment.store import models
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


def test_somebody_who_gave_up_waiting_leaves_the_turn_to_whoever_has_it(lite, monkeypatch):
    monkeypatch.setattr("assessment.store.session._PATIENCE_SECONDS", 0.05)
    with lite.turn():
        with lite.turn():
            pass
        assert lite.queue.locked()
    assert not lite.queue.locked()
