"""A story file as a tree whose every value knows the line it stands on, so that errors can say where."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from geomap.errors import StoryError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ESCAPE = re.compile(
    r"\\(?:u(?P<high>d[89ab][0-9a-f]{2})(?:\\u(?P<low>d[c-f][0-9a-f]{2}))?|u(?P<half>d[c-f][0-9a-f]{2})|.)",
    re.IGNORECASE)
# what a JSON string may hold as it is and YAML only escaped
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 40      # a story nests five levels; a file that nests more is an attack or a mistake


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, kept as written: YAML's guesses (NO is false, 12:30 is 750) never reach us."""

    value: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Items:
    value: tuple[Node, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    value: tuple[tuple[Text, Node], ...]
    line: int | None = None

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.value if name.value == key), None)


Node = Text | Items | Keys


def parse(text: str, name: str) -> Node:
    """The tree of a YAML or JSON text. Raises StoryError where it is neither, with the line."""
    json_like = text.lstrip("\ufeff \t\r\n").startswith("{")
    if json_like:
        text = text.replace("\t", " ")     # legal in JSON, not in YAML; a JSON string cannot hold a raw tab
        text = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", _ESCAPE.sub(_one_character, text))
    try:
        _refuse_aliases(text, name)
        tree = yaml.compose(text.lstrip("\ufeff"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise StoryError(f"{name}: {line}not valid {'JSON' if json_like else 'YAML'}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise StoryError(f"{name}: not valid YAML: {' '.join(str(error).split())}") from None
    except RecursionError:
        raise StoryError(f"{name}: nested too deeply to be a story") from None
    if tree is None:
        raise StoryError(f"{name}: the story is empty; write at least a title and one place, venue or corridor")
    return _convert(tree, name, 0)


def wrap(value: Any, depth: int = 0) -> Node:
    """The tree of plain Python data, as json.load gives it; no lines."""
    if depth > _DEEPEST:
        raise StoryError("nested too deeply to be a story")
    if isinstance(value, Mapping):
        return Keys(tuple((Text(str(k)), wrap(v, depth + 1)) for k, v in value.items() if v is not None))
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return Items(tuple(wrap(v, depth + 1) for v in value))
    if isinstance(value, bool):
        return Text("true" if value else "false")
    if isinstance(value, float):
        return Text(json.dumps(value))
    return Text(str(value))


def _refuse_aliases(text: str, name: str) -> None:
    """Anchors could make a small file unfold into a huge one, and no story needs them."""
    if "*" not in text:
        return
    for event in yaml.parse(text.lstrip("\ufeff"), Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise StoryError(f"{name}: line {line}: YAML aliases (*{event.anchor}) are not supported; "
                             "write the value out, or quote it if it is text")


def _convert(node: yaml.Node, name: str, depth: int) -> Node:
    line = node.start_mark.line + 1
    if depth > _DEEPEST:
        raise StoryError(f"{name}: line {line}: nested too deeply to be a story")
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value if node.style or node.value not in ("~", "null") else "", line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_convert(item, name, depth + 1) for item in node.value), line)
    pairs = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise StoryError(f"{name}: line {key.start_mark.line + 1}: a key must be a word, not a list or a map")
        pairs.append((Text(key.value, key.start_mark.line + 1), _convert(value, name, depth + 1)))
    return Keys(tuple(pairs), line)


def _one_character(escape: re.Match[str]) -> str:
    r"""JSON spells an emoji as two \u escapes, which YAML refuses; a half alone is no character at all."""
    high, low = escape["high"], escape["low"]
    if high and low:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    return "\ufffd" if high or escape["half"] else escape[0]
