"""geomap: from a text that names places to a standalone map.

>>> import geomap                                            # doctest: +SKIP
>>> geomap.draw("article.txt").save("map.html")              # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.errors import GeomapError
    from geomap.geoparse import parse
    from geomap.map import Map, draw
    from geomap.model import Document, Findings
    from geomap.story import load as load_story

__all__ = ["Document", "Findings", "GeomapError", "Map", "draw", "load_story", "parse"]

# Imported when first used: `import geomap` stays light.
_HOMES = {"Document": ("geomap.model", "Document"), "Findings": ("geomap.model", "Findings"),
          "GeomapError": ("geomap.errors", "GeomapError"), "Map": ("geomap.map", "Map"), "draw": ("geomap.map", "draw"),
          "load_story": ("geomap.story", "load"), "parse": ("geomap.geoparse", "parse")}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'geomap' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
