"""A workbook with many kinds of mistakes, corrected in LibreOffice line by line as its first sheet says, passes."""

import string
from datetime import date

import openpyxl
from support.office_edit import type_into
from support.paths import shipped_definition
from support.round_trip import NAME, NIL, SENT, run, send, workspace
from support.unit_workbooks import ASSIGNED, FIELD_DAY, FORM, MONEY, PERSON, PROPOSAL

from emulation_batch.layout import FIRST_ROW
from emulation_batch.periods import Month
from emulation_batch.reports.evidence import Evidence
from emulation_batch.templates import Filled, write_workbook

# many kinds of mistakes in one workbook: what is typed wrong, and what the first sheet asks for
MANY = {
    "van_ban": [
        ({"loai": "a9"}, {"C": "a1 - Văn bản được giao"}),
        ({"noi_dung": "Họp"}, {"D": "Họp xã Bành Trạch về giảm nghèo thông tin"}),
        ({"van_ban_giao": None}, {"E": "512/KH-UBND ngày 13/8/2021"}),
        ({"ngay_hoan_thanh": date(2022, 7, 3)}, {"G": date(2022, 3, 7)}),
        ({"so_ky_hieu": "báo cáo tháng 3"}, {"H": "91/BC-STTTT"}),
        ({"minh_chung": "đang cập nhật"}, {"O": "Tệp 92_KH.pdf"}),
        ({"van_ban_giao": "513/KH-UBND ngày 9/3/2022"}, {"P": "Văn bản giao sửa ngày sau khi đã làm"}),
        ({"nguoi_chu_tri": "Lý Thị Ánh - Phó Chánh Văn phòng"}, {"M": PERSON}),
    ],
    "nguon_luc": [
        ({"so_tien": "1,2 triệu"}, {"G": 1_200_000}), ({"so_tien": -500_000}, {"G": 500_000}), ({"so_tien": 1500.5}, {"G": 1500}),
        ({"so_tien": "VNĐ"}, {"G": 2_000_000}), ({"so_ho": 9}, {"O": 9}), ({"muc_dich": "quà tết"}, {"K": "Ổn định đời sống"}),
        ({"chung_tu": None}, {"P": "Biên lai số 90"}), ({"ngay": "31/02/2022"}, {"F": date(2022, 2, 28)}), ({"ngay": 44625}, {"F": date(2022, 3, 5)}),
        ({"noi_dung": "VËn ®éng ñng hé Quü V× ng­êi nghÌo"}, {"E": "Vận động ủng hộ Quỹ Vì người nghèo ở cơ quan"}),
        ({"so_tien": 300_000_000}, {"Q": "Một doanh nghiệp tài trợ cho ba xã"}),
    ],
    "ca_nhan": [({"so_ngay": 1.3}, {"H": 1.5}), ({"ngay": "3/2022"}, {"F": date(2022, 3, 1)}), ({"dia_ban": None}, {"G": "xã Cao Thượng"})],
    "de_nghi": [({"so_phieu_tan_thanh": 20}, {"M": 9}), ({"loai_de_nghi": "Sơ kết", "ten": PERSON, "doi_tuong": "Cá nhân"}, {"E": "Hằng năm"})],
}
GOOD = {"van_ban": ASSIGNED, "nguon_luc": MONEY, "ca_nhan": FIELD_DAY, "de_nghi": PROPOSAL}
UNIQUE = {"van_ban": ("so_ky_hieu", "{}/KH-STTTT"), "nguon_luc": ("chung_tu", "Biên lai số {}"), "ca_nhan": ("dia_ban", "xã Cao Thượng {}"),
          "de_nghi": ("tom_tat", "Vận động ủng hộ Quỹ Vì người nghèo, nội dung {}")}
WORKDAYS = [date(2022, 2, 21), date(2022, 2, 23), date(2022, 2, 25)]


def many_mistakes():
    """Rows with one mistake each, and {(sheet's name, cell): correction}."""
    definition, rows, corrections = shipped_definition(), {}, {}
    for key, cases in MANY.items():
        field, pattern = UNIQUE[key]
        for number, (wrong, right) in enumerate(cases):
            day = {"ngay": WORKDAYS[number]} if key == "ca_nhan" else {}
            row = GOOD[key] | {field: pattern.format(70 + number)} | day | ({"noi_dung": f"{GOOD[key]['noi_dung']} {70 + number}"}
                                                                              if "noi_dung" in GOOD[key] else {})
            rows.setdefault(key, []).append(row | wrong)
            corrections |= {(definition.sheet(key).name, f"{column}{FIRST_ROW + number + 1}"): value for column, value in right.items()}
    return rows, corrections


def test_a_workbook_with_many_kinds_of_mistakes_passes_once_corrected(tmp_path):
    """Every line of the first sheet is followed once; a question that was answered is closed and asks for nothing more."""
    rows, corrections = many_mistakes()
    space = workspace(tmp_path / "ws")
    vp = space.registry.units[0]
    write_workbook(tmp_path / "vp.xlsx", space.definition, space.registry, vp, space.period(Month(2022, 3)), Filled({**FORM, **NIL}, rows))
    send(space, tmp_path / "vp.xlsx", "VP.xlsx", SENT)
    done = run(space)
    found = [finding for finding in done.month.judged.findings if finding.unit == "VP"]
    asked = {(finding.sheet, finding.cell) for finding in found if finding.severity != "notice"}
    assert len({finding.code for finding in found if finding.severity != "notice"}) >= 18
    assert len(asked) >= len(corrections) - 1
    fixed = type_into(done.folder / NAME, tmp_path / "fixed.xlsx", corrections)
    second_space = workspace(tmp_path / "ws2")
    send(second_space, fixed, "VP lần 2.xlsx", SENT.replace(hour=16))
    again = run(second_space)
    left = [finding for finding in again.month.judged.findings if finding.unit == "VP"]
    assert [(item.code, item.sheet, item.cell, item.message) for item in left if item.severity != "notice"] == []
    assert {item.code for item in left} == {"R303", "C255"}, "what was answered is told as answered"
    assert all("đã giải trình" in item.mend for item in left)
    assert again.month.balance.by_unit["VP"]["accepted"] == sum(map(len, rows.values()))
    _is_printed_with_its_answer(again, next(item for item in left if item.code == "C255"), "Một doanh nghiệp tài trợ cho ba xã")
    assert list(again.folder.rglob("returned/VP/*.xlsx")) == []


def _is_printed_with_its_answer(done, query, answer):
    """The question and the unit's answer stand in one row of the register and of the Council's review sheet."""
    row = [cell.value for cell in next(line for line in openpyxl.load_workbook(done.folder / "register.xlsx")[query.sheet].iter_rows()
                                       if any(answer == cell.value for cell in line))]
    assert f"{query.message} ({query.code}) Đã giải trình." in row
    place = int(query.cell.lstrip(string.ascii_uppercase))
    assert Evidence(done.month).answers(f"2022-03/VP/nguon_luc/{place}") == f"Hỏi: {query.message} Đơn vị giải trình: {answer}"
