"""A month built by hand for what leaves the house: three units, one of each fate, and texts that try to be live."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.batch import Balance, Batch, Judged, MonthData, Received, Submission, UnitStanding
from emulation_batch.findings import Finding
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reconcile import reconcile

AS_OF = datetime(2022, 3, 18, 8, 0, tzinfo=VIETNAM_TIME)
VP, BCXB, REFUSED = "a" * 64, "b" * 64, "c" * 64
LIVE = "=cmd|' /C calc'!A0"
NASTY = (LIVE, "@SUM(A1)", "-2+3", "+84912", "https://evil.example/x", "file://\\\\host\\share", "external:a.xlsx", "0012",
         "a\x07b", "_x0041_", "x" * 40_000)
DTYPES = {"date": "datetime64[us]", "money": "Int64", "integer": "Int64", "decimal": "float64"}
ROWS: dict[str, list[tuple[str, int, bool, dict[str, Any]]]] = {
    "van_ban": [
        ("VP", 8, True, {"loai": "a1", "noi_dung": "Tham mưu Kế hoạch giảm nghèo về thông tin năm 2022",
                         "van_ban_giao": "511/KH-UBND ngày 13/8/2021", "han_hoan_thanh": date(2022, 3, 1),
                         "ngay_hoan_thanh": date(2022, 2, 26), "so_ky_hieu": "86/KH-STTTT", "nguoi_chu_tri": "STTTT-002",
                         "minh_chung": "86/KH-STTTT"}),
        ("VP", 9, False, {"loai": "a3", "noi_dung": LIVE, "nguoi_chu_tri": "STTTT-003"}),
        ("BCXB", 8, True, {"loai": "a3", "noi_dung": "Hướng dẫn xã Bành Trạch lắp đặt cụm loa truyền thanh cơ sở",
                           "ngay_hoan_thanh": date(2022, 3, 3), "dia_ban": "xã Bành Trạch, huyện Ba Bể",
                           "ket_qua": "Cụm loa vận hành trở lại sau hai tuần, 04 thôn nghe được bản tin hằng ngày",
                           "nguoi_chu_tri": "STTTT-005", "minh_chung": "Biên bản làm việc ngày 03/3/2022",
                           "giai_trinh": "Đã đối chiếu với xã, số thôn đúng như báo cáo"}),
    ],
    "nguon_luc": [
        ("VP", 8, True, {"loai": "c1", "hinh_thuc": "van_dong", "noi_dung": "Vận động ủng hộ Quỹ Vì người nghèo đợt 1",
                         "ngay": date(2022, 2, 20), "so_tien": 12_500_000, "muc_dich": "quy",
                         "chung_tu": "Biên lai 0012"}),
        ("VP", 9, True, {"loai": "c3", "hinh_thuc": "tu_ung_ho", "noi_dung": "Sửa nhà cho hộ khó khăn tại thôn Nà Lẹng",
                         "ngay": date(2022, 3, 5), "so_ngay_cong": 4.5, "muc_dich": "nha_o", "so_luot_ho": 2}),
        ("BCXB", 8, True, {"loai": "c1", "hinh_thuc": "tu_ung_ho", "noi_dung": NASTY[1], "ngay": date(2022, 3, 8),
                           "so_tien": 250_000_000, "muc_dich": "doi_song", "chung_tu": NASTY[4]}),
    ],
    "ca_nhan": [
        ("BCXB", 8 + number, True, {"can_bo": "STTTT-006", "loai": "a1", "noi_dung": text, "ngay": date(2022, 3, 2),
                                    "dia_ban": "xã Nghiên Loan", "so_ngay": 1.0, "minh_chung": "0012"})
        for number, text in enumerate(NASTY)
    ],
    "de_nghi": [
        ("BCXB", 8, True, {"doi_tuong": "ca_nhan", "ten": "STTTT-006", "loai_de_nghi": "dot_xuat",
                           "hinh_thuc": "bang_khen_tinh", "tom_tat": "Khôi phục đài truyền thanh sau mưa lũ trong đêm",
                           "ngay_su_kien": date(2022, 3, 2), "ngoai_ke_hoach": "co", "da_khen": "khong",
                           "dang_xem_xet_ky_luat": "khong", "bien_ban": "03/BB-BCXB ngày 10/3/2022"}),
    ],
}
FILES = {"VP": VP, "BCXB": BCXB}


def finding(code: str, unit: str, sheet: str, cell: str, column: str, value: str, message: str, mend: str,
            severity: str = "error") -> Finding:
    """A finding in the file of that unit."""
    name = {"VP": "bao_cao_VP.xlsx", "BCXB": "=HYPERLINK(A1).xlsx"}.get(unit, "scan.pdf")
    return Finding(code, severity, unit, "2022-03", name, sheet, cell, column, value, message, mend)


def findings() -> tuple[Finding, ...]:
    """Errors, a query and a notice; one on a private field; nine of one kind in one column."""
    sheet = "3. Cá nhân"
    return (
        finding("C201", "VP", "2a. Văn bản, sáng kiến", "M9", "ket_qua", "", "Ô Kết quả đang để trống.",
                "Điền kết quả, hoặc xóa cả dòng."),
        finding("C230", "VP", "1. Thông tin chung", "C12", "dien_thoai", "0912 345 67x",
                "Số điện thoại “0912 345 67x” có chữ.", "Ghi lại số điện thoại."),
        *(finding("C240", "BCXB", sheet, f"L{row}", "minh_chung", f"0012/{row}",
                  f"Minh chứng “0012/{row}” chưa rõ là văn bản nào.", "Ghi số, ký hiệu và ngày của văn bản.")
          for row in range(8, 17)),
        finding("R310", "BCXB", "2c. Nguồn lực, mô hình", "H8", "so_tien", "250000000",
                "Số tiền 250.000.000 đồng lớn hơn mức thường gặp.", "Ghi lý do vào cột Giải trình.", "query"),
        finding("C250", "BCXB", "2c. Nguồn lực, mô hình", "F8", "noi_dung", f"{NASTY[1]}\ud800", "Nội dung có ký tự lạ.",
                "Không phải sửa.", "notice"),
    )


def frames(definition: Any, accepted: bool) -> dict[str, pd.DataFrame]:
    """The accepted (or refused) rows of each data sheet, in the shape of batch.Batch."""
    return {sheet.key: _frame(sheet, [row for row in ROWS.get(sheet.key, []) if row[2] is accepted])
            for sheet in definition.tables}


def _frame(sheet: Any, rows: Iterable[tuple[str, int, bool, dict[str, Any]]]) -> pd.DataFrame:
    lines = [{"_ref": f"2022-03/{unit}/{sheet.key}/{row}", "_unit": unit, "_period": "2022-03", "_file": FILES[unit],
              "_row": row, **values} for unit, row, _, values in rows]
    columns = ["_ref", "_unit", "_period", "_file", "_row", *(column.key for column in sheet.columns)]
    frame = pd.DataFrame(lines, columns=columns)
    dtypes = {column.key: DTYPES.get(column.type, "str") for column in sheet.columns}
    return frame.astype(dict.fromkeys(columns[:4], "str") | {"_row": "int64"} | dtypes)


def submissions(folder: Path) -> tuple[Submission, ...]:
    """Six files: VP's second attempt accepted, its first superseded, a duplicate; BCXB accepted; a refusal; a picture."""
    return (
        _submission(folder, "bao_cao_VP.xlsx", VP, "VP", 2, "accepted", 4, "Đã nhận."),
        _submission(folder, "bao_cao_VP_cu.xlsx", "d" * 64, "VP", 1, "superseded", 3, "Có lần gửi 2."),
        _submission(folder, "bao_cao_VP (1).xlsx", VP, "VP", 2, "duplicate", 4, "Giống hệt bao_cao_VP.xlsx."),
        _submission(folder, "=HYPERLINK(A1).xlsx", BCXB, "BCXB", 1, "accepted", 14, "Đã nhận."),
        _submission(folder, "khong_ro.xlsx", REFUSED, "", None, "refused", 5, "Tệp không có dấu của biểu mẫu.", "F120"),
        _submission(folder, "chu_ky.png", "e" * 64, "", None, "set_aside", 0, "Ảnh, không phải biểu báo cáo.", "F101"),
    )


def _submission(folder: Path, name: str, sha256: str, unit: str, attempt: int | None, outcome: str, rows: int,
                reason: str, code: str = "") -> Submission:
    sent = datetime(2022, 3, 15, 9, 30, tzinfo=VIETNAM_TIME)
    received = Received(name, sha256, 1000, sent, f"{unit.lower() or 'la'}@stttt.example.vn", folder / name,
                        Path(name).suffix)
    return Submission(received, unit, "2022-03" if unit else "", attempt, outcome, code, reason, rows)


def figures() -> pd.DataFrame:
    """A sum with its rows, by unit and for the department; a ratio without a denominator; a year's sum."""
    money = ["2022-03/VP/nguon_luc/8"]
    lines = [
        ("c1_van_dong", "VP", "2022-03", 12_500_000.0, "đồng", money),
        ("c1_van_dong", "BCXB", "2022-03", 0.0, "đồng", []),
        ("c1_van_dong", "", "2022-03", 12_500_000.0, "đồng", money),
        ("c1_van_dong", "", "2021-08..2022-03", 21_000_000.0, "đồng", ["2022-02/VP/nguon_luc/9", *money]),
        ("c3_ngay_cong", "VP", "2022-03", 4.5, "ngày công", ["2022-03/VP/nguon_luc/9"]),
        ("a1_ty_le", "", "2022", None, "%", []),
    ]
    return pd.DataFrame(lines, columns=["name", "unit", "period", "value", "measure", "rows"]).astype(
        {"value": "Float64"})


def results() -> pd.DataFrame:
    """A clause shown, one with something missing, the plan's own "hoặc", and one person."""
    lines = [
        ("collective", "VP", "VP", "Văn phòng Sở", "TT-a", "TT-a1", "for_council", "1 văn bản đến hạn, xong đúng hạn.", "",
         ["2022-03/VP/van_ban/8"]),
        ("collective", "VP", "VP", "Văn phòng Sở", "TT-a", "TT-a3", "incomplete", "", "1 dòng trả lại: thiếu kết quả.", []),
        ("collective", "VP", "VP", "Văn phòng Sở", "TT-c", "TT-c", "for_council", "Theo chữ “hoặc”, xét vế TT-c1.", "",
         ["2022-03/VP/nguon_luc/8", "2022-03/VP/nguon_luc/9"]),
        ("individual", "BCXB", "STTTT-006", "Bàn Văn Hải", "CN-a", "CN-a1", "for_council", "11 đợt đi cơ sở, 11 ngày.", "",
         [f"2022-03/BCXB/ca_nhan/{row}" for row in range(8, 19)]),
    ]
    return pd.DataFrame(lines, columns=["subject", "unit", "candidate", "name", "standard", "clause", "status", "facts",
                                        "missing", "rows"])


def proposals() -> pd.DataFrame:
    """One proposal for the Council."""
    lines = [("bang_khen_tinh", "dot_xuat", "individual", "BCXB", "STTTT-006", "Bàn Văn Hải", "for_council",
              ["Từ “đặc biệt xuất sắc” do Hội đồng cân nhắc.", NASTY[2]], ["2022-03/BCXB/de_nghi/8"])]
    return pd.DataFrame(lines, columns=["award", "kind", "subject", "unit", "candidate", "name", "standing", "reasons",
                                        "rows"])


@cache
def month_data(folder: Path = Path("inbox")) -> MonthData:
    """The month as reports get it: VP on time, BCXB on time, TTCNTT missing."""
    definition, registry = shipped_definition(), small_registry()
    period = march_2022(definition)
    sent = submissions(folder)
    accepted, refused = frames(definition, True), frames(definition, False)
    both = {key: pd.concat([accepted[key], refused[key]], ignore_index=True) for key in accepted}
    batch = Batch(definition, registry, period, both, both,
                  pd.DataFrame(columns=["sheet", "column", "row", "note", "proposal"]), {},
                  {item.received.sha256: item.received for item in sent if item.outcome == "accepted"})
    judged = Judged(batch, findings(), accepted, refused)
    standings = (UnitStanding("VP", "Văn phòng Sở", "on_time", sent[0]),
                 UnitStanding("BCXB", "Phòng Bưu chính - Xuất bản", "on_time", sent[3]),
                 UnitStanding("TTCNTT", "Trung tâm Công nghệ thông tin và Truyền thông", "missing", None))
    month = MonthData(definition, registry, period, AS_OF, sent, standings, judged, results(), figures(), proposals(),
                      Balance({}, {}, {}))
    return replace(month, balance=reconcile(sent, judged, registry, period))
