"""Plain text and Markdown: the headline and the date stand in the text itself."""

from __future__ import annotations

import datetime as dt
import re

from geomap.extract.dates import article_date, is_lone_dateline, parse_date
from geomap.model import Document

__all__ = ["from_markdown", "from_plain", "headline"]

# Left-overs of a web page saved as text: comments, scripts, buttons.
_BOILERPLATE = re.compile(
    r"""
    (?: <?!-- .* | .* --> | </?\w+[^>]*> | (?:window|var|function|gtag)\b.* | [{}();\[\]|<>*_=\-–—\s]*
      | (?:google\ tag|skip\ to|advertisement|sponsored|subscribe|sign\ (?:in|up)|log\ ?in|menu|home|share|search|newsletter|cookie
          |follow\ us|read\ more|live|breaking
          |news|world|europe|listen|print|save|copy\ link|image\ source|image:|photo|file\ photo|getty|by\s+\S+).{0,60}
      | https?://\S+ )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def from_plain(text: str, name: str) -> Document:
    """A document from plain text; its title is the first line that reads like a headline, its date the one it bears."""
    return Document(text, name, headline(text), article_date(text))


def from_markdown(text: str, name: str) -> Document:
    """A document from Markdown: front matter gives title and date, marks are taken off, links keep their words."""
    title, published, body = _front_matter(text)
    heading = re.search(r"^#{1,2}[ \t]+(.+?)[ \t]*#*$", body, re.MULTILINE)
    body = re.sub(r"!\[([^\]\n]*)\]\([^)\n]*\)", r"\1", body)
    body = re.sub(r"\[([^\]\n]+)\]\([^)\n]*\)", r"\1", body)
    body = re.sub(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", r"\1", body, flags=re.MULTILINE)
    body = re.sub(r"(?<![\w*])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])", r"\2", body)
    body = re.sub(r"(?<![\w*])([*_])(?=\S)([^\n*_]+?)(?<=\S)\1(?![\w*])", r"\2", body)
    body = re.sub(r"^>[ \t]?", "", body, flags=re.MULTILINE)
    return Document(body, name, title or (heading[1].strip() if heading else headline(body)), published or article_date(body))


def headline(text: str) -> str | None:
    """The first line that reads like a headline: some words, no full stop, and text below it; None where there is none."""
    lines = [line.strip() for line in text[:8000].splitlines() if line.strip()]
    for at, line in enumerate(lines[:12]):
        if _BOILERPLATE.fullmatch(line) or parse_date(line) is not None or is_lone_dateline(line):
            continue
        words = line.split()
        alone = at == len(lines) - 1
        if alone or not 2 <= len(words) <= 32 or len(line) > 220 or (line.endswith((".", ";", ",", ":")) and not line.endswith("...")):
            return None
        return line
    return None


def _front_matter(text: str) -> tuple[str | None, dt.date | None, str]:
    """Title and date of a YAML head between two lines of ``---``, read line by line, and what follows it."""
    match = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", text, re.DOTALL)
    if match is None or len(match[1]) > 5000:
        return None, None, text
    fields = dict(re.findall(r"^(title|date|published)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", match[1], re.MULTILINE | re.IGNORECASE))
    fields = {key.lower(): value for key, value in fields.items()}
    published = parse_date(fields.get("date") or fields.get("published") or "")
    return fields.get("title") or None, published, text[match.end() :]
