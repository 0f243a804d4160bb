"""The department over the years: a renamed unit, a merger, a split, and the three states of 2025. All invented."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from emulation_batch.sample.registry import sample_office

MERGED, NEW_DEPARTMENT, NEW_PROVINCE = date(2023, 7, 1), date(2025, 3, 1), date(2025, 7, 1)
CARRIED = {"KHTC": "VP", "CNTT": "CNS", "CDS": "CNS"}
"""Whose totals go on under which code at the end of 2025; written down by hand, not asked of the program."""
ENDS: dict[str, tuple[date, list[str], str, str]] = {
    "KHTC": (MERGED, ["VP"], "Sáp nhập", "Quyết định số 41/QĐ-STTTT ngày 20/6/2023"),
    "BCXB": (NEW_DEPARTMENT, [], "Chuyển chức năng", "Nghị quyết số 07/NQ-HĐND ngày 21/02/2025"),
    "CNTT": (NEW_DEPARTMENT, ["CNS"], "Sáp nhập", "Quyết định số 12/QĐ-SKHCN ngày 01/3/2025"),
    "CDS": (NEW_DEPARTMENT, ["CNS"], "Sáp nhập", "Quyết định số 12/QĐ-SKHCN ngày 01/3/2025"),
    "BCVT": (NEW_DEPARTMENT, ["VT", "BC"], "Tách", "Quyết định số 13/QĐ-SKHCN ngày 01/3/2025"),
    "TTR": (NEW_PROVINCE, [], "Giải thể", "Quyết định số 88/QĐ-UBND ngày 01/7/2025"),
}
BEGINS = [
    ("CNS", "Phòng Công nghệ số", "Phòng CNS", NEW_DEPARTMENT), ("VT", "Phòng Viễn thông", "Phòng VT", NEW_DEPARTMENT),
    ("BC", "Phòng Bưu chính", "Phòng BC", NEW_DEPARTMENT), ("QLKH", "Phòng Quản lý khoa học", "Phòng QLKH", NEW_DEPARTMENT),
    ("TDC", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "Chi cục TĐC", NEW_DEPARTMENT),
]
MOVES = {"KHTC": "VP", "CNTT": "CNS", "CDS": "CNS", "BCVT": "VT", "BCXB": "QLKH", "TTR": "TDC"}
STATES = {
    NEW_DEPARTMENT: {"agency_lines": ["SỞ KHOA HỌC", "VÀ CÔNG NGHỆ"], "agency": ["Sở Khoa học và Công nghệ"], "symbol": ["SKHCN"],
                     "council": ["Hội đồng Thi đua - Khen thưởng Sở Khoa học và Công nghệ"], "signer_name": ["Đặng Quốc Bình"],
                     "recipients": ["- GĐ, các PGĐ Sở;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VP."]},
    NEW_PROVINCE: {"parent_lines": ["UBND TỈNH THÁI NGUYÊN"], "place": ["Thái Nguyên"], "signer_name": ["Phan Thị Hạnh"]},
}


def office() -> dict[str, Any]:
    """What office.toml says of the sample, with what happened until the end of 2025."""
    told = deepcopy(sample_office())
    told["units"] = [_ended(unit) for unit in told["units"]] + [
        {"code": code, "name": name, "short": short, "symbol": code, "emails": [f"{code.lower()}@example.gov.vn"],
         "head": "Người phụ trách", "from": day} for code, name, short, day in BEGINS]
    people = []
    for person in told["people"]:
        people += _moved(person)
    told["people"] = people + [["SKHCN-101", "Vi Văn Bền", "Trưởng phòng", "BC", {"from": NEW_DEPARTMENT}],
                               ["SKHCN-102", "Hà Thị Sen", "Chi cục trưởng", "TDC", {"from": NEW_DEPARTMENT}]]
    told["council"] = told["council"][:3]
    told["settings"] = _settings(told["settings"])
    return told


def _ended(unit: dict[str, Any]) -> dict[str, Any]:
    if unit["code"] not in ENDS or unit.get("to"):
        return unit
    day, heirs, change, basis = ENDS[unit["code"]]
    return unit | {"to": day - timedelta(days=1), "successors": heirs, "change": change, "basis": basis}


def _moved(person: list[Any]) -> list[list[Any]]:
    """The person's lines, with one more where the unit ended: people go where MOVES says."""
    code, name, title, unit, *days = person
    dates = dict(days[0]) if days else {}
    if unit not in ENDS or dates.get("to"):
        return [person]
    day = ENDS[unit][0]
    return [[code, name, title, unit, dates | {"to": day - timedelta(days=1)}], [code, name, title, MOVES[unit], {"from": day}]]


def _settings(settings: list[list[Any]]) -> list[list[Any]]:
    lines = [[key, value, {}] for key, value in settings]
    for day, changed in STATES.items():
        for line in lines:
            if line[0] in changed and "to" not in line[2]:
                line[2]["to"] = day - timedelta(days=1)
        lines += [[key, value, {"from": day}] for key, values in changed.items() for value in values]
    return lines
