"""Months as reports get them, computed by the real stages from small hand-written rows; no workbook is read."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from support.judged import judged, period
from support.paths import shipped_definition
from support.small_registry import START, small_registry

from emulation_batch.batch import Balance, MonthData, Received, Submission, UnitStanding
from emulation_batch.criteria import assess
from emulation_batch.figures import compute
from emulation_batch.findings import Finding, Label, word
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.proposals import propose
from emulation_batch.registry import Registry
from emulation_batch.registry.model import Unit

AS_OF = datetime(2022, 3, 16, 18, 0, tzinfo=VIETNAM_TIME)
NASTY = ("R&D <Sở> “A”", "</w:t></w:r></w:p><w:p>", "{{ title }} {% endfor %}", "a\x07b\x0cc", "=cmd|'/c calc'!A1",
         "Hỗ trợ bà con " + "rất nhiều " * 28)
BASE: dict[str, list[dict[str, Any]]] = {
    "van_ban": [
        {"loai": "a1", "noi_dung": "Tham mưu Kế hoạch giảm nghèo về thông tin năm 2022",
         "van_ban_giao": "511/KH-UBND ngày 13/8/2021", "han_hoan_thanh": pd.Timestamp(2022, 3, 1),
         "ngay_hoan_thanh": pd.Timestamp(2022, 2, 26), "so_ky_hieu": "86/KH-STTTT", "nguoi_chu_tri": "STTTT-002",
         "minh_chung": "86/KH-STTTT"},
        {"loai": "a1", "noi_dung": "Báo cáo kết quả thực hiện Dự án 6 quý I năm 2022",
         "van_ban_giao": "77/STTTT-VP ngày 10/02/2022", "han_hoan_thanh": pd.Timestamp(2022, 3, 10),
         "nguoi_chu_tri": "STTTT-003", "minh_chung": "Dự thảo"},
        {"_unit": "BCXB", "loai": "a2", "noi_dung": "Giải pháp phát bản tin bằng tiếng Tày trên loa cơ sở",
         "ngay_hoan_thanh": pd.Timestamp(2022, 3, 2), "so_ky_hieu": "91/TTr-STTTT", "sang_kien": "giai_phap",
         "nguoi_chu_tri": "STTTT-004", "minh_chung": "91/TTr-STTTT"},
        {"_unit": "BCXB", "loai": "a3", "noi_dung": "Hướng dẫn xã Bành Trạch lắp đặt cụm loa truyền thanh cơ sở",
         "ngay_hoan_thanh": pd.Timestamp(2022, 3, 3), "dia_ban": "xã Bành Trạch, huyện Ba Bể",
         "ket_qua": "Cụm loa vận hành trở lại sau hai tuần, 04 thôn nghe được bản tin hằng ngày",
         "nguoi_chu_tri": "STTTT-005", "minh_chung": "Biên bản làm việc ngày 03/3/2022"},
    ],
    "co_che": [
        {"_unit": "BCXB", "loai": "b2", "chinh_sach": "Quy chế hoạt động của đài truyền thanh cấp xã",
         "noi_dung": "Kiến nghị bổ sung kinh phí duy trì cụm loa ở xã khu vực III", "so_ky_hieu": "95/STTTT-BCXB",
         "ngay": pd.Timestamp(2022, 3, 4), "noi_nhan": "UBND tỉnh", "ket_qua_tiep_thu": "chua_phan_hoi",
         "nguoi_chu_tri": "STTTT-004", "minh_chung": "95/STTTT-BCXB"},
    ],
    "nguon_luc": [
        {"loai": "c1", "hinh_thuc": "van_dong", "noi_dung": "Vận động ủng hộ Quỹ Vì người nghèo đợt 1",
         "ngay": pd.Timestamp(2022, 2, 20), "so_tien": 12_500_000, "muc_dich": "quy", "chung_tu": "Biên lai 0012"},
        {"_unit": "BCXB", "loai": "c2", "hinh_thuc": "tu_ung_ho", "noi_dung": "Tặng máy thu thanh cho thôn Nà Lẹng",
         "ngay": pd.Timestamp(2022, 3, 5), "hien_vat": "06 máy thu thanh", "gia_tri_quy_doi": 3_600_000,
         "muc_dich": "doi_song", "so_ho": 6, "so_luot_ho": 6, "chung_tu": "Danh sách ký nhận"},
        {"_unit": "BCXB", "loai": "c3", "hinh_thuc": "tu_ung_ho", "noi_dung": "Sửa nhà cho hộ khó khăn tại thôn Nà Lẹng",
         "ngay": pd.Timestamp(2022, 3, 5), "so_ngay_cong": 4.5, "muc_dich": "nha_o", "so_luot_ho": 2},
        {"_unit": "BCXB", "loai": "c4", "noi_dung": "Mô hình điểm truy cập thông tin công cộng thôn Nà Lẹng",
         "ngay": pd.Timestamp(2022, 3, 9), "dia_ban": "xã Nghiên Loan, huyện Pác Nặm", "so_ho": 24},
    ],
    "tuyen_truyen": [
        {"_unit": "BCXB", "loai": "d1", "noi_dung": "Tin về gương thoát nghèo", "ngay": pd.Timestamp(2022, 3, 1),
         "so_luong": 14, "don_vi_tinh": "tin", "kenh": "Cổng thông tin điện tử tỉnh", "minh_chung": "Danh mục tin"},
        {"_unit": "BCXB", "loai": "d4", "noi_dung": "Bản tin âm thanh ngắn bằng tiếng Tày cho loa cơ sở",
         "ngay": pd.Timestamp(2022, 3, 2), "kenh": "Loa cơ sở", "minh_chung": "Kịch bản"},
    ],
    "ca_nhan": [
        {"_unit": "BCXB", "can_bo": "STTTT-006", "loai": "a1", "noi_dung": "Ở cơ sở, cùng xã khôi phục cụm loa",
         "ngay": pd.Timestamp(2022, 3, 2), "dia_ban": "xã Bành Trạch", "so_ngay": 2.5, "minh_chung": "Giấy đi đường"},
        {"_unit": "BCXB", "can_bo": "STTTT-006", "loai": "b1", "noi_dung": "Ủng hộ Quỹ Vì người nghèo",
         "ngay": pd.Timestamp(2022, 3, 3), "so_tien": 200_000, "minh_chung": "Danh sách"},
    ],
    "de_nghi": [
        {"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": "STTTT-006", "loai_de_nghi": "dot_xuat",
         "hinh_thuc": "bang_khen_tinh", "tom_tat": "Khôi phục đài truyền thanh sau mưa lũ trong đêm 02/3/2022",
         "ngay_su_kien": pd.Timestamp(2022, 3, 2), "ngoai_ke_hoach": "co", "da_khen": "khong",
         "dang_xem_xet_ky_luat": "khong", "bien_ban": "03/BB-BCXB ngày 10/3/2022"},
        {"_unit": "BCXB", "doi_tuong": "tap_the", "ten": "BCXB", "loai_de_nghi": "dien_hinh",
         "tom_tat": "Duy trì bản tin tiếng Tày hằng tuần ở 12 thôn đặc biệt khó khăn"},
    ],
}
REFUSED = {"van_ban": [{"_unit": "BCXB", "loai": "a3", "noi_dung": "Hướng dẫn xã sửa loa", "nguoi_chu_tri": "STTTT-005"}]}
FORMS = [{"_unit": "VP", "khong_phat_sinh": "khong", "kps_tuyen_truyen": "co", "kps_ca_nhan": "co", "nguoi_lap": "Lường Văn Anh",
          "dien_thoai": "0209 3870 111"}, {"_unit": "BCXB", "khong_phat_sinh": "khong"}]
STANDINGS = {"VP": "on_time", "BCXB": "late", "TTCNTT": "missing"}


def month_of(accepted: dict[str, list[dict[str, Any]]], *, refused: dict[str, list[dict[str, Any]]] | None = None,
             forms: list[dict[str, Any]] | None = None, standings: dict[str, str] | None = None,
             registry: Registry | None = None, sealed: bool = False, findings: tuple[Finding, ...] = ()) -> MonthData:
    """A MonthData of 2022-03: figures, results and proposals come from the real stages; no earlier months."""
    definition, standings = shipped_definition(), standings or STANDINGS
    data = judged(accepted, refused, forms=FORMS if forms is None else forms, registry=registry, findings=findings)
    results = assess(data)
    units = data.batch.registry.units_on(period().to)
    stood = tuple(UnitStanding(unit.code, unit.name, how, _submission(unit.code, how))
                  for unit in units for how in (standings.get(unit.code, "on_time"),))
    return MonthData(definition, data.batch.registry, period(), AS_OF, (), stood, data, results, compute(data, {}, ()),
                     propose(data, results, AS_OF), _balance(data), sealed)


def spring_month(**changes: Any) -> MonthData:
    """March 2022 of the small registry: VP on time, BCXB late with one row refused, TTCNTT missing."""
    return month_of(BASE, **{"refused": REFUSED, **changes})


def twice_month() -> MonthData:
    """A person nominated for one award in two kinds."""
    row = {"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": "STTTT-006", "hinh_thuc": "bang_khen_tinh", "da_khen": "khong",
           "dang_xem_xet_ky_luat": "khong", "bien_ban": "03/BB-BCXB ngày 10/3/2022", "so_phieu_tan_thanh": 5, "tong_so_phieu": 6}
    return month_of({"de_nghi": [row | {"loai_de_nghi": "hang_nam", "tom_tat": "Bám sát cơ sở."},
                                 row | {"loai_de_nghi": "dot_xuat", "tom_tat": "Khôi phục đài.", "ngoai_ke_hoach": "co"}]})


def council_month(**changes: Any) -> MonthData:
    """The spring month with four more nominations: a unit for two awards, a person for one, one that is blocked; a row was
    asked about and answered, another asked about and not."""
    common = {"_unit": "BCXB", "loai_de_nghi": "hang_nam", "da_khen": "khong", "dang_xem_xet_ky_luat": "khong",
              "bien_ban": "04/BB-BCXB ngày 11/3/2022", "so_phieu_tan_thanh": 4, "tong_so_phieu": 5}
    unit = {"doi_tuong": "tap_the", "ten": "BCXB", "tom_tat": "Duy trì bản tin tiếng Tày, hỗ trợ 12 cá nhân ở thôn khó khăn"}
    nominated = [common | unit | {"hinh_thuc": "giay_khen"}, common | unit | {"hinh_thuc": "bang_khen_tinh"},
                 common | {"doi_tuong": "ca_nhan", "ten": "STTTT-005", "hinh_thuc": "giay_khen",
                           "tom_tat": "Bám sát cơ sở, tháo gỡ khó khăn cho xã Bành Trạch"},
                 common | {"doi_tuong": "ca_nhan", "ten": "STTTT-004", "hinh_thuc": "giay_khen", "dang_xem_xet_ky_luat": "co",
                           "tom_tat": "Chủ trì kiến nghị bổ sung kinh phí duy trì cụm loa"}]
    rows = {**BASE, "de_nghi": [*BASE["de_nghi"], *nominated],
            "van_ban": [*BASE["van_ban"][:3], {**BASE["van_ban"][3], "giai_trinh": "Ngày ghi theo biên bản gốc."}]}
    asked = Label("R399", "Ngày của dòng này cần xem lại.", "Ghi lý do.", "query")
    findings = tuple(word(asked, unit="BCXB", period="2022-03", file="BCXB.xlsx", sheet="2a. Văn bản, sáng kiến", cell=cell)
                     for cell in ("F8", "F9"))
    return month_of(rows, **{"refused": REFUSED, "findings": findings, **changes})


def empty_month() -> MonthData:
    """Nobody has anything: VP and BCXB report nil, TTCNTT on time with nothing at all."""
    forms = [{"_unit": "VP", "khong_phat_sinh": "co"}, {"_unit": "BCXB", "khong_phat_sinh": "co"}, {"_unit": "TTCNTT"}]
    return month_of({}, forms=forms, standings={"VP": "nil", "BCXB": "nil", "TTCNTT": "nil"})


def _balance(data: Any) -> Balance:
    keys = ("received", "accepted", "refused", "superseded", "duplicate")
    by_unit: dict[str, dict[str, int]] = {}
    for fate, frames in (("accepted", data.accepted), ("refused", data.refused)):
        for frame in frames.values():
            for unit in frame["_unit"]:
                counts = by_unit.setdefault(unit, dict.fromkeys(keys, 0))
                counts[fate] += 1
                counts["received"] += 1
    return Balance({}, {key: sum(counts[key] for counts in by_unit.values()) for key in keys}, by_unit)


def _submission(unit: str, standing: str) -> Submission:
    """Of a unit that declares nil in time, of any other at the time of the run."""
    received = Received(f"{unit}.xlsx", unit, 1, AS_OF - timedelta(days=2 * (standing == "nil")), "", Path(f"{unit}.xlsx"), ".xlsx")
    return Submission(received, unit, "2022-03", 1, "accepted", "", "", 0)


def large_month(rows: int = 400) -> MonthData:
    """Nine units of which one is missing and one returned, `rows` resource lines, nasty texts in names and cells."""
    small = small_registry()
    more = tuple(Unit(f"U{place}", f"Phòng {NASTY[place % 4]} số {place}", f"Phòng số {place}", f"U{place}", (), "", START, None)
                 for place in range(1, 7))
    units = tuple(unit for unit in (*small.units, *more))
    codes = [unit.code for unit in units if unit.code not in ("TTCNTT", "U6")]
    resources = [{"_unit": codes[place % len(codes)], "loai": "c1", "hinh_thuc": "van_dong", "noi_dung": NASTY[place % len(NASTY)],
                  "ngay": pd.Timestamp(2022, 3, 1), "so_tien": 12_500 * (place + 1), "muc_dich": "doi_song",
                  "chung_tu": NASTY[0]} for place in range(rows)]
    proposals = [{"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": f"STTTT-{place:03d}", "loai_de_nghi": "hang_nam",
                  "hinh_thuc": "giay_khen", "tom_tat": NASTY[5][:300], "da_khen": "khong", "dang_xem_xet_ky_luat": "khong",
                  "bien_ban": "03/BB-BCXB ngày 10/3/2022", "so_phieu_tan_thanh": 5, "tong_so_phieu": 6} for place in range(1, 11)]
    return month_of({"nguon_luc": resources, "de_nghi": proposals, "van_ban": BASE["van_ban"]},
                    forms=[{"_unit": code} for code in codes], standings={"TTCNTT": "missing", "U6": "returned"},
                    registry=replace(small, units=units))
