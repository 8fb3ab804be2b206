"""Answers of online services, kept on disk until they expire."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

__all__ = ["AnswerCache", "OnlineWarning"]

_LOCK = threading.Lock()


class OnlineWarning(UserWarning):
    """The online geocoder or its cache did not answer; the gazetteer went on without."""


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """Answers by question. A cache that cannot be used is told of by a warning and then does nothing."""

    path: Path
    expires: timedelta

    def get(self, question: str) -> list[dict[str, Any]] | None:
        """The answers, [] for a question that had none, None where it was not yet asked or that was too long ago."""
        found = self._run("SELECT answer FROM answers WHERE question = ? AND asked > ?", (_digest(question), self._oldest()))
        try:
            answers = json.loads(found[0][0]) if found else None
        except (TypeError, ValueError):
            return None
        return answers if isinstance(answers, list) else None

    def put(self, question: str, answers: Sequence[dict[str, Any]]) -> None:
        """Keep the answers, and let go of expired ones."""
        self._run("DELETE FROM answers WHERE asked <= ?", (self._oldest(),))
        self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (_digest(question), time.time(), json.dumps(answers, default=str)))

    def _oldest(self) -> float:
        return time.time() - self.expires.total_seconds()

    def _run(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        try:
            with _LOCK, sqlite3.connect(self.path, timeout=5) as database:
                database.execute("CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, asked REAL, answer TEXT)")
                found = database.execute(statement, values).fetchall()
            database.close()
        except sqlite3.Error as error:
            warnings.warn(f"cannot use the cache {self.path}: {error}; remove the file or name another", OnlineWarning, 5)
            return []
        return found


def _digest(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()
