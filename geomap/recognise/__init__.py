"""Toponym recognition: text to mentions. A recogniser is any function ``(Document) -> tuple[Mention, ...]``."""

from geomap.recognise.coordinates import find_coordinates
from geomap.recognise.lexicon import Lexicon
from geomap.recognise.overlay import Overlay, OverlayError, make_overlay, read_overlay
from geomap.recognise.recogniser import recognise

__all__ = ["Lexicon", "Overlay", "OverlayError", "find_coordinates", "make_overlay", "read_overlay", "recognise"]
