"""Options that several commands share, and the calls they become."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from gazetteer.errors import InvalidPoint
from gazetteer.model import Point
from geomap.pipeline import Look

F = TypeVar("F", bound=Callable[..., Any])


def _choose_gazetteer(context: click.Context, option: click.Parameter, path: str | None) -> None:
    """Before anything is looked up, and for everything that is: stories and context cities as well as texts."""
    if path:
        os.environ["GAZETTEER_DATA"] = path


GAZETTEER = click.option("--gazetteer", type=click.Path(), is_eager=True, expose_value=False, callback=_choose_gazetteer,
                         help="Another gazetteer, made by `gazetteer build`; also GAZETTEER_DATA.")


def reading_options(command: F) -> F:
    """How texts are read; the same for every command that reads one."""
    for option in reversed((
        click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Date of the text; else as it says."),
        click.option("--lang", "language", help="Language of the text (en, uk, ru ...); else detected."),
        click.option("--country", "countries", multiple=True, help="Country (ISO code) the text is about; repeat."),
        click.option("--near", help="The text is about places near this one: a name, or LON,LAT."),
        click.option("--min-population", type=click.IntRange(0), default=0, help="Leave out smaller settlements."),
        click.option("--demonyms", is_flag=True, help="Count Ukrainian, Muscovite ... as places too."),
        click.option("--overlay", type=click.Path(), help="File with own places, aliases, blocked names, readings."),
        GAZETTEER,
    )):
        command = option(command)
    return command


def look_options(command: F) -> F:
    """How maps are drawn."""
    for option in reversed((
        click.option("--worldview", default="un", show_default=True,
                     help="Whose borders: un, de-facto, or a file with owners of disputed areas."),
        click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True,
                     help="For svg, png and pdf; the page follows its reader's."),
        click.option("--size", default="1200", show_default=True, metavar="W[xH]", help="CSS pixels."),
        click.option("--scale", type=click.FloatRange(0.1, 8), help="Device pixels a CSS pixel, for png."),
        click.option("--dpi", type=click.IntRange(10, 768), help="The same as --scale dpi/96."),
        click.option("--tiles", help="URL template of a tile server; the page then needs the network."),
    )):
        command = option(command)
    return command


def reading(options: dict[str, Any]) -> dict[str, Any]:
    """The keyword arguments of `geomap.parse`."""
    return {"language": options["language"], "country": options["countries"], "near": _near(options["near"]),
            "min_population": options["min_population"], "demonyms": options["demonyms"],
            "overlay": options["overlay"]}


def _near(said: str | None) -> Point | None:
    """A point from LON,LAT or from a place's name."""
    if said is None:
        return None
    lon, comma, lat = said.partition(",")
    try:
        return Point(float(lon), float(lat)) if comma else _point_of(said)
    except InvalidPoint:
        raise
    except ValueError:
        return _point_of(said)


def _point_of(name: str) -> Point:
    import gazetteer

    place = gazetteer.lookup(name)
    if place is None:
        raise click.BadParameter(f"no place found for {name!r}; give LON,LAT", param_hint="--near")
    return place.point


def look_of(options: dict[str, Any]) -> Look:
    """How the map is to look. Raises click's usage errors."""
    if options["scale"] and options["dpi"]:
        raise click.UsageError("give --scale or --dpi, not both")
    width, _, height = options["size"].lower().partition("x")
    if not width.isdecimal() or (height and not height.isdecimal()) or not 200 <= int(width) <= 10_000:
        raise click.BadParameter(f"{options['size']!r} is no size; give W or WxH in pixels, 200 to 10000",
                                 param_hint="--size")
    if height and not 150 <= int(height) <= 10_000:
        raise click.BadParameter(f"a height of {height} is out of range, 150 to 10000", param_hint="--size")
    scale = options["scale"] or (options["dpi"] / 96 if options["dpi"] else 2.0)
    return Look(options["worldview"], options["theme"], int(width), int(height) if height else None, scale,
                options["tiles"])
