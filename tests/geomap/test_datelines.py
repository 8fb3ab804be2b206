"""Where and when a report says that it was written."""

from __future__ import annotations

import pytest

from geomap.datelines import dateline_at


@pytest.mark.parametrize(
    ("text", "where", "day"),
    [
        ("GENEVA - A meeting ended", "GENEVA", None),
        ("DAYTON, Ohio (AP) - The leaders", "DAYTON, Ohio", None),
        ("Dayton, Ohio -- The leaders", "Dayton, Ohio", None),
        ("PORT-AU-PRINCE, Haiti (AP) — Lorries", "PORT-AU-PRINCE, Haiti", None),
        ("ABUJA, Dec 13 (Agency) - Lorries", "ABUJA", "Dec 13"),
        ("KHARTOUM, 14 October (WFP) -- A convoy", "KHARTOUM", "14 October"),
        ("KYIV, March 8, 2022 (Agency) - Buses", "KYIV", "March 8, 2022"),
        ("KYIV (Agency), 3 May 2022 - Buses", "KYIV", "3 May 2022"),
        ("RIYADH, Saudi Arabia, Monday, 3 March 2025 (SPA) -- Talks", "RIYADH, Saudi Arabia", "3 March 2025"),
    ],
)
def test_a_dateline_says_where_and_on_which_day_a_report_was_written(text: str, where: str, day: str | None) -> None:
    found = dateline_at(text)
    assert found is not None
    assert (text[found.start : found.where_end], found.day, found.alone) == (where, day, False)


def test_a_line_of_town_country_and_day_is_a_dateline_by_itself() -> None:
    text = "News\nGOMA, Democratic Republic of Congo, 14 February 2025\nA convoy left."
    found = dateline_at(text, 5)
    assert found is not None
    assert found.alone
    assert text[found.start : found.where_end] == "GOMA, Democratic Republic of Congo"


@pytest.mark.parametrize(
    "text", ["GOMA\nA convoy left.", "Paris - which hosted the talks - said", "Buses left Homs - and Aleppo", "", "-", "ALEPPO"]
)
def test_a_name_or_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    assert dateline_at(text) is None
