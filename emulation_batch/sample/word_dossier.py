"""Templates of a nomination dossier: submission, list, achievement report, minutes, ad hoc dossier. No form number anywhere."""

from pathlib import Path

from emulation_batch.sample.word_pages import start
from emulation_batch.sample.word_parts import (
    BODY,
    CAPTION,
    NOTE,
    TEXT_WIDTH,
    WIDE_WIDTH,
    Cell,
    add,
    below_table,
    data_table,
    lines,
    lines_if,
    loop,
    save,
    signature_block,
    title_block,
    two_signers,
)

TITLE, NAME, ROOM, HINT = "Quyền hạn, chức vụ", "Họ tên người ký", "Khoảng ký", "Ghi chú ký"
FIRST = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Họ và tên, tên tập thể", "{{ row.name }}", 45),
    Cell("Chức vụ", "{{ row.title }}", 35),
    Cell("Đơn vị", "{{ row.unit }}", 40),
)
NOMINEES = (*FIRST, Cell("Loại đề nghị", "{{ row.kinds }}", 30))
LISTED = (*FIRST, Cell("Tóm tắt thành tích", "{{ row.summary }}", 75), Cell("Hình thức đề nghị", "{{ row.award }}", 42))
VOTED = (
    Cell("TT", "{{ loop.index }}", 9, "Ô giữa"),
    Cell("Họ và tên, tên tập thể", "{{ row.name }}", 36),
    Cell("Chức vụ", "{{ row.title }}", 27),
    Cell("Đơn vị", "{{ row.unit }}", 32),
    Cell("Phiếu tán thành", "{{ row.votes_for }}", 18, "Ô giữa"),
    Cell("Phiếu không tán thành", "{{ row.votes_against }}", 20, "Ô giữa"),
    Cell("Tỷ lệ trên tổng số thành viên (%)", "{{ row.share }}", 18, "Ô giữa"),
)
MEMBERS = (
    Cell("TT", "{{ loop.index }}", 10, "Ô giữa"),
    Cell("Họ và tên", "{{ row.name }}", 42),
    Cell("Chức vụ", "{{ row.title }}", 50),
    Cell("Trong Hội đồng", "{{ row.role }}", 24),
    Cell("Có mặt", "", 14),
    Cell("Vắng, lý do", "", 20),
)
AWARD = "ung_vien_{{ award_key }}"


def submission(folder: Path) -> Path:
    """Tờ trình (mẫu 1.4 of NĐ 30): bases, the proposal with its count and its table, signature."""
    document = start()
    title_block(document, "TỜ TRÌNH")
    add(document, "Kính gửi: {{ addressee }}", "Kính gửi")
    lines(document, "bases", "Căn cứ")
    add(document, "{{ opening }}", BODY).paragraph_format.keep_with_next = True
    data_table(document, AWARD, "Danh sách đề nghị", "row in rows", NOMINEES, TEXT_WIDTH)
    add(document, "{{ attached }}", NOTE)
    lines(document, "waiting", BODY)
    add(document, "{{ closing }}", BODY).paragraph_format.keep_with_next = True
    signature_block(document)
    return save(document, folder / "to_trinh.docx")


def nominee_list(folder: Path) -> Path:
    """Danh sách trích ngang: an annex of the submission, without header block of its own (mẫu 2.1)."""
    document = start(wide=True, headed=False)
    add(document, "Phụ lục", "Phụ lục, số")
    add(document, "DANH SÁCH TRÍCH NGANG", "Phụ lục, tên")
    add(document, "{{ subject_line }}", "Phụ lục, tên")
    add(document, "{{ movement }}", "Phụ lục, kèm theo")
    add(document, "{{ attached_line }}", "Phụ lục, kèm theo")
    data_table(document, AWARD, "Danh sách trích ngang", "row in rows", LISTED, WIDE_WIDTH)
    return save(document, folder / "danh_sach.docx")


def achievements(folder: Path) -> Path:
    """Báo cáo thành tích: particulars, achievements by standard, earlier commendations, two signatures."""
    document = start(numbered=False)
    title_block(document, "BÁO CÁO THÀNH TÍCH")
    add(document, "{{ movement }}", "Phụ lục, kèm theo")
    _who(document)
    add(document, "{{ first_head }}", "Heading 1")
    lines_if(document, "person", BODY, "Ngày sinh, giới tính, quê quán, nơi ở hiện nay: {{ placeholder }}",
             "Trình độ chuyên môn; nhiệm vụ được giao: {{ placeholder }}")
    lines_if(document, "office", BODY, "Địa chỉ trụ sở, điện thoại; quá trình thành lập; cơ cấu tổ chức, tổng số công chức, "
             "viên chức: {{ placeholder }}", "Chức năng, nhiệm vụ được giao: {{ placeholder }}")
    add(document, "II. THÀNH TÍCH ĐẠT ĐƯỢC", "Heading 1")
    add(document, "{{ summary }}", BODY)
    lines(document, "events", BODY)
    loop(document, "for part in sections")
    add(document, "{{ part.head }}", "Heading 2")
    lines(document, "part.lines", BODY)
    loop(document, "endfor")
    lines(document, "nothing", BODY)
    lines_if(document, "ad_hoc", BODY, "Khó khăn, nỗ lực; ý nghĩa, tác động của thành tích: {{ placeholder }}")
    add(document, "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", "Heading 1")
    lines(document, "rewarded", BODY)
    last = add(document, "Hình thức khác, nếu có (năm; hình thức; số, ngày, cơ quan ban hành quyết định): "
               "{{ placeholder }}", BODY)
    last.paragraph_format.keep_with_next = True
    two_signers(document, [("{{ confirmer }}", TITLE), ("(Ký, ghi rõ họ tên)", HINT), ("", ROOM)],
                [("{{ reporter }}", TITLE), ("(Ký, ghi rõ họ tên)", HINT), ("", ROOM), ("{{ reporter_name }}", NAME)])
    return save(document, folder / "thanh_tich.docx")


def minutes(folder: Path) -> Path:
    """Biên bản (mẫu 1.9 of NĐ 30): number, no date line; attendance, votes and the end of the meeting stay blank."""
    document = start(dated=False)
    title_block(document, "BIÊN BẢN")
    for line in ("opened", "place", "chair", "secretary", "attendance"):
        add(document, f"{{{{ meeting.{line} }}}}", BODY)
    data_table(document, "members", "Thành viên Hội đồng", "row in members", MEMBERS, TEXT_WIDTH)
    below_table(add(document, "Nội dung (theo diễn biến cuộc họp):", "Heading 2"))
    add(document, "1. Thư ký trình bày kết quả tổng hợp, phiếu xem xét từng trường hợp và ý kiến giải trình của đơn vị.", BODY)
    add(document, "2. Hội đồng thảo luận: …………………………………………", BODY)
    add(document, "{{ meeting.ballot }}", BODY)
    lines(document, "other_meetings", BODY)
    loop(document, "for block in awards")
    add(document, "{{ block.title }}", CAPTION)
    data_table(document, "ung_vien_{{ block.award_key }}", "{{ block.title }}", "row in block.rows", VOTED, TEXT_WIDTH)
    loop(document, "if block.open")
    below_table(add(document, "Căn cứ và nội dung cần Hội đồng cho ý kiến:", BODY)).paragraph_format.keep_with_next = True
    lines(document, "block.open", BODY)
    loop(document, "endif")
    loop(document, "endfor")
    loop(document, "if declined")
    add(document, "Trường hợp Hội đồng chưa đề nghị, chưa đưa vào danh sách:", BODY).paragraph_format.keep_with_next = True
    lines(document, "declined", BODY)
    loop(document, "endif")
    loop(document, "if held")
    add(document, "Trường hợp có vướng mắc, chưa đưa vào danh sách:", BODY).paragraph_format.keep_with_next = True
    loop(document, "for row in held")
    add(document, "- {{ row.name }}", BODY)
    loop(document, "endfor")
    loop(document, "endif")
    loop(document, "if exemplars")
    add(document, "Giới thiệu điển hình:", BODY).paragraph_format.keep_with_next = True
    lines(document, "exemplars", BODY)
    loop(document, "endif")
    below_table(add(document, "{{ meeting.conclusion }}", BODY)).paragraph_format.keep_with_next = True
    add(document, "Cuộc họp kết thúc vào …… giờ ……, ngày …… tháng …… năm ……./.", BODY).paragraph_format.keep_with_next = True
    two_signers(document, [("THƯ KÝ", TITLE), ("", ROOM)], [("CHỦ TỌA", TITLE), ("", ROOM)])
    add(document, "Nơi nhận:", "Nơi nhận")
    lines(document, "recipients", "Nơi nhận, dòng")
    return save(document, folder / "bien_ban.docx")


def ad_hoc(folder: Path) -> Path:
    """The dossier of an ad hoc nomination: who, what happened, what the unit wrote, what is open, what the dossier holds."""
    document = start(numbered=False)
    title_block(document, "HỒ SƠ ĐỀ NGHỊ XEM XÉT KHEN THƯỞNG ĐỘT XUẤT")
    _who(document)
    add(document, "Cấp xem xét: {{ decider }}", "Dòng tin")
    add(document, "I. CĂN CỨ TRONG KẾ HOẠCH", "Heading 1")
    add(document, "{{ basis }}", BODY)
    add(document, "II. THÀNH TÍCH ĐƠN VỊ BÁO CÁO", "Heading 1")
    add(document, "{{ summary }}", BODY)
    lines(document, "facts", BODY)
    add(document, "Nơi ghi trong biểu của đơn vị:", BODY)
    lines(document, "places", "Dòng tin")
    add(document, "Diễn biến, khó khăn, kết quả, xác nhận của địa phương nơi xảy ra sự kiện: {{ placeholder }}", BODY)
    add(document, "III. NỘI DUNG CẦN HỘI ĐỒNG CHO Ý KIẾN", "Heading 1")
    lines(document, "open", BODY)
    add(document, "IV. THÀNH PHẦN HỒ SƠ", "Heading 1")
    lines(document, "parts", "Dòng tin")
    return save(document, folder / "dot_xuat.docx")


def _who(document) -> None:
    add(document, "{{ named }}: {{ name }}", "Dòng tin")
    lines_if(document, "person", "Dòng tin", "Chức vụ: {{ person_title }}")
    add(document, "Đơn vị: {{ unit }}", "Dòng tin")
