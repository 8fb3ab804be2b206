"""Toponym recognition: text to mentions. A recogniser is any function ``(Document) -> tuple[Mention, ...]``."""

from geomap.recognise.lexicon import Lexicon
from geomap.recognise.overlay import Overlay, read_overlay
from geomap.recognise.recogniser import recognise

__all__ = ["Lexicon", "Overlay", "read_overlay", "recognise"]
