"""A bigger gazetteer from GeoNames' own dump files, in bounded memory.

Both files come in no useful order and together do not fit into memory, so that they are first dealt into buckets by id, on
disk beside the output; then bucket by bucket places meet their names and go to the writer. What the embedded data knows beyond
the dump (today's English names, CLDR's and curated names, areas, seas and rivers) is laid over it.

Formats: https://download.geonames.org/export/dump/readme.txt
"""

from __future__ import annotations

import io
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from gazetteer.build.clean import Cleaner
from gazetteer.build.drafts import Draft
from gazetteer.build.scripts import language_of
from gazetteer.build.writer import Writer
from gazetteer.errors import DataError
from gazetteer.features import kind_of_feature
from gazetteer.index import Index, Origin, default
from gazetteer.model import Kind

__all__ = ["Report", "build_from_dump"]

BUCKET = 200_000                 # ids in a bucket: at most as many places, and about a million names, in memory at a time
SHOWN = 5                        # malformed lines shown

_NO_PLACE_NOW = frozenset(("PPLQ", "PPLW", "PPLH", "PPLCH", "ADM1H", "ADM2H", "PCLH", "ADMDH"))    # abandoned, historical
_PSEUDO = frozenset(("link", "post", "faac", "tcid", "unlc", "phon", "piny"))       # not names, or not how one writes them
_CODES = frozenset(("iata", "icao", "abbr"))
_TOLD = frozenset(("neighbours", "countries", "members", "connects", "city", "type"))       # facts that a draft takes over


@dataclass(slots=True)
class Report:
    """What a build met: places of the dump, further places kept from the embedded data, lines that could not be read."""

    places: int = 0
    kept: int = 0
    skipped: int = 0
    size: int = 0
    examples: list[str] = field(default_factory=list)

    def skip(self, file: str, number: int, why: str) -> None:
        """Count a malformed line; the first few are shown."""
        self.skipped += 1
        if len(self.examples) < SHOWN:
            self.examples.append(f"{file}, line {number}: {why}")


class _Progress:
    """A line on a terminal that is renewed twice a second; nothing elsewhere."""

    def __init__(self, screen: IO[str] | None) -> None:
        self._screen = screen if screen is not None and screen.isatty() else None
        self._said = time.monotonic()

    def say(self, what: str, count: int) -> None:
        """Tell how far it is."""
        if self._screen is not None and time.monotonic() - self._said > 0.5:
            self._said = time.monotonic()
            print(f"\r{what}: {count:,}".ljust(60), end="", file=self._screen, flush=True)

    def close(self) -> None:
        """Clear the line."""
        if self._screen is not None:
            print("\r" + " " * 60 + "\r", end="", file=self._screen, flush=True)


def build_from_dump(
    geonames: str | Path, alternate_names: str | Path | None, output: str | Path, *, all_features: bool = False,
    base: Index | None = None, screen: IO[str] | None = None,
) -> Report:
    """Build an artefact at ``output`` from GeoNames' files, over the places of ``base`` (the embedded ones).

    Malformed lines are counted and skipped. Raises DataError where a file cannot be read at all, or holds no place.
    """
    report, progress, output = Report(), _Progress(screen), Path(output)
    if not output.parent.is_dir():
        raise DataError(f"cannot write {output}: there is no folder {output.parent}")
    known = base or default()
    writer = Writer()
    met: set[int] = set()
    try:
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=".gazetteer-build-") as folder:
            divisions = _deal_places(Path(geonames), Path(folder), all_features, report, progress)
            if not report.places:
                raise DataError(f"{geonames} holds no place: it should be a GeoNames dump such as allCountries.zip")
            if alternate_names is not None:
                _deal_names(Path(alternate_names), Path(folder), report, progress)
            for draft in _drafts(Path(folder), divisions):
                row = known.row_of(draft.id)
                if row is not None and known.id_of(row) == draft.id:
                    _lay_over(known, row, draft)
                    met.add(row)
                writer.add(draft)
                progress.say("places", len(writer))
    except OSError as error:
        raise DataError(f"cannot work beside {output}: {error.strerror or error}") from None
    for row in range(len(known)):
        if row not in met:
            writer.add(_lay_over(known, row, None))
            report.kept += 1
    progress.say("writing", len(writer))
    report.size = writer.finish(output, sources={"GeoNames dump": Path(geonames).name, **known.meta.get("sources", {})})
    progress.close()
    return report


# -------------------------------------------------------------------------------------------------------------- dealing


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a dump file, unpacked on the way where it is zipped."""
    try:
        with ExitStack() as stack:
            if zipfile.is_zipfile(path):
                packed = stack.enter_context(zipfile.ZipFile(path))
                names = [name for name in packed.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
                wanted = [name for name in names if Path(name).stem == path.stem] or names[-1:]
                if not wanted:
                    raise DataError(f"{path} holds no .txt file")
                raw: IO[bytes] = stack.enter_context(packed.open(wanted[0]))
            else:
                raw = stack.enter_context(path.open("rb"))
                if raw.read(2) == b"PK":
                    raise DataError(f"{path} is a zip file without its end: fetch it again")
                raw.seek(0)
            yield iter(io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n"))
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise DataError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None


class _Buckets:
    """Files that lines are dealt into by id."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._files: dict[int, IO[str]] = {}

    def deal(self, id: int, line: str) -> None:
        file = self._files.get(id // BUCKET)
        if file is None:
            path = self._folder / f"{self._name}-{id // BUCKET:08d}"
            file = self._files[id // BUCKET] = path.open("a", encoding="utf-8", newline="\n")
            if len(self._files) > 256:                       # a dump of nonsense ids must not use up the open files
                self._files.pop(next(iter(self._files))).close()
        file.write(line)

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def _deal_places(path: Path, folder: Path, everything: bool, report: Report, progress: _Progress) -> dict[str, str]:
    """Deal the wanted places; returns the ids of first-level divisions by country and code ("UA.07")."""
    divisions: dict[str, str] = {}
    buckets = _Buckets(folder, "places")
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 1 and not cells[0].strip():
                continue
            problem = _problem(cells)
            if problem:
                report.skip(path.name, number, problem)
                continue
            id, feature, code = int(cells[0]), cells[6], cells[7]
            if code in _NO_PLACE_NOW or not (everything or feature == "P" or code in ("ADM1", "ADM2") or code.startswith("PCL")):
                continue
            if code == "ADM1":
                divisions[f"{cells[8]}.{cells[10]}"] = cells[0]
            buckets.deal(id, line if line.endswith("\n") else line + "\n")
            report.places += 1
            progress.say("reading places", number)
    buckets.close()
    return divisions


def _problem(cells: list[str]) -> str | None:
    """What is wrong with a line of the main file, None where nothing is."""
    if len(cells) != 19:
        return f"{len(cells)} columns instead of 19"
    if not (cells[0].isascii() and cells[0].isdigit() and 0 < int(cells[0][:12]) < 1 << 32):
        return f"no id: {cells[0][:40]!r}"
    if not cells[1].strip():
        return "no name"
    try:
        lat, lon = float(cells[4]), float(cells[5])
    except ValueError:
        return f"no coordinates: {cells[4][:20]!r} {cells[5][:20]!r}"
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return f"no point on the globe: {lat} {lon}"
    return None


def _deal_names(path: Path, folder: Path, report: Report, progress: _Progress) -> None:
    buckets = _Buckets(folder, "names")
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 1 and not cells[0].strip():
                continue
            if len(cells) < 4 or not (cells[1].isascii() and cells[1].isdigit() and len(cells[1]) < 11):
                report.skip(path.name, number, f"{len(cells)} columns, id {cells[1][:40]!r}" if len(cells) > 1 else "one column")
                continue
            historic = "1" if len(cells) > 7 and cells[7] == "1" else ""
            if cells[2] not in _PSEUDO and cells[3].strip():
                buckets.deal(int(cells[1]), f"{cells[1]}\t{cells[2]}\t{cells[3]}\t{historic}\n")
            progress.say("reading names", number)
    buckets.close()


# --------------------------------------------------------------------------------------------------------------- drafts


def _drafts(folder: Path, divisions: dict[str, str]) -> Iterator[Draft]:
    """The places of all buckets with their names, in the order of their ids; of two with one id the first."""
    cleaner = Cleaner()
    for path in sorted(folder.glob("places-*")):
        names: dict[str, list[list[str]]] = defaultdict(list)
        beside = folder / path.name.replace("places", "names")
        if beside.exists():
            with beside.open(encoding="utf-8", newline="\n") as file:
                for line in file:
                    id, *rest = line.rstrip("\n").split("\t")
                    names[id].append(rest)
        with path.open(encoding="utf-8", newline="\n") as file:
            places = sorted((line.rstrip("\n").split("\t") for line in file), key=lambda cells: int(cells[0]))
        last = ""
        for cells in places:
            if cells[0] != last:
                last = cells[0]
                yield _draft(cells, names.get(last, []), divisions, cleaner)
        path.unlink()


def _draft(cells: list[str], names: list[list[str]], divisions: dict[str, str], cleaner: Cleaner) -> Draft:
    id, name, _, alternates, lat, lon, feature, code, country, _, admin1 = cells[:11]
    kind = kind_of_feature(feature, code)
    draft = Draft(
        id=str(int(id)), name=" ".join(name.split()), kind=kind, lon=float(lon), lat=float(lat), country=country or None,
        admin1=divisions.get(f"{country}.{admin1}") if kind is not Kind.REGION else None,
        population=int(cells[14]) if cells[14].isascii() and cells[14].isdigit() else 0, capital=code == "PPLC",
    )
    draft.call(draft.name, Origin.PRIMARY)
    spoken = {text for _, text, _ in names}
    for text, origin in cleaner.clean(draft.name, (part for part in alternates.split(",") if part not in spoken)):
        language = language_of(text)
        draft.call(text, origin, *([language] if language else []))
    for language, text, historic in names:
        if language == "wkdt":
            draft.wikidata = text
        elif language in _CODES:
            draft.call(text, Origin.CODE)
        else:
            for clean, origin in cleaner.clean(draft.name, [text]):
                draft.call(clean, Origin.HISTORIC if historic else origin, *([language] if language else []))
    return draft


def _lay_over(index: Index, row: int, draft: Draft | None) -> Draft:
    """What the embedded data knows of a place, on its draft; a new draft where the dump does not have the place."""
    place = index.place(row)
    if draft is None:
        draft = Draft(place.id, place.name, place.kind, place.point.lon, place.point.lat, place.country, place.admin1)
        draft.population, draft.wikidata = place.population, place.wikidata
    draft.name, draft.kind, draft.codes, draft.capital = place.name, place.kind, place.codes, place.capital
    draft.admin1 = draft.admin1 or place.admin1
    draft.wikidata = draft.wikidata or place.wikidata
    draft.bounds = place.bounds
    for key, value in index.facts(row).items():
        if key in _TOLD:
            setattr(draft, key, tuple(value) if isinstance(value, list) else value)
    for text, origin, languages in index.spellings(row):
        draft.call(text, origin, *languages)
    return draft
