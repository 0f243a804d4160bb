"""The notes of a sheet as xlsxwriter writes them, in one piece each: tag by tag it takes ten times as long."""

from collections.abc import Sequence

from xlsxwriter.comments import CommentType
from xlsxwriter.utility import _preserve_whitespace, xl_rowcol_to_cell_fast

from emulation_batch.plain_strings import escaped

POINTS = 0.75
"""Of a pixel."""
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{data}"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>')


def comments(notes: Sequence[CommentType]) -> str:
    """The part of their texts."""
    authors = {author: number for number, author in enumerate(dict.fromkeys(str(note.author) for note in notes))}
    named = "".join(f"<author>{escaped(author)}</author>" for author in authors)
    texts = "".join(_text(note, authors[str(note.author)]) for note in notes)
    return (f'{HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>{named}</authors>'
            f"<commentList>{texts}</commentList></comments>")


def _text(note: CommentType, author: int) -> str:
    space = ' xml:space="preserve"' if _preserve_whitespace(note.text) else ""
    return (f'<comment ref="{xl_rowcol_to_cell_fast(note.row, note.col)}" authorId="{author}"><text><r><rPr>'
            f'<sz val="{note.font_size}"/><color indexed="81"/><rFont val="{note.font_name}"/>'
            f'<family val="{note.font_family}"/></rPr>'
            f"<t{space}>{escaped(note.text)}</t></r></text></comment>")


def boxes(notes: Sequence[CommentType], data: object, before: int) -> str:
    """The part of their boxes, none shown. data: the number of its block of shapes; before: of the shape before the first."""
    shapes = "".join(_box(note, before + number, number) for number, note in enumerate(notes, 1))
    return f"{BOXES.format(data=data)}{shapes}</xml>"


def _box(note: CommentType, shape: int, number: int) -> str:
    first_column, first_row, x, y, last_column, last_row, to_x, to_y, *sides = note.vertices
    left, top, width, height = (f"{side * POINTS:.15g}pt" for side in sides)
    colour = note.color._vml_rgb_hex_value()
    return (f'<v:shape id="_x0000_s{shape}" type="#_x0000_t202" style="position:absolute;margin-left:{left};margin-top:{top};'
            f'width:{width};height:{height};z-index:{number};visibility:hidden" fillcolor="{colour}" o:insetmode="auto">'
            '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{first_column}, {x}, {first_row}, {y}, {last_column}, {to_x}, {last_row}, {to_y}</x:Anchor>"
            f"<x:AutoFill>False</x:AutoFill><x:Row>{note.row}</x:Row><x:Column>{note.col}</x:Column></x:ClientData></v:shape>")
