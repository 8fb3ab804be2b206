"""The README shows the page as it looks."""

from __future__ import annotations

from picture import PICTURE, STAMP, stamp


def test_the_readmes_picture_was_made_with_todays_look() -> None:
    assert PICTURE.exists()
    assert STAMP.read_text().strip() == stamp(), "the look has changed: run python tests/browser/picture.py"
