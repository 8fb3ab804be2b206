"""Dates in running news against the day of publication, Tuesday 8 March 2022."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.extract.dates import article_date, find, parse_date

TUESDAY = dt.date(2022, 3, 8)


def one(text: str, *, future: bool = False, published: dt.date | None = TUESDAY) -> tuple[str, str | None, str]:
    (day,) = find(text, 0, len(text), published, future=future)
    assert text[day.start : day.end].strip() == day.when.text
    return day.when.start.isoformat(), day.when.end.isoformat() if day.when.end else None, day.when.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("talks on Monday", "2022-03-07"),
        ("talks on Tuesday", "2022-03-08"),
        ("talks on Wednesday", "2022-03-02"),
        ("talks last Tuesday", "2022-03-01"),
        ("talks next Tuesday", "2022-03-15"),
        ("talks yesterday", "2022-03-07"),
        ("talks tomorrow", "2022-03-09"),
        ("talks today", "2022-03-08"),
        ("talks on March 7", "2022-03-07"),
        ("talks on 7 March", "2022-03-07"),
        ("talks on the 7th of March", "2022-03-07"),
        ("talks on March 7, 2021", "2021-03-07"),
        ("talks on 7 March 2021", "2021-03-07"),
        ("talks on 2022-03-05", "2022-03-05"),
        ("talks on 05.03.2022", "2022-03-05"),
        ("talks two days ago", "2022-03-06"),
        ("talks on Dec. 30", "2021-12-30"),
        ("talks on Sunday, March 6", "2022-03-06"),
        ("Monday's talks", "2022-03-07"),
        ("talks three weeks ago", "2022-02-15"),
    ],
)
def test_a_day_of_the_past_is_the_nearest_that_fits(text: str, day: str) -> None:
    assert one(text)[:2] == (day, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("opens on Tuesday", "2022-03-08"),
        ("opens on Wednesday", "2022-03-09"),
        ("opens on Monday", "2022-03-14"),
        ("opens on 9 March", "2022-03-09"),
    ],
)
def test_a_day_to_come_is_on_or_after_the_day_of_publication(text: str, day: str) -> None:
    assert one(text, future=True)[0] == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("held last week", "2022-02-28", "2022-03-06"),
        ("held this week", "2022-03-07", "2022-03-13"),
        ("held next week", "2022-03-14", "2022-03-20"),
        ("held last month", "2022-02-01", "2022-02-28"),
        ("held in December", "2021-12-01", "2021-12-31"),
        ("held in March 2021", "2021-03-01", "2021-03-31"),
        ("held March 3-5", "2022-03-03", "2022-03-05"),
        ("held in 2015", "2015-01-01", "2015-12-31"),
    ],
)
def test_a_span_of_days_has_an_end(text: str, first: str, last: str) -> None:
    assert one(text)[:2] == (first, last)


def test_from_and_onwards_leave_the_end_open() -> None:
    (day,) = find("from Tuesday", 0, 12, TUESDAY, future=True)
    assert (day.when.start, day.when.open_ended, day.when.text, day.preposition) == (TUESDAY, True, "from Tuesday", "from")
    (day,) = find("March 9 onwards", 0, 15, TUESDAY)
    assert day.when.open_ended


@pytest.mark.parametrize(
    "text", ["they march 7 km", "you may 3", "the second 12", "31 June 2022", "in the sun", "3.5 million", "10 a.m.", "route 2"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find(text, 0, len(text), TUESDAY) == []


def test_without_a_day_of_publication_only_full_dates_are_read() -> None:
    text = "on Tuesday, on March 7, on 7 March 2022"
    assert [d.when.text for d in find(text, 0, len(text), None)] == ["7 March 2022"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Headline\n\nMarch 8, 2022\n\nText.", "2022-03-08"),
        ("Published: 8 March 2022\nText", "2022-03-08"),
        ("2022-03-08\nText", "2022-03-08"),
        ("Tuesday, March 8, 2022 10:15 AM EST\nText", "2022-03-08"),
        ("KYIV, March 8, 2022 (Wire) - Text", "2022-03-08"),
        ("GOMA, Democratic Republic of Congo, 14 February 2025\n\nText", "2025-02-14"),
        ("GENEVA, Switzerland, 8 March 2022 – Text", "2022-03-08"),
        ("KYIV, Tuesday, 8 March 2022 (Wire) — Text", "2022-03-08"),
        ("NATO said in a note on 8 March 2022 - Text", None),
        ("On March 8, 2022 the talks were held.\n", None),
        ("Nothing here", None),
        ("", None),
    ],
)
def test_the_date_an_article_bears(text: str, day: str | None) -> None:
    found = article_date(text)
    assert (found.isoformat() if found else None) == day


def test_a_metadata_date_is_read_whole_or_not_at_all() -> None:
    assert parse_date("2022-03-08T10:00:00Z") == TUESDAY
    assert parse_date("8 March 2022") == TUESDAY
    assert parse_date("March 8") is None
    assert parse_date("soon") is None


@given(st.text(max_size=200), st.booleans())
def test_no_text_breaks_the_grammar_and_spans_lie_inside(text: str, future: bool) -> None:
    for day in find(text, 0, len(text), TUESDAY, future=future):
        assert 0 <= day.start < day.end <= len(text)
        assert day.when.end is None or day.when.end > day.when.start
    article_date(text)


@given(st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31)))
def test_a_full_date_is_read_back_however_it_is_written(day: dt.date) -> None:
    for text in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%d.%m.%Y}"):
        assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("since July last year", "2021-07-01", "2021-07-31"),
        ("in February this year", "2022-02-01", "2022-02-28"),
        ("over the last month", "2022-02-06", "2022-03-08"),
        ("in the past week", "2022-03-01", "2022-03-08"),
        ("last month", "2022-02-01", "2022-02-28"),
    ],
)
def test_the_past_month_is_up_to_now_and_last_month_is_that_of_the_calendar(text: str, start: str, end: str) -> None:
    assert one(text)[:2] == (start, end)


def test_the_last_week_of_a_month_is_not_the_week_before() -> None:
    assert [d.when.text for d in find("in the last week of February", 0, 28, TUESDAY)] == ["February"]
