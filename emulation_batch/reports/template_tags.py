"""The words that begin the block tags of a Word template, {%p for … %}: which are known, which was meant by one that is not.

One misspelt word leaves every tag of its block without sense, so it is looked for before anything else is said.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from emulation_batch.vietnamese import closest

MEANT = ("for", "endfor", "if", "elif", "else", "endif", "set", "endset")
"""What a template of ours holds; only these are proposed."""
KNOWN = {*MEANT, "block", "endblock", "extends", "print", "macro", "endmacro", "include", "from", "import", "with", "endwith",
         "autoescape", "endautoescape", "call", "endcall", "filter", "endfilter", "raw", "endraw", "cellbg", "colspan", "vm",
         "hm"}
"""Those of Jinja and of docxtpl."""
KINDS = ("p", "tr", "tc", "r")
BLOCK = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(\w+).*?%\}", re.DOTALL)
KIND = re.compile(r"^(\{[{%])(?:p|tr|tc|r)\s+")
CURLY = str.maketrans("“”‘’", "\"\"''")
"""Quotes as Word types them, which docxtpl makes plain."""
ALONE = {"for": "{}{{% endfor %}}", "if": "{}{{% endif %}}", "elif": "{{% if 1 %}}{}{{% endif %}}"}
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def misspelt(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Tag and its first word, for each block tag that begins with a word of none. texts: paragraphs."""
    for text in texts:
        yield from ((match[0], match[1]) for match in BLOCK.finditer(text) if match[1] not in KNOWN and match[1] not in KINDS)


def meant(word: str) -> str | None:
    """The word that was probably meant, None when none is near: with its kind where that ran into it ("pfor": "p for"), of the
    same letters ("fro": "for"), or alike."""
    glued = next((f"{kind} {word[len(kind):]}" for kind in KINDS if word.startswith(kind) and word[len(kind):] in MEANT), None)
    same = next((known for known in MEANT if sorted(known) == sorted(word.lower())), None)
    return glued or same or closest(word, MEANT)


def unreadable(texts: Iterable[str], read: Callable[[str], object]) -> str:
    """The first tag that cannot be read even by itself; "" when only their order is wrong. read: raises Jinja's
    error."""
    from jinja2 import TemplateSyntaxError

    for tag in (tag for text in texts for tag in TAG.findall(text)):
        block = BLOCK.match(tag)
        if not tag.startswith("{#") and (not block or block[1] in ALONE):
            plain = KIND.sub(r"\1 ", tag).translate(CURLY)
            try:
                read(ALONE[block[1]].format(plain) if block else plain)
            except TemplateSyntaxError:
                return str(tag)
    return ""


def holding(texts: Iterable[str], name: str) -> str:
    """The first paragraph with a tag that holds the name as a whole word; "" when there is none."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return next((text for text in texts if any(map(whole.search, TAG.findall(text)))), "") if re.search(r"\w", name) else ""
