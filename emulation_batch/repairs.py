"""What was silently put right when a cell was read: named, so that the Office can see it and the form can be improved.

Only harmless things are repaired. What could mean something else, such as a text in TCVN3 or VNI, is a
finding with a proposal.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from emulation_batch.vietnamese import clean, is_look_alike, strip_salutation

KINDS = ("composed", "spaces", "doubled", "invisible", "breaks", "letters", "signs", "salutation", "listed", "number", "date",
         "time")
NUMBER_TYPES = ("money", "integer", "decimal")
LISTED_TYPES = ("choice", "person", "candidate", "unit", "period")
PEOPLE_TYPES = ("person", "candidate")

_NAMES = {"\xa0": "␣ (U+00A0)", "\u202f": "␣ (U+202F)", "\u200b": "(U+200B)", "\ufeff": "(U+FEFF)", "\xad": "(U+00AD)",
          "\t": "⇥", "\r\n": "↵", "\n": "↵", "\r": "↵"}
_ODD_SPACE = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]")
_BREAKS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]|_x000[aAdD]_| \n|\n ")
_UNSEEN = re.compile(
    "\r\n|[^\\S ]|[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
    "|(?<= ) | (?= )|^ | $")
_MARK = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True)
class Repair:
    """A cell read in other characters than were typed. kinds: words of KINDS; row is the row Excel shows;
    before is the value as typed, after what was understood, as people write it."""

    kinds: tuple[str, ...]
    sheet: str
    column: str
    file: str
    row: int
    before: Any
    after: str


def kinds_of(kind: str, typed: Any, understood: str) -> tuple[str, ...]:
    """What distinguishes a typed value from what a column of type `kind` understood (as people write it); () for nothing.

    Spaces at the ends are no repair; neither are a number or a date stored as such, nor a number in a column of text.
    """
    if isinstance(typed, str):
        if kind in NUMBER_TYPES or kind == "date":
            return ("date" if kind == "date" else "number",)
        text = typed.strip()
        return () if text == understood else tuple(_of_text(kind, text, understood))
    dropped = kind == "date" and isinstance(typed, datetime) and typed.time() != time()
    return ("time",) if dropped else ()


def _of_text(kind: str, text: str, understood: str) -> Iterator[str]:
    if not unicodedata.is_normalized("NFC", text):
        yield "composed"
    if _ODD_SPACE.search(text):
        yield "spaces"
    if "  " in text:
        yield "doubled"
    if _BREAKS.search(text):
        yield "breaks"
    plain = clean(text)
    if len("".join(plain.split())) < len("".join(unicodedata.normalize("NFC", text).split())):
        yield "invisible"
    if plain == understood:
        return
    if kind in LISTED_TYPES and is_look_alike(text):
        yield "letters"
    if kind in PEOPLE_TYPES and strip_salutation(plain)[1]:
        yield "salutation"
    elif kind in LISTED_TYPES:
        yield "listed"
    else:
        yield "signs"


def visible(value: str) -> str:
    """A text in which nothing hides: odd spaces and characters without a shape by their number, doubled spaces as ␣, the
    first mark that stands apart from its letter with its number."""
    text = _UNSEEN.sub(lambda found: _named(found[0]), value)
    apart = _MARK.search(text)
    return text if apart is None else f"{text[:apart.end()]}(U+{ord(apart[0]):04X}){text[apart.end():]}"


def _named(unseen: str) -> str:
    if unseen == " ":
        return "␣"
    return _NAMES.get(unseen) or f"(U+{ord(unseen):04X})"
