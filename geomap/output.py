"""Writing what was made: whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from geomap.errors import RenderError


def write(path: str | Path, content: str | bytes) -> None:
    """Write beside, then rename: a reader never sees half a file and a failure leaves the old one. "-" is stdout.

    Raises RenderError where the file cannot be written.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(path)
    if path.is_dir():
        raise RenderError(f"{path}: is a folder; name a file in it")
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise RenderError(f"{path}: cannot be written: {error.strerror}") from None


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
