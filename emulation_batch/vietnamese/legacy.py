"""Text in the encodings before Unicode: TCVN3 (ABC, fonts .VnTime) and VNI (fonts VNI-Times).

Such text arrives as ordinary Latin-1 characters and only looks Vietnamese in its own font. It is
decoded to propose a correction, never silently. Both functions need the text as it arrived, before `text.clean`.
"""

import re
import unicodedata

_TCVN3_LETTERS = (
    "ă¨ằ»ẳ¼ẵ½ắ¾ặÆ â©ầÇẩÈẫÉấÊậË àµả¶ã·á¸ạ¹ đ® èÌẻÎẽÏéÐẹÑ êªềÒểÓễÔếÕệÖ ì×ỉØĩÜíÝịÞ "
    "òßỏáõâóãọä ô«ồåổæỗçốèộé ơ¬ờêởëỡìớíợî ùïủñũòúóụô ưừõửöữ÷ứøựù ỳúỷûỹüýýỵþ "
    "Ă¡Â¢Ê£Ô¤Ơ¥Ư¦Đ§"
)
_TCVN3_PAIRS = _TCVN3_LETTERS.replace("ư", "ư\xad").replace(" ", "")
TCVN3 = dict(zip(_TCVN3_PAIRS[1::2], _TCVN3_PAIRS[::2], strict=True))
"""TCVN 5712:1993 VN3, code -> letter. Capitals with a tone have no code: fonts ending in H draw small codes large."""

_TONES = {
    "\u0301": ("ù", "á"),
    "\u0300": ("ø", "à"),
    "\u0309": ("û", "å"),
    "\u0303": ("õ", "ã"),
    "\u0323": ("ï", "ä"),
}
_BREVE_TONES = {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_SINGLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ơ": "ô", "ư": "ö", "ỵ": "î", "đ": "ñ"}


def _vni_table() -> dict[str, str]:
    """Return VNI code -> letter: a base letter and a mark, or one of nine letters with a code of their own."""
    table = {code: letter for letter, code in _SINGLE.items()}
    for base in "aeouyôö":
        letter = table.get(base, base)
        for tone, (plain, circumflex) in _TONES.items():
            if base + tone != "y\u0323":
                table[base + plain] = unicodedata.normalize("NFC", letter + tone)
            if base in "aeo":
                table[base + circumflex] = unicodedata.normalize("NFC", letter + "\u0302" + tone)
    table |= {"aâ": "â", "eâ": "ê", "oâ": "ô", "aê": "ă"}
    table |= {"a" + code: unicodedata.normalize("NFC", "ă" + tone) for tone, code in _BREVE_TONES.items()}
    capitals = {code.upper(): letter.upper() for code, letter in table.items()}
    crossed = {code[0].upper() + code[1:]: letter.upper() for code, letter in table.items() if len(code) == 2}
    return table | crossed | capitals


VNI = _vni_table()

_PATTERNS = {
    "TCVN3": re.compile("[" + re.escape("".join(TCVN3)) + "]"),
    "VNI": re.compile("|".join(sorted(VNI, key=len, reverse=True))),
}
_WORDS = re.compile("[A-Za-z\xa1-\xff]+")
_NATIVE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
# Signs inside a word, capitals after a small letter, and small letters that Vietnamese does not have.
_TCVN3_ONLY = re.compile(
    "[¨ª¬\xadµ¶·¸¹¼½¾×÷¡¢£¤¥¦](?=[a-z\xdf-\xff])|[®©»§](?=[a-z\xa8-\xff])|(?<=[A-Za-z®])[¨©ª«¬\xadµ¶·¸¹¼½¾×÷]"
    "|(?<=[a-z\xa8-\xbe])[\xc0-\xd6\xd8-\xde]|[ßåäæçëîïñöøûüþð]"
)
# Pairs that no Unicode text has: "oà, oá, oã" are left out, "hoà" is ordinary spelling.
_VNI_ONLY = re.compile("[aeouyôö][ùøûõïâêåäéèúüë]|[aeu][áàã]|[æöñî]", re.IGNORECASE)
_SYLLABLE = re.compile(
    "(?:[bcdđghklmnprstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?"
    "(?:[ou]?(?:a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?|[ăâ](?:c|m|ng?|p|t|u|y)|eo?|e(?:c|m|ng?|p|t)|ê(?:ch|m|n|nh|p|t|u)?)"
    "|i(?:a|ch|m|n|nh|p|t|u)?|(?:i|u?y)ê(?:c|m|ng?|p|t|u)|u?y(?:a|ch|n|nh|t|u)?|uơ"
    "|oo?(?:c|i|m|ng?|p|t)?|ô(?:c|i|m|ng?|p|t)?|ơ(?:i|m|n|p|t)?|uô(?:c|i|m|ng?|t)|u(?:a|c|i|m|ng?|p|t)?"
    "|ươ(?:c|i|m|ng?|p|t|u)|ư(?:a|c|i|m|ng?|t|u)?)"
)


def font_encoding(font: str) -> str:
    """Return the encoding that a font draws: "TCVN3" for .VnTime and its like, "VNI" for VNI-Times, else ""."""
    name = font.strip().casefold()
    return "TCVN3" if name.startswith(".vn") else "VNI" if name.startswith("vni") else ""


def draws_capitals(font: str) -> bool:
    """Whether a font draws the codes of small letters as capitals: .VnTimeH, .VnArialH."""
    return font_encoding(font) == "TCVN3" and font.strip().endswith("H")


def legacy_encoding(text: str, font: str = "") -> str:
    """Return "TCVN3", "VNI" or "" for a text as it arrived, by its characters; the font's name is a second witness.

    A text counts as legacy when it has no letter outside Latin-1, at least two encoded characters (one under a font of
    that encoding) with one that is at home in that encoding only, and decodes to Vietnamese syllables in at least two
    of three words. So "Café à la carte", "Hà Nội" and French or German names are left alone.
    """
    text = unicodedata.normalize("NFC", text)
    if text.isascii() or _NATIVE.search(text):
        return ""
    named = font_encoding(font)
    best, best_share = "", 2 / 3
    for encoding, only in (("TCVN3", _TCVN3_ONLY), ("VNI", _VNI_ONLY)):
        encoded = len(_PATTERNS[encoding].findall(text))
        witnessed = encoded >= 1 if named == encoding else encoded >= 2 and only.search(text)
        share = _share_of_syllables(text, encoding) if named in ("", encoding) and witnessed else 0.0
        if share > best_share or (share == best_share and not best):
            best, best_share = encoding, share
    return best


def _share_of_syllables(text: str, encoding: str) -> float:
    """Return the share of encoded words that are Vietnamese; capitals without a vowel ("Q§") do not count."""
    good = total = 0
    for word in _WORDS.findall(text):
        decoded = decode_legacy(word, encoding)
        if word.isascii() or (decoded.isupper() and not re.search("[AEIOUY]", unicodedata.normalize("NFD", decoded))):
            continue
        syllable, tones = _toneless(decoded.casefold())
        total += 1
        good += bool(_SYLLABLE.fullmatch(syllable) and tones <= 1 and _PATTERNS[encoding].sub("", word).isascii())
    return good / total if total else 0.0


def _toneless(word: str) -> tuple[str, int]:
    """Return a word without its tone marks, and how many there were."""
    parts = unicodedata.normalize("NFD", word)
    bare = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", bare), len(parts) - len(bare)


def decode_legacy(text: str, encoding: str, upper: bool = False) -> str:
    """Return the text in Unicode NFC; `upper` for fonts that draw small codes as capitals (.VnTimeH).

    Raises ValueError for an encoding that `legacy_encoding` does not return; "" leaves the text as it is.
    """
    if encoding not in ("", *_PATTERNS):
        raise ValueError(f"unknown legacy encoding {encoding!r}")
    if encoding:
        table = TCVN3 if encoding == "TCVN3" else VNI
        text = _PATTERNS[encoding].sub(lambda match: table[match[0]], text)
    text = unicodedata.normalize("NFC", text)
    return text.upper() if upper else text
