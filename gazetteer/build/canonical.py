"""Today's English name of a place: curated rows first, then the rule of its country, then the source's main name.

The rules are data: `gazetteer/curated/canonical.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from gazetteer.errors import DataError

__all__ = ["Canonical"]

_MARKS = re.compile("[\u0300-\u036f\u02b9-\u02bf\u2018\u2019'`]")


class Canonical:
    """The rules, compiled. Raises DataError where a rule is broken or two rules claim one country."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._rules: dict[str, tuple[bool, list[tuple[re.Pattern[str], str]]]] = {}
        self._forms: dict[str, str] = {}
        for rule in table.get("rule", ()):
            try:
                replace = [(re.compile(pattern), by) for pattern, by in rule.get("replace", ())]
            except re.error as error:
                raise DataError(f"canonical.toml: rule of {', '.join(rule['countries'])}: {error}") from None
            for country in rule["countries"]:
                if country in self._rules:
                    raise DataError(f"canonical.toml: two rules for {country}")
                self._rules[country] = (bool(rule.get("strip_marks")), replace)
        for rule in table.get("region_rule", ()):
            for country in rule["countries"]:
                if country in self._forms:
                    raise DataError(f"canonical.toml: two region rules for {country}")
                self._forms[country] = rule["form"]

    def name(self, main: str, country: str | None) -> str:
        """The canonical name of a place whose main name in the source is ``main``."""
        rule = self._rules.get(country or "")
        if rule is None:
            return main
        strip, replace = rule
        found = main.replace("’", "'").replace("ʼ", "'")
        if strip:
            found = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", main)))
        for pattern, by in replace:
            found = pattern.sub(by, found)
        found = " ".join(found.split())
        return found or main

    def region(self, plain: str, country: str | None, *, otherwise: str) -> str:
        """The canonical name of an admin-1 region whose plain name is ``plain``: "Kharkiv" to "Kharkiv Oblast".

        ``otherwise`` is the answer for countries without a rule.
        """
        form = self._forms.get(country or "")
        if form is None:
            return otherwise
        words = form.replace("{}", "").strip()
        return plain if words.casefold() in plain.casefold() else form.format(plain)
