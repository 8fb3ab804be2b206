"""Findings to Scene: what to draw, where, and in which words. Knows no projection and no output format."""

from geomap.scene.compose import compose

__all__ = ["compose"]
