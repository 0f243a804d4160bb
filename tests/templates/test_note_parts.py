"""Notes written in one piece are those of xlsxwriter, sign by sign."""

from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.comments import Comments
from xlsxwriter.vml import Vml

from emulation_batch.templates.loose_sheets import Sink
from emulation_batch.templates.note_parts import boxes, comments
from emulation_batch.templates.page import add_note

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n"), min_size=1, max_size=80)
PLACES = st.dictionaries(st.tuples(st.integers(0, 200), st.integers(0, 60)), WORDS, min_size=1, max_size=6)


@settings(max_examples=50, deadline=None)
@given(PLACES, st.integers(1, 9))
def test_they_are_those_of_xlsxwriter(places, number):
    sheet = Workbook().add_worksheet()
    sheet.set_column(1, 3, 40)
    sheet.set_row(5, 33.3)
    for (row, column), words in places.items():
        add_note(sheet, row, column, words)
    sheet._prepare_vml_objects(number, 1024 * number, number, number)
    texts, shapes = Comments(), Vml()
    for writer in (texts, shapes):
        writer._set_filehandle(Sink())
    texts._assemble_xml_file(sheet.comments_list)
    shapes._assemble_xml_file(sheet.vml_data_id, sheet.vml_shape_id, sheet.comments_list)
    assert comments(sheet.comments_list) == texts.fh.take()
    assert boxes(sheet.comments_list, sheet.vml_data_id, sheet.vml_shape_id) == shapes.fh.take()
