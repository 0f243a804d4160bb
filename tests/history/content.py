"""What a unit typed in a month: rows by kind with numbers that differ everywhere, now and then a mistake, a nil month, a
nomination. The same unit, month and attempt always give the same workbook."""

from datetime import date, timedelta
from random import Random
from typing import Any

from emulation_batch.definition import Definition
from emulation_batch.periods import Period
from emulation_batch.registry import Registry, Unit
from emulation_batch.templates import Filled

YEAR_END, MID_TERM, FINAL = 12, "2023-12", "2025-12"
BAD_MONEY = "mười triệu"
PLACES = ("xã Bành Trạch", "xã Nghiên Loan", "xã Cao Thượng", "xã Xuân Lạc", "xã Văn Lang", "xã Sĩ Bình")
Row = dict[str, Any]


class Month:
    """The rows of one unit in one month."""

    def __init__(self, unit: Unit, period: Period, definition: Definition, registry: Registry, attempt: int) -> None:
        self.unit, self.period, self.definition, self.registry, self.attempt = unit, period, definition, registry, attempt
        self.dice = Random(f"{unit.code} {period.key}")
        self.people = registry.people_during(unit.code, period.to, period.to)
        self.number = 0

    def filled(self) -> Filled:
        """The workbook's content; a later attempt changes a number and adds a row."""
        nil = self.dice.random() < 0.06 and self.period.month.month != YEAR_END
        rows = {} if nil else {key: [self._labelled(key, row) for row in made] for key, made in self._rows().items()}
        form = {"lan_nop": self.attempt, "khong_phat_sinh": "Có" if nil else "Không", "nguoi_lap": "Người lập biểu",
                "dien_thoai": "0209 3870 111", "thu_dien_tu": "donvi@example.gov.vn", "thu_truong": self.unit.head,
                "ngay_ky": self.period.to, "ly_do_kps": "Trong kỳ không có việc thuộc phong trào" if nil else None}
        nils = {f"kps_{sheet.key}" for sheet in self.definition.tables}
        form |= {column.key: "Có" if nil or not rows.get(column.declares_nil) else "Không"
                 for column in self.definition.form.columns if column.key in nils}
        return Filled(form, rows)

    def _rows(self) -> dict[str, list[Row]]:
        dice = self.dice
        made = {"van_ban": self._documents(), "co_che": self._policies(), "nguon_luc": self._resources(),
                "tuyen_truyen": self._media(), "ca_nhan": self._individuals(), "de_nghi": self._proposals()}
        if self.attempt > 1:
            money = 1_000_000 * self.attempt + dice.randrange(1000) * 1000
            made["nguon_luc"].append(self._money("van_dong", money))
            made["tuyen_truyen"] = made["tuyen_truyen"][:-1] or made["tuyen_truyen"]
        return made

    def _labelled(self, key: str, row: Row) -> Row:
        sheet = self.definition.sheet(key)
        return {name: self.definition.choice(sheet.column(name).choices).labels[value] if sheet.column(name).type == "choice"
                and value is not None else value for name, value in row.items()}

    def _day(self) -> date:
        first = max(self.period.from_, self.definition.movement.from_)
        return first + timedelta(days=self.dice.randrange((self.period.to - first).days + 1))

    def _who(self) -> str:
        return self.dice.choice(self.people).choice

    def _name(self, what: str) -> str:
        """A text of its own, so that no two rows look like one work told twice."""
        self.number += 1
        return f"{what} số {self.number} của {self.unit.code} tháng {self.period.month.month}/{self.period.month.year}"

    def _paper(self) -> str:
        self.number += 1
        return f"{self.number + 100 * self.period.month.month}/{self.dice.choice(['BC', 'KH', 'TTr'])}-{self.unit.code}"

    def _documents(self) -> list[Row]:
        rows = []
        for _ in range(self.dice.randrange(1, 4)):
            deadline = self._day() + timedelta(days=self.dice.randrange(-3, 4))
            done = None if self.dice.random() < 0.12 else self._day()
            rows.append({"loai": "a1", "noi_dung": self._name("Tham mưu văn bản giảm nghèo"), "han_hoan_thanh": deadline,
                         "van_ban_giao": f"{self._paper()} ngày {self.period.from_:%d/%m/%Y}", "ngay_hoan_thanh": done,
                         "so_ky_hieu": self._paper() if done else None, "nguoi_chu_tri": self._who(), "minh_chung": "Hồ sơ lưu"})
        if self.dice.random() < 0.3:
            rows.append({"loai": "a2", "noi_dung": self._name("Giải pháp phát bản tin"), "ngay_hoan_thanh": self._day(),
                         "so_ky_hieu": self._paper(), "sang_kien": "giai_phap", "nguoi_chu_tri": self._who(), "minh_chung": "Hồ sơ lưu"})
        for _ in range(self.dice.randrange(3)):
            rows.append({"loai": "a3", "noi_dung": self._name("Hướng dẫn cơ sở lắp đặt cụm loa"), "ngay_hoan_thanh": self._day(),
                         "dia_ban": self.dice.choice(PLACES), "ket_qua": self._name("Cụm loa vận hành trở lại tại thôn"),
                         "nguoi_chu_tri": self._who(), "minh_chung": "Biên bản làm việc"})
        return rows

    def _policies(self) -> list[Row]:
        rows = []
        for kind in self.dice.sample(["b1", "b2", "b3"], self.dice.randrange(3)):
            row = {"loai": kind, "chinh_sach": self._name("Quy chế hoạt động của đài truyền thanh"), "ngay": self._day(),
                   "noi_dung": self._name("Bổ sung kinh phí duy trì cụm loa"), "nguoi_chu_tri": self._who(), "minh_chung": "Hồ sơ lưu"}
            row |= {"so_ky_hieu": self._paper()} if kind != "b1" else {}
            if kind == "b2":
                row |= {"noi_nhan": "UBND tỉnh", "ket_qua_tiep_thu": self.dice.choice(["duoc_tiep_thu", "mot_phan", "chua_phan_hoi"])}
            rows.append(row)
        return rows

    def _money(self, form: str, amount: Any) -> Row:
        return {"loai": "c1", "hinh_thuc": form, "noi_dung": self._name("Ủng hộ Quỹ Vì người nghèo"), "ngay": self._day(),
                "so_tien": amount, "muc_dich": "quy", "so_ho": 2, "so_luot_ho": 3, "chung_tu": self._name("Biên lai")}

    def _resources(self) -> list[Row]:
        dice = self.dice
        rows = [self._money(dice.choice(["tu_ung_ho", "van_dong", "phan_bo"]), dice.randrange(1, 4000) * 1000)]
        if dice.random() < 0.1:
            rows.append(self._money("van_dong", BAD_MONEY))
        if dice.random() < 0.4:
            rows.append({"loai": "c2", "hinh_thuc": dice.choice(["tu_ung_ho", "van_dong"]), "noi_dung": self._name("Tặng máy thu thanh"),
                         "ngay": self._day(), "hien_vat": "06 máy thu thanh", "gia_tri_quy_doi": dice.randrange(1, 2000) * 1000,
                         "muc_dich": "doi_song", "so_ho": 6, "so_luot_ho": 6, "chung_tu": self._name("Danh sách ký nhận")})
        if dice.random() < 0.4:
            rows.append({"loai": "c3", "hinh_thuc": "tu_ung_ho", "noi_dung": self._name("Sửa nhà cho hộ khó khăn"), "ngay": self._day(),
                         "so_ngay_cong": dice.randrange(1, 40) / 2, "muc_dich": "nha_o", "so_luot_ho": 2})
        if dice.random() < 0.1:
            kind = dice.choice(["c4", "c5"])
            rows.append({"loai": kind, "noi_dung": self._name("Mô hình điểm truy cập thông tin"), "ngay": self._day(), "so_ho": 12,
                         "dia_ban": dice.choice(PLACES), **({"mo_hinh_goc": "thôn Nà Lẹng"} if kind == "c5" else {})})
        return rows

    def _media(self) -> list[Row]:
        dice = self.dice
        rows = [{"loai": "d1", "noi_dung": self._name("Tin, bài về gương thoát nghèo"), "ngay": self._day(), "kenh": "Cổng thông tin",
                 "so_luong": dice.randrange(1, 20), "don_vi_tinh": dice.choice(["tin", "bai", "phong_su", "chuyen_muc"]),
                 "minh_chung": self._name("Danh mục tin")}]
        if dice.random() < 0.5:
            rows.append({"loai": "d2", "noi_dung": self._name("Hội nghị tuyên truyền giảm nghèo"), "ngay": self._day(),
                         "so_luong": dice.randrange(1, 4), "don_vi_tinh": dice.choice(["hoi_nghi", "lop", "buoi"]),
                         "luot_nguoi": dice.randrange(20, 300), "minh_chung": self._name("Kế hoạch")})
        if dice.random() < 0.4:
            rows.append({"loai": "d3", "noi_dung": self._name("Vận động doanh nghiệp giúp đỡ"), "ngay": self._day(),
                         "doanh_nghiep": f"Công ty {dice.choice(['An Phú', 'Bình Minh', 'Hòa Bình', 'Việt Bắc'])}",
                         "minh_chung": self._name("Thư cảm ơn")})
        if dice.random() < 0.2:
            rows.append({"loai": "d4", "noi_dung": self._name("Bản tin âm thanh ngắn"), "ngay": self._day(), "kenh": "Loa cơ sở",
                         "minh_chung": self._name("Kịch bản")})
        return rows

    def _individuals(self) -> list[Row]:
        rows = []
        for _ in range(self.dice.randrange(1, 4)):
            kind = self.dice.choice(["a1", "a2", "a3", "b1", "b2"])
            row = {"can_bo": self._who(), "loai": kind, "noi_dung": self._name("Cùng xã giúp hộ nghèo"), "ngay": self._day(),
                   "minh_chung": self._name("Giấy đi đường")}
            row |= {"dia_ban": self.dice.choice(PLACES)} if kind in ("a1", "a3") else {}
            row |= {"so_ngay": self.dice.randrange(1, 6) / 2} if kind == "a1" else {}
            row |= {"vai_tro": "chu_tri"} if kind in ("a2", "a3") else {}
            row |= {"so_tien": self.dice.randrange(1, 50) * 10_000} if kind == "b1" else {}
            rows.append(row)
        return rows

    def _proposals(self) -> list[Row]:
        rows, key = [], self.period.key
        if self.dice.random() < 0.08:
            rows.append({"doi_tuong": "tap_the", "ten": self.unit.name, "loai_de_nghi": "dien_hinh",
                         "tom_tat": self._name("Duy trì bản tin tiếng Tày hằng tuần")})
        kind = {MID_TERM: "so_ket", FINAL: "tong_ket"}.get(key, "hang_nam")
        if self.period.month.month == YEAR_END and self.dice.random() < 0.7:
            for who, name in (("tap_the", self.unit.name), ("ca_nhan", self._who())):
                rows.append({"doi_tuong": who, "ten": name, "loai_de_nghi": kind, "da_khen": "khong", "dang_xem_xet_ky_luat": "khong",
                             "hinh_thuc": "bang_khen_tinh" if who == "tap_the" and kind != "hang_nam" else "giay_khen",
                             "tom_tat": self._name("Có nhiều đóng góp trong phong trào"),
                             "bien_ban": f"03/BB-{self.unit.code} ngày {self.period.to:%d/%m/%Y}",
                             "so_phieu_tan_thanh": 4, "tong_so_phieu": 5})
        return rows
