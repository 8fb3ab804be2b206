"""The walls of the house, read from the code's own imports."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "gazetteer").rglob("*.py")) + sorted((ROOT / "geomap").rglob("*.py"))
CARD = {"pyproject.toml", "geomap", "gazetteer", "tests", "README.md", "LICENSE"}
HEAVY = {"folium", "branca", "geopy", "shapely", "spacy", "trafilatura", "pypdf", "docx", "resvg_py", "pandas"}


def imports(path: Path, *, top_level_only: bool = False) -> set[str]:
    """First components of what a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_rules_below_have_modules_to_read() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", [m for m in MODULES if name(m).startswith("gazetteer/")], ids=name)
def test_gazetteer_never_imports_geomap(path: Path) -> None:
    assert "geomap" not in imports(path)


@pytest.mark.parametrize("path", [m for m in MODULES if not name(m).startswith("geomap/render/")], ids=name)
def test_only_the_renderers_import_folium(path: Path) -> None:
    assert not imports(path) & {"folium", "branca"}


@pytest.mark.parametrize("path", [m for m in MODULES if "/build" not in name(m)], ids=name)
def test_the_data_build_is_not_imported_at_run_time(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {n.module or "" for n in tree.body if isinstance(n, ast.ImportFrom)}
    modules |= {a.name for n in tree.body if isinstance(n, ast.Import) for a in n.names}
    assert not {m for m in modules if m.startswith("gazetteer.build")}


@pytest.mark.parametrize(
    "module", ["gazetteer/__init__.py", "gazetteer/model.py", "gazetteer/names.py", "gazetteer/cli.py",
               "geomap/__init__.py", "geomap/model.py", "geomap/cli.py", "geomap/scene/model.py"])
def test_light_modules_stay_light(module: str) -> None:
    assert not imports(ROOT / module, top_level_only=True) & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_a_drawer_for_odds_and_ends(path: Path) -> None:
    assert not {"utils", "helpers", "helper", "manager", "process", "misc", "common"} & set(path.with_suffix("").parts)


def test_the_top_level_is_the_design_card() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    import subprocess

    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    top = {line.split("/")[0] for line in done.stdout.splitlines()}
    assert {entry for entry in top if not entry.startswith(".")} <= CARD
    assert top >= CARD


def test_the_cards_packages_are_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {line.split(">")[0].split("=")[0].split("[")[0] for line in project["dependencies"]}
    assert {"geopy", "folium", "shapely", "click"} <= names
    assert any(line.startswith("pytest") for line in project["optional-dependencies"]["test"])
