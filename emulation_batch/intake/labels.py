"""Why a file is not an accepted workbook of the month: family F1xx."""

from emulation_batch.findings import Label

TO_MOVE, PASSED = ("Văn phòng Sở chuyển tệp này vào hộp thư của kỳ {theirs}",
                   "; kỳ sau đó đã chốt thì tệp không vào số lũy kế được nữa")
"""What becomes of a file of another month, and of an earlier one; where its unit has a usable one of this month, it is all."""
_OWN_FORM = "Điền vào biểu mẫu Văn phòng Sở đã gửi cho đơn vị và kỳ này rồi gửi lại."

NOT_A_WORKBOOK = Label(
    "F101", "Không phải tệp báo cáo ({what}); được giữ lại, không tính.", "Không phải làm gì.", "notice",
    why="Bản quét, ảnh, chữ ký số gửi kèm được giữ lại nhưng không có số liệu để đọc.",
    example="Bản PDF có chữ ký của thủ trưởng.")
LOCK_FILE = Label(
    "F102", "Tệp khóa tạm do Excel tạo ra khi đang mở tệp; không có số liệu.", "Không phải làm gì.", "notice",
    why="Tên bắt đầu bằng ~$ và chỉ ghi ai đang mở tệp.", example="~$bao_cao.xlsx")
DUPLICATE = Label(
    "F103", "Trùng nguyên vẹn với tệp “{other}” đã nhận trước.", "Không phải làm gì.", "notice",
    why="Hai tệp giống hệt nhau chỉ tính một lần.", example="Một thư được chuyển tiếp hai lần.")
LINK = Label(
    "F104", "Đây là lối tắt tới nơi khác, không phải tệp; không được mở.", "Chép chính tệp đó vào hộp thư đến.",
    why="Lối tắt có thể dẫn ra ngoài hộp thư đến.",
    example="Biểu tượng lối tắt (mũi tên cong) chép vào thay cho chính tệp báo cáo.")
NOT_A_FILE = Label(
    "F105", "Đây không phải tệp thường (thiết bị, đường ống); không được mở.", "Xóa khỏi hộp thư đến.",
    why="Mở loại này có thể treo chương trình.", example="Một cổng máy in mang tên bao_cao.xlsx.")
FOLDER = Label(
    "F106", "Đây là thư mục có tên như một tệp Excel; tệp bên trong được xét riêng.", "Đổi tên thư mục.", "notice",
    why="Tên dễ làm nhầm là đã nhận được báo cáo.", example="Thư mục tên bao_cao.xlsx.")
UNREADABLE = Label(
    "F107", "Không mở được tệp: {what}.", "Kiểm tra quyền đọc và ổ đĩa, rồi chạy lại.",
    why="Hệ điều hành từ chối hoặc ổ đĩa có lỗi.", example="Tệp thuộc tài khoản khác.")
CHANGING = Label(
    "F108", "Tệp mất đi hoặc thay đổi trong khi đang nhận.", "Đợi việc chép tệp xong rồi chạy lại.",
    why="Chỉ nhận một tệp khi nội dung đã yên.", example="Thư đang được tải về.")
TOO_LARGE = Label(
    "F109", "Tệp lớn hơn 64 MB; biểu mẫu điền đầy cũng chưa tới 2 MB.", "Bỏ ảnh, tệp nhúng rồi gửi lại.",
    why="Giới hạn giữ cho một tệp không làm dừng việc tổng hợp.", example="Tệp có ảnh chụp dán vào trang.")
CONTAINER = Label(
    "F110", "{what} không được mở tự động.", "Lấy tệp Excel bên trong ra và để vào hộp thư đến, hoặc nén lại thành .zip.",
    why="Chỉ mở tệp .zip, .eml và .mbox; trong các loại khác có thể có báo cáo chưa được tính.", example="bao_cao.rar")
SUPERSEDED = Label(
    "F111", "Đã có lần gửi khác được dùng thay: “{other}” (lần {attempt}).", "Không phải làm gì.", "notice",
    why="Trong các lần gửi của một đơn vị, lần có số lớn nhất được dùng.", example="Gửi lại để sửa, ghi lần gửi 2.")
UNKNOWN_UNIT = Label(
    "F112", "Không nhận ra đơn vị báo cáo{what}.{near}", _OWN_FORM,
    why="Đơn vị được đọc từ dấu nhận dạng hoặc ô Đơn vị báo cáo, không từ tên tệp.", example="Ô Đơn vị báo cáo để trống.")
INACTIVE_UNIT = Label(
    "F113", "Đơn vị {unit_name} không báo cáo trong kỳ {period_name}.", "Kiểm tra trang Đơn vị trong danh_muc.xlsx.",
    why="Mỗi đơn vị có ngày bắt đầu và ngày kết thúc trong danh mục.", example="Đơn vị đã sáp nhập từ tháng trước.")
OTHER_PERIOD = Label(
    "F114", "Tệp này của kỳ {theirs}, không phải {ours}.",
    f"Đơn vị gửi tệp của kỳ {{ours}}; {TO_MOVE}{PASSED}.",
    why="Kỳ được đọc từ dấu nhận dạng hoặc ô Kỳ báo cáo.", example="Gửi nhầm tệp của tháng trước.")
UNKNOWN_PERIOD = Label(
    "F115", "Không nhận ra kỳ báo cáo{what}.", "Ghi ô Kỳ báo cáo theo mẫu 2022-03, hoặc dùng biểu mẫu Văn phòng Sở đã gửi.",
    why="Không đoán kỳ theo ngày gửi.", example="Ô Kỳ báo cáo để trống.")
UNIT_DIFFERS = Label(
    "F116", "Biểu mẫu cấp cho đơn vị {ours} nhưng ô Đơn vị báo cáo ghi {theirs}.",
    "Ghi lại đúng tên nếu sửa nhầm ô này; nếu đây là biểu mẫu của đơn vị khác thì điền vào biểu mẫu của đơn vị mình.",
    why="Dùng biểu mẫu của đơn vị khác sẽ thay mất báo cáo của đơn vị đó.", example="Chép tệp của phòng bên cạnh rồi sửa tên.")
PERIOD_DIFFERS = Label(
    "F117", "Biểu mẫu cấp cho kỳ {ours} nhưng ô Kỳ báo cáo ghi {theirs}.",
    "Ghi lại {ours} nếu sửa nhầm ô này; nếu là số liệu của kỳ {theirs} thì điền vào biểu mẫu của kỳ đó.",
    why="Biểu mẫu của kỳ trước kiểm tra ngày theo kỳ trước.", example="Sửa ô kỳ trong tệp tháng trước để dùng lại.")
ATTEMPT_BLANK = Label(
    "F118", "Ô Lần gửi để trống; được hiểu là lần 1.", "Lần sau ghi 1, 2, 3…", "notice",
    why="Lần gửi quyết định tệp nào được dùng.", example="Xóa số 1 ghi sẵn.")
ATTEMPT_UNCLEAR = Label(
    "F119", "Ô Lần gửi ghi “{value}”; được hiểu là lần 1.", "Ghi ô này là một số: 1, 2, 3…",
    "notice",
    why="Lần gửi quyết định tệp nào được dùng.", example="“lần hai”.")
SAME_ATTEMPT = Label(
    "F120", "Có {count} tệp khác nhau cùng ghi lần gửi {attempt}; tệp nhận sau cùng được dùng.",
    "Đơn vị xác nhận tệp này là bản cuối, hoặc gửi lại với lần gửi lớn hơn.", "query",
    why="Không biết đơn vị muốn dùng bản nào.", example="Sửa tệp nhưng quên tăng lần gửi.")
OPENED = Label(
    "F121", "Đã mở, có {count} tệp bên trong.", "Không phải làm gì.", "notice",
    why="Thư, hộp thư và tệp nén được mở; mỗi tệp bên trong có kết quả riêng, còn vỏ ngoài được giữ lại, không tính.",
    example="bao_cao.zip có 3 tệp Excel.")
LOCKED = Label(
    "F122", "Tệp nén có mật khẩu nên không mở được.", "Nén lại không đặt mật khẩu, hoặc gửi thẳng tệp Excel.",
    why="Không có mật khẩu thì không biết bên trong có gì.", example="bao_cao.zip đặt mật khẩu.")
EXCESS = Label(
    "F123", "Không mở, vì {what}.", "Gửi lại tệp Excel, mỗi thư hoặc tệp nén chỉ kèm vài tệp.",
    why="Giới hạn giữ cho một thư hay một tệp nén không làm dừng việc tổng hợp.", example="Tệp nén bung ra hơn 256 MB.")
BROKEN = Label(
    "F124", "Không mở được thư hoặc tệp nén: {what}.", "Tải hoặc lưu lại; vẫn không được thì đề nghị đơn vị gửi lại.",
    why="Không biết bên trong có báo cáo hay không.", example="Tệp .zip tải về chưa đủ.")
MEMBER_BROKEN = Label(
    "F125", "Tệp bên trong bị hỏng trên đường gửi: {what}.", "Đề nghị đơn vị gửi lại tệp này.",
    why="Nội dung thiếu hoặc thừa một đoạn thì số liệu không tin được.", example="Thư bị cắt giữa tệp đính kèm.")
WRAPPED = Label(
    "F126", "Tệp đính kèm bị gói theo cách {what} nên không lấy ra được.", "Đơn vị gửi lại tệp Excel bằng thư thường.",
    why="Gói này có thể chứa báo cáo mà chương trình không đọc được.", example="winmail.dat")
CUT_MAIL = Label(
    "F127", "Thư thiếu phần cuối; đã lấy ra {count} tệp, có thể còn tệp chưa lấy được.",
    "Lưu lại thư từ hộp thư, hoặc hỏi đơn vị đã gửi mấy tệp.", "query",
    why="Thư tải về chưa đủ thì tệp đính kèm ở cuối bị mất.", example="Mất mạng khi đang lưu thư.")
OTHER_SENDER = Label(
    "F128", "Thư gửi từ “{sender}”, không phải địa chỉ của {unit_name} trong danh mục.",
    "Đơn vị xác nhận đã gửi tệp này.", "query",
    why="Địa chỉ gửi ai cũng giả được, nên chỉ để hỏi lại, không dùng để nhận hay loại tệp. Địa chỉ đúng thì Văn phòng Sở ghi "
        "thêm vào trang Đơn vị của danh_muc.xlsx, lần sau không hỏi nữa.",
    example="Gửi bằng hộp thư riêng của một cán bộ.")
PROCESSED = Label(
    "F129", "Tệp này đã được nhận trước đây cho kỳ {theirs}, tên khi đó là “{other}”.", "Không phải làm gì.", "notice",
    why="Một tệp chỉ tính một lần, cả khi gửi lại sau khi kỳ của nó đã chốt.",
    example="Chuyển tiếp lại thư của tháng trước.")
OLDER = Label(
    "F130", "Kỳ {theirs} đã chốt đang dùng bản mới hơn: “{other}” (lần {attempt}).",
    "Nếu muốn thay, đơn vị gửi lại với lần gửi lớn hơn {attempt}.", "notice",
    why="Trong các lần gửi của một đơn vị cho một kỳ, lần có số lớn nhất được dùng, dù đến trước hay sau khi chốt.",
    example="Bản lần 1 đến sau khi bản lần 2 đã được tính.")
REGISTER = Label(
    "F131", "Sổ theo dõi kỳ {theirs} do Hội đồng ghi: {count} dòng có ý kiến.", "Không phải làm gì.", "notice",
    why="Sổ theo dõi được nhận ra theo mã trong từng dòng, không theo tên tệp; ý kiến của Hội đồng được đọc, tệp được giữ lại.",
    example="Thư ký ghi kết luận vào register.xlsx, lưu tên khác rồi để vào hoi_dong/2022-03.")
OTHER_REGISTER = Label(
    "F132", "Sổ theo dõi này của {theirs}, không phải của {ours}, nên chưa đọc.",
    "Để sổ vào thư mục hoi_dong/{theirs} rồi “emulation-batch {command} {theirs}”.",
    why="Ý kiến về một kỳ được ghi ở chính kỳ đó, hoặc ở kỳ sau khi kỳ đó đã chốt; ý kiến về báo cáo nhiều tháng được ghi khi "
        "lập lại báo cáo đó.",
    example="Để nhầm sổ tháng 4 vào thư mục tháng 3.")

PROBLEMS = (LOCK_FILE, LINK, NOT_A_FILE, FOLDER, UNREADABLE, CHANGING, TOO_LARGE, MEMBER_BROKEN, WRAPPED)
"""What keeps the bytes of a file from being taken."""
LABELS = (
    NOT_A_WORKBOOK, LOCK_FILE, DUPLICATE, LINK, NOT_A_FILE, FOLDER, UNREADABLE, CHANGING, TOO_LARGE, CONTAINER, SUPERSEDED,
    UNKNOWN_UNIT, INACTIVE_UNIT, OTHER_PERIOD, UNKNOWN_PERIOD, UNIT_DIFFERS, PERIOD_DIFFERS, ATTEMPT_BLANK, ATTEMPT_UNCLEAR,
    SAME_ATTEMPT, OPENED, LOCKED, EXCESS, BROKEN, MEMBER_BROKEN, WRAPPED, CUT_MAIL, OTHER_SENDER, PROCESSED, OLDER,
    REGISTER, OTHER_REGISTER,
)
REMARKS = (ATTEMPT_BLANK, ATTEMPT_UNCLEAR, SAME_ATTEMPT, OTHER_SENDER, OPENED, CUT_MAIL, REGISTER)
"""What is said of a file that is used, a mail by the files inside it; each of the others is a reason for not using one."""
