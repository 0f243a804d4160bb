"""Pre-filled workbooks of a period, each with a mail draft that opens ready to send."""

from datetime import datetime, time
from email.utils import format_datetime
from pathlib import Path

from emulation_batch.definition import Definition
from emulation_batch.mail_draft import draft
from emulation_batch.periods import VIETNAM_TIME, Period
from emulation_batch.registry import Registry, Unit
from emulation_batch.templates.context import due_words, file_name
from emulation_batch.templates.copies import Workbooks
from emulation_batch.templates.verdict import READY
from emulation_batch.templates.workbook import write_workbook
from emulation_batch.vietnamese import format_date
from emulation_batch.whole_files import write_whole

DRAFT_TIME = time(8)


def write_templates(definition: Definition, registry: Registry, period: Period | None, standard_path: Path,
                    folder: Path | None) -> list[Path]:
    """Write the blank standard workbook and, with a period, `<unit>.xlsx` and `<unit>.eml` for each unit active on its
    last day into `folder` (made when missing). Returns the files in the order written."""
    standard_path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(standard_path, definition, registry, None, None)
    written = [standard_path]
    if period is None or folder is None:
        return written
    folder.mkdir(parents=True, exist_ok=True)
    workbooks = Workbooks(definition, registry, period)
    for unit in registry.units_on(period.to):
        workbook, mail = folder / f"{unit.code}.xlsx", folder / f"{unit.code}.eml"
        content = workbooks.sent(unit)
        write_whole(workbook, content)
        write_whole(mail, draft_mail(definition, registry, unit, period, content))
        written += [workbook, mail]
    return written


def draft_mail(definition: Definition, registry: Registry, unit: Unit, period: Period, workbook: bytes) -> bytes:
    """A mail with the workbook attached, marked as not yet sent (X-Unsent), so that Outlook opens it for sending.

    No clock and no random part: the date is the morning of the window's last day, there is no Message-ID. The due time told
    is the unit's own.
    """
    period = registry.own(unit.code, period)
    subject = f"{definition.movement.short}: biểu báo cáo {period.month.title} của {unit.name}"
    morning = format_datetime(datetime.combine(period.to, DRAFT_TIME, VIETNAM_TIME))
    return draft(unit.emails, " ".join(subject.split()), _body(definition, registry, unit, period),
                 (file_name(unit.code, period.key), workbook), date=morning)


def _body(definition: Definition, registry: Registry, unit: Unit, period: Period) -> str:
    papers = registry.papers(period.to)
    names = definition.workbook
    office = f" hoặc gửi tới {papers.office_email}" if papers.office_email else ""
    return "\n".join((
        f"Kính gửi: {unit.name}",
        "",
        f"Gửi kèm là tệp báo cáo {period.month.title} phong trào thi đua “{definition.movement.title}”, "
        f"{definition.movement.phase}. Tệp đã ghi sẵn tên đơn vị, kỳ báo cáo và danh sách cán bộ của đơn vị.",
        "",
        f"1. Nội dung: kết quả từ ngày {format_date(period.from_)} đến hết ngày {format_date(period.to)}. Mỗi kết quả ghi "
        f"một dòng ở trang tương ứng; cách ghi có ở trang “{names.guide_name}”. Không có kết quả nào thì khai không phát sinh "
        f"ở trang “{definition.form.name}”, và vẫn gửi tệp.",
        f"2. Kiểm tra: mở trang “{names.verdict_name}”; khi trang ghi {READY} thì in trang này, trình thủ trưởng đơn vị ký "
        "và lưu tại đơn vị.",
        f"3. Gửi: trả lời thư này{office}, kèm tệp {file_name(unit.code, period.key)} (giữ nguyên tên).",
        f"4. Hạn gửi: trước {due_words(period)}.",
        "",
        "Cần thêm người vào danh sách, hoặc có chỗ chưa rõ, đơn vị trả lời thư này để được hỗ trợ.",
        "",
        "Trân trọng,",
        f"Văn phòng Sở{f' - {papers.agency}' if papers.agency else ''}",
        "",
    ))
