"""Holds the papers of each dossier against one another, as finished: the count of the submission = the rows of the list = the
achievement reports; the nominations = the rows of the minutes; and names, titles and units in the same characters (the most
frequent fault of a dossier). A table that the Office took out of its template is not missed."""

import re
from collections.abc import Iterator
from pathlib import Path

from emulation_batch.batch import MonthData
from emulation_batch.errors import TemplateFault
from emulation_batch.reports.achievements import NAMED
from emulation_batch.reports.candidates import Nominee, counted, nominations, nominees
from emulation_batch.reports.docx_check import BODY, lines, parts, tables
from emulation_batch.reports.dossier_papers import TABLE
from emulation_batch.reports.plain_values import NOT_XML

COUNTED = re.compile(r"\d+ tập thể(?:, \d+ cá nhân)?|\d+ cá nhân")
COLUMNS = slice(1, 4)
HEADS = ("họ và tên, tên tập thể", "chức vụ", "đơn vị")
Who = tuple[str, str, str]


def check_dossiers(reports: Path, month: MonthData) -> None:
    """Read the finished papers of every award again; TemplateFault naming each paper and each difference."""
    apart = nominations(month)
    wrong = [fault for award, listed in nominees(month).items()
             for fault in _faults(reports, month.period.key, award, listed, apart[award])]
    if wrong:
        raise TemplateFault(f"Hồ sơ đề nghị khen thưởng không khớp giữa các văn bản: {'; '.join(wrong)}. "
                            "So lại các thẻ trong mẫu Word với mẫu gốc.")


def _faults(reports: Path, period: str, award: str, listed: list[Nominee], apart: list[Nominee]) -> Iterator[str]:
    for path, told in ((reports / "to_trinh" / f"{period}_to_trinh_{award}.docx", listed),
                       (reports / f"{period}_bien_ban.docx", apart),
                       (reports / "danh_sach" / f"{period}_danh_sach_{award}.docx", listed)):
        if path.exists():
            content = parts(path)[BODY]
            found = tables(content, path.name).get(TABLE + award)
            if found is not None:
                yield from _compare(path.name, [tuple(row[COLUMNS]) for row in found], list(map(_who, told)))
            if "bien_ban" not in path.name:
                yield from _count(path.name, lines(content, path.name), counted(listed))
    folder = reports / "thanh_tich"
    if folder.is_dir():
        yield from _achievements(folder, period, award, listed)


def _who(nominee: Nominee) -> Who:
    return _plain(nominee.called), _plain(nominee.candidate.title), _plain(nominee.candidate.unit)


def _plain(text: str) -> str:
    """The characters that a Word file can hold."""
    return NOT_XML.sub("", text)


def _compare(file: str, found: list[tuple[str, ...]], expected: list[Who]) -> Iterator[str]:
    if len(found) != len(expected):
        yield f"{file} có {len(found)} trường hợp, hồ sơ có {len(expected)}"
        return
    for mine, theirs in zip(found, expected, strict=True):
        for head, one, other in zip(HEADS, mine, theirs, strict=True):
            if one != other:
                yield f"{file}, {head}: “{one}” khác “{other}”"


def _count(file: str, texts: list[str], expected: str) -> Iterator[str]:
    for text in texts:
        for told in COUNTED.findall(text):
            if told != expected:
                yield f"{file} ghi “{told}”, hồ sơ có {expected}"


def _achievements(folder: Path, period: str, award: str, listed: list[Nominee]) -> Iterator[str]:
    codes = {nominee.candidate.code for nominee in listed}
    start = f"{period}_thanh_tich_{award}_"
    there = {path.stem.removeprefix(start) for path in folder.glob(f"{start}*.docx")}
    if there != codes:
        yield f"{start}… có {len(there)} báo cáo thành tích, hồ sơ có {len(codes)}"
    for nominee in listed:
        who, path = nominee.candidate, folder / f"{start}{nominee.candidate.code}.docx"
        if not path.exists():
            continue
        texts = lines(parts(path)[BODY], path.name)
        labels = {NAMED[who.subject]: who.name, "Đơn vị": who.unit}
        labels |= {"Chức vụ": who.title} if who.subject == "individual" else {}
        for label, value in ((label, _plain(value)) for label, value in labels.items()):
            told = [text.removeprefix(f"{label}: ") for text in texts if text.startswith(f"{label}: ")]
            if told and value not in told:
                yield f"{path.name}, {label.lower()}: “{told[0]}” khác “{value}”"
