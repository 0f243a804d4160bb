"""Text as Vietnamese offices type it: cleaned once at the boundary, then compared by keys.

Defects and their handling were counted in real workbooks.
Text in TCVN3 or VNI must be looked at by `legacy` before `clean`: the soft hyphen that `clean` drops is their "ư".
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from emulation_batch.vietnamese.legacy import legacy_encoding

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""Dictionary order of the letters; f, j, w, z stand where foreign names need them."""

TONE_ORDER = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Ngang, huyền, hỏi, ngã, sắc, nặng, as dictionaries print it; huyền, sắc, hỏi, ngã, nặng is also in use."""

DID_YOU_MEAN_CUTOFF = 0.75
LONGEST_WORD_TO_GUESS = 200

_RANK = {letter: rank for rank, letter in enumerate("0123456789" + ALPHABET)}
_TONES = {tone: rank for rank, tone in enumerate(TONE_ORDER)}
_LINE_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")
MOST_MARKS = 30
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# what almost every text is made of: nothing of it is invisible, a line break or another space
_PLAIN = re.compile("[ -~\xa1-\xac\xae-\u024f\u1e00-\u1eff\u2010-\u2027\u20ab]*")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")

_FOLDED = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"), "-")
    | dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4"), "'")
    | dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"')
    | dict.fromkeys(map(ord, "ðÐ\u0189\u0256"), "đ")
)
_TO_FOLD = re.compile(f"[{re.escape(''.join(map(chr, _FOLDED)))}]")
_AROUND_SIGNS = re.compile(" ?([-/]) ?")
_MARKS, _BARE_WORD = re.compile("[\u0300-\u034e\u0350-\u036f]+"), re.compile("[a-z0-9]+")
_ETH = re.compile("[ðÐ\u0189]")
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝкΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
    "ABEKMHOPCTYXIJSaeopcyxijshdqwkABEZHIKMNOPTYXoav",
)
_WORD = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a]")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")

# The tone stands on o, u in "hòa, khỏe, thủy" and on the next vowel in "hoà, khoẻ, thuỷ": QĐ 1989/QĐ-BGDĐT.
_MOVED_BACK = {
    unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize("NFC", first + tone + second)
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in TONE_ORDER[1:]
}
_OPEN_CLUSTER = re.compile(rf"(?<!q)(?:{'|'.join(_MOVED_BACK)})(?![^\W\d_]|[\u0300-\u036f])")
_ONSET_WITH_TONE = re.compile("(?:(?<=q)[ùúủũụ][aăâeêiơôy]|(?<=g)[ìíỉĩị][aăâeêoôơuư])(?![\u0300-\u036f])")
# where either of the two can begin: a letter with the second one that they ask for
_MAY_MOVE = re.compile("[ou][àảãáạèẻẽéẹỳỷỹýỵ]|q[ùúủũụ]|g[ìíỉĩị]")

_ABBREVIATED = r"đ/c|đ\.c|gs\.? ?ts|pgs\.? ?ts|pgs|gs|ths|ts|bs|ks|cn|nsưt|nsnd|ngưt|ngnd"
_SPELLED = (
    r"(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý)|(?:thượng|trung|hạ) s[ĩỹ]|giáo sư|phó giáo sư|tiến s[ĩỹ]|thạc s[ĩỹ]"
    r"|bác s[ĩỹ]|kỹ sư|cử nhân|đồng chí|ông ?[/(] ?bà\)?|anh ?[/(] ?chị\)?|ông|bà|anh|chị"
)
_SALUTATION = re.compile(
    rf"(?:(?:(?:{_ABBREVIATED})(?:[.:, ] ?|$)|(?:{_SPELLED})(?:[.:,] ?| |$))[-.:, ]*)+", re.IGNORECASE
)


def clean(text: str) -> str:
    """Return text in NFC without what cannot be seen or put in XML; never raises; cleaning twice changes nothing.

    Every space is " ", runs of spaces are one, every line break is "\\n" and none stands at the ends; of marks that are
    heaped on one letter, thirty stay.
    """
    if _PLAIN.fullmatch(text) and "  " not in text and "_x" not in text and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    text = _without_heaps(_without_escapes(_INVISIBLE.sub("", text)))
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", _LINE_BREAKS.sub("\n", text))
    return re.sub(" ?\n ?", "\n", text).strip(" \n")


def _without_escapes(text: str) -> str:
    """Undo Excel's `_x000D_` for control characters and `_x005F_` for "_", also where one hides in another."""
    if not _ESCAPE.search(text):
        return text
    out: list[str] = []
    for character in text:
        out.append(character)
        while out and out[-1] == "_" and (escape := _ESCAPE.fullmatch("".join(out[-7:]))):
            code = int(escape[1], 16)
            control = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code >= 0xFFFE
            if not control and code != ord("_"):
                break
            out[-7:] = "_" if code == ord("_") else chr(code) if code in (0x9, 0xA, 0xD) else ""
    return "".join(out)


def _without_heaps(text: str) -> str:
    """Unicode's stream-safe form (UAX 15): putting a heap of marks in order would cost the square of its height."""
    if len(text) <= MOST_MARKS or text.isascii():
        return text
    out: list[str] = []
    height = 0
    for character in text:
        height = height + 1 if unicodedata.combining(character) else 0
        if height <= MOST_MARKS:
            out.append(character)
    return "".join(out) if len(out) < len(text) else text


def _is_mixed(word: str) -> bool:
    return bool(_GREEK_OR_CYRILLIC.search(word) and _LATIN.search(word))


def match_key(text: str) -> str:
    """Return what two people mean when they type the same thing: equal keys, equal meaning.

    Folds case, line breaks, look-alike letters, full-width forms, dashes, quotes and the place of the tone mark;
    keeps every Vietnamese mark, so "Lê Hòa" and "Lê Hoa" stay different people.
    """
    text = clean(text)
    if _GREEK_OR_CYRILLIC.search(text):
        text = _WORD.sub(lambda m: m[0].translate(_LOOK_ALIKES) if _is_mixed(m[0]) else m[0], text)
    text = text.casefold()
    if _TO_FOLD.search(text):
        text = text.translate(_FOLDED)
    text = unicodedata.normalize("NFC", text)
    if _MAY_MOVE.search(text):
        text = _ONSET_WITH_TONE.sub(_tone_to_the_vowel, text)
        text = _OPEN_CLUSTER.sub(lambda m: _MOVED_BACK[m[0]], text)
    text = " ".join(text.split())
    return _AROUND_SIGNS.sub(r"\1", text).strip() if "-" in text or "/" in text else text


def _tone_to_the_vowel(match: re.Match[str]) -> str:
    """In "qu" and "gi" the u and i are consonants: "qúy" is "quý", "gía" is "giá"."""
    carrier = unicodedata.normalize("NFD", match[0][0])
    return carrier[0] + unicodedata.normalize("NFC", match[0][1] + carrier[1])


def bare_key(text: str) -> str:
    """Return the words of a text without marks, [a-z0-9] only, joined by single spaces: for searching and guessing."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", match_key(text)).casefold().replace("đ", "d"))
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_BARE_WORD.findall(plain))


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate a typist most likely meant, as it was given, or None; the first of equals wins."""
    word, bare = match_key(word[:LONGEST_WORD_TO_GUESS]), bare_key(word[:LONGEST_WORD_TO_GUESS])
    best, best_score = None, (0.0, 0.0)
    for candidate in candidates:
        score = (_likeness(bare, bare_key(candidate)), _likeness(word, match_key(candidate)))
        if bare and score[0] >= DID_YOU_MEAN_CUTOFF and score > best_score:
            best, best_score = candidate, score
    return best


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= DID_YOU_MEAN_CUTOFF else 0.0


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Letters first, tones second: all of "ban" before any of "bàn", as in a dictionary."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", character)
        tone = next((part for part in parts[1:] if part in _TONES), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
        letters.append(_RANK.get(letter, 1000 + ord(letter[0])))
        tones.append(_TONES[tone])
    return tuple(letters), tuple(tones)


def sort_key(text: str) -> tuple[Any, ...]:
    """Sort key of a plain text, word by word in Vietnamese order; the text itself settles what is left."""
    return tuple(_word_key(word) for word in match_key(text).split()), clean(text)


def name_key(name: str) -> tuple[Any, ...]:
    """Sort key of a person in a Vietnamese list: given name (last word), then middle names, then surname.

    That is the custom; CLDR "vi" does not know given names. Salutations are not removed here.
    """
    words = [_word_key(word) for word in match_key(name).split()]
    given, middle, surname = words[-1:], words[1:-1], words[:1] if len(words) > 1 else []
    return tuple(given), tuple(middle), tuple(surname), clean(name)


def strip_salutation(name: str) -> tuple[str, str]:
    """Split "Đ/c Thượng tá, ThS. Lý Thị Ánh" into ("Lý Thị Ánh", "Đ/c Thượng tá, ThS."); "" where there is none.

    A salutation inside the name cell was seen in real lists. Ông is also a rare surname
    ("Ông Ích Khiêm"), so a caller proposes the shorter name and does not overwrite.
    """
    name = clean(name).replace("\n", " ")
    found = _SALUTATION.match(name)
    if not found or found.end() == len(name):
        return name, ""
    return name[found.end() :], found[0].strip(" ,:-")


def is_look_alike(text: str) -> bool:
    """Tell whether a word mixes Latin with Cyrillic or Greek letters, or has ð, Ð in the place of đ, Đ."""
    cleaned = clean(text)
    mixed = _GREEK_OR_CYRILLIC.search(cleaned) is not None and any(_is_mixed(word) for word in _WORD.findall(cleaned))
    return mixed or (bool(_ETH.search(text)) and not legacy_encoding(text))
