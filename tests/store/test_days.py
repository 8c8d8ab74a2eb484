"""The local day of a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assessment.config import Settings, SettingsWrong
from assessment.store.days import day_of
from assessment.store.session import connect

SUMMER_NIGHT = datetime(2027, 8, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [(None, date(2027, 9, 1)), ("Europe/London", date(2027, 9, 1)), ("America/Halifax", date(2027, 8, 31))],
)
def test_a_day_begins_where_the_installation_is(zone, day):
    database = connect("sqlite://", zone and ZoneInfo(zone))
    for kind in (database.reading, database.writing):
        with kind() as session:
            assert day_of(session, SUMMER_NIGHT) == day


def test_the_time_zone_is_a_setting_that_is_checked(tmp_path):
    given = {"FOURFOLD_INSTANCE": str(tmp_path)}
    assert Settings.from_environment(given).zone is None
    assert Settings.from_environment(given | {"FOURFOLD_TIME_ZONE": "Europe/Dublin"}).zone == ZoneInfo("Europe/Dublin")
    for wrong in ("Mars", "../../etc/passwd", "London "):
        with pytest.raises(SettingsWrong, match="FOURFOLD_TIME_ZONE"):
            Settings.from_environment(given | {"FOURFOLD_TIME_ZONE": wrong})
