"""What can go wrong in the gazetteer: one base, so that a caller catches one thing."""


class GazetteerError(Exception):
    """Base of every error raised by this package; its text is one clear line."""


class InvalidPoint(GazetteerError, ValueError):
    """Coordinates that lie nowhere on the globe."""


class DataError(GazetteerError):
    """An artefact, dump or overlay that cannot be read: missing, truncated, of another version."""


class AmbiguousName(GazetteerError):
    """A name that means several places about equally, where the caller asked to be told."""


class OnlineError(GazetteerError):
    """The online geocoder that the user opted into failed."""
