"""What the commands share: options and what they stand for, names from the command line or standard input, errors as exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from gazetteer.errors import GazetteerError
from gazetteer.model import Kind, Point

__all__ = ["DATA", "OVERLAY", "Group", "Near", "open_store", "read_names", "read_wish", "with_wishes"]

Command = TypeVar("Command", bound=Callable[..., Any])


class Group(click.Group):
    """The package's errors become one clear line and exit code 1; a closed pipe is no error."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GazetteerError as error:
            click.echo(f"gazetteer: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            # The reader has gone (`gazetteer search x | head`): say nothing more, not even at interpreter exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


class Near(click.ParamType[Point]):
    """A point on the command line, longitude first."""

    name = "LON,LAT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Point:
        try:
            lon, lat = str(value).split(",")
            return Point(float(lon), float(lat))
        except ValueError:
            self.fail(f"{value!r} is no point: give LON,LAT in degrees, e.g. 36.2,50.0", param, ctx)


Option = Callable[[Command], Command]
DATA: Option[Any] = click.option(
    "--gazetteer", "data", type=click.Path(), metavar="FILE", help="another artefact than the embedded one"
)
OVERLAY: Option[Any] = click.option(
    "--overlay", type=click.Path(), metavar="FILE", help="own places, CSV or GeoJSON, before all others"
)
_WISHES: tuple[Option[Any], ...] = (
    OVERLAY,
    DATA,
    click.option("--json", "as_json", is_flag=True, help="one JSON object a line"),
    click.option("--language", metavar="TAG", help="favour names in this language (BCP 47)"),
    click.option("--near", type=Near(), help="favour places near this point"),
    click.option("--kind", type=click.Choice(list(map(str, Kind))), help="only places of this kind"),
    click.option("--country", metavar="CODES", help="only in these countries (ISO 3166-1 alpha-2, by commas)"),
)


def with_wishes(command: Command) -> Command:
    """The options that say what is known beside the name, and which places to look among."""
    for option in _WISHES:
        command = option(command)
    return command


def open_store(data: str | None, overlay: str | None) -> Any:
    """The gazetteer that --gazetteer and --overlay ask for."""
    from gazetteer.store import Chained, Memory, opened

    store = opened(data)
    if overlay is None:
        return store
    from gazetteer.own import read_places

    return Chained(Memory(read_places(overlay)), store)


def read_wish(country: str | None, kind: str | None, near: Point | None, language: str | None) -> Any:
    """What --country, --kind, --near and --language say, as a `gazetteer.rank.Wish`."""
    from gazetteer.rank import Wish

    codes = frozenset(code.strip().upper() for code in (country or "").split(",") if code.strip())
    return Wish(codes, Kind(kind) if kind else None, near, language)


def read_names(given: tuple[str, ...]) -> Iterator[str]:
    """The names on the command line; "-" stands for the lines of standard input."""
    for name in given:
        if name == "-":
            for line in sys.stdin.buffer:
                yield line.decode("utf-8", "replace").rstrip("\r\n")
        else:
            yield name
