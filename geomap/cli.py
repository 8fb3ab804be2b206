"""The ``geomap`` command: options to calls, errors to exit codes (1 error, 2 usage), nothing else."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

import click

from gazetteer.errors import GazetteerError
from geomap.errors import GeomapError, ReadError
from geomap.model import Document, Findings, Label
from geomap.options import GAZETTEER, look_of, look_options, reading, reading_options
from geomap.printing import mention_dict, mention_row, progress, say, table


class Group(click.Group):
    """Errors of both packages become one clear line and exit code 1; a closed pipe is no error."""

    def invoke(self, ctx: click.Context) -> Any:
        warnings.showwarning = _say_warning
        try:
            return super().invoke(ctx)
        except (GeomapError, GazetteerError) as error:
            for line in str(error).splitlines():
                click.echo(f"geomap: {line}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            # The reader has gone (`geomap places x | head`): say nothing more, not even at interpreter exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def _say_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    click.echo(f"geomap: {message}", err=True)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geomap")
def main() -> None:
    """From a text that names places to a standalone map. Works offline.

    \b
    geomap map article.txt -o map.html        read a text, draw the page
    geomap extract article.txt -o story.yaml  read a text, write what was found, to be corrected
    geomap render story.yaml -o map.svg       draw a story
    """


OUTPUT = click.option("-o", "--output", required=True, type=click.Path(), help="The ending tells the format; - is "
                      "standard output (give --format).")
FORMAT = click.option("--format", "suffix", help="html, svg, png, pdf, geojson, kml, csv, corridors.csv, yaml, json.")


@main.command("map")
@click.argument("sources", nargs=-1, required=True)
@OUTPUT
@FORMAT
@click.option("--title", help="Headline; else the text's own.")
@reading_options
@look_options
def map_command(sources: tuple[str, ...], output: str, suffix: str | None, title: str | None, **options: Any) -> None:
    """Read texts (files, URLs, - for standard input) and draw one map.

    \b
    geomap map article.txt -o map.html
    geomap map monday.txt tuesday.docx -o map.svg --date 2022-03-08
    """
    look = look_of(options)
    findings = _find(sources, options)
    if title:
        findings = _titled(findings, title)
    _draw(findings, output, suffix, look)
    say(findings)


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("-o", "--output", default="-", type=click.Path(), help="Its ending tells the format; default: print.")
@click.option("--format", "suffix", help="yaml, json, geojson, kml, csv, corridors.csv, table; default yaml.")
@reading_options
def extract(sources: tuple[str, ...], output: str, suffix: str | None, **options: Any) -> None:
    """Read texts and write what was found as a story file, to be corrected and rendered.

    \b
    geomap extract article.txt -o story.yaml
    geomap extract article.txt --format table
    """
    from geomap.output import write
    from geomap.pipeline import render, suffix_of

    findings = _find(sources, options)
    ending = f".{suffix.lstrip('.')}" if suffix else ".yaml" if output == "-" else suffix_of(output)
    if ending == ".table":
        from geomap.extract import table as findings_table

        write(output, findings_table(findings).rstrip("\n") + "\n")
    else:
        write(output, render(findings, ending))
    if output != "-":
        say(findings)


@main.command()
@click.argument("story", type=click.Path())
@OUTPUT
@FORMAT
@GAZETTEER
@look_options
def render(story: str, output: str, suffix: str | None, **options: Any) -> None:
    """Draw a story file (.yaml, .json, or .geojson that geomap wrote).

    \b
    geomap render story.yaml -o map.html
    geomap render story.yaml -o map.png --size 1200x800 --dpi 300
    """
    _draw(_story(story), output, suffix, look_of(options))


@main.command()
@click.argument("story", type=click.Path())
@click.option("-o", "--output", default="-", type=click.Path(), help="Default: print.")
@click.option("--inline", is_flag=True, help="A scoped static figure instead of an iframe, for Markdown pages.")
@GAZETTEER
@look_options
def embed(story: str, output: str, inline: bool, **options: Any) -> None:
    """Print a fragment of HTML to paste into a page or a report.

    \b
    geomap embed story.yaml > fragment.html
    geomap embed story.yaml --inline >> report.md
    """
    from geomap.output import write
    from geomap.pipeline import compose
    from geomap.render import embed as fragments

    look = look_of(options)
    scene = compose(_story(story), look)
    write(output, fragments.inline(scene, theme=look.theme) if inline else fragments.iframe(scene, tiles=look.tiles))


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--all", "everything", is_flag=True, help="Also the mentions that are no pins, and why.")
@reading_options
def places(sources: tuple[str, ...], as_json: bool, everything: bool, **options: Any) -> None:
    """Print the places a text names.

    \b
    geomap places article.txt
    geomap places article.txt --json --all
    """
    from geomap.geoparse import parse

    rows = []
    for document in _documents(sources):
        for mention in parse(document, **reading(options)).mentions:
            if everything or (mention.place and mention.label in (Label.PLACE, Label.DEMONYM)):
                rows.append((document, mention))  # noqa: PERF401 - two loops read better than one comprehension
    if as_json:
        for document, mention in rows:
            click.echo(json.dumps(mention_dict(document, mention), ensure_ascii=False))
    else:
        table(("text", "at", "label", "place", "kind", "country", "lon", "lat", "sure"),
               [mention_row(mention) for _, mention in rows])


@main.command()
@click.argument("source")
@click.argument("name", required=False)
@reading_options
def explain(source: str, name: str | None, **options: Any) -> None:
    """Say why a name in a text means what it means; without a name, which rule found which venue and corridor.

    \b
    geomap explain article.txt Brest
    geomap explain article.txt
    """
    if name is None:
        from geomap.extract import explain as explain_findings

        click.echo(explain_findings(_find((source,), options)).rstrip("\n"))
        return
    from geomap.geoparse import explain as explain_mention
    from geomap.geoparse import parse

    (document,) = _documents((source,))
    parsed = parse(document, **reading(options))
    if not any(name.casefold() in mention.text.casefold() for mention in parsed.mentions):
        raise ReadError(f"{source}: names no {name!r}; `geomap places {source} --all` lists what was seen")
    click.echo(explain_mention(parsed, name))


@main.command("eval")
@click.argument("gold", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="All figures as JSON.")
@click.option("--demonyms/--no-demonyms", default=True, show_default=True, help="Whether demonyms count as places.")
@click.option("--lang", "language", help="Language of the texts; else detected.")
def evaluate_command(gold: str, as_json: bool, demonyms: bool, language: str | None) -> None:
    """Measure recognition and resolution on a gold file.

    One JSON object a line: {"id", "text", "toponyms": [{"start", "end", "text", "lat", "lon", "geonameid"}]}.

    \b
    geomap eval gold.jsonl
    """
    from geomap.evaluate import evaluate, report

    figures = evaluate(gold, demonyms=demonyms, language=language)
    click.echo(json.dumps(figures, indent=1) if as_json else report(figures))


def _date(options: dict[str, Any]) -> dt.date | None:
    return options["date"].date() if options["date"] else None


def _documents(sources: tuple[str, ...]) -> list[Document]:
    from geomap.read import read

    return [read(source) for source in sources]


def _find(sources: tuple[str, ...], options: dict[str, Any]) -> Findings:
    from geomap.pipeline import find

    with progress(sources):
        return find(_documents(sources), date=_date(options), **reading(options))


def _story(path: str) -> Findings:
    from geomap.map import STORY_SUFFIXES
    from geomap.story import load, loads

    if path == "-":
        return loads(sys.stdin.read(), "standard input")
    if Path(path).suffix.lower() not in STORY_SUFFIXES:
        raise click.UsageError(f"{path}: a story ends in {', '.join(STORY_SUFFIXES)}; for a text use `geomap map`")
    return load(path)


def _draw(findings: Findings, output: str, suffix: str | None, look: Any) -> None:
    from geomap.output import write
    from geomap.pipeline import render, suffix_of

    if output == "-" and not suffix:
        raise click.UsageError("standard output has no ending; give --format")
    write(output, render(findings, f".{suffix.lstrip('.')}" if suffix else suffix_of(output), look))


def _titled(findings: Findings, title: str) -> Findings:
    from dataclasses import replace

    return replace(findings, title=title)
