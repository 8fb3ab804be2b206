"""The container of the embedded data: named, typed sections in one file that is mapped into memory, never parsed.

Layout, little-endian: a fixed head (magic, format version, length and CRC-32 of the table, length of the whole file), the table
(JSON: meta data, and offset, length, type and CRC-32 of every section), then the sections, each on a 64-byte boundary. The head tells a
truncated file, a file mangled by text-mode transfer (the magic holds both line ends, as PNG's does) and another format version.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.errors import DataError

if TYPE_CHECKING:                # importing numpy takes longer than a look-up may: only who asks for arrays pays for it
    from numpy.typing import NDArray

__all__ = ["VERSION", "Artefact", "write"]

MAGIC = b"\x89GAZ\r\n\x1a\n"
VERSION = 1
_HEAD = struct.Struct("<8sIIIQ")
_ALIGN = 64
_LETTERS = {"|u1": "B", "<u2": "H", "<u4": "I", "<i4": "i"}      # numpy's name of a type: the struct module's


class Artefact:
    """A read-only artefact, memory-mapped. Sections are views into the map: cheap, shared between processes, safe in threads.

    Raises DataError where the file is missing, truncated, corrupt in its head, no artefact, or of another format version.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        try:
            with self.path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            raise DataError(f"no gazetteer data at {self.path}: rebuild it with `python -m gazetteer.build`") from None
        except (OSError, ValueError) as error:           # ValueError: an empty file cannot be mapped
            raise DataError(f"cannot read gazetteer data {self.path}: {error}") from None
        self._view = memoryview(self._map)
        table = self._table()
        self.meta: dict[str, Any] = table["meta"]
        self._sections: dict[str, list[Any]] = table["sections"]

    def _table(self) -> dict[str, Any]:
        if len(self._view) < _HEAD.size:
            raise DataError(f"{self.path} is no gazetteer data: it ends within its head")
        magic, version, length, checksum, size = _HEAD.unpack_from(self._view)
        if magic != MAGIC:
            raise DataError(f"{self.path} is no gazetteer data: it does not begin as such a file does")
        if version != VERSION:
            raise DataError(f"{self.path} has format version {version}, this program reads {VERSION}: rebuild the file")
        if size != len(self._view):
            raise DataError(f"{self.path} is truncated: {len(self._view):,} bytes of {size:,}")
        raw = bytes(self._view[_HEAD.size : _HEAD.size + length])
        if zlib.crc32(raw) != checksum:
            raise DataError(f"{self.path} is corrupt: the checksum of its table does not hold")
        table: dict[str, Any] = json.loads(raw)
        return table

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def __iter__(self) -> Any:
        return iter(self._sections)

    def view(self, name: str, *, check: bool = False) -> memoryview:
        """The bytes of a section; with ``check`` its checksum is compared first. DataError where it is missing or does not hold."""
        try:
            offset, length, _, checksum = self._sections[name]
        except KeyError:
            raise DataError(f"{self.path} lacks the section {name!r}: rebuild the file") from None
        found = self._view[offset : offset + length]
        if check and zlib.crc32(found) != checksum:
            raise DataError(f"{self.path} is corrupt: the checksum of section {name!r} does not hold")
        return found

    def array(self, name: str) -> NDArray[Any]:
        """A section as a one-dimensional, read-only array of its declared type."""
        import numpy as np

        return np.frombuffer(self.view(name), dtype=self._sections[name][2])

    def numbers(self, name: str) -> memoryview[int]:
        """A section of whole numbers as a memoryview: a single element comes several times faster than from an array."""
        found = self.view(name)
        if sys.byteorder == "big":
            swapped = self.array(name).astype(self._sections[name][2].replace("<", "="))
            return memoryview(swapped)  # type: ignore[arg-type]
        return found.cast(_LETTERS[self._sections[name][2]])  # type: ignore[call-overload, no-any-return]

    def json(self, name: str) -> Any:
        """A section that holds JSON, parsed."""
        return json.loads(bytes(self.view(name, check=True)))

    def sizes(self) -> dict[str, int]:
        """Bytes a section."""
        return {name: entry[1] for name, entry in self._sections.items()}

    def verify(self) -> None:
        """Compare every section with its checksum, which reads the whole file. DataError names the first that does not hold."""
        for name in self._sections:
            self.view(name, check=True)


def write(path: str | os.PathLike[str], sections: Mapping[str, bytes | NDArray[Any]], meta: Mapping[str, Any]) -> int:
    """Write an artefact beside ``path``, then rename it into place, so that a reader never meets half a file.

    The bytes depend on the content alone. Returns the size. Raises DataError where the place cannot be written.
    """
    import tempfile

    path = Path(path)
    parts: list[bytes] = []
    entries: dict[str, list[Any]] = {}
    offset = 0
    for name, content in sections.items():
        kind = "" if isinstance(content, bytes) else content.dtype.newbyteorder("<").str
        raw = content if isinstance(content, bytes) else content.tobytes()
        entries[name] = [offset, len(raw), kind, zlib.crc32(raw)]
        parts += [raw, bytes(-len(raw) % _ALIGN)]
        offset += len(raw) + -len(raw) % _ALIGN
    table = _encode_table(entries, meta)
    head = _HEAD.pack(MAGIC, VERSION, len(table), zlib.crc32(table), _HEAD.size + len(table) + offset)
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            for part in (head, table, *parts):
                file.write(part)
            size = file.tell()
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise DataError(f"cannot write {path}: {error.strerror}") from None
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return size


def _encode_table(entries: dict[str, list[Any]], meta: Mapping[str, Any]) -> bytes:
    """The table as JSON, padded so that the first section is aligned; offsets made absolute, which changes the table's length."""
    length = 0
    while True:
        start = _HEAD.size + length
        moved = {name: [start + offset, *rest] for name, (offset, *rest) in entries.items()}
        raw = json.dumps({"meta": dict(meta), "sections": moved}, ensure_ascii=False, separators=(",", ":")).encode()
        raw += b" " * (-(_HEAD.size + len(raw)) % _ALIGN)
        if len(raw) == length:
            return raw
        length = len(raw)
