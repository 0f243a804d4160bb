"""What a paragraph and its letters come to, through document defaults, styles based on styles, and direct formatting."""

from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OFF = {"0", "false", "off", "none"}
TOGGLES = ("b", "i", "caps")
DEFAULT_SIZE, WHOLE_LINE = 20, 240


@dataclass(frozen=True)
class Letters:
    """A run as printed: text, fonts of its letters, size in points, and what stands out."""

    text: str
    fonts: frozenset[str]
    size: float
    bold: bool
    italic: bool
    underlined: bool
    color: str


@dataclass(frozen=True)
class Shape:
    """A paragraph as set: alignment, first-line indent in twips, gaps in points, line spacing (0: an exact height)."""

    align: str
    first_line: int
    before: float
    after: float
    line: float
    exact: float
    keep_next: bool
    ruled: bool
    listed: bool


class Styles:
    """The styles of one document. Missing parts count as empty: Word reads such files too."""

    def __init__(self, styles: Any, theme: Any) -> None:
        self._styles = {} if styles is None else {style.get(f"{W}styleId"): style for style in styles.findall(f"{W}style")}
        self._default = next((key for key, style in self._styles.items() if style.get(f"{W}type") == "paragraph"
                              and style.get(f"{W}default") not in (None, *OFF)), None)
        defaults = None if styles is None else styles.find(f"{W}docDefaults")
        self._run_default = None if defaults is None else defaults.find(f"{W}rPrDefault/{W}rPr")
        self._shape_default = None if defaults is None else defaults.find(f"{W}pPrDefault/{W}pPr")
        self._theme = {kind: found.get("typeface", "") for kind in ("major", "minor")
                       if theme is not None and (found := theme.find(f".//{A}{kind}Font/{A}latin")) is not None}

    def chain(self, key: str | None) -> list[Any]:
        """A style and those it is based on, nearest first; a circle ends where it closes."""
        found: list[Any] = []
        while key in self._styles and self._styles[key] not in found:
            found.append(self._styles[key])
            based = self._styles[key].find(f"{W}basedOn")
            key = None if based is None else based.get(f"{W}val")
        return found

    def table_borders(self, table: Any) -> bool:
        """Whether a table draws lines, by itself or through its style."""
        holders = [table, *self.chain(_value(table, "tblPr/tblStyle"))]
        for holder in holders:
            borders = holder.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return any(line.get(f"{W}val") not in (None, "nil", "none") for line in borders)
        return False

    def shape(self, paragraph: Any, table_style: str | None) -> Shape:
        """How a paragraph is set."""
        own = paragraph.find(f"{W}pPr")
        levels = [own, *self._properties(self._style_of(paragraph), "pPr"), *self._properties(table_style, "pPr"),
                  self._shape_default]
        rule = _first(levels, "spacing", "lineRule") or "auto"
        line = _number(_first(levels, "spacing", "line"), WHOLE_LINE)
        indent = _number(_first(levels, "ind", "firstLine"), 0)
        return Shape(
            align=_aligned(_first(levels, "jc", "val") or "left"),
            first_line=0 if _hangs(levels) else indent,
            before=_number(_first(levels, "spacing", "before"), 0) / 20,
            after=_number(_first(levels, "spacing", "after"), 0) / 20,
            line=line / WHOLE_LINE if rule == "auto" else 0, exact=0 if rule == "auto" else line / 20,
            keep_next=_on(_element(levels, "keepNext")),
            ruled=any(level is not None and _drawn(level.find(f"{W}pBdr/{W}bottom")) for level in levels),
            listed=_element(levels, "numPr") is not None)

    def letters(self, run: Any, paragraph: Any, table_style: str | None, text: str) -> Letters:
        """How a run is printed."""
        own = run.find(f"{W}rPr")
        by_run = self._properties(_value(run, "rPr/rStyle"), "rPr")
        by_paragraph = self._properties(self._style_of(paragraph), "rPr")
        by_table = self._properties(table_style, "rPr")
        levels = [own, *by_run, *by_paragraph, *by_table, self._run_default]
        toggled = {key: _toggle(key, own, (by_run, by_paragraph, by_table), self._run_default) for key in TOGGLES}
        return Letters(
            text=text.upper() if toggled["caps"] else text, fonts=frozenset(self._fonts(levels, text)),
            size=_number(_first(levels, "sz", "val"), DEFAULT_SIZE) / 2, bold=toggled["b"], italic=toggled["i"],
            underlined=(_first(levels, "u", "val") or "none") != "none",
            color=(_first(levels, "color", "val") or "auto").lower())

    def _style_of(self, paragraph: Any) -> str | None:
        return _value(paragraph, "pPr/pStyle") or self._default

    def _properties(self, style: str | None, kind: str) -> list[Any]:
        return [style.find(f"{W}{kind}") for style in self.chain(style)]

    def _fonts(self, levels: list[Any], text: str) -> list[str]:
        """The font of plain letters and that of Vietnamese ones, where the text has such."""
        kinds = [kind for kind, present in (("ascii", any(letter.isascii() and not letter.isspace() for letter in text)),
                                            ("hAnsi", not text.isascii())) if present]
        return [self._font(levels, kind) for kind in kinds]

    def _font(self, levels: list[Any], kind: str) -> str:
        for level in levels:
            fonts = None if level is None else level.find(f"{W}rFonts")
            if fonts is None:
                continue
            if themed := fonts.get(f"{W}{kind}Theme"):
                return self._theme.get("major" if themed.startswith("major") else "minor", themed)
            if named := fonts.get(f"{W}{kind}"):
                return named
        return ""


def _toggle(key: str, own: Any, styled: tuple[list[Any], ...], default: Any) -> bool:
    """Bold, italic and capitals: direct formatting wins; otherwise a character style switches what the paragraph's says."""
    if own is not None and (mark := own.find(f"{W}{key}")) is not None:
        return _on(mark)
    marks = [next((mark for level in chain if level is not None and (mark := level.find(f"{W}{key}")) is not None), None)
             for chain in styled]
    if any(mark is not None for mark in marks):
        return sum(_on(mark) for mark in marks) % 2 == 1
    return default is not None and _on(default.find(f"{W}{key}"))


def _on(mark: Any) -> bool:
    return mark is not None and (mark.get(f"{W}val") or "true").lower() not in OFF


def _value(holder: Any, path: str) -> str | None:
    found = holder.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def _element(levels: list[Any], tag: str) -> Any:
    return next((found for level in levels if level is not None and (found := level.find(f"{W}{tag}")) is not None), None)


def _first(levels: list[Any], tag: str, key: str) -> str | None:
    for level in levels:
        found = None if level is None else level.find(f"{W}{tag}")
        if found is not None and found.get(f"{W}{key}") is not None:
            return found.get(f"{W}{key}")
    return None


def _hangs(levels: list[Any]) -> bool:
    """Whether the nearest word on the first line is a hanging indent."""
    for level in levels:
        found = None if level is None else level.find(f"{W}ind")
        if found is not None and found.get(f"{W}firstLine") is not None:
            return False
        if found is not None and found.get(f"{W}hanging") not in (None, "0"):
            return True
    return False


def _aligned(word: str) -> str:
    return {"start": "left", "end": "right", "distribute": "both"}.get(word, word)


def _number(text: str | None, otherwise: int) -> int:
    try:
        return otherwise if text is None else round(float(text))
    except ValueError:
        return otherwise


def _drawn(border: Any) -> bool:
    return border is not None and border.get(f"{W}val") not in (None, "nil", "none")
