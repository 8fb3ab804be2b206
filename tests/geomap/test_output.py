"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.errors import RenderError
from geomap.output import write


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_text("old")
    write(path, "new")
    assert path.read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


@pytest.mark.parametrize("name", ["", "none/map.html"])
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    with pytest.raises(RenderError, match=r"is a folder|cannot be written"):
        write(tmp_path / name, "x")
    assert [p.name for p in tmp_path.iterdir()] == []


def test_a_failure_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.html"
    path.write_text("old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RenderError, match="No space left"):
        write(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]
