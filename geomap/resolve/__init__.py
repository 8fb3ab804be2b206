"""Toponym resolution: mentions to places, jointly over the text, each with its reasons and alternatives."""

from geomap.resolve.resolution import resolve

__all__ = ["resolve"]
