"""Filled unit workbooks: a complete one, one with the usual mistakes, one without results. All of it is invented."""

from datetime import date

import xlsxwriter
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.layout import stamp_of
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.templates.context import Book
from emulation_batch.templates.styles import Styles

PERSON = "Lý Thị Ánh | STTTT-003"
FORM = {"nguoi_lap": "Lường Văn Anh", "dien_thoai": "0209 3870 000", "thu_dien_tu": "vp@stttt.example.vn",
        "thu_truong": "Nông Thị Bích", "ngay_ky": date(2022, 3, 14)}
ASSIGNED = {"loai": "a1 - Văn bản được giao", "noi_dung": "Tham mưu Kế hoạch giảm nghèo thông tin năm 2022",
            "van_ban_giao": "511/KH-UBND ngày 13/8/2021", "han_hoan_thanh": date(2022, 3, 10),
            "ngay_hoan_thanh": date(2022, 3, 7), "so_ky_hieu": "86/KH-STTTT", "nguoi_chu_tri": PERSON, "minh_chung": "86_KH.pdf"}
MONEY = {"loai": "c1 - Tiền", "hinh_thuc": "Vận động", "noi_dung": "Vận động ủng hộ Quỹ Vì người nghèo",
         "ngay": date(2022, 2, 17), "so_tien": 16500000, "muc_dich": "Quỹ Vì người nghèo", "so_ho": 3, "so_luot_ho": 4,
         "chung_tu": "Biên lai số 12"}
FIELD_DAY = {"can_bo": PERSON, "loai": "a1 - Bám sát cơ sở", "noi_dung": "Cùng xã rà soát hộ nghèo thiếu hụt thông tin",
             "ngay": date(2022, 2, 20), "dia_ban": "xã Cao Thượng", "so_ngay": 1.5, "minh_chung": "Lịch công tác"}
PROPOSAL = {"doi_tuong": "Tập thể", "ten": "Văn phòng Sở", "loai_de_nghi": "Hằng năm",
            "hinh_thuc": "Giấy khen của Giám đốc Sở", "tom_tat": "Vận động 16,5 triệu đồng cho Quỹ Vì người nghèo",
            "da_khen": "Không", "dang_xem_xet_ky_luat": "Không", "bien_ban": "03/BB-VP ngày 10/3/2022",
            "so_phieu_tan_thanh": 9, "tong_so_phieu": 10}
COMPLETE = Filled(FORM, {"van_ban": [ASSIGNED], "nguon_luc": [MONEY], "ca_nhan": [FIELD_DAY], "de_nghi": [PROPOSAL]})
NIL = Filled({**FORM, "khong_phat_sinh": "Có", "ly_do_kps": "Trong kỳ không được giao văn bản về giảm nghèo"})
HALF_FORM = {"nguoi_lap": " \u00a0 ", "dien_thoai": "chưa có", "thu_dien_tu": "vp.stttt.example.vn", "ngay_ky": "14/3",
             "lan_nop": 100, "kps_co_che": "Có", "kps_nguon_luc": "Có"}

# each row with what its check and its words must say
MISTAKES = {
    "van_ban": [
        (ASSIGNED, "Đủ", None),
        ({"noi_dung": "Phát thanh 04 chuyên mục", "ngay_hoan_thanh": "20-11"}, "Cần sửa 4 ô",
         "Điền: Loại; Người chủ trì; Minh chứng. Sửa: Ngày hoàn thành (từ 15/02/2022 đến 14/03/2022)."),
        ({**ASSIGNED, "loai": "a2 - Sáng kiến, giải pháp", "ngay_hoan_thanh": date(2022, 3, 15), "so_ky_hieu": " ",
          "minh_chung": " \u00a0 ", "nguoi_chu_tri": "Lý Thị Ánh"}, "Cần sửa 5 ô",
         "Điền: Số, ký hiệu văn bản; Sáng kiến hay giải pháp; Minh chứng. Sửa: Ngày hoàn thành (từ 15/02/2022 đến 14/03/2022); "
         "Người chủ trì (chọn theo tên). Không dùng cho loại này: Văn bản giao việc; Hạn hoàn thành."),
        ({**ASSIGNED, "loai": " a1 - Văn bản được giao ", "ngay_hoan_thanh": None, "so_ky_hieu": None}, "Đủ", None),
        ({**ASSIGNED, "loai": "a4"}, "Cần sửa 1 ô", "Sửa: Loại (chọn trong danh sách)."),
        ({**ASSIGNED, "noi_dung": "x" * 501}, "Cần sửa 1 ô", "Sửa: Nội dung công việc (từ 10 đến 500 ký tự)."),
        ({**ASSIGNED, "noi_dung": "   Họp    "}, "Cần sửa 1 ô", "Sửa: Nội dung công việc (từ 10 đến 500 ký tự)."),
        ({**ASSIGNED, "han_hoan_thanh": date(2012, 3, 10)}, "Xem lại 1 ô",
         "Xem lại: Hạn hoàn thành (thường từ 01/08/2021 đến 31/12/2025)."),
        ({**ASSIGNED, "so_ky_hieu": "báo cáo tháng 3"}, "Xem lại 1 ô",
         "Xem lại: Số, ký hiệu văn bản (thường có số, ký hiệu như 125/BC-STTTT)."),
        ({"giai_trinh": "\u00a0  "}, None, None),
    ],
    "nguon_luc": [
        (MONEY, "Đủ", None),
        ({**MONEY, "so_tien": "1,2 triệu"}, "Cần sửa 1 ô", "Sửa: Số tiền (đồng) (số đồng, chỉ gồm chữ số)."),
        ({**MONEY, "so_tien": 1500.5}, "Cần sửa 1 ô", "Sửa: Số tiền (đồng) (số đồng, chỉ gồm chữ số)."),
        ({**MONEY, "so_tien": -5000}, "Cần sửa 1 ô", "Sửa: Số tiền (đồng) (số đồng, chỉ gồm chữ số)."),
        ({**MONEY, "so_tien": 900}, "Xem lại 1 ô", "Xem lại: Số tiền (đồng) (thường từ 1.000 đến 200.000.000)."),
        ({**MONEY, "so_tien": 200000001}, "Xem lại 1 ô", "Xem lại: Số tiền (đồng) (thường từ 1.000 đến 200.000.000)."),
        ({**MONEY, "so_tien": 200000000}, "Đủ", None),
        ({**MONEY, "so_ho": 5}, "Cần sửa 1 ô", "Sửa: Số hộ (số nguyên từ 0, không lớn hơn Số lượt hộ)."),
        ({**MONEY, "so_ho": 5, "so_luot_ho": None}, "Đủ", None),
        ({**MONEY, "hien_vat": "50 kg gạo"}, "Xem lại 1 ô", "Không dùng cho loại này: Hiện vật."),
        ({"loai": "c3 - Ngày công", "hinh_thuc": "Tự ủng hộ", "noi_dung": "Dựng nhà cho hộ nghèo", "ngay": date(2022, 3, 1),
          "so_ngay_cong": 1.3, "muc_dich": "Nhà ở"}, "Cần sửa 1 ô", "Sửa: Số ngày công (số từ 0,5, bước 0,5)."),
        ({"loai": "c3 - Ngày công", "hinh_thuc": "Tự ủng hộ", "noi_dung": "Dựng nhà cho hộ nghèo", "ngay": date(2022, 2, 15),
          "so_ngay_cong": 12.5, "muc_dich": "Nhà ở"}, "Đủ", None),
        ({**MONEY, "ngay": date(2022, 2, 14)}, "Cần sửa 1 ô", "Sửa: Ngày (từ 15/02/2022 đến 14/03/2022)."),
        ({**MONEY, "so_tien": None}, "Cần sửa 1 ô", "Điền: Số tiền (đồng)."),
    ],
    "ca_nhan": [({**FIELD_DAY, "so_ngay": 31.5}, "Cần sửa 1 ô", "Sửa: Số ngày (số từ 0,5 đến 31, bước 0,5).")],
    "de_nghi": [
        (PROPOSAL, "Đủ", None),
        ({**PROPOSAL, "doi_tuong": "Cá nhân", "ten": PERSON, "loai_de_nghi": "Đột xuất",
          "hinh_thuc": "Bằng khen của Chủ tịch UBND tỉnh"}, "Cần sửa 2 ô",
         "Điền: Ngày sự kiện; Ngoài kế hoạch được giao."),
        ({**PROPOSAL, "ten": "Phòng khác", "so_phieu_tan_thanh": 11}, "Cần sửa 2 ô",
         "Sửa: Tên tập thể, cá nhân (chọn theo tên; đúng là tập thể hay cá nhân như đã chọn); Số phiếu tán thành (số nguyên từ 0, không lớn hơn Tổng số phiếu)."),
    ],
}
HALF = Filled(HALF_FORM, {key: [row for row, _, _ in rows] for key, rows in MISTAKES.items()})
CONTRADICTION = Filled({**FORM, "kps_nguon_luc": "Có"}, {"nguon_luc": [MONEY]})
BOOKS = {"empty": None, "complete": COMPLETE, "half": HALF, "nil": NIL, "contradiction": CONTRADICTION}


def write_books(folder, only=("standard", *BOOKS)):
    """The standard workbook ("standard") and those of BOOKS for Văn phòng Sở, March 2022; gives {name: path}."""
    definition, registry = shipped_definition(), small_registry()
    period = march_2022(definition)
    unit = registry.unit("VP", period.to)
    paths = {name: folder / f"{name}.xlsx" for name in only}
    for name, path in paths.items():
        whose = (None, None) if name == "standard" else (unit, period)
        write_workbook(path, definition, registry, *whose, BOOKS.get(name))
    return paths


def book_of(path, definition=None, filled=None):
    """The workbook of Văn phòng Sở, March 2022, under construction: for tests of one sheet."""
    definition, registry = definition or shipped_definition(), small_registry()
    period = march_2022(definition)
    unit = registry.unit("VP", period.to)
    workbook = xlsxwriter.Workbook(str(path), {"in_memory": True})
    return Book(workbook, definition, unit, period, registry.papers(period.to),
                tuple(person.choice for person in registry.people_during("VP", period.to, period.to)), filled or Filled(), Styles(workbook),
                stamp_of(definition, "VP", period.key))
