"""The command line: which place is this name, how is it spelled, where is it."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import click

from gazetteer.errors import GazetteerError
from gazetteer.model import Kind, Match, Point
from gazetteer.options import DATA, OVERLAY, Group, open_store, read_names, read_wish, with_wishes
from gazetteer.printing import HEAD, match_dict, match_row, place_dict, printable, say_json, say_table

# ------------------------------------------------------------------------------------------------------------- commands


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="geomap", prog_name="gazetteer")
def main() -> None:
    """Look up places offline: canonical names, ids, coordinates.

    \b
    Example: gazetteer lookup Kharkov
    """


@main.command()
@click.argument("names", nargs=-1)
@with_wishes
@click.option("--online", metavar="SERVICE", help="ask this geopy service for what is not found: nominatim, photon, a URL")
@click.option("--user-agent", metavar="TEXT", help="with --online: your application and address, as services ask for")
@click.option("--cache", type=click.Path(), metavar="FILE", help="with --online: keep answers for 30 days")
@click.option("--csv", "table", type=click.Path(), metavar="FILE", help="look up a column of a CSV file and add the answers")
@click.option("--column", metavar="NAME", help="with --csv: the column that holds the names")
def lookup(
    names: tuple[str, ...], country: str | None, kind: str | None, near: Point | None, language: str | None, as_json: bool,
    data: str | None, overlay: str | None, online: str | None, user_agent: str | None, cache: str | None,
    table: str | None, column: str | None,
) -> None:
    """The place that each name means, where that is sure; one line a name. "-" reads names from standard input.

    \b
    Examples:
      gazetteer lookup Kharkov "Brest, Belarus"
      cut -f2 names.tsv | gazetteer lookup --json --country UA -
      gazetteer lookup --csv deliveries.csv --column city > located.csv
      gazetteer lookup --online nominatim --user-agent "relief-map/1.0 me@example.org" Zolochivka
    """
    if (table is None) == (not names):
        raise click.UsageError("give names, or - for standard input, or --csv FILE --column NAME")
    if (table is None) != (column is None):
        raise click.UsageError("--csv and --column go together")
    if (online is None) != (user_agent is None):
        raise click.UsageError("--online needs --user-agent, your application and address, and the other way round")
    store, wish = open_store(data, overlay), read_wish(country, kind, near, language)
    if online is not None and user_agent is not None:
        from gazetteer.geocoder import OnlineFallback, connect

        warnings.showwarning = _say_warning
        store = OnlineFallback(store, connect(online, user_agent), cache=cache)
    if table is not None and column is not None:
        from gazetteer.columns import locate_column

        missed, total = locate_column(table, column, lambda name: _sure(store, name, wish))
        click.echo(f"{total - missed:,} of {total:,} rows located, {missed:,} not", err=True)
        return
    answers = ((name, _sure(store, name, wish)) for name in read_names(names))
    if as_json:
        for name, match in answers:
            say_json({"query": name, **match_dict(match)})
    elif "-" in names:
        for name, match in answers:
            click.echo("\t".join(printable(cell) for cell in match_row(name, match)))
    else:
        say_table([HEAD, *(match_row(name, match) for name, match in answers)])


def _say_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    click.echo(f"gazetteer: {message}", err=True)


def _sure(store: Any, name: str, wish: Any) -> Match | None:
    from gazetteer.chain import CERTAIN

    matches: tuple[Match, ...] = store.search(name, wish, 1)
    return matches[0] if matches and matches[0].confidence >= CERTAIN else None


@main.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="answers a name at most")
@with_wishes
def search(
    names: tuple[str, ...], limit: int, country: str | None, kind: str | None, near: Point | None, language: str | None,
    as_json: bool, data: str | None, overlay: str | None,
) -> None:
    """The places that each name may mean, the likeliest first, each with its reason.

    \b
    Examples:
      gazetteer search Springfield --limit 3
      gazetteer search --country UA --json Kharkyv
    """
    store, wish = open_store(data, overlay), read_wish(country, kind, near, language)
    for name in read_names(names):
        matches = store.search(name, wish, limit)
        if as_json:
            for match in matches or (None,):
                say_json({"query": name, **match_dict(match)})
        elif not matches:
            click.echo(f"{printable(name)}: not found")
        else:
            head = (*HEAD, "reason")
            say_table([head, *((*match_row(name, match), match.reason) for match in matches)])


@main.command()
@click.argument("lon", type=float)
@click.argument("lat", type=float)
@click.option("--json", "as_json", is_flag=True, help="a JSON object")
@DATA
def reverse(lon: float, lat: float, as_json: bool, data: str | None) -> None:
    """The city, region and country at a point, longitude first. A negative longitude comes after "--".

    \b
    Examples:
      gazetteer reverse 36.2 50.0
      gazetteer reverse --json -- -70.6 -33.4
    """
    from gazetteer.index import Index, default
    from gazetteer.whereabouts import locate

    (found,) = locate(Index.open(data) if data else default(), [lon], [lat])
    held = {"city": found.city, "region": found.region, "country": found.country}
    if as_json:
        say_json({**{key: place_dict(place) if place else None for key, place in held.items()}, "distance_km": found.distance_km})
    else:
        say_table([
            *((key, place.name if place else "-", place.id if place else "") for key, place in held.items()),
            ("distance", f"{found.distance_km:.1f} km", "to the city"),
        ])


@main.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="a JSON object")
@DATA
@OVERLAY
def show(id: str, as_json: bool, data: str | None, overlay: str | None) -> None:
    """All that is known of one place, by GeoNames id, ISO 3166 code, Wikidata id or slug.

    \b
    Examples:
      gazetteer show 706483
      gazetteer show UA-63 --json
    """
    place = open_store(data, overlay).get(id)
    if place is None:
        raise GazetteerError(f"no place with the id or code {id!r}: look it up by name with `gazetteer search`")
    if as_json:
        names = [{"text": name.text, "language": name.language, "kind": str(name.kind)} for name in place.names]
        say_json({**place_dict(place), "names": names})
        return
    say_table([(key, _shown(value)) for key, value in place_dict(place).items() if value not in (None, [], False)])
    for name in place.names:
        click.echo(printable(f"  {name.text}" + (f" ({name.language})" if name.language else "")))


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else f"{value}"


@main.command()
@click.option("--json", "as_json", is_flag=True, help="a JSON object")
@DATA
@click.option("--check", is_flag=True, help="read the whole file and compare its checksums")
def info(as_json: bool, data: str | None, check: bool) -> None:
    """What the data holds: places by kind, names, languages, sources.

    \b
    Examples:
      gazetteer info
      gazetteer info --check --gazetteer big.gaz
    """
    from gazetteer.index import Index, default

    index = Index.open(data) if data else default()
    if check:
        index.artefact.verify()
    facts: dict[str, Any] = {
        "file": str(index.artefact.path), "bytes": index.artefact.path.stat().st_size, "places": len(index),
        **{str(kind): len(index.of_kind(kind)) for kind in Kind}, "names": len(index.names),
        "languages": len(index.languages), "sources": index.meta.get("sources", {}),
    }
    if as_json:
        say_json(facts)
        return
    facts["sources"] = [f"{name} {version}" for name, version in facts["sources"].items()]
    say_table([(key, f"{value:,}" if isinstance(value, int) else _shown(value)) for key, value in facts.items()])


@main.command()
@click.option("--geonames", required=True, type=click.Path(), metavar="FILE", help="allCountries.zip, or a country's file")
@click.option("--alternate-names", type=click.Path(), metavar="FILE", help="alternateNamesV2.zip: names with their languages")
@click.option("--all-features", is_flag=True, help="mountains, wells and schools too, not only settlements and divisions")
@click.option("--output", "-o", required=True, type=click.Path(), metavar="FILE", help="the artefact to write")
def build(geonames: str, alternate_names: str | None, all_features: bool, output: str) -> None:
    """Build a bigger gazetteer from GeoNames' dump files, over the embedded places.

    The files are those of the GeoNames export server, zipped or not. Lines that cannot be read are counted and the first
    ones shown. The output appears when it is whole.

    \b
    Examples:
      gazetteer build --geonames UA.zip -o ukraine.gaz
      gazetteer build --geonames allCountries.zip --alternate-names alternateNamesV2.zip -o big.gaz
      gazetteer lookup --gazetteer big.gaz Zolochiv
    """
    from gazetteer.build.dump import build_from_dump

    report = build_from_dump(geonames, alternate_names, output, all_features=all_features, screen=sys.stderr)
    for line in report.examples:
        click.echo(f"gazetteer: skipped {line}", err=True)
    click.echo(
        f"{report.places:,} places from the dump, {report.kept:,} more from the embedded data, {report.skipped:,} lines"
        f" skipped, {report.size:,} bytes"
    )


if __name__ == "__main__":
    main()
