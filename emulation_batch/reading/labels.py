"""What can be wrong with a workbook before its rows are looked at: families F2xx."""

from emulation_batch.batch import Fault, RawBook
from emulation_batch.findings import Finding, Label, word

_RESAVE = "Mở tệp bằng Excel, chọn Lưu dưới dạng, kiểu tệp .xlsx, rồi gửi lại."
_NEW_FORM = "Chép các dòng sang biểu mẫu Văn phòng Sở đã gửi cho kỳ này rồi gửi lại."

CANNOT_READ = Label(
    "F201", "Không đọc được kiểu tệp này: đây là {what}.", _RESAVE,
    why="Chương trình nhận ra loại tệp theo nội dung, không theo đuôi tên tệp; Excel mở được thì lưu lại được.",
    example="Một trang web lưu với đuôi .xls; một bảng tính .xlsb.")
PASSWORD = Label(
    "F202", "Tệp có mật khẩu nên không mở được.",
    "Trong Excel: Tệp › Thông tin › Bảo vệ sổ làm việc › Mã hóa bằng mật khẩu, xóa mật khẩu, lưu rồi gửi lại.",
    why="Không ai ở Văn phòng Sở giữ mật khẩu của đơn vị; biểu mẫu không cần mật khẩu.",
    example="Excel hỏi mật khẩu khi mở tệp.")
OTHER_BOOK = Label(
    "F203", "Bảng tính này không phải biểu mẫu của phong trào: {what}.", _NEW_FORM,
    why="Chỉ đọc được biểu mẫu tạo ra từ định nghĩa của phong trào đang dùng.",
    example="Gửi nhầm danh sách nhân sự, hoặc biểu mẫu của một phong trào khác.")
SHEET_MISSING = Label(
    "F204", "Tệp thiếu trang “{name}”.", _NEW_FORM,
    why="Thiếu trang khác với trang để trống: không biết đơn vị có kết quả hay không.",
    example="Trang 3 bị xóa trước khi gửi.")
COLUMN_MISSING = Label(
    "F205", "Trang “{sheet}” thiếu {part} “{header}”.{near}", "Ghi lại đúng tiêu đề, hoặc chép các dòng sang biểu mẫu mới.",
    why="Cột được nhận ra theo hàng khóa ẩn, rồi theo tiêu đề; cột bắt buộc không thể bỏ.",
    example="Tiêu đề “Số tiền (đồng)” bị sửa thành “Kinh phí”.")
NEWER_VERSION = Label(
    "F206", "Tệp làm theo biểu mẫu bản {theirs}, mới hơn bản {ours} đang dùng để tổng hợp.",
    "Văn phòng Sở cập nhật định nghĩa của phong trào, hoặc gửi lại biểu mẫu bản {ours} cho đơn vị.",
    why="Bản mới có thể có cột mà bản cũ không biết; đọc tiếp sẽ mất dữ liệu.",
    example="Tệp bản 1.1, thư mục làm việc còn bản 1.0.")
STAMPS_DISAGREE = Label(
    "F207", "Dấu nhận dạng trong tệp không thống nhất: {one}; {other}.",
    "Dùng biểu mẫu của đúng đơn vị, đúng kỳ; chỉ chép các dòng, không chép cả trang từ tệp khác sang.",
    why="Một trang chép từ tệp của kỳ trước sẽ đưa số liệu cũ vào kỳ này.",
    example="Trang 2a mang dấu kỳ 2022-02 trong tệp của kỳ 2022-03.")
STAMPS_LOST = Label(
    "F208", "Tệp đã mất dấu nhận dạng; được đọc theo tên trang và tiêu đề cột.",
    "Không phải sửa tệp này. Kỳ sau điền vào biểu mẫu Văn phòng Sở gửi, đừng chép sang tệp mới.", "notice",
    why="Dấu nhận dạng nằm ở bốn nơi; còn một nơi là đủ.",
    example="Các trang được chép sang một sổ làm việc mới.")
OUTSIDE = Label(
    "F209", "Trang “{sheet}” có {count} ô chữ nằm ngoài biểu nên không tính; ô đầu tiên {cell}: “{value}”.",
    "Nếu đó là kết quả, ghi thành dòng đủ các cột; nếu không thì xóa.", "notice",
    why="Ghi chú, chữ ký, dòng cộng đặt dưới hoặc bên cạnh biểu không phải dòng kết quả.",
    example="“NGƯỜI LẬP BIỂU” ghi dưới dòng cuối; dòng “TỔNG CỘNG” với các số đã cộng.")
MERGED = Label(
    "F210", "Trang “{sheet}” có ô gộp trong vùng số liệu ({cell}); chỉ ô đầu của vùng gộp có giá trị.",
    "Bỏ gộp ô và ghi giá trị vào từng dòng.", "notice",
    why="Excel chỉ giữ giá trị ở ô trên cùng bên trái của vùng gộp.",
    example="Ô “Địa bàn” gộp cho ba dòng.")
MACROS = Label(
    "F211", "Tệp có macro; macro không được chạy, chỉ đọc giá trị trong ô.", "Kỳ sau gửi tệp .xlsx.", "notice",
    why="Biểu mẫu không có macro; chạy macro lạ là nguy hiểm.", example="Tệp .xlsm.")
HEADERS_LOST = Label(
    "F212", "Trang “{sheet}” không còn dòng tiêu đề cột.", _NEW_FORM,
    why="Không có tiêu đề thì không biết cột nào ghi gì.", example="Dòng tiêu đề bị xóa.")
SHEET_TWICE = Label(
    "F213", "“{sheet}” và “{other}” cùng là trang “{name}” và cùng có số liệu.",
    "Chép mọi dòng về một trang rồi xóa trang kia.",
    why="Đọc một trang thì mất trang kia; đọc cả hai có thể tính hai lần.", example="Trang được nhân bản để có thêm dòng.")
COLUMN_ABSENT = Label(
    "F214", "Trang “{sheet}” thiếu {part} “{header}”, coi như trống.{near}",
    "Nếu có nội dung cần ghi thì dùng biểu mẫu mới.", "notice",
    why="Cột này không bắt buộc với dòng nào.", example="Cột “Giải trình” bị xóa.")
HIDDEN = Label(
    "F215", "Trang “{sheet}” có {count} hàng đang ẩn mà có số liệu (hàng {first}); vẫn được tính.",
    "Bỏ ẩn để kiểm tra; xóa nếu không báo cáo.", "notice",
    why="Hàng ẩn do lọc vẫn là số liệu của đơn vị.", example="Bộ lọc che các dòng của tháng trước.")
OTHER_SHEET = Label(
    "F216", "Trang “{sheet}” không thuộc biểu mẫu nên không được đọc.",
    "Nếu trang có kết quả, chép vào trang tương ứng của biểu mẫu.", "notice",
    why="Chỉ các trang của biểu mẫu được tổng hợp.", example="Đơn vị thêm một trang ghi chú.")
OLDER_VERSION = Label(
    "F217", "Tệp làm theo biểu mẫu bản {theirs}, cũ hơn bản {ours} đang dùng; vẫn được đọc.",
    "Kỳ sau dùng biểu mẫu mới.", "notice",
    why="Các cột cần thiết đều còn.", example="Tệp bản 0.9 khi đang dùng bản 1.0.")
UNSEEN_ERRORS = Label(
    "F218", "Tệp .ods có ô công thức báo lỗi; ô như vậy được đọc như để trống.", _RESAVE, "notice",
    why="Ở tệp .ods, ô lỗi như #N/A không phân biệt được với ô trống.", example="Công thức tra bảng ra #N/A trong tệp .ods.")
FOREIGN_PARTS = Label(
    "F219", "Tệp có {what}; phần này không được mở, chỉ đọc giá trị trong ô.", "Kỳ sau gửi tệp không có phần này.", "notice",
    why="Liên kết ngoài và đối tượng nhúng có thể mang nội dung lạ.", example="Công thức lấy số từ một tệp khác trên máy.")
TOO_MUCH = Label(
    "F220", "Tệp lớn hoặc phức tạp hơn mức một biểu mẫu cần: {what}.", _NEW_FORM,
    why="Giới hạn giữ cho một tệp không làm dừng việc tổng hợp của cả Sở.", example="Một trang có hàng triệu ô.")
READER_STOPPED = Label(
    "F221", "Không đọc xong tệp trong giới hạn thời gian và bộ nhớ.", _RESAVE,
    why="Tệp hỏng hoặc được dựng để làm dừng chương trình; chỉ tệp này bị giữ lại.",
    example="Một tệp .xls 1 KB khai hàng tỷ ô.")
CHANGED = Label(
    "F222", "Tệp thay đổi trong khi đang đọc.", "Đợi việc chép tệp xong rồi chạy lại.",
    why="Nội dung không còn như lúc nhận.", example="Tệp đang được tải về hoặc đang mở để sửa.")
DOCTYPE = Label(
    "F223", "Tệp có phần khai báo lạ mà bảng tính không dùng; không đọc để bảo đảm an toàn.", _RESAVE,
    why="Khai báo này có thể bắt chương trình đọc tệp khác hoặc phình to vô hạn.", example="Tệp do công cụ lạ tạo ra.")
READERS_DISAGREE = Label(
    "F226", "Ô {cell} ({sheet}) được đọc ra hai giá trị: “{value}” và “{other}”.",
    "Gõ lại ô này (không dán), lưu tệp bằng Excel rồi gửi lại.", "query",
    why="Mỗi tệp được đọc hai lần bằng hai cách độc lập; ô nào không giống nhau thì người phải xem.",
    example="Một chương trình lạ ghi tệp, trong đó một ô có hai giá trị.")
READ_ONCE = Label(
    "F227", "Tệp chỉ đọc được bằng một cách nên các ô chưa được đối chiếu.",
    _RESAVE, "notice",
    why="Tệp .xlsx thông thường được đọc hai lần bằng hai cách độc lập; tệp .xls, .ods hoặc tệp lạ chỉ có một cách đọc.",
    example="Tệp .xls của Excel 2003.")

DAMAGED = Label(
    "F224", "Tệp bị hỏng nên không đọc được: {what}.",
    "Lấy lại tệp từ thư của đơn vị; vẫn hỏng thì đơn vị mở tệp gốc bằng Excel, lưu lại rồi gửi lại.",
    why="Số liệu lấy ra từ một tệp hỏng không tin được, nên cả tệp được trả lại.", example="Một tệp tải về dở dang.")
OTHER_KIND = Label(
    "F225", "Tên tệp là bảng tính nhưng bên trong là {what}.",
    "Gửi lại chính tệp Excel đã điền, không đổi đuôi tệp khác thành .xlsx.",
    why="Chương trình nhận ra loại tệp theo nội dung, không theo đuôi tên tệp.", example="Bản quét PDF đổi đuôi thành .xlsx.")

LABELS = (
    CANNOT_READ, PASSWORD, OTHER_BOOK, SHEET_MISSING, COLUMN_MISSING, NEWER_VERSION, STAMPS_DISAGREE, STAMPS_LOST, OUTSIDE,
    MERGED, MACROS, HEADERS_LOST, SHEET_TWICE, COLUMN_ABSENT, HIDDEN, OTHER_SHEET, OLDER_VERSION, UNSEEN_ERRORS,
    FOREIGN_PARTS, TOO_MUCH, READER_STOPPED, CHANGED, DOCTYPE, DAMAGED, OTHER_KIND,
    READERS_DISAGREE, READ_ONCE,
)


def fault(label: Label, *, sheet: str = "", cell: str = "", value: str = "", **words: str) -> Fault:
    """A fault of a workbook, put into words at once."""
    worded = word(label, sheet=sheet, cell=cell, value=value, **words)
    return Fault(label.code, sheet, cell, value, dict(words), worded.severity, worded.message, worded.mend)


def word_faults(book: RawBook, file_name: str, unit: str, period: str) -> list[Finding]:
    """The faults of a workbook as findings of one unit's file."""
    return [Finding(item.code, item.severity, unit, period, file_name, item.sheet, item.cell, "", item.value,
                    item.message, item.mend) for item in book.faults]
