"""Deviations from NĐ 30/2020/NĐ-CP to plant into a finished paper: the rule that must find each, the paper, the change."""

from copy import deepcopy

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

MOTTO, SLOGAN, PARENT, AGENCY = "CỘNG HÒA", "Độc lập", "TỈNH BẮC KẠN", "SỞ THÔNG TIN"
REPORT, SUBMISSION, LETTER, NOTICE, MINUTES, LIST = "bao_cao_thang", "to_trinh", "don_doc", "thong_bao", "bien_ban", "danh_sach"
BODY_LINE = "Sở Thông tin và Truyền thông báo cáo"


def paragraphs(document):
    """Every paragraph of the body and its tables."""
    from docx.text.paragraph import Paragraph

    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def find(document, start):
    """The first paragraph that begins so."""
    return next(paragraph for paragraph in paragraphs(document) if paragraph.text.startswith(start))


def looks(start, **traits):
    """Set size, bold, italic of every run of a paragraph directly."""
    def change(document):
        for run in find(document, start).runs:
            for trait, value in traits.items():
                setattr(run.font, trait, value)
    return change


def aligned(start, where):
    """Set the alignment of a paragraph directly."""
    def change(document):
        find(document, start).alignment = getattr(WD_ALIGN_PARAGRAPH, where)
    return change


def says(start, text):
    """Give a paragraph other words."""
    def change(document):
        paragraph = find(document, start)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = text
    return change


def gone(start):
    """Take a paragraph out (an only one of a cell is emptied)."""
    def change(document):
        paragraph = find(document, start)
        alone = paragraph._p.getparent().tag == qn("w:tc") and len(paragraph._p.getparent().findall(qn("w:p"))) == 1
        if alone:
            for run in paragraph.runs:
                run.text = ""
        else:
            paragraph._p.getparent().remove(paragraph._p)
    return change


def shape(start, **traits):
    """Set the paragraph format directly."""
    def change(document):
        for trait, value in traits.items():
            setattr(find(document, start).paragraph_format, trait, value)
    return change


def style(name, **traits):
    """Change a named style: nothing stands at the paragraph itself."""
    def change(document):
        for trait, value in traits.items():
            setattr(document.styles[name].font, trait, value)
    return change


def margin(side, size):
    """Another margin in the last section."""
    def change(document):
        setattr(document.sections[-1], side, Mm(size))
    return change


def no_rule(start):
    """Take out the ruled paragraph below."""
    def change(document):
        below = find(document, start)._p.getnext()
        below.getparent().remove(below)
    return change


def section(change_properties):
    """Change the properties of the last section."""
    def change(document):
        change_properties(document.sections[-1], document.sections[-1]._sectPr)
    return change


def numbering(key, value):
    """Set an attribute of w:pgNumType."""
    def change(document):
        document.sections[-1]._sectPr.find(qn("w:pgNumType")).set(qn(f"w:{key}"), value)
    return change


def header_number(change_paragraph):
    """Change the paragraph of the page number."""
    def change(document):
        change_paragraph(document.sections[0].header.paragraphs[0])
    return change


def number_at_foot(document):
    """Move the page number into the footer."""
    document.sections[0].footer.is_linked_to_previous = False
    document.sections[0].footer._element.append(deepcopy(document.sections[0].header.paragraphs[0]._p))


def rows_of(document):
    """The rows of the data table that has most."""
    return max((table for table in document.tables if "bang:" in table._tbl.tblPr.xml), key=lambda table: len(table.rows)).rows


def many_rows_no_head(document):
    """A long table whose head does not repeat."""
    rows = rows_of(document)
    for _ in range(10):
        rows[-1]._tr.addnext(deepcopy(rows[-1]._tr))
    flag = rows[0]._tr.find(f".//{qn('w:tblHeader')}")
    flag.getparent().remove(flag)


def breakable(document):
    """A row of data that may break."""
    flag = rows_of(document)[-1]._tr.find(f".//{qn('w:cantSplit')}")
    flag.getparent().remove(flag)


def signing_breaks(document):
    """The signature row may break."""
    for table in document.tables:
        if "Nơi nhận:" in "".join(cell.text for cell in table.rows[0].cells):
            flag = table.rows[0]._tr.find(f".//{qn('w:cantSplit')}")
            flag.getparent().remove(flag)


def no_room(document):
    """The room to sign taken out."""
    below = find(document, "GIÁM ĐỐC")._p.getnext()
    below.getparent().remove(below)


def signed_already(document):
    """Words where the signature goes."""
    find(document, "GIÁM ĐỐC")._p.addnext(deepcopy(find(document, "GIÁM ĐỐC")._p))
    paragraphs(document)
    second = [paragraph for paragraph in paragraphs(document) if paragraph.text == "GIÁM ĐỐC"][1]
    second.runs[0].text = "(Đã ký)"


def motto_left(document):
    """Quốc hiệu in the left cell."""
    left, right = document.tables[0].rows[0].cells
    for element in list(left._tc.findall(qn("w:p"))):
        right._tc.append(element)
    for element in list(right._tc.findall(qn("w:p")))[:3]:
        left._tc.append(element)


def agency_gone(document):
    """Nothing left of Quốc hiệu."""
    for paragraph in document.tables[0].rows[0].cells[0].paragraphs:
        for run in paragraph.runs:
            run.text = ""


def narrow_motto(document):
    """A right column in which Quốc hiệu breaks."""
    grid = document.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))
    grid[0].set(qn("w:w"), "4500")
    grid[1].set(qn("w:w"), "4571")


def before_body(text, kind):
    """A new paragraph before the first of the body."""
    def change(document):
        find(document, BODY_LINE if kind == REPORT else "Trên cơ sở" if kind == SUBMISSION else "Sở Thông tin và Truyền thông").insert_paragraph_before(
            text, style="Kính gửi" if text.startswith("Kính") else "Thân bài")
    return change


def picture(document):
    """A picture without words."""
    drawing, properties = OxmlElement("w:drawing"), OxmlElement("wp:docPr")
    properties.set("id", "9")
    properties.set("name", "Ảnh")
    drawing.append(properties)
    find(document, BODY_LINE).add_run()._r.append(drawing)


def no_title(document):
    """The file's title empty."""
    document.core_properties.title = ""


def swapped_signers(document):
    """THƯ KÝ right, CHỦ TỌA left."""
    left, right = find(document, "THƯ KÝ"), find(document, "CHỦ TỌA")
    left.runs[0].text, right.runs[0].text = "CHỦ TỌA", "THƯ KÝ"


def dated_minutes(document):
    """A line of place and date beside the number."""
    document.tables[0].rows[1].cells[1].paragraphs[0].add_run("Bắc Kạn, ngày 15 tháng 3 năm 2022")


def wrong_font_of_theme(document):
    """The font through the theme, as Word's own Normal has it."""
    fonts = find(document, BODY_LINE).runs[0]._r.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme"):
        fonts.set(qn(f"w:{kind}"), "minorHAnsi")


def colored(document):
    """Blue letters."""
    find(document, BODY_LINE).runs[0].font.color.rgb = RGBColor(0, 0, 200)


def appendix_in_the_flow(document):
    """The second appendix follows the first on the same pages."""
    endings = list(document.element.body.iter(qn("w:sectPr")))
    endings[1].getparent().remove(endings[1])


def landscape_letter(place, properties):
    """Letter paper."""
    place.page_width, place.page_height = Mm(279.4), Mm(215.9)


def wide_body(document):
    """The text itself on landscape pages, though its tables stand in appendices."""
    first = document.sections[0]
    first.page_width, first.page_height = first.page_height, first.page_width


def no_first_page(place, properties):
    """The number also on page one."""
    place.different_first_page_header_footer = False


PLANTED = [
    ("quoc_hieu.co_chu", REPORT, looks(MOTTO, size=Pt(14))), ("quoc_hieu.dam", REPORT, looks(MOTTO, bold=False)),
    ("quoc_hieu.nghieng", REPORT, looks(MOTTO, italic=True)), ("quoc_hieu.canh", REPORT, aligned(MOTTO, "LEFT")),
    ("quoc_hieu.hoa", LETTER, says(MOTTO, "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    ("quoc_hieu.thieu", NOTICE, gone(MOTTO)), ("quoc_hieu.vi_tri", NOTICE, motto_left),
    ("quoc_hieu.mot_dong", SUBMISSION, narrow_motto),
    ("tieu_ngu.co_chu", REPORT, style("Tiêu ngữ", size=Pt(12))), ("tieu_ngu.dam", LETTER, style("Tiêu ngữ", bold=False)),
    ("tieu_ngu.hoa", LETTER, says(SLOGAN, "ĐỘC LẬP - TỰ DO - HẠNH PHÚC")), ("tieu_ngu.thieu", MINUTES, gone(SLOGAN)),
    ("tieu_ngu.gach_noi", REPORT, says(SLOGAN, "Độc lập – Tự do – Hạnh phúc")), ("tieu_ngu.ke", REPORT, no_rule(SLOGAN)),
    ("tieu_ngu.cach_dong", REPORT, shape(SLOGAN, line_spacing=1.5)), ("tieu_ngu.cach_dong", NOTICE, shape(SLOGAN, space_before=Pt(12))),
    ("chu_quan.dam", REPORT, looks(PARENT, bold=True)), ("chu_quan.co_chu", REPORT, looks(PARENT, size=Pt(11))),
    ("ban_hanh.dam", REPORT, looks(AGENCY, bold=False)), ("ban_hanh.hoa", REPORT, says(AGENCY, "Sở Thông tin và Truyền thông")),
    ("ban_hanh.canh", REPORT, aligned(AGENCY, "RIGHT")), ("ban_hanh.ke", REPORT, no_rule(AGENCY)),
    ("ban_hanh.thieu", LETTER, agency_gone),
    ("so.co_chu", REPORT, looks("Số:", size=Pt(12))), ("so.dam", REPORT, looks("Số:", bold=True)),
    ("so.khong_dau", SUBMISSION, says("Số:", "Số: 5/TTr-STTTT")), ("so.cach_chu", REPORT, says("Số:", "Số: 12 /BC - STTTT")),
    ("so.ky_hieu", REPORT, says("Số:", "Số: 12/bc-stttt")), ("so.ten_loai", REPORT, says("Số:", "Số: 12/TTr-STTTT")),
    ("so.ten_loai", LETTER, says("Số:", "Số: 105/CV-STTTT".replace("CV", "TB"))), ("so.hai_cham", NOTICE, says("Số:", "Số 21/TB-STTTT")),
    ("so.thieu", NOTICE, gone("Số:")),
    ("dia_danh.nghieng", REPORT, looks("Bắc Kạn, ngày", italic=False)), ("dia_danh.dam", REPORT, looks("Bắc Kạn, ngày", bold=True)),
    ("dia_danh.ngay", REPORT, says("Bắc Kạn, ngày", "Bắc Kạn, ngày 5 tháng 3 năm 2022")),
    ("dia_danh.thang", REPORT, says("Bắc Kạn, ngày", "Bắc Kạn, ngày 15 tháng 03 năm 2022")),
    ("dia_danh.thang", SUBMISSION, says("Bắc Kạn, ngày", "Bắc Kạn, ngày 15 tháng 1 năm 2022")),
    ("dia_danh.dau_phay", REPORT, says("Bắc Kạn, ngày", "Bắc Kạn ngày 15 tháng 3 năm 2022")),
    ("dia_danh.thieu", LETTER, gone("Bắc Kạn, ngày")),
    ("bien_ban.co_ngay", MINUTES, dated_minutes),
    ("ten_loai.co_chu", REPORT, looks("BÁO CÁO", size=Pt(16))), ("ten_loai.dam", SUBMISSION, looks("TỜ TRÌNH", bold=False)),
    ("ten_loai.hoa", NOTICE, says("THÔNG BÁO", "Thông báo")), ("ten_loai.canh", REPORT, aligned("BÁO CÁO", "LEFT")),
    ("trich_yeu.dam", REPORT, looks("Kết quả thực hiện", bold=False)), ("trich_yeu.co_chu", REPORT, style("Trích yếu", size=Pt(12))),
    ("trich_yeu.ke", REPORT, no_rule("Kết quả thực hiện")),
    ("trich_yeu_cv.dam", LETTER, looks("V/v", bold=True)), ("trich_yeu_cv.co_chu", LETTER, looks("V/v", size=Pt(14))),
    ("trich_yeu_cv.cach", LETTER, shape("V/v", space_before=Pt(0))), ("trich_yeu_cv.thieu", LETTER, gone("V/v")),
    ("kinh_gui.dam", REPORT, looks("Kính gửi", bold=True)), ("kinh_gui.thieu", SUBMISSION, gone("Kính gửi")),
    ("kinh_gui.thua", NOTICE, before_body("Kính gửi: Các phòng thuộc Sở", NOTICE)),
    ("kinh_gui.hai_cham", SUBMISSION, says("Kính gửi", "Kính gửi Chủ tịch Ủy ban nhân dân tỉnh")),
    ("kinh_gui.mot_noi", LETTER, gone("- Phòng Bưu chính")),
    ("kinh_gui.mot_noi", SUBMISSION, says("Kính gửi", "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh; Ban Thi đua")),
    ("kinh_gui.dau_cau", LETTER, says("- Phòng Bưu chính", "- Phòng Bưu chính - Xuất bản")),
    ("can_cu.nghieng", REPORT, looks("Căn cứ Luật", italic=False)), ("can_cu.dau_cau", REPORT, says("Căn cứ Luật", "Căn cứ Luật Thi đua, khen thưởng.")),
    ("can_cu.mot_dong", REPORT, says("Căn cứ Luật", "Căn cứ Luật Thi đua, khen thưởng; Căn cứ Nghị định số 91/2017/NĐ-CP;")),
    ("can_cu.luat", REPORT, says("Căn cứ Luật", "Căn cứ Luật số 15/2003/QH11 của Quốc hội;")),
    ("than_bai.co_chu", REPORT, looks(BODY_LINE, size=Pt(12))), ("than_bai.canh", REPORT, aligned(BODY_LINE, "LEFT")),
    ("than_bai.nghieng", REPORT, looks(BODY_LINE, italic=True)),
    ("than_bai.thut_dong", REPORT, shape(BODY_LINE, first_line_indent=Mm(5))),
    ("than_bai.cach_doan", REPORT, shape(BODY_LINE, space_after=Pt(2))),
    ("than_bai.cach_dong", REPORT, shape(BODY_LINE, line_spacing=2.0)),
    ("muc.dam", REPORT, looks("I. CÔNG TÁC", bold=False)), ("muc.hoa", REPORT, says("I. CÔNG TÁC", "I. Công tác lãnh đạo")),
    ("muc.thu_tu", REPORT, says("II. KẾT QUẢ", "IV. KẾT QUẢ THỰC HIỆN")), ("khoan.dam", REPORT, looks("1. Đối với tập thể", bold=False)),
    ("khoan.thu_tu", REPORT, says("2. Đối với cá nhân", "3. Đối với cá nhân")),
    ("diem.thu_tu", REPORT, says("d) ", "e) Tuyên truyền, vận động")), ("diem.dam", REPORT, looks("a) ", bold=True)),
    ("chuc_vu.dam", REPORT, looks("GIÁM ĐỐC", bold=False)), ("chuc_vu.hoa", REPORT, says("GIÁM ĐỐC", "Giám đốc Sở")),
    ("chuc_vu.viet_tat", REPORT, says("GIÁM ĐỐC", "KT.GIÁM ĐỐC")), ("ho_ten.hoc_vi", REPORT, says("Vi Quang Minh", "TS. Vi Quang Minh")),
    ("ho_ten.hoa", REPORT, says("Vi Quang Minh", "VI QUANG MINH")), ("ho_ten.dam", REPORT, looks("Vi Quang Minh", bold=False)),
    ("cho_ky.co_chu", REPORT, signed_already), ("cho_ky.hep", REPORT, no_room), ("cho_ky.tach_trang", REPORT, signing_breaks),
    ("noi_nhan.co_chu", REPORT, looks("Nơi nhận", size=Pt(13))), ("noi_nhan.nghieng", REPORT, looks("Nơi nhận", italic=False)),
    ("noi_nhan.hai_cham", REPORT, says("Nơi nhận", "Nơi nhận")), ("noi_nhan.thieu", NOTICE, gone("Nơi nhận")),
    ("noi_nhan_dong.co_chu", REPORT, looks("- Như trên", size=Pt(12))), ("noi_nhan_dong.nhu_tren", REPORT, gone("- Như trên")),
    ("noi_nhan_dong.dau_cau", REPORT, says("- Như trên", "- Như trên")), ("noi_nhan_dong.gach", REPORT, says("- Như trên", "Như trên;")),
    ("noi_nhan_dong.luu", REPORT, says("- Lưu", "- Văn phòng Sở.")),
    ("phu_luc.co_chu", REPORT, looks("Phụ lục I", size=Pt(13))), ("phu_luc.so", REPORT, says("Phụ lục II", "Phụ lục 2")),
    ("phu_luc.hoa", REPORT, says("Phụ lục I", "PHỤ LỤC I")),
    ("phu_luc_ten.hoa", REPORT, says("BẢNG TỔNG HỢP THEO", "Bảng tổng hợp theo đơn vị")),
    ("kem_theo.nghieng", REPORT, looks("(Kèm theo", italic=False)), ("kem_theo.thieu", LIST, gone("(Kèm theo")),
    ("trang.kho_giay", REPORT, section(landscape_letter)), ("trang.huong", REPORT, wide_body),
    ("trang.le_tren", REPORT, margin("top_margin", 30)),
    ("trang.le_duoi", REPORT, margin("bottom_margin", 15)), ("trang.le_trai", REPORT, margin("left_margin", 25)),
    ("trang.le_phai", REPORT, margin("right_margin", 25)), ("so_trang.kieu", REPORT, numbering("fmt", "lowerRoman")),
    ("so_trang.tu_mot", REPORT, numbering("start", "4")), ("so_trang.phu_luc", REPORT, appendix_in_the_flow),
    ("so_trang.trang_dau", NOTICE, section(no_first_page)), ("so_trang.chan_trang", NOTICE, number_at_foot),
    ("so_trang.thieu", NOTICE, header_number(lambda paragraph: paragraph._p.getparent().remove(paragraph._p))),
    ("so_trang.giua", NOTICE, header_number(lambda paragraph: setattr(paragraph, "alignment", WD_ALIGN_PARAGRAPH.RIGHT))),
    ("so_trang.co_chu", NOTICE, style("Số trang", size=Pt(10))),
    ("chu.phong_chu", REPORT, looks(BODY_LINE, name="Arial")), ("chu.phong_chu", REPORT, wrong_font_of_theme),
    ("chu.mau", REPORT, colored), ("chu.bang_ma", REPORT, says(BODY_LINE, "Sở Thông tin bao\u0301 ca\u0301o kê\u0301t quả.")),
    ("chu.gach_chan", REPORT, looks(SLOGAN, underline=True)), ("chu.gach_duoi", REPORT, says(BODY_LINE, "Sở báo cáo: ________")),
    ("bien_ban.noi_dung", MINUTES, gone("Chủ trì")), ("bien_ban.chu_ky", MINUTES, swapped_signers),
    ("ket_thuc.thieu", REPORT, says("Trên đây là", "Trên đây là báo cáo.")),
    ("bang.dau_lap", REPORT, many_rows_no_head), ("bang.ngat_dong", REPORT, breakable), ("bang.co_chu", REPORT, style("Ô chữ", size=Pt(15))),
    ("viet_hoa.nhan_dan", REPORT, says(BODY_LINE, "Đời sống nhân dân được nâng lên.")),
    ("tu_ngu.tang", SUBMISSION, says("Trên cơ sở", "Sở đề nghị tặng Bằng khen cho các tập thể, cá nhân có thành tích.")),
    ("anh.mo_ta", REPORT, picture), ("thuoc_tinh.tieu_de", REPORT, no_title),
]
