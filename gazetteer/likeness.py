"""Misspelt and transliterated candidates, compared letter by letter: a loose key may hide larger differences."""

from __future__ import annotations

from anyascii import anyascii

from gazetteer import rank
from gazetteer.editing import edits
from gazetteer.index import Origin
from gazetteer.names import fold, romanise
from gazetteer.rank import Candidate
from gazetteer.searchable import Searchable

__all__ = ["compared"]

_UNLIKE = 6              # edits from which on it no longer matters how many


def compared(index: Searchable, candidate: Candidate, key: str, keys: tuple[str, ...]) -> Candidate:
    """The candidate, scored by how many letters its name shares with the query: a loose key may hide larger differences.

    A script that leaves sounds open is also compared by sound, as it may be read (``keys``); any other in the plainest transliteration.
    """
    method = candidate.method
    if method not in rank.ALIKE:
        return candidate
    name = fold(index.name(candidate.posting.row))
    if keys:
        apart = min(_apart(name, anyascii(key).lower()), *(_apart(romanise(name), reading) for reading in keys))
        return candidate._replace(score=candidate.score + rank.ALIKE[method] * max(0.0, 0.5 - apart))
    plain = key if key.isascii() else anyascii(key).lower()
    names = [name]
    if candidate.posting.origin in _KNOWN_BY and candidate.posting.ordinal:
        names.append(anyascii(fold(index.spelling(candidate.posting).text)).lower())
    apart = min(_apart(name.replace(" ", ""), plain.replace(" ", "")) for name in names)
    return candidate._replace(score=candidate.score + rank.SPELT_ALIKE[method] * (_SLIGHT - apart))


_KNOWN_BY = frozenset((Origin.PRIMARY, Origin.ENGLISH, Origin.CURATED, Origin.ENDONYM, Origin.HISTORIC))
_SLIGHT = 0.3            # what part of a name's letters may be wrong and it still speaks for the place


def _apart(one: str, other: str) -> float:
    """By what part of their letters two spellings differ."""
    return edits(one, other, _UNLIKE) / max(len(one), len(other), 1)
