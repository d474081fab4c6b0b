"""The day of a note is Québec's, whatever the server's."""

from datetime import UTC, date, datetime

from dashboard import dates


def test_an_evening_in_quebec_is_still_today():
    assert dates.here(datetime(2026, 11, 22, 2, 30, tzinfo=UTC)) == date(2026, 11, 21)
    assert dates.here(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == date(2026, 11, 22)
    assert dates.of("2026-11-22T02:30:00+00:00") == date(2026, 11, 21)
    assert dates.of("2026-11-22") == date(2026, 11, 22)
