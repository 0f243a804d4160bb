"""A clean month, generated from the definition: every unit's workbook with plausible values of every kind.

Values are typed as people type them (`spelling`), so that a clean workbook also shows what must *not* be found.
"""

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.periods import is_working_day
from emulation_batch.registry import Person
from precision import spelling
from precision.offices import busy, corpus_definition, corpus_registry, period_for
from precision.workbooks import DoesNotFit, Workbook

OPTIONAL = 0.3
MOST_DAYS = 8
PHRASES = ("phối hợp xã rà soát hộ nghèo thiếu hụt về thông tin", "hướng dẫn thôn lắp đặt điểm truy cập internet",
           "tham mưu kế hoạch giảm nghèo về thông tin", "vận động ủng hộ Quỹ Vì người nghèo ở cơ sở",
           "tập huấn kỹ năng số cho hộ mới thoát nghèo", "xây dựng mô hình nuôi gà tại thôn Khuổi Nằn")


@cache
def working_days(first: date, last: date) -> list[date]:
    """Working days from one day to another, both included."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if is_working_day(day)]


class Month:
    """The workbooks of a month while they are generated. past: (unit, month, sheet key, row) of sealed months."""

    def __init__(self, key: str, random: Random, files: bool = False, refused: tuple[str, ...] = ()) -> None:
        self.definition, self.registry, self.period = corpus_definition(), corpus_registry(), period_for(key)
        self.random, self.files, self.serial = random, files, 100
        self.past: list[tuple[str, str, str, dict[str, Any]]] = []
        self.days: set[tuple[str, date]] = set()
        self.total: dict[str, float] = {}
        self.proposed: set[tuple[str, str]] = set()
        self.used: set[str] = set()
        self.books = {unit.code: Workbook(unit.code, self._form(unit), {}, refused=unit.code in refused)
                      for unit in self.registry.units}
        for book in self.books.values():
            self._fill(book)

    # ---- values

    def next(self) -> int:
        """A number that stands nowhere else in the month."""
        self.serial += 1
        return self.serial

    def sentence(self) -> str:
        """A text that stands nowhere else in the month."""
        return f"Việc số {self.next()}: {self.random.choice(PHRASES)}"

    def document(self, symbol: str = "BC-STTTT") -> str:
        """A document that stands nowhere else in the month."""
        return f"{self.next()}/{symbol}"

    def working_days(self, first: date | None = None, last: date | None = None) -> list[date]:
        """Working days from one day to another, by default those of the window."""
        return working_days(first or self.period.from_, last or self.period.to)

    def kinds(self, sheet: Sheet) -> list[str]:
        """The kinds a clean row of a sheet may have in this month's year."""
        year = self.period.month.year
        closed = {item.kind for item in self.definition.occasions if year not in item.years}
        return [code for code in self.definition.choice(sheet.column(sheet.kind_column).choices).labels if code not in closed]

    def label(self, column: Column, code: str) -> str:
        """A choice as the drop-down shows it."""
        return self.definition.choice(column.choices).labels[code]

    def row(self, sheet: Sheet, unit: str, kind: str | None = None, fill: tuple[str, ...] = (),
            person: Person | None = None) -> dict[str, Any]:
        """A clean row in plain spelling; `fill` names optional columns that it must have, `person` who it is about."""
        kind = kind or self.random.choice(self.kinds(sheet))
        who = person or self.random.choice(busy(unit, self.registry))
        row: dict[str, Any] = {sheet.kind_column: self.label(sheet.column(sheet.kind_column), kind)}
        day = self.random.choice(self.working_days())
        for column in sheet.columns:
            wanted = column.required_for(kind) or column.key in fill or (
                column.meant_for(kind) and self.random.random() < OPTIONAL and column.key not in self._special(sheet, kind))
            if wanted and column.key != sheet.kind_column:
                row[column.key] = self.value(sheet, column, kind, who, day)
        self._agree(sheet, kind, row, who, day, fill)
        return {column.key: row[column.key] for column in sheet.columns if row.get(column.key) is not None}

    def _special(self, sheet: Sheet, kind: str) -> set[str]:
        """Optional columns that say something together with others, and so are filled on purpose only."""
        summed = {(figure.column, code) for figure in self.definition.figures if figure.sheet == sheet.key
                  for code in figure.kinds}
        untold = {column.key for column in sheet.columns if column.type == "money" and (column.key, kind) not in summed}
        return untold | {"quyet_dinh_cong_nhan", "dong_tac_gia", "giai_trinh" if self.random.random() < 0.7 else ""}

    def value(self, sheet: Sheet, column: Column, kind: str, who: Person, day: date) -> Any:
        """A plausible value of a column, by its type and its limits."""
        match column.type:
            case "choice":
                return self.label(column, self._choice(sheet, column, kind))
            case "date":
                return day if column.key != "han_hoan_thanh" else self.period.to + timedelta(days=self.random.randrange(1, 20))
            case "document":
                assigned = spelling.day_first(self.period.from_ - timedelta(days=40))
                return f"{self.document('KH-UBND')} ngày {assigned}" if column.key == "van_ban_giao" else self.document()
            case "money":
                return 1_000_000 + self.next() * 1000
            case "integer":
                return int(column.min or 0) + self.random.randrange(2, 9) + (10 if self._is_bound(sheet, column) else 0)
            case "decimal":
                return self.random.choice((0.5, 1))
            case "person":
                return who.choice
        return f"Danh sách số {self.next()} lưu tại phòng" if column.key == "minh_chung" else self.sentence()

    def _is_bound(self, sheet: Sheet, column: Column) -> bool:
        return any(other.at_most == column.key for other in sheet.columns)

    def _choice(self, sheet: Sheet, column: Column, kind: str) -> str:
        """A choice that goes with the kind: of a column by which sums are split, one of those that are summed."""
        split = [figure.where[column.key] for figure in self.definition.figures
                 if figure.sheet == sheet.key and kind in figure.kinds and figure.rule == "sum" and column.key in figure.where]
        fixed = {"sang_kien": ["giai_phap"], "da_khen": ["khong"], "dang_xem_xet_ky_luat": ["khong"], "ngoai_ke_hoach": ["co"],
                 "hinh_thuc": [award.key for award in self.definition.awards if kind in award.kinds]
                 if sheet.subject == "proposal" else []}
        codes = split or fixed.get(column.key) or list(self.definition.choice(column.choices).labels)
        return self.random.choice(codes)

    def _agree(self, sheet: Sheet, kind: str, row: dict[str, Any], who: Person, day: date, fill: tuple[str, ...]) -> None:
        """What columns of one row say together."""
        for column in sheet.columns:
            if column.required_with and row.get(column.required_with) is not None and column.meant_for(kind):
                row.setdefault(column.key, self.document())
            if column.at_most and row.get(column.key) is not None and column.at_most in fill:
                row.setdefault(column.at_most, row[column.key])
        if row.get("han_hoan_thanh") is not None and row.get("ngay_hoan_thanh") is None:
            row["ngay_hoan_thanh"] = None
        if row.get("quyet_dinh_cong_nhan") is not None and "sang_kien" in row:
            row["sang_kien"] = "Sáng kiến"
        if "so_ngay" in row and "ngay" in row:
            row["ngay"] = self.claim(who.code, row["so_ngay"])
        if sheet.subject == "proposal":
            self._candidate(sheet, kind, row, who)

    def _candidate(self, sheet: Sheet, kind: str, row: dict[str, Any], who: Person) -> None:
        """A unit proposes itself, or a person who has rows, once for each kind."""
        open_to = [unit.code for unit in self.registry.units if unit.code == who.unit] + [who.code]
        free = [code for code in open_to if (code, kind) not in self.proposed]
        if not free:
            raise DoesNotFit
        code = self.random.choice(free)
        self.proposed.add((code, kind))
        row["ten"] = who.choice if code == who.code else self.registry.name_of(code, self.period.to)
        row["doi_tuong"] = "Cá nhân" if code == who.code else "Tập thể"
        if code == who.code:
            self.speak_for(who)

    def propose(self, code: str, row: dict[str, Any]) -> None:
        """Take a candidate for the row's kind of proposal; DoesNotFit where one of these is there already."""
        sheet = next(sheet for sheet in self.definition.tables if sheet.subject == "proposal")
        labels = self.definition.choice(sheet.column(sheet.kind_column).choices).labels
        key = (code, next(kind for kind, label in labels.items() if label == row[sheet.kind_column]))
        if key in self.proposed:
            raise DoesNotFit
        self.proposed.add(key)

    def claim(self, person: str, days: float, outside: tuple[date, ...] = ()) -> date:
        """A working day on which nothing else is told of the person; few enough days in all."""
        free = [day for day in outside or self.working_days() if (person, day) not in self.days]
        if not free or self.total.get(person, 0) + min(days, 1) > MOST_DAYS:
            raise DoesNotFit
        day = self.random.choice(free)
        self.days.add((person, day))
        self.total[person] = self.total.get(person, 0) + min(days, 1)
        return day

    def speak_for(self, person: Person) -> None:
        """Give a person a row in the own unit's workbook."""
        sheet = self.definition.sheet("ca_nhan")
        self.books[person.unit].marked.add(sheet.key)
        if person.code not in self.used:
            self.place(self.books[person.unit], sheet, self.row(sheet, person.unit, "b2", person=person))

    # ---- workbooks

    def place(self, book: Workbook, sheet: Sheet, row: dict[str, Any], keep: tuple[str, ...] = (), relied: bool = True) -> int:
        """Put a row below the others of a workbook, spelt as people do but for the columns in `keep`; the row Excel shows."""
        if sheet.key in book.closed:
            raise DoesNotFit
        rows = book.rows.setdefault(sheet.key, [])
        rows.append({key: value if key in keep else spelling.typed(self, sheet.column(key), value, book.unit)
                     for key, value in row.items()})
        if relied:
            book.marked.add(sheet.key)
        if sheet.key == "ca_nhan" and isinstance(row.get("can_bo"), str):
            self.used.add(row["can_bo"].rpartition("|")[2].strip())
        self.declare(book)
        return layout.FIRST_ROW + len(rows)

    def declare(self, book: Workbook) -> None:
        """Let the form say what the sheets hold, but for the fields a planter has set."""
        form, said = self.definition.form, book.form
        empty = {sheet.key: not book.rows.get(sheet.key) for sheet in self.definition.tables}
        whole = next(column for column in form.columns if column.declares_nil == "*")
        if whole.key not in book.taken:
            said[whole.key] = "Có" if all(empty.values()) else "Không"
        for column in form.columns:
            if column.declares_nil not in ("", "*") and column.key not in book.taken:
                if empty[column.declares_nil] and said[whole.key] != "Có":
                    said[column.key] = "Có"
                elif said.get(column.key) == "Có" or said[whole.key] == "Có":
                    said[column.key] = None
        declared = any(said.get(column.key) == "Có" for column in form.columns if column.declares_nil)
        if declared and said.get("ly_do_kps") is None and "ly_do_kps" not in book.taken:
            said["ly_do_kps"] = "Trong kỳ không được giao việc này"

    def _form(self, unit: Any) -> dict[str, Any]:
        line = [person for person in self.registry.people if person.unit == unit.code]
        rest = [self.period.to + timedelta(days=number) for number in range(3)]
        plain = {"don_vi": unit.name, "ky": self.period.key, "lan_nop": 1, "khong_phat_sinh": "Không", "nguoi_lap": line[1].name,
                 "dien_thoai": "0209 3870 000", "thu_dien_tu": unit.emails[0], "thu_truong": line[0].name,
                 "ngay_ky": self.random.choice(rest)}
        for column in self.definition.form.columns:
            if column.declares_nil not in ("", "*"):
                plain[column.key] = self.random.choice(("Không", None))
        return {key: value if value is None or self.definition.form.column(key).declares_nil else
                spelling.typed(self, self.definition.form.column(key), value, unit.code) for key, value in plain.items()}

    def _fill(self, book: Workbook) -> None:
        """Some rows on some sheets; now and then nothing at all."""
        nil = self.random.random() < 0.06
        for sheet in self.definition.tables:
            for _ in range(0 if nil else self.random.choice((0, 1, 2, 3))):
                try:
                    row = self.row(sheet, book.unit)
                except DoesNotFit:
                    continue
                self.place(book, sheet, row, relied=False)
        self.declare(book)
