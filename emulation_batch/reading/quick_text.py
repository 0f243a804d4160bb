"""Texts of a part in the one plain shape that spreadsheets write, at the speed of bytes; anything else is `Odd`."""

import re
from collections.abc import Callable
from functools import lru_cache

LONGEST = 1_000_000
LONGEST_KNOWN = 500
LARGEST = 8 << 20

PROLOG = rb'(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")? ?\?>[\r\n]*)?'
_SST = re.compile(PROLOG + rb'<sst(?: xmlns="[^"<>&\x00-\x20\x7f-\xff]*")?(?: count="[0-9]+")?(?: uniqueCount="[0-9]+")?>')
_PRESERVED = b'<t xml:space="preserve">'
_ODD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ENTITIES = {b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'", b"&amp;": b"&"}
"""The ampersand comes last, lest what it makes be taken for another."""
_ENTITY = re.compile(b"&(?:amp|lt|gt|quot|apos);")
_PLACE = re.compile(rb'<(dimension|selection)(?: pane="[A-Za-z]+")?(?: activeCell="[A-Z0-9]+")?(?: s?q?ref="[A-Z0-9: ]+")?/>')
_UID = re.compile(rb' xr:uid="\{[0-9A-F-]+\}"')
_HEADER = re.compile(rb"(<(?:odd|even|first)(?:Header|Footer)>)([^<>]+)(?=</)")

Strings = tuple[list[str], dict[int, str]]
"""The strings in order; by number the font from before Unicode that a string names."""


class Odd(ValueError):
    """Not of the shape that is read here: the exact reader decides."""


def plain_text(text: bytes) -> str:
    """What stands between two tags, as a parser gives it; Odd where that is not plain."""
    if len(text) > LONGEST or b"<" in text or b">" in text:
        raise Odd
    if b"&" in text:
        if text.count(b"&") != len(_ENTITY.findall(text)):
            raise Odd
        for entity, meant in _ENTITIES.items():
            text = text.replace(entity, meant)
    words = text.decode()
    if not words.isprintable() and _ODD.search(words):
        raise Odd
    return words


def plain_strings(part: bytes, exact: Callable[[bytes], Strings]) -> Strings | None:
    """The shared strings, cut at each; one that is no plain text goes through the exact reader. None for an odd part."""
    pieces = part.split(b"<si>")
    last = pieces[-1].rstrip(b" \r\n\t")
    if len(pieces) < 2 or len(part) > LARGEST or not _SST.fullmatch(pieces[0]) or not last.endswith(b"</sst>"):
        return None
    pieces[-1] = last[:-6]
    strings: list[str] = []
    fonts: dict[int, str] = {}
    try:
        for piece in pieces[1:]:
            try:
                strings.append(_string(piece) if len(piece) < LONGEST_KNOWN else _string.__wrapped__(piece))
            except ValueError:
                more, named = exact(b"<sst><si>%b</sst>" % piece)
                fonts |= {len(strings) + number: font for number, font in named.items()}
                strings += more
    except ValueError:
        return None
    return strings, fonts


@lru_cache(maxsize=8192)
def _string(piece: bytes) -> str:
    """`<t>…</t></si>` -> its text. Most texts of a form are the form's own, and stand in every unit's file."""
    start = 3 if piece.startswith(b"<t>") else 24 if piece.startswith(_PRESERVED) else 0
    if not start or not piece.endswith(b"</t></si>"):
        raise Odd
    return plain_text(piece[start:-9])


def common(frame: bytes) -> bytes:
    """What stands around the rows with marks for what each file has of its own: whose it is, how far it was filled in, where
    the cursor stood."""
    return _HEADER.sub(_plain_header, _UID.sub(b' xr:uid=""', _PLACE.sub(rb"<\1/>", frame)))


def _plain_header(found: re.Match[bytes]) -> bytes:
    plain_text(found[2])
    return found[1] + b"x"
