import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022

from emulation_batch.definition import Choice
from emulation_batch.templates import words

DEFINITION = shipped_definition()
PERIOD = march_2022(DEFINITION)
PHASE = (DEFINITION.movement.from_, DEFINITION.movement.to)


@pytest.mark.parametrize(("sheet", "key", "rule", "needed"), [
    ("van_ban", "loai", "chọn trong danh sách", ""),
    ("van_ban", "van_ban_giao", "", "Bắt buộc với: a1"),
    ("van_ban", "ngay_hoan_thanh", "từ 15/02/2022 đến 14/03/2022", "Bắt buộc với: a2, a3"),
    ("van_ban", "han_hoan_thanh", "ghi ngày/tháng/năm", "Bắt buộc với: a1"),
    ("van_ban", "so_ky_hieu", "", "Bắt buộc khi có Ngày hoàn thành"),
    ("van_ban", "quyet_dinh_cong_nhan", "", "Chỉ dùng với: a2"),
    ("van_ban", "nguoi_chu_tri", "chọn theo tên", ""),
    ("nguon_luc", "so_ho", "số nguyên từ 0, không lớn hơn Số lượt hộ", "Bắt buộc với: c4, c5"),
    ("ca_nhan", "so_ngay", "số từ 0,5 đến 31, bước 0,5", "Bắt buộc với: a1"),
    ("de_nghi", "ngay_su_kien", "ghi ngày/tháng/năm", "Bắt buộc với: Đột xuất"),
    ("thong_tin", "thu_dien_tu", "dạng ten@donvi.gov.vn", ""),
])
def test_rules_in_words(sheet, key, rule, needed):
    sheet = DEFINITION.sheet(sheet)
    column = sheet.column(key)
    assert words.rule_words(column, sheet, PERIOD, True) == rule
    assert words.needed_words(DEFINITION, sheet, column) == needed


def test_usual_values_in_words():
    def usual(sheet, key):
        return words.usual_words(DEFINITION.sheet(sheet).column(key), PHASE)

    assert usual("nguon_luc", "so_tien") == "thường từ 1.000 đến 200.000.000"
    assert usual("nguon_luc", "so_ngay_cong") == "thường đến 200"
    assert usual("van_ban", "han_hoan_thanh") == "thường từ 01/08/2021 đến 31/12/2025"
    assert usual("van_ban", "ngay_hoan_thanh") == ""


def test_a_kind_is_called_by_its_code_or_its_label():
    assert words.kind_word(Choice("a1", "a1 - Văn bản")) == "a1"
    assert words.kind_word(Choice("dot_xuat", "Đột xuất")) == "Đột xuất"


def test_every_input_speaks_while_somebody_types(opened):
    """Each data column has one validation over its rows, with prompt and alert inside Excel's limits."""
    for sheet in DEFINITION.tables:
        page = opened["empty"][sheet.name]
        found = page.data_validations.dataValidation
        assert [rule.promptTitle for rule in found] == [column.header[:32] for column in sheet.columns]
        for rule, column in zip(found, sheet.columns, strict=True):
            assert column.hint.lower() in rule.prompt.lower()
            assert len(rule.prompt) <= 255 and len(rule.error) <= 255 and len(rule.promptTitle) <= 32
            assert rule.showInputMessage and rule.showErrorMessage and str(rule.sqref).count(":") == 1


def test_lists_come_through_defined_names(opened):
    for page in opened["empty"]:
        for rule in page.data_validations.dataValidation:
            if rule.type == "list":
                assert rule.formula1 in opened["empty"].defined_names, (page.title, rule.formula1)


@pytest.mark.parametrize(("sheet", "key", "kind", "limits"), [
    ("van_ban", "loai", "list", ("DM_loai_van_ban", None)),
    ("van_ban", "nguoi_chu_tri", "list", ("DS_CAN_BO", None)),
    ("de_nghi", "ten", "list", ("DS_UNG_VIEN", None)),
    ("van_ban", "ngay_hoan_thanh", "date", ("44607", "44634")),
    ("nguon_luc", "so_tien", "whole", ("0", "1000000000000000")),
    ("ca_nhan", "so_ngay", "decimal", ("0.5", "31")),
    ("van_ban", "noi_dung", "textLength", ("10", "500")),
    ("van_ban", "minh_chung", "textLength", ("300", None)),
    ("van_ban", "so_ky_hieu", None, (None, None)),
])
def test_validation_holds_the_rule(sheet, key, kind, limits, opened):
    sheet = DEFINITION.sheet(sheet)
    rules = opened["empty"][sheet.name].data_validations.dataValidation
    rule = rules[[column.key for column in sheet.columns].index(key)]
    assert (rule.type, rule.formula1, rule.formula2) == (kind, *limits)


def test_people_are_free_text_in_the_standard_workbook(opened):
    sheet = DEFINITION.sheet("ca_nhan")
    rule = opened["standard"][sheet.name].data_validations.dataValidation[0]
    assert (rule.type, rule.promptTitle) == (None, "Cán bộ")
