"""All faults of a Word template at once, each with its paragraph or table cell, before any run fails on them.

docxtpl-lint reads the tags without running them; its findings are told in Vietnamese here. Names are held against contexts
of a real month where there is one; last, the template is opened and filled as a run does it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.errors import Fault, TemplateFault, cause_of
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.docx_check import paragraphs, parts, read
from emulation_batch.reports.template_tags import meant, misspelt
from emulation_batch.reports.word import TAGGED, Template
from emulation_batch.vietnamese import closest

CLOSE = "Ghi đủ dấu mở và dấu đóng của thẻ trong cùng một đoạn."
BLOCK = "Mỗi thẻ for, if cần thẻ endfor, endif của nó, đúng thứ tự."
ALONE = "Thẻ {%p}, {%tr}, {%tc} đứng một mình trong đoạn, hàng hoặc ô của nó."
ORIGINAL = "So lại với mẫu gốc."
WORDS = {
    "DTL001": ("thẻ “{open}” chưa đóng.", CLOSE),
    "DTL002": ("thẻ “{open}” kéo dài qua nhiều đoạn.", CLOSE),
    "DTL003": ("đoạn có phần xóa đang chờ duyệt mà chứa thẻ.",
               "Vào Xem lại (Review), chấp nhận hoặc từ chối mọi thay đổi rồi lưu."),
    "DTL005": ("ghi chú bỏ qua lỗi không khớp với lỗi nào.", "Xóa ghi chú đó."),
    "DTL101": ("thẻ “{kw}” chưa đóng.", BLOCK),
    "DTL102": ("thẻ kết thúc không có thẻ mở.", BLOCK),
    "DTL103": ("thẻ viết chưa đúng.", ORIGINAL),
    "DTL104": ("bộ lọc “{name}” không có.", ORIGINAL),
    "DTL105": ("phép thử “{name}” không có.", ORIGINAL),
    "DTL106": ("“{name}” được dùng ngoài vòng lặp của nó.", "Đặt thẻ vào giữa thẻ for và thẻ endfor."),
    "DTL201": ("thẻ {%p}, {%tr}, {%tc} có dấu % hoặc } bên trong.", ORIGINAL),
    "DTL202": ("có dấu cách trước chữ p, tr hoặc tc của thẻ.", "Viết liền: {%p, {%tr, {%tc."),
    "DTL203": ("thẻ {%tr} hoặc {%tc} đứng ngoài bảng.", ALONE),
    "DTL204": ("thẻ mở và thẻ đóng khác loại (p, tr, tc).", "Dùng cùng một loại cho cả hai thẻ."),
    "DTL205": ("vòng lặp {%tr} nối qua hai bảng.", BLOCK),
    "DTL206": ("thẻ {%tr} mở và đóng trong cùng một hàng.", ALONE),
    "DTL207": ("vòng lặp {%tc} ra ngoài hàng của nó.", ALONE),
    "DTL208": ("thẻ màu ô, gộp ô đứng ngoài bảng.", ORIGINAL),
    "DTL209": ("chữ cạnh thẻ {%p}, {%tr}, {%tc} sẽ bị mất.", ALONE),
    "DTL210": ("thẻ {%p} mở và đóng trong cùng một đoạn.", ALONE),
    "DTL301": ("không có dữ liệu cho thẻ “{path}”.", ORIGINAL),
    "DTL302": ("dữ liệu “{key}” không được dùng.", "Không phải làm gì."),
    "DTL303": ("“{path}” không phải danh sách nên không lặp được.", ORIGINAL),
    "DTL304": ("thẻ “{path}” không có trong dữ liệu đã khai.", ORIGINAL),
    "DTL305": ("“{path}” không phải danh sách nên không lặp được.", ORIGINAL),
    "DTL306": ("“{path}” không phải danh sách nên không dùng được bộ lọc “{filter}”.", ORIGINAL),
    "DTL307": ("thẻ “{raw}” cần một đối tượng của Word.", "Dùng thẻ có hai dấu ngoặc nhọn."),
    "DTL308": ("“{path}” có ký tự đặc biệt.", ORIGINAL),
    "DTL401": ("thẻ “{raw}” in ra mà không thấy trong văn bản.", ORIGINAL),
    "DTL402": ("mẫu không in được.", ORIGINAL),
}
"""Code of docxtpl-lint -> what is wrong, how to mend it. Words in braces are its parameters."""
UNKNOWN = ("có thẻ chưa đúng.", ORIGINAL)
MISSING_NAME = "DTL301"
NAMED = re.compile(r"\{\{-?\s*([\w.]+)|\{%.*?\b(?:in|if)\s+([\w.]+)")
LOOP = re.compile(r"\{%(?:p|tr)?\s*for\s.*?\sin\s+([\w.]+)")
"""Of paragraphs, rows and words; columns may be left out of a table."""
OWN_WORDS = ("parent_lines", "agency_lines", "signer_lines", "recipients")
"""What an Office may write itself: letterhead and signature."""
PARAMETER = re.compile(r"\{(\w+)\}")
TRIED = 3
"""Papers of a kind that are printed to find what is wrong, when a run has met something."""
ESCAPED_HERE = "DTL308"  # every text is escaped by word.Template


Papers = tuple[str, Iterable[tuple[str, Mapping[str, Any]]]]
"""A template's name, and the papers made from it: what tells one from another, and its context."""


def template_faults(path: Path, contexts: Iterable[Mapping[str, Any]] = ()) -> list[Fault]:
    """Everything wrong with one template, by place; an empty list says that it opens, and prints these contexts.

    Misspelt words of block tags are told alone: until they are mended, the tags of their blocks seem wrong as well.
    """
    from docxtpl_lint.api import lint

    contexts = list(contexts)
    try:
        found = parts(path)
        for name in filter(TAGGED.match, found):
            read(name, found[name], path.name)
    except TemplateFault as fault:
        return [_whole(path, fault)]
    except OSError as error:
        return [Fault(path.name, f"không đọc được: {cause_of(error)}.", "Đóng tệp trong Word, xem lại quyền đọc.")]
    if wrong := list(misspelt(_texts(path))):
        return [_misspelt(path.name, tag, word) for tag, word in wrong]
    issues = lint(path, contexts=contexts, autoescape=True).issues
    told = [_told(path.name, issue, contexts) for issue in issues if issue.rule != ESCAPED_HERE]
    return told or _printed(path, contexts)


def papers_of_month(month: MonthData) -> Iterator[Papers]:
    """The template of each report of the definition, with what a month prints in it."""
    for report in month.definition.reports:
        yield report.template, CONTEXTS[report.what](month) if report.what in CONTEXTS else ()


def with_all(met: TemplateFault, papers: Iterable[Papers], templates: Path) -> TemplateFault:
    """What a run or a review met, told with the faults of every template of the definition, so that all are mended at one
    time; as it was met where they have none. papers: of every report; of two of one template the first is tried."""
    found: dict[str, list[Fault]] = {}
    named: set[str] = set()
    for name, made in papers:
        path = templates / name
        named.add(name)
        if path.name not in found and path.exists():
            found[path.name] = template_faults(path, [context for _, context in islice(made, TRIED)])
    faults = tuple(fault for told in found.values() for fault in told)
    if not faults or len(found) < len(named):
        return met
    own = met.message.removeprefix("Mẫu ").partition(": ")[0]
    told = (f"Mẫu Word có {len(faults)} chỗ cần sửa, nên chưa ghi gì. Mở từng mẫu trong {templates} bằng Word, sửa, lưu, soát "
            "bằng “emulation-batch doctor” rồi chạy lại.")
    return TemplateFault(told if found.get(own) else met.message, faults)


def strange_names(path: Path, original: Path) -> list[Fault]:
    """Tags of a template that its original does not have but nearly: what can be told of names before a month was run."""
    known = {name for text in _texts(original) for name in _names(text)}
    return [Fault(f"{path.name}, đoạn “{text.strip()[:60]}”", f"mẫu gốc không có thẻ “{name}”.", f"Có phải là “{near}”?")
            for text in _texts(path) for name in _names(text) if name not in known and (near := closest(name, known))]


def lost_tags(path: Path, original: Path) -> list[Fault]:
    """What a template no longer prints though its original does: everything, or what one of its loops goes through."""
    again = f"Không cố ý bỏ thì chép lại từ {path.name} gốc, có trong thư mục mới do “emulation-batch init THƯ_MỤC” lập."
    texts = _texts(path)
    if not any(map(NAMED.search, texts)):
        return [Fault(path.name, "mẫu không còn thẻ nào, văn bản in ra sẽ không có số liệu.", again)]
    kept = {name for text in texts for name in LOOP.findall(text)}
    lost = dict.fromkeys(name for text in _texts(original) for name in LOOP.findall(text) if name not in (*kept, *OWN_WORDS))
    return [Fault(path.name, f"mẫu không còn thẻ “for … in {name}” của mẫu gốc, những gì in ở đó sẽ vắng mặt.", again)
            for name in lost]


def _texts(path: Path) -> list[str]:
    found = parts(path)
    return [text for name in filter(TAGGED.match, found) for text in paragraphs(found[name], name, path.name)]


def _names(text: str) -> list[str]:
    return [first or second for first, second in NAMED.findall(text)]


def _misspelt(name: str, tag: str, word: str) -> Fault:
    near = meant(word)
    return Fault(f"{name}, đoạn “{tag[:60]}”", f"không có thẻ “{word}”.", f"Có phải là “{near}”?" if near else BLOCK)


def _whole(path: Path, fault: TemplateFault) -> Fault:
    return Fault(path.name, fault.message.removeprefix(f"Mẫu {path.name}: "))


def _told(name: str, issue: Any, contexts: list[Mapping[str, Any]]) -> Fault:
    problem, mend = WORDS.get(issue.rule, UNKNOWN)
    if issue.rule == MISSING_NAME and "." not in str(issue.params.get("path", "")):
        near = closest(str(issue.params.get("path", "")), {key for context in contexts for key in context})
        mend = f"Có phải là “{near}”?" if near else mend
    return Fault(f"{name}, {_place(issue.location)}",
                 PARAMETER.sub(lambda match: str(issue.params.get(match[1], "…")), problem), mend)


def _place(location: Any) -> str:
    part = "thân văn bản" if location.part == "body" else "đầu trang, chân trang"
    if location.cells:
        cell = location.cells[-1]
        return f"{part}, bảng {cell.table}, hàng {cell.row}, ô {cell.col}"
    return f"{part}, đoạn {location.paragraph}"


def _printed(path: Path, contexts: list[Mapping[str, Any]]) -> list[Fault]:
    """What shows only when the template is filled."""
    try:
        template = Template(path)
        with TemporaryDirectory() as folder:
            for context in contexts:
                template.render(context, Path(folder) / "thu.docx")
    except TemplateFault as fault:
        return [_whole(path, fault)]
    return []
