"""What is printed of a traced number; what is printed of a review stands in test_cli_review.py."""

from types import SimpleNamespace

from emulation_batch import printing_spans


def test_a_traced_ratio_shows_its_parts_their_cells_and_sums(capsys):
    def figure(key, rule="count", measure="văn bản"):
        return SimpleNamespace(key=key, title=key.upper(), rule=rule, measure=measure)

    cell = SimpleNamespace(cell="", shown="04/03/2022", header="Ngày hoàn thành")
    row = SimpleNamespace(unit="VP", period="2022-03", file="VP.xlsx", received="", sheet="2a", row=8, cells=(cell,))
    part = SimpleNamespace(figure=figure("a1"), unit_name="Toàn Sở", span="2022-03", value=1.0, rows=(row,), parts=(), same_definition=True,
                           left_out=None)
    printing_spans.print_traced(SimpleNamespace(figure=figure("ty_le", "ratio", "%"), unit_name="Toàn Sở", span="2022-03", value=200 / 3, rows=(),
                                                parts=(part,), same_definition=False,
                                                left_out=None, notes=("Tính theo mã đơn vị.",)))
    told = capsys.readouterr().out
    assert "TY_LE (ty_le), Toàn Sở, kỳ 2022-03, là tỷ lệ của hai số liệu sau: 66,7 %" in told
    assert "dòng 8" in told and "04/03/2022 (Ngày hoàn thành)" in told and "VP.xlsx: không còn trong received" in told
    assert "1 dòng, cộng lại: 1 văn bản, khớp với số đã in." in told and "movement.toml đã thay đổi" in told and "Tính theo mã đơn vị.\n" in told


def test_after_a_trace_only_what_was_named_is_to_be_opened(tmp_path):
    def traced(*received, parts=()):
        return SimpleNamespace(rows=[SimpleNamespace(received=path) for path in received], parts=parts)

    assert printing_spans.after_trace(traced(), tmp_path) == "không có ô nào để mở."
    assert "mở tệp gốc trong" in printing_spans.after_trace(traced("", "2022-03/received/a.xlsx"), tmp_path)
    assert "mở tệp gốc trong" in printing_spans.after_trace(traced(parts=(traced("2022-03/received/a.xlsx"),)), tmp_path)
    assert "bản sao lưu" in printing_spans.after_trace(traced(""), tmp_path)
