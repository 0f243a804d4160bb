import re
import tomllib

import pytest
from support.paths import SHIPPED

from emulation_batch.definition.faults import REPORT_WHATS, cross_faults
from emulation_batch.definition.model import Definition
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.strict import build

TEXT = (SHIPPED / "movement.toml").read_text(encoding="utf-8")

CASES = {
    "duplicate column": ('{ key = "noi_dung", header = "Nội dung công việc"', '{ key = "loai", header = "Nội dung công việc"', "“loai” có hai lần"),
    "duplicate code": ('{ code = "a2", label = "a2 - Sáng kiến, giải pháp" }', '{ code = "a1", label = "a2 - Sáng kiến, giải pháp" }', "“a1” có hai lần"),
    "unknown choices": ('choices = "loai_van_ban"', 'choices = "loai_van_bna"', "Có phải là “loai_van_ban”?"),
    "unknown kind": ('required = ["a3"], max_chars = 120', 'required = ["a9"], max_chars = 120', "“a9” không có trong danh sách"),
    "unknown other column": ('at_most = "so_luot_ho"', 'at_most = "so_luot"', "columns[so_ho].at_most"),
    "unknown nil sheet": ('declares_nil = "van_ban"', 'declares_nil = "van_bang"', "declares_nil"),
    "no sheet of that name": ('sheet = "co_che"\nkinds = ["b1"]', 'sheet = "co_chee"\nkinds = ["b1"]', "figures[b1_ra_soat].sheet"),
    "no place for the number": ('told = "tiền vận động {}"', 'told = "tiền vận động"', "figures[c1_van_dong].told"),
    "sum of nothing": ('column = "luot_nguoi"', 'column = "luot_nguoii"', "figures[d2_luot_nguoi].column"),
    "ratio of nothing": ('of = ["a1_dung_han", "a1_den_han"]', 'of = ["a1_dung_han", "a1_den"]', "figures[a1_ty_le].of"),
    "not the plan's words": ('text = "Có nhiều nỗ lực trong công tác, bám sát cơ sở"', 'text = "Có nhiều nỗ lực, bám sát cơ sở"', "không phải nguyên văn"),
    "judgement word not there": ('judgement = ["có chất lượng"]', 'judgement = ["xuất sắc"]', "“xuất sắc” không có trong lời"),
    "legal basis of the window": ('legal = "nd-09-2019"', 'legal = "nd-09-2091"', "movement.toml.window.legal"),
    "unknown combination": ('combine = "any"', 'combine = "some"', "standards[TT-c].combine"),
    "sheet name too long": ('name = "2d. Tuyên truyền"', 'name = "2d. Tuyên truyền, vận động nhân dân và doanh nghiệp"', "không đặt được làm tên trang Excel"),
    "column key": ('key = "kenh"', 'key = "Kênh"', "không phải chữ thường không dấu"),
    "bounds": ("min = 0.5, max = 31", "min = 40, max = 31", "lớn hơn max"),
    "person column": ('person = "nguoi_chu_tri", side = "việc chủ trì ở trang 2a"', 'person = "nguoi_ky", side = "việc chủ trì ở trang 2a"', "sources[2].person"),
    "papers for each what": ('per = "candidate"', 'per = "candidates"', "reports[phieu_xem_xet].per: “candidates” không có trong danh sách. Có phải là “candidate”?"),
    "papers at what time": ('when = "nominated"', 'when = "nominate"', "].when"),
    "sum of words": ('column = "luot_nguoi"', 'column = "noi_dung"', "figures[d2_luot_nguoi].column: “sum” không cộng được"),
    "counted column": ('rule = "count"\nsheet = "van_ban"', 'rule = "count"\ncolumn = "x"\nsheet = "van_ban"', "figures[a2_sang_kien].column"),
    "figure of the form": ('sheet = "co_che"\nkinds = ["b1"]', 'sheet = "thong_tin"\nkinds = []', "figures[b1_ra_soat].sheet: “thong_tin”"),
    "first day of the window": ("from_day = 15 ", "from_day = 29 ", "window.from_day: ngày 29 không có ở mọi tháng. Ghi một ngày từ 1 đến 28."),
    "last day of the window": ("to_day = 14 ", "to_day = 0 ", "window.to_day: ngày 0"),
    "due before the end": ("due_working_days = 2", "due_working_days = -1", "window.due_working_days: -1 nhỏ hơn 0"),
    "unknown paper": ('what = "gan_dat"', 'what = "gan_day"', "reports[gan_day].what: “gan_day” không có trong danh sách. Có phải là “gan_dat”?"),
    "whom a proposal is for": ('{ key = "doi_tuong", header', '{ key = "cho_ai", header', "trang đề nghị thiếu cột “doi_tuong”. Thêm cột này"),
    "what a proposal asks": ('{ key = "hinh_thuc", header = "Hình thức đề nghị"', '{ key = "danh_hieu", header = "Hình thức đề nghị"', "thiếu cột “hinh_thuc”"),
    "why a proposal": ('{ key = "tom_tat"', '{ key = "tom_luoc"', "thiếu cột “tom_tat”"),
    "nobody proposed": ('type = "candidate"', 'type = "text"', "sheets[de_nghi].columns: trang đề nghị thiếu cột ghi ai"),
    "name of the proposal sheet": ('key = "de_nghi"\nname', 'key = "de_xuat"\nname', "sheets[de_xuat].key: “de_xuat”"),
    "list of awards": ('choices = "hinh_thuc_khen"', 'choices = "doi_tuong"', "columns[hinh_thuc].choices: “doi_tuong”"),
    "list of proposals": ('choices = "loai_de_nghi"', 'choices = "doi_tuong"', "columns[loai_de_nghi].choices: “doi_tuong”"),
    "another subject": ('code = "tap_the"', 'code = "tap_the_nho"', "columns[doi_tuong].choices: “tap_the_nho”"),
    "award in no list": ('[[awards]]\nkey = "giay_khen"', '[[awards]]\nkey = "giay_khem"', "awards[giay_khem].key: “giay_khem”"),
    "award for no kind": ('kinds = ["hang_nam", "so_ket", "tong_ket"]\nbasis', 'kinds = ["hang_thang"]\nbasis', "awards[giay_khen].kinds: “hang_thang”"),
    "occasion of no kind": ('kind = "so_ket"', 'kind = "so_kiet"', "occasions[so_kiet].kind: “so_kiet”"),
    "condition on no code": ('where = { hinh_thuc = "van_dong" }', 'where = { hinh_thuc = "van_dog" }', "figures[c1_van_dong].where.hinh_thuc: “van_dog” không có trong danh sách. Có phải là “van_dong”?"),
    "condition on a number": ('where = { hinh_thuc = "van_dong" }', 'where = { so_tien = "1000" }', "figures[c1_van_dong].where.so_tien: điều kiện chỉ so được"),
    "movement ends before it begins": ("to = 2025-12-31", "to = 2021-07-31", "movement.to: 2021-07-31 đứng trước from = 2021-08-01"),
    "nothing to choose": ('key = "vai_tro"\nitems = [', 'key = "vai_tro"\nitems = []\n[[choices]]\nkey = "vai_tro_cu"\nitems = [', "choices[vai_tro].items: danh sách chưa có mục nào"),
    "one label twice": ('label = "Vận động"', 'label = "TỰ ỦNG HỘ"', "choices[hinh_thuc_nguon_luc].items: nhãn “TỰ ỦNG HỘ” có hai lần"),
    "overall rule without basis": ('rule = ""                     # all, any', 'rule = "all"                  # all, any', "overall.basis: đã chọn rule nhưng chưa ghi văn bản"),
    "one sheet name twice": ('name = "2d. Tuyên truyền"', 'name = "2C. Nguồn lực, mô hình"', "tên trang “2C. Nguồn lực, mô hình” có hai lần"),
    "sheet named as the guide": ('name = "2d. Tuyên truyền"', 'name = "Hướng dẫn"', "tên trang “Hướng dẫn” có hai lần"),
    "guide name": ('guide_name = "Hướng dẫn"', 'guide_name = "Hướng/dẫn"', "workbook.guide_name: “Hướng/dẫn” không đặt được làm tên trang Excel"),
    "kind of another sheet": ('sheet = "co_che"\nkinds = ["b1"]', 'sheet = "co_che"\nkinds = ["c4"]', "figures[b1_ra_soat].kinds: “c4” không có trong danh sách. Chọn một trong: b1, b2, b3."),
    "kind column of words": ('kind_column = "loai"', 'kind_column = "noi_dung"', "sheets[van_ban].kind_column: cột “noi_dung” không phải cột chọn"),
    "clause without rows": ('sources = [{ sheet = "de_nghi", kinds = ["dot_xuat"], side = "đề nghị đột xuất", needed = true }]', "sources = []", "clauses[DX].sources: chưa ghi trang nào chứng minh"),
    "two forms": ('kind = "table"\nsubject = "proposal"', 'kind = "form"\nsubject = "proposal"', "cần đúng một trang"),
}


def told(text):
    table = tomllib.loads(text)
    faults = []
    definition = build(Definition, table, "movement.toml", faults)
    return [str(fault) for fault in [*faults, *cross_faults(definition, table, "movement.toml")]]


@pytest.mark.parametrize("name", CASES)
def test_fault(name):
    old, new, expected = CASES[name]
    assert old in TEXT
    assert any(expected in line for line in told(TEXT.replace(old, new, 1)))


def test_the_shipped_definition_has_none():
    assert told(TEXT) == []


def test_every_known_paper_has_a_content():
    assert set(REPORT_WHATS) == set(CONTEXTS)


@pytest.mark.parametrize("part", ["spans", "awards", "occasions", "legal"])
def test_parts_that_a_movement_may_lack(part):
    text = re.sub(rf"\[\[{part}\]\](?:(?!^\[).*\n)*", "", TEXT, flags=re.MULTILINE)
    assert f"[[{part}]]" not in text
    if part == "spans":
        # a review of a span that is not there would have no name
        assert [fault.split(":")[0] for fault in told(text)] == ["movement.toml.reports[so_ket].when", "movement.toml.reports[tong_ket].when"]
        text = re.sub('when = "(mid-term|final)"', "", text)
    assert told(text.replace('legal = "nd-09-2019"', 'legal = ""')) == []


@pytest.mark.parametrize(("old", "new", "place"), [
    ('when = "final"', 'when = "finale"', "reports[tong_ket].when"), ('season = "tong_ket"', 'season = "tongket"', "reports[tong_ket].season"),
    ('when = "nominated"', 'when = "nominated"\nseason = "hang_nam"', "reports[to_trinh].season"),
    ('from = "2021-08"', 'from = "2021-8"', "spans[mid-term].from"), ('to = "2023-12"', 'to = "2021-07"', "spans[mid-term].to")])
def test_a_span_or_its_report_that_does_not_fit(old, new, place):
    (fault,) = told(TEXT.replace(old, new, 1))
    assert fault.startswith(f"movement.toml.{place}: ")


@pytest.mark.parametrize("name", ["duplicate column", "unknown choices", "kind column of words", "what a proposal asks", "list of awards"])
def test_a_faulty_list_is_told_once_and_not_for_all_who_use_it(name):
    old, new, _ = CASES[name]
    assert len(told(TEXT.replace(old, new, 1))) == 1


def test_no_second_fault_for_a_reference_to_an_item_that_is_itself_faulty():
    text = TEXT.replace('key = "loai_van_ban"\nitems = [', 'key = "loai_van_ban"\nfoo = 1\nitems = [', 1)
    assert len(told(text)) == 1
