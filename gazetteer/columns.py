"""A column of place names in a CSV file, answered in columns beside it."""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from gazetteer.errors import DataError
from gazetteer.model import Match

__all__ = ["ADDED", "locate_column"]

ADDED = ("place_id", "place_name", "lon", "lat", "country", "confidence")


def locate_column(path: str | Path, column: str, find: Callable[[str], Match | None]) -> tuple[int, int]:
    """Write the CSV file at ``path`` to standard output with the places that ``column`` names added to its rows.

    Rows without an answer are kept, with empty cells. Returns how many were not located, and how many there are. A column
    that the file has already is not overwritten: the added one is called ``place_lon`` and so on. Progress goes to standard
    error, on a terminal only. Raises DataError where the file or the column cannot be read.
    """
    missed = total = 0
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, None)
            if header is None:
                raise DataError(f"{path} is empty")
            if column not in header:
                raise DataError(f"{path} has no column {column!r}; it has {', '.join(header)}")
            at = header.index(column)
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow([*header, *(_free(name, header) for name in ADDED)])
            for row in _progress(rows, sys.stderr):
                match = find(row[at]) if at < len(row) else None
                total += 1
                missed += match is None
                padding = [""] * (len(header) - len(row))
                writer.writerow([*row, *padding, *_cells(match)])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DataError(f"cannot read {path}: {reason}") from None
    return missed, total


def _free(name: str, header: list[str]) -> str:
    return f"place_{name}" if name in header else name


def _cells(match: Match | None) -> list[str]:
    if match is None:
        return [""] * len(ADDED)
    place = match.place
    return [place.id, place.name, f"{place.point.lon:.5f}", f"{place.point.lat:.5f}", place.country or "", f"{match.confidence}"]


def _progress(rows: Iterator[list[str]], screen: IO[str]) -> Iterator[list[str]]:
    """The rows; on a terminal a count, renewed twice a second once a second has passed."""
    shown = screen.isatty()
    started = said = time.monotonic()
    for number, row in enumerate(rows, 1):
        if shown and number % 64 == 0 and (now := time.monotonic()) - said > 0.5 and now - started > 1:
            said = now
            print(f"\r{number:,} rows", end="", file=screen, flush=True)
        yield row
    if shown and said > started:
        print("\r" + " " * 24 + "\r", end="", file=screen, flush=True)
