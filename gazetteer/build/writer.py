"""Drafts in, artefact out: one pass over the places, in memory that grows with the names' keys and not with their Python objects.

The same writer serves the embedded data and a full GeoNames dump of 12 million places: columns are packed arrays, names are
compressed as they come, and keys wait in a temporary file until the tries are built.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from typing import IO, Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from gazetteer import artefact
from gazetteer.arrays import DEGREE
from gazetteer.build.drafts import Draft, Spelling
from gazetteer.errors import DataError
from gazetteer.index import KINDS, ZIPF_STEP, Origin
from gazetteer.model import Kind
from gazetteer.names import fold, romanise, skeleton
from gazetteer.spellings import BLOCK
from gazetteer.table import STRIDE

__all__ = ["Writer"]

LONGEST_KEY = 200          # characters; what is longer is a sentence, not a name
_SAMPLE = BLOCK * 8192      # places whose names wait until the dictionary is made from them
_DICTIONARY = 32_768       # bytes; deflate looks no further back

# Names in these scripts get a romanisation key: Latin and Cyrillic, up to U+052F, and Latin's additions. A query in any other
# script is romanised to meet them; the other way round, "Hotan" would meet a Tamil name of Sudan.
_ROMANISED = re.compile("[\u0020-\u024f\u0400-\u052f\u1e00-\u1eff]+")

# What says less of a place than that it once was its name.
_FAINT = frozenset((Origin.LOCALE, Origin.ALTERNATE))
# The names that are worth a key as loose as the consonants alone.
_MAIN = frozenset((Origin.CANONICAL, Origin.PRIMARY, Origin.ENGLISH, Origin.CURATED))


class _Spool:
    """The postings of one table while they are gathered."""

    def __init__(self) -> None:
        self.keys: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  (lives as long as the writer)
        self.rows = array("I")
        self.why = array("H")

    def add(self, key: str, row: int, why: int) -> None:
        self.keys.write(key)
        self.keys.write("\n")
        self.rows.append(row)
        self.why.append(why)

    def read(self) -> Iterator[str]:
        self.keys.seek(0)
        for line in self.keys:
            yield line[:-1]

    def ids(self, trie: Any) -> NDArray[np.uint32]:
        """The number of each key, in the order they were added."""
        return np.fromiter((trie[key] for key in self.read()), np.uint32, len(self.rows))


class Writer:
    """Takes drafts by `add`, in any order; `finish` writes the artefact and returns its size.

    ``zipf`` says how common a folded key is as a word of running English; None leaves the frequencies out (all 0).
    """

    def __init__(self, *, zipf: Callable[[str], float] | None = None) -> None:
        self._zipf = zipf
        self._columns = {"lon": array("i"), "lat": array("i"), "kind": array("B"), "country": array("H"), "population": array("I"),
                         "capital": array("B"), "geonames": array("I"), "renown": array("B")}
        self._regions = array("I")                       # position in _region_ids
        self._region_ids: dict[str | None, int] = {None: 0}
        self._countries: dict[str, int] = {"": 0}
        self._languages: set[str] = set()
        self._slugs: dict[int, str] = {}
        self._rows_of_regions: dict[str, int] = {}
        self._facts: list[tuple[int, bytes]] = []
        self._name, self._name_ends = bytearray(), array("I")
        self._pending: list[str] = []
        self._dictionary = b""
        self._spellings, self._spellings_ends = bytearray(), array("I")
        self._spools = {name: _Spool() for name in ("names", "codes", "demonyms", "romanised", "skeletons", "ids")}

    def __len__(self) -> int:
        return len(self._columns["kind"])

    # ------------------------------------------------------------------------------------------------------ gather

    def add(self, draft: Draft) -> int:
        """Append a place; returns its row. Raises DataError for a draft that cannot be a place."""
        row = len(self)
        draft.call(draft.name, Origin.CANONICAL, "en")
        columns = self._columns
        if not (-180 <= draft.lon <= 180 and -90 <= draft.lat <= 90):
            raise DataError(f"{draft.id} {draft.name!r}: no point on the globe: lon {draft.lon}, lat {draft.lat}")
        columns["lon"].append(round(draft.lon * DEGREE))
        columns["lat"].append(round(draft.lat * DEGREE))
        columns["kind"].append(KINDS.index(draft.kind))
        columns["country"].append(self._countries.setdefault(draft.country or "", len(self._countries)))
        columns["population"].append(min(max(int(draft.population), 0), 0xFFFFFFFF))
        columns["capital"].append(draft.capital)
        number = int(draft.id) if draft.id.isascii() and draft.id.isdigit() else 0
        columns["geonames"].append(number)
        if not number:
            self._slugs[row] = draft.id
        if draft.kind is Kind.REGION:
            self._rows_of_regions[draft.id] = row
        self._regions.append(self._region_ids.setdefault(draft.admin1, len(self._region_ids)))
        self._name += draft.name.encode()
        self._name_ends.append(len(self._name))
        self._add_facts(row, draft)
        self._add_names(row, draft)
        return row

    def _add_facts(self, row: int, draft: Draft) -> None:
        facts: dict[str, Any] = {
            "codes": draft.codes, "wikidata": draft.wikidata, "bounds": draft.bounds, "neighbours": draft.neighbours,
            "countries": draft.countries, "members": draft.members, "connects": draft.connects, "city": draft.city, "type": draft.type,
        }
        facts = {key: value for key, value in facts.items() if value}
        if facts:
            self._facts.append((row, json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()))
        ids = [*draft.codes, *draft.aliases, *([draft.wikidata] if draft.wikidata else []), *([draft.id] if row in self._slugs else [])]
        for id in ids:
            self._spools["ids"].add(id.lower(), row, Origin.CODE)

    def _add_names(self, row: int, draft: Draft) -> None:
        spellings = sorted(draft.spellings.items(), key=lambda item: item[1].origin)[:4000]
        spellings += [(text, Spelling(Origin.DEMONYM)) for text in draft.demonyms
                      if text not in draft.spellings or draft.spellings[text].origin is not Origin.DEMONYM]
        best: dict[tuple[str, str], int] = {}
        lines = []
        for ordinal, (text, spelling) in enumerate(spellings):
            self._languages.update(spelling.languages)
            lines.append(f"{text}\t{int(spelling.origin)}\t{' '.join(spelling.languages)}")
            table = {Origin.CODE: "codes", Origin.DEMONYM: "demonyms"}.get(spelling.origin, "names")
            why = ordinal << 4 | spelling.origin
            key = fold(text)
            if key and len(key) <= LONGEST_KEY:
                best.setdefault((table, key), why)
                if table == "names" and _ROMANISED.fullmatch(key) and not _is_abbreviation(text):
                    loose = romanise(text)
                    known = best.get(("romanised", loose))
                    if loose and (known is None or (spelling.origin is Origin.HISTORIC and known & 15 in _FAINT)):
                        best["romanised", loose] = why       # "Bangalore": that it was the name says more than that it is in some list
                    bones = skeleton(text) if spelling.origin in _MAIN else ""
                    if len(bones) > 2:
                        best.setdefault(("skeletons", bones), why)
        for (table, key), why in best.items():
            self._spools[table].add(key, row, why)
        self._columns["renown"].append(min(len(lines), 255))
        self._pending.append("\n".join(lines))
        if len(self._pending) == _SAMPLE:
            self._close_blocks()

    def _close_blocks(self) -> None:
        """Compress the names that wait; the first of them give the dictionary of strings that all blocks share."""
        if not self._dictionary:
            step = max(1, len(self._pending) // 400)
            sample = "\0".join(sorted(self._pending[::step], key=len)).encode()
            self._dictionary = sample[-_DICTIONARY:] or b" "
        for start in range(0, len(self._pending), BLOCK):
            packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=self._dictionary)
            self._spellings += packer.compress("\0".join(self._pending[start : start + BLOCK]).encode()) + packer.flush()
            self._spellings_ends.append(len(self._spellings))
        self._pending.clear()

    # ------------------------------------------------------------------------------------------------------- write

    def finish(self, path: str | os.PathLike[str], *, sources: dict[str, str] | None = None) -> int:
        """Write the artefact, with ``sources`` (name: version) in its meta data. Returns its size in bytes."""
        self._close_blocks()
        sections: dict[str, bytes | NDArray[Any]] = {name: _packed(column) for name, column in self._columns.items()}
        sections["admin1"] = self._admin1()
        sections |= self._order()
        # What has become a section is let go of: in a full dump each of these is hundreds of megabytes.
        sections["name"], self._name = bytes(self._name), bytearray()
        sections["name.ends"] = _packed(self._name_ends)
        sections["spellings"], self._spellings = bytes(self._spellings), bytearray()
        sections["spellings.dictionary"] = self._dictionary
        sections["spellings.ends"] = _packed(self._spellings_ends)
        sections["slugs"] = json.dumps(self._slugs, separators=(",", ":")).encode()
        sections["facts.rows"] = np.array([row for row, _ in self._facts], "<u4")
        sections["facts.ends"] = np.cumsum([len(raw) for _, raw in self._facts], dtype="<u4")
        sections["facts"] = b"".join(raw for _, raw in self._facts)
        ranks = self._ranks()
        for name in list(self._spools):
            sections |= self._table(name, self._spools.pop(name), ranks)
        meta = {"places": len(self), "numbered": len(self) - len(self._slugs), "countries": list(self._countries),
                "languages": sorted(self._languages), "sources": sources or {}}
        return artefact.write(path, sections, meta)

    def _admin1(self) -> NDArray[Any]:
        rows = np.full(len(self._region_ids), -1, "<i4")
        for id, position in self._region_ids.items():
            if id is not None and id in self._rows_of_regions:
                rows[position] = self._rows_of_regions[id]
        column: NDArray[Any] = rows[np.asarray(self._regions)]
        return column

    def _order(self) -> dict[str, NDArray[np.uint32]]:
        """Rows by GeoNames id, where the places did not come in that order."""
        numbers = np.asarray(self._columns["geonames"])
        numbered = numbers[: len(self) - len(self._slugs)]
        if numbered.all() and (np.diff(numbered.astype(np.int64)) > 0).all():
            return {}
        return {"order": np.argsort(numbers, kind="stable").astype("<u4")}

    def _ranks(self) -> NDArray[np.uint32]:
        """The rows' places in the order of importance: countries first, then by population, then as they came."""
        population = np.asarray(self._columns["population"]).astype(np.int64)
        kinds = np.asarray(self._columns["kind"])
        population[kinds == KINDS.index(Kind.COUNTRY)] += 1 << 40
        ranks = np.empty(len(population), np.uint32)
        ranks[np.argsort(-population, kind="stable")] = np.arange(len(population), dtype=np.uint32)
        return ranks

    def _table(self, name: str, spool: _Spool, ranks: NDArray[np.uint32]) -> dict[str, bytes | NDArray[Any]]:
        trie = marisa_trie.Trie(spool.read())
        ids = spool.ids(trie)
        rows = np.asarray(spool.rows, "<u4")
        order = np.argsort(ids.astype(np.uint64) << np.uint64(32) | ranks[rows], kind="stable")
        starts = np.searchsorted(ids[order], np.arange(len(trie) + 1, dtype=np.uint32))
        base = starts[::STRIDE]
        step = starts - np.repeat(base, STRIDE)[: len(starts)]
        sections: dict[str, bytes | NDArray[Any]] = {
            f"{name}.trie": trie.tobytes(),
            f"{name}.base": base.astype("<u4"),
            f"{name}.step": step.astype("<u2" if step.max(initial=0) < 1 << 16 else "<u4"),
            f"{name}.rows": rows[order],
            f"{name}.why": np.asarray(spool.why, "<u2")[order],
        }
        if name == "names":
            sections["names.zipf"] = self._frequencies(trie)
        return sections

    def _frequencies(self, trie: Any) -> NDArray[np.uint8]:
        found = np.zeros(len(trie), np.uint8)
        if self._zipf is not None:
            for key, id in trie.items():
                found[id] = min(255, round(self._zipf(key) * ZIPF_STEP))
        return found


def _packed(column: array[int]) -> NDArray[Any]:
    packed = np.asarray(column)
    return packed.astype(packed.dtype.newbyteorder("<"))


def _is_abbreviation(text: str) -> bool:
    """Initials have no sound to transliterate: "EE. UU." of the United States would answer for whatever reads "iu"."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) < 6 and all(char.isupper() for char in letters)
