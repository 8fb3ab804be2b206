"""What can go wrong on the way from text to map: one base; only the command line turns it into an exit code."""


class GeomapError(Exception):
    """Base of every error raised by this package; its text is one clear line: what, where, what to do."""


class ReadError(GeomapError):
    """A source that cannot be read as text."""


class StoryError(GeomapError):
    """A story file that does not say what it means; one line an error, all errors at once."""


class RenderError(GeomapError):
    """A map that cannot be drawn or written."""
