"""C207, C26x to C28x, texts: long enough, in a known form, in Unicode, computed, and without what must not be there."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import Failure, check, fail, fold, is_placeholder, mask, noted
from emulation_batch.checks.cells import WORDS
from emulation_batch.definition import Column, Sheet
from emulation_batch.definition.faults import COLUMN_TYPES
from emulation_batch.findings import NO_RESULT

DOCUMENT = re.compile(r"\d+[a-z]?(?:/\d{4})?/[a-zđ]|\d+-[a-zđ&]+/[a-zđ]")  # 125/BC-STTTT, 12/2022/QĐ-UBND; 15-CV/ĐU
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
PHONE = re.compile(r"(?:\+?84|0)?\d{8,10}(?:(?:máylẻ|ext)\d+)?")
IDENTITY = re.compile(r"(?:cccd|cmnd|căn cước|chứng minh nhân dân|chứng minh thư)\D{0,25}\d{6,}"
                      r"|(?<![\w/.=-])0\d{11}(?![\w/.=-])")
LONG_NUMBER = re.compile(r"\d{6}")
OWN_DISK = re.compile(r"(?:^|\s|\")[a-z]:\\|^file:|/users/|\\desktop\\")


def _texts(batch: Batch, types: tuple[str, ...],
           asked: Callable[[str], object]) -> Iterator[tuple[Sheet, Column, pd.DataFrame]]:
    """Columns of these types with the rows whose text is asked about. Equal texts are looked at once."""
    for sheet, column, frame in batch.columns():
        if column.type in types:
            texts = frame[column.key].tolist()
            found = {text for text in dict.fromkeys(texts) if isinstance(text, str) and asked(text)}
            if found:
                yield sheet, column, frame[mask(text in found for text in texts)]


def _lengths(column: Column, rows: pd.DataFrame) -> pd.Series:
    return rows[column.key].str.len()


@check("C207", "Ô {column.header} mới có {length} ký tự, cần ít nhất {limit}.",
       mend="Ghi rõ hơn: việc gì, ở đâu, kết quả cụ thể.",
       why="Vài chữ chung chung không đủ để Hội đồng đối chiếu với tiêu chuẩn.",
       example="Kết quả “Tốt” ghi lại là đã lắp đặt xong, 3 xã có mạng internet.")
def too_short(batch: Batch) -> Iterator[Failure]:
    """A text has the least length of its column, counted after cleaning."""
    for sheet, column, frame in batch.columns():
        if column.min_chars:
            short = mask(isinstance(text, str) and len(text) < column.min_chars for text in frame[column.key].tolist())
            yield fail(sheet, column, frame, short, length=partial(_lengths, column), limit=column.min_chars)


@check("C208", "Ô {column.header} có {length} ký tự, tối đa {limit}.",
       mend="Rút gọn; phần chi tiết để trong hồ sơ minh chứng.",
       why="Nội dung được in nguyên văn vào danh sách và báo cáo, chỗ in có hạn.",
       example="Tóm tắt thành tích 420 ký tự: rút còn 300 ký tự.")
def too_long(batch: Batch) -> Iterator[Failure]:
    """A text has at most the length of its column."""
    for sheet, column, frame in batch.columns():
        if column.max_chars:
            long = mask(isinstance(text, str) and len(text) > column.max_chars for text in frame[column.key].tolist())
            yield fail(sheet, column, frame, long, length=partial(_lengths, column), limit=column.max_chars)


@check("C261", "Ô {column.header} ghi “{value}”, chưa thấy số và ký hiệu văn bản.",
       mend="Ghi dạng 125/BC-STTTT; văn bản không có số thì {explain}.", severity="query",
       why="Số và ký hiệu giúp tìm lại đúng văn bản khi đối chiếu (Nghị định 30/2020/NĐ-CP).",
       example="“Báo cáo tháng 3” ghi lại là 125/BC-STTTT.")
def document_number(batch: Batch) -> Iterator[Failure]:
    """A document is named by its number and symbol (NĐ 30/2020/NĐ-CP), the Party's 15-CV/ĐU too; placeholders are C206's."""
    for sheet, column, rows in _texts(batch, ("document",), lambda text: not DOCUMENT.search(fold(text))):
        yield fail(sheet, column, rows, ~is_placeholder(rows[column.key]) if column.required else None)


@check("C262", "Ô {column.header} ghi “{value}”, chưa đúng dạng địa chỉ thư điện tử.",
       mend="Ghi dạng ten@donvi.gov.vn; nhiều địa chỉ ngăn bằng dấu phẩy.",
       why="Kết quả kiểm tra được gửi về địa chỉ này.",
       example="“vp.backan.gov.vn” thiếu dấu @.")
def email(batch: Batch) -> Iterator[Failure]:
    """An address can be written to."""
    def wrong(text: str) -> bool:
        return not all(EMAIL.fullmatch(part) for part in re.split(r"[;,\s]+", text.strip()) if part)

    for sheet, column, rows in _texts(batch, ("email",), wrong):
        yield fail(sheet, column, rows)


@check("C263", "Ô {column.header} ghi “{value}”, chưa đúng dạng số điện thoại.",
       mend="Ghi đủ số, cả mã vùng, ví dụ 0209 3870 000.", severity="query",
       why="Văn phòng Sở gọi số này khi cần hỏi gấp trước hạn.",
       example="“3870” thiếu mã vùng và các số đầu.")
def phone(batch: Batch) -> Iterator[Failure]:
    """A telephone number can be called."""
    def wrong(text: str) -> bool:
        numbers = [re.sub(r"[\s.()\-]", "", part) for part in re.split("[;,]", fold(text))]
        return not all(PHONE.fullmatch(number) for number in numbers)

    for sheet, column, rows in _texts(batch, ("phone",), wrong):
        yield fail(sheet, column, rows)


@check("C271", "Ô {column.header} gõ bằng bảng mã cũ: “{value}”.",
       mend="{maybe}Gõ lại bằng Unicode, phông Arial hoặc Times New Roman.",
       why="Chữ gõ bằng phông .VnTime, VNI-Times chỉ đọc được trên máy có phông đó, không in được vào báo cáo.",
       example="“Gi¶m nghÌo” gõ lại là “Giảm nghèo”.")
def legacy_text(batch: Batch) -> Iterator[Failure]:
    """A text is Unicode; TCVN3 and VNI are only proposed in Unicode."""
    for sheet, column, rows, proposal in noted(batch, COLUMN_TYPES, "legacy_encoding"):
        yield fail(sheet, column, rows, proposal=proposal)


@check("C272", "Ô {column.header} lẫn chữ cái của bảng chữ khác trông giống chữ Việt: “{value}”.",
       mend="Nên gõ lại ô này; kết quả vẫn được nhận.", severity="notice",
       why="Chữ chép từ trang mạng có thể lẫn chữ cái Nga, Hy Lạp nhìn giống hệt; khi tìm kiếm sẽ không thấy.",
       example="Chữ “а” của tiếng Nga trong “Xã Bаnh Trạch”.")
def look_alike(batch: Batch) -> Iterator[Failure]:
    """No letter of another alphabet hides in a Vietnamese word."""
    for sheet, column, rows, _ in noted(batch, COLUMN_TYPES, "look_alike"):
        yield fail(sheet, column, rows)


def _cell_errors(batch: Batch, *, formula: bool) -> Iterator[Failure]:
    for sheet, column, rows, _ in noted(batch, COLUMN_TYPES, "cell_error"):
        raw = batch.raw[sheet.key][column.key].loc[rows.index]
        yield fail(sheet, column, rows[[(value.text == NO_RESULT) == formula for value in raw]])


@check("C273", "Ô {column.header} báo lỗi {value} của bảng tính.",
       mend="Xóa công thức và gõ giá trị.",
       why="Công thức trỏ tới ô hoặc tệp không còn nữa nên không có giá trị.",
       example="#N/A ở ô Số tiền: gõ số tiền, ví dụ 12500000.")
def cell_error(batch: Batch) -> Iterator[Failure]:
    """No cell shows an error of the spreadsheet."""
    yield from _cell_errors(batch, formula=False)


@check("C274", "Ô {column.header} là công thức chưa có kết quả.",
       mend="Gõ giá trị vào ô này; hoặc mở tệp gốc bằng Excel, lưu lại rồi gửi tệp gốc.",
       why="Tệp do phần mềm khác tạo ra có thể chưa được tính, nên chương trình không thấy số.",
       example="Ô Số tiền là công thức cộng từ tệp khác: gõ số tiền.")
def formula_without_value(batch: Batch) -> Iterator[Failure]:
    """A formula has been computed before the file was sent."""
    yield from _cell_errors(batch, formula=True)


@check("C281", "Ô {column.header} có dãy số giống số căn cước hoặc chứng minh nhân dân.",
       mend="Xóa dãy số; chỉ ghi số người, số hộ. Nếu là số khác thì {explain}.", severity="query",
       why="Biểu này không thu thập thông tin cá nhân của hộ nghèo; báo cáo được gửi cho nhiều người.",
       example="“hộ bà A, CCCD 006…” ghi lại là “01 hộ nghèo”.")
def identity_number(batch: Batch) -> Iterator[Failure]:
    """No identity number of a person stands in a text (no personal data of poor households)."""
    for sheet, column, rows in _texts(batch, WORDS, lambda text: LONG_NUMBER.search(text) and IDENTITY.search(fold(text))):
        yield fail(sheet, column, rows)


@check("C282", "Ô {column.header} chỉ tới tệp trên máy riêng: “{value}”.",
       mend="Gửi tệp kèm thư, ghi tên tệp hoặc nơi lưu hồ sơ mà Văn phòng Sở xem được.", severity="query",
       why="Đường dẫn ổ đĩa của máy đơn vị không mở được ở nơi khác.",
       example="“D:\\Bao cao\\anh.jpg” ghi lại là tên tệp gửi kèm.")
def own_disk(batch: Batch) -> Iterator[Failure]:
    """Evidence can be opened by others than its writer."""
    for sheet, column, rows in _texts(batch, WORDS, lambda text: OWN_DISK.search(text.casefold())):
        yield fail(sheet, column, rows)
