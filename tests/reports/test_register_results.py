"""Results, proposals, findings and figures in the register."""

from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook
from support.corrected import wrong_correction
from support.month_register import month_data

from emulation_batch.reports.register import write_register


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    write_register(path, month_data())
    return load_workbook(path)


def lines(page):
    headers = [cell.value for cell in page[4]]
    return [dict(zip(headers, line, strict=True)) for line in page.iter_rows(min_row=5)]


def test_each_clause_with_the_words_of_the_plan(book):
    first, second, whole, person = lines(book["Kết quả theo tiêu chuẩn"])
    assert first["Vế tiêu chuẩn"].value == "TT-a1"
    assert first["Nguyên văn Kế hoạch"].value.startswith("“Hoàn thành có chất lượng, đúng thời hạn các văn bản")
    assert first["Nguyên văn Kế hoạch"].value.endswith("” (Kế hoạch, Mục III.1.a)")
    assert first["Trạng thái"].value == "Chờ Hội đồng xem xét"
    assert first["Chờ Hội đồng cân nhắc"].value == "“có chất lượng”"
    assert first["Dòng chứng minh"].hyperlink.location == "'2a. Văn bản, sáng kiến'!A5"
    assert (second["Trạng thái"].value, second["Còn thiếu"].value) == ("Chưa đủ căn cứ", "1 dòng trả lại: thiếu kết quả.")
    assert second["Dòng chứng minh"].value is None
    assert "không tái nghèo hoặc có các sáng kiến" in whole["Nguyên văn Kế hoạch"].value
    assert whole["Chờ Hội đồng cân nhắc"].value == "“tích cực” và “bền vững”"
    assert (person["Đối tượng"].value, person["Dòng chứng minh"].value) == ("Cá nhân", "3: hàng 5-15")


def test_the_overall_line_cites_its_basis(tmp_path):
    month = month_data()
    overall = replace(month.definition.overall, rule="all", basis="Quyết định của Hội đồng")
    row = month.results.iloc[[0]].assign(standard="", clause="overall")
    write_register(tmp_path / "register.xlsx", replace(
        month, definition=replace(month.definition, overall=overall), results=row))
    line, = lines(load_workbook(tmp_path / "register.xlsx")["Kết quả theo tiêu chuẩn"])
    assert (line["Vế tiêu chuẩn"].value, line["Nguyên văn Kế hoạch"].value) == (
        "Chung", "Tổng hợp các tiêu chuẩn theo Quyết định của Hội đồng")


def test_the_council_has_its_own_empty_columns(book):
    for name in ("Kết quả theo tiêu chuẩn", "Đề nghị"):
        page = book[name]
        for line in lines(page):
            for header in ("Kết luận của Hội đồng", "Lý do"):
                assert line[header].value is None
                assert not line[header].protection.locked
        rule, = page.data_validations.dataValidation
        assert rule.formula1 == '"Đạt,Không đạt,Cần làm rõ"'
        assert page.protection.sheet


def test_a_proposal_with_who_decides_and_why(book):
    line, = lines(book["Đề nghị"])
    shown = {header: cell.value for header, cell in line.items()}
    assert shown["Tập thể, cá nhân"] == "Bàn Văn Hải"
    assert (shown["Loại đề nghị"], shown["Hình thức đề nghị"]) == ("Đột xuất", "Bằng khen của Chủ tịch UBND tỉnh")
    assert (shown["Thẩm quyền quyết định"], shown["Tình trạng"]) == ("Chủ tịch UBND tỉnh", "Chờ Hội đồng xem xét")
    assert shown["Lý do của tình trạng"] == "Từ “đặc biệt xuất sắc” do Hội đồng cân nhắc.\n-2+3"
    assert line["Dòng liên quan"].hyperlink.location == "'4. Đề nghị, điển hình'!A5"


def test_an_exemplary_case_has_its_label_and_no_award(tmp_path):
    month = month_data()
    row = month.proposals.assign(kind="dien_hinh", award="", standing="put_forward")
    write_register(tmp_path / "register.xlsx", replace(month, proposals=row))
    line, = lines(load_workbook(tmp_path / "register.xlsx")["Đề nghị"])
    assert (line["Loại đề nghị"].value, line["Hình thức đề nghị"].value) == ("Điển hình", None)
    assert (line["Thẩm quyền quyết định"].value, line["Tình trạng"].value) == (None, "Đưa ra Hội đồng")


def test_findings_in_words(book):
    shown = [{header: cell.value for header, cell in line.items()} for line in lines(book["Cần sửa"])]
    assert [line["Mức"] for line in shown] == ["Sai"] * 11 + ["Xem lại", "Lưu ý"]
    assert shown[0]["Cột"] == "Kết quả"
    assert shown[-2] == {"STT": 12, "Mức": "Xem lại", "Đơn vị": "Phòng Bưu chính - Xuất bản",
                         "Trang": "2c. Nguồn lực, mô hình", "Ô": "H8", "Cột": "Số tiền (đồng)", "Đã ghi": "250000000",
                         "Vấn đề": "Số tiền 250.000.000 đồng lớn hơn mức thường gặp.",
                         "Cách sửa": "Ghi lý do vào cột Giải trình.", "Mã": "R310", "Tệp": "=HYPERLINK(A1).xlsx"}
    assert book["Cần sửa"]["A2"].value == "Sai: 11; Xem lại: 1; Lưu ý: 1."


def test_findings_of_workbooks_for_sealed_months_stand_in_the_offices_register_alone(tmp_path, monkeypatch):
    month = wrong_correction(tmp_path / "office", monkeypatch)
    for name, parts in (("register.xlsx", None), ("copy.xlsx", ("findings",))):
        write_register(tmp_path / name, month, parts)
    own, copy = (load_workbook(tmp_path / name)["Cần sửa"] for name in ("register.xlsx", "copy.xlsx"))
    assert own["A2"].value == "Sai: 2; Xem lại: 3; Lưu ý: 1. Trong đó 4 chỗ ở tệp gửi cho kỳ đã chốt, ghi kỳ ở cột Tệp."
    assert copy["A2"].value == "Sai: 1; Xem lại: 1; Lưu ý: 0."
    shown, copied = ([{header: cell.value for header, cell in line.items()} for line in lines(page)] for page in (own, copy))
    assert shown[:2] == copied and [line["STT"] for line in shown] == [1, 2, 3, 4, 5, 6]
    assert not any("(kỳ" in line["Tệp"] for line in copied)
    assert {(line["Tệp"], line["Đơn vị"]) for line in shown[2:]} == {
        ("TT muộn.xlsx (kỳ 10/2021)", "Trung tâm Công nghệ thông tin và Truyền thông")}
    assert shown[-1]["Mức"] == "Sai" and shown[-1]["Ô"] == "G9" and "“7 triệu”" in shown[-1]["Vấn đề"]


def test_every_figure_leads_to_its_first_row(book):
    figures = lines(book["Số liệu"])
    assert [(line["Đơn vị"].value, line["Kỳ"].value, line["Giá trị"].value) for line in figures] == [
        ("Văn phòng Sở", "tháng 3 năm 2022", 12_500_000), ("Phòng Bưu chính - Xuất bản", "tháng 3 năm 2022", 0),
        ("Toàn Sở", "tháng 3 năm 2022", 12_500_000),
        ("Toàn Sở", "từ tháng 8 năm 2021 đến tháng 3 năm 2022", 21_000_000), ("Văn phòng Sở", "tháng 3 năm 2022", 4.5),
        ("Toàn Sở", "năm 2022", "Không phát sinh")]
    span = figures[3]
    assert span["Dòng đầu tiên"].hyperlink.location == "'2c. Nguồn lực, mô hình'!A5"
    assert span["Mọi dòng"].value == "2022-02/VP/nguon_luc/9, 2022-03/VP/nguon_luc/8"
    assert span["Số dòng"].value == 2
    assert figures[1]["Dòng đầu tiên"].hyperlink is None


def test_a_figure_of_very_many_rows_says_that_its_list_was_cut(tmp_path):
    month = month_data()
    many = [f"2022-02/VP/nguon_luc/{row}" for row in range(2000)]
    row = month.figures.iloc[[0]].copy()
    row["rows"] = pd.Series([many], index=row.index)
    write_register(tmp_path / "register.xlsx", replace(month, figures=row))
    line, = lines(load_workbook(tmp_path / "register.xlsx")["Số liệu"])
    assert line["Số dòng"].value == 2000
    assert line["Mọi dòng"].value.endswith("… (còn nữa)")
