"""What may be amiss with what the Council's secretary wrote into a register: family H4xx. Only the Office reads these."""

from emulation_batch.findings import Label

OR_REASON = "; nếu đúng là Đạt thì ghi lý do vào cột Lý do"
_WHY_REASON = "Lý do giúp người ký văn bản và người xem lại sau này hiểu vì sao ý kiến khác với căn cứ."

MEETING_LACKS = Label(
    "H401", "Trang Họp Hội đồng chưa ghi: {what}.", "Ghi vào ô nền vàng của trang đó, lưu rồi chạy lại.", "query",
    why="Ý kiến của Hội đồng phải biết họp ngày nào, ở biên bản nào, ai ghi lại.", example="Quên ghi số biên bản.")
UNKNOWN_VERDICT = Label(
    "H402", "Ô {cell} ghi “{value}”, không có trong ba kết luận.{near}",
    "Chọn Đạt, Không đạt hoặc Cần làm rõ; ô này chưa được tính.",
    why="Chỉ ba kết luận này được đưa vào biên bản và danh sách.", example="Ghi “Đồng ý” thay cho “Đạt”.")
MET_AGAINST = Label(
    "H403", "Đạt cho “{name}” ({about}) nhưng căn cứ là “{evidence}”, chưa ghi lý do.",
    "Ghi lý do vào ô cùng hàng, cột Lý do.", "query",
    why=_WHY_REASON, example="Đơn vị chưa có dòng nào của vế này mà Hội đồng ghi Đạt.")
UNMET_AGAINST = Label(
    "H404", "Không đạt cho “{name}” ({about}) nhưng căn cứ là “{evidence}”, chưa ghi lý do.",
    "Ghi lý do vào ô cùng hàng, cột Lý do.", "query", why=_WHY_REASON, example="Vế đã đủ căn cứ mà Hội đồng ghi Không đạt.")
UNCLEAR_WHAT = Label(
    "H405", "Cần làm rõ cho “{name}” ({about}) nhưng chưa ghi cần làm rõ điều gì.",
    "Ghi điều cần làm rõ vào cột Lý do.", "query",
    why="Đơn vị chỉ bổ sung được khi biết phải làm rõ điều gì.", example="Chọn Cần làm rõ rồi để trống Lý do.")
GONE = Label(
    "H406", "Ý kiến{said} về “{name}” ({about}) không còn dòng nào trong kỳ này để gắn vào; chưa được tính.",
    "Xem bản đơn vị gửi sau cùng; nếu vẫn cần, ghi ý kiến vào sổ mới. Sổ mới đã ghi, để vào hoi_dong thì thôi hỏi.", "query",
    why="Đơn vị đã rút hoặc sửa đề nghị sau khi sổ được in ra.", example="Đơn vị gửi lần 2, bỏ đề nghị mà Hội đồng đã xem.")
CHANGED = Label(
    "H407", "Căn cứ của “{name}” ({about}) đã thay đổi sau khi sổ được in; ý kiến “{verdict}” chờ xem lại.",
    "Hội đồng xem lại trong sổ mới; nếu giữ ý kiến, lưu sổ mới vào hoi_dong.", "query",
    why="Ý kiến cho trên căn cứ cũ có thể không còn đúng với căn cứ mới.", example="Đơn vị gửi lại, thêm minh chứng còn thiếu.")
TWO_OPINIONS = Label(
    "H408", "Hai sổ ghi khác nhau về “{name}” ({about}): “{one}” và “{other}”; dùng sổ nhận sau.",
    "Xác nhận ý kiến cuối cùng. Không xóa sổ nào: các hàng khác của sổ nhận trước vẫn được tính.", "query",
    why="Không biết ý kiến nào là cuối cùng; chỉ hàng này ghi khác, hàng khác của sổ nhận trước còn giá trị.",
    example="Hai người cùng ghi trên hai bản sao của sổ.")
NOT_A_NUMBER = Label(
    "H409", "Ô {cell} ghi “{value}”, không phải số nguyên từ 0 trở lên.", "Ghi số, ví dụ 9; ô này chưa được tính.",
    why="Tỷ lệ phiếu được tính từ số nguyên, không gõ tay.", example="Ghi “9/9” vào cột Phiếu tán thành.")
VOTES_DIFFER = Label(
    "H410", "Số phiếu chưa khớp: {what}.", "Đối chiếu với biên bản kiểm phiếu rồi sửa{or_reason}.", "query",
    why="Số phiếu không quá số thành viên, số người có mặt; thu về = hợp lệ + không dùng được; tán thành + không tán thành "
        "không quá số phiếu hợp lệ. Đạt mà phiếu tán thành ít hơn thì có thể hai ô bị ghi đổi chỗ: ý kiến chờ xem lại cho "
        "đến khi sổ được sửa hoặc có lý do.",
    example="Thu về 9, hợp lệ 8, không dùng được 0.")
NOT_A_DAY = Label(
    "H411", "Ô {cell} ghi “{value}”, chưa đọc được là ngày nào.", "Ghi ngày/tháng/năm, ví dụ 18/03/2022.",
    why="Ngày họp được in vào căn cứ của tờ trình.", example="“hôm thứ sáu”")
ODD_DAY = Label(
    "H412", "Ngày họp {day} {what}.", "Kiểm tra lại ngày họp.", "query",
    why="Hội đồng chỉ họp được sau khi có số liệu và trước khi kết quả được ghi vào sổ.", example="Gõ nhầm năm.")
NO_VERDICT = Label(
    "H413", "Hàng của “{name}” ({about}) có lý do hoặc số phiếu mà chưa có kết luận.",
    "Chọn kết luận, hoặc xóa phần đã ghi.", "query",
    why="Không biết Hội đồng kết luận thế nào.", example="Ghi số phiếu rồi quên chọn Đạt.")
KEY_LOST = Label(
    "H414", "Hàng {row} có ý kiến nhưng {what}; chưa được tính.",
    "Ghi ý kiến này vào sổ vừa tạo ra, không chép thêm hàng.",
    why="Mã ở cột ẩn cho biết ý kiến thuộc về ai, vế nào.",
    example="Chèn thêm một hàng rồi ghi tên một người; xếp lại các hàng mà bỏ sót cột ẩn.")
STILL_OPEN = Label(
    "H415", "Sổ này của kỳ {theirs}, kỳ đó chưa chốt; ý kiến chưa được tính.",
    "Để sổ vào thư mục hoi_dong/{theirs} rồi chạy lại kỳ {theirs}.",
    why="Ý kiến về một kỳ chưa chốt được ghi ở chính kỳ đó.", example="Để nhầm sổ tháng 2 vào thư mục tháng 3.")
UNKNOWN_BALLOT = Label(
    "H416", "Ô {cell} ghi “{value}”, không có trong danh sách hình thức cho ý kiến.",
    "Chọn Bỏ phiếu kín hoặc Biểu quyết; ô này chưa được tính.",
    why="Hình thức cho ý kiến được in vào biên bản.", example="Ghi “Giơ tay” thay cho “Biểu quyết”.")
OUT_OF_SEASON = Label(
    "H417", "Đề nghị “{name}” ({about}) không thuộc đợt xét của báo cáo này; ý kiến “{verdict}” không vào giấy tờ nào của nó.",
    "Ghi ý kiến vào sổ theo dõi của tháng có đề nghị đó, để sổ vào hoi_dong/NĂM-THÁNG.", "query",
    why="Biên bản, tờ trình, danh sách của báo cáo nhiều tháng chỉ gồm đề nghị của đợt xét đó.",
    example="Ghi Đạt cho một đề nghị đột xuất trong sổ của báo cáo năm.")

LABELS = (MEETING_LACKS, UNKNOWN_VERDICT, MET_AGAINST, UNMET_AGAINST, UNCLEAR_WHAT, GONE, CHANGED, TWO_OPINIONS, NOT_A_NUMBER,
          VOTES_DIFFER, NOT_A_DAY, ODD_DAY, NO_VERDICT, KEY_LOST, STILL_OPEN, UNKNOWN_BALLOT, OUT_OF_SEASON)
