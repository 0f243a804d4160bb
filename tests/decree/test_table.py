"""The table of rules, and its copy for readers in docs/."""

from support.paths import ROOT
from support.planted import PLANTED

from emulation_batch.decree.table import ERROR, LOOKS, WARNING, elements, rules

PAGE = ROOT / "docs" / "the-thuc-nd30.md"
ROWS = {
    "khổ giấy, hướng": "trang.kho_giay trang.huong", "lề": "trang.le_tren trang.le_duoi trang.le_trai trang.le_phai",
    "phông chữ, bảng mã, màu": "chu.phong_chu chu.bang_ma chu.mau",
    "số trang": "so_trang.thieu so_trang.trang_dau so_trang.chan_trang so_trang.giua so_trang.co_chu so_trang.kieu so_trang.tu_mot",
    "số trang của phụ lục": "so_trang.phu_luc",
    "Quốc hiệu": "quoc_hieu.thieu quoc_hieu.vi_tri quoc_hieu.co_chu quoc_hieu.dam quoc_hieu.nghieng quoc_hieu.hoa quoc_hieu.canh",
    "Tiêu ngữ": "tieu_ngu.thieu tieu_ngu.gach_noi tieu_ngu.cach_dong tieu_ngu.ke tieu_ngu.co_chu tieu_ngu.dam tieu_ngu.hoa",
    "cơ quan chủ quản": "chu_quan.co_chu chu_quan.dam chu_quan.hoa chu_quan.canh",
    "cơ quan ban hành": "ban_hanh.thieu ban_hanh.ke ban_hanh.dam ban_hanh.hoa ban_hanh.canh",
    "số, ký hiệu": "so.thieu so.hai_cham so.khong_dau so.cach_chu so.ky_hieu so.ten_loai so.co_chu so.dam",
    "địa danh, thời gian": "dia_danh.thieu dia_danh.dau_phay dia_danh.ngay dia_danh.thang dia_danh.nghieng dia_danh.dam dia_danh.canh",
    "tên loại, trích yếu": "ten_loai.co_chu ten_loai.dam ten_loai.hoa ten_loai.canh trich_yeu.thieu trich_yeu.ke trich_yeu.dam trich_yeu.co_chu",
    "trích yếu công văn": "trich_yeu_cv.thieu trich_yeu_cv.cach trich_yeu_cv.dam trich_yeu_cv.co_chu",
    "Kính gửi": "kinh_gui.thieu kinh_gui.thua kinh_gui.hai_cham kinh_gui.mot_noi kinh_gui.dau_cau kinh_gui.dam",
    "căn cứ": "can_cu.nghieng can_cu.mot_dong can_cu.dau_cau can_cu.luat",
    "nội dung": "than_bai.co_chu than_bai.canh than_bai.nghieng than_bai.thut_dong than_bai.cach_doan than_bai.cach_dong",
    "mục La Mã": "muc.thu_tu muc.dam muc.hoa", "khoản": "khoan.thu_tu khoan.dam", "điểm a b c d đ": "diem.thu_tu diem.dam",
    "quyền hạn, chức vụ (TM. Q. KT. TL. TUQ.)": "chuc_vu.thieu chuc_vu.viet_tat chuc_vu.dam chuc_vu.hoa",
    "họ tên": "ho_ten.hoc_vi ho_ten.dam ho_ten.hoa", "chỗ ký, dấu": "cho_ky.co_chu cho_ky.hep cho_ky.tach_trang",
    "Nơi nhận": "noi_nhan.thieu noi_nhan.hai_cham noi_nhan.co_chu noi_nhan.nghieng",
    "danh sách nơi nhận": "noi_nhan_dong.gach noi_nhan_dong.dau_cau noi_nhan_dong.nhu_tren noi_nhan_dong.luu noi_nhan_dong.co_chu",
    "phụ lục": "phu_luc.so phu_luc.co_chu phu_luc.hoa phu_luc_ten.thieu phu_luc_ten.hoa kem_theo.thieu kem_theo.nghieng",
    "./.": "ket_thuc.thieu", "đường kẻ là nét vẽ": "chu.gach_chan chu.gach_duoi",
    "biên bản (mẫu 1.9)": "bien_ban.co_ngay bien_ban.noi_dung bien_ban.chu_ky",
    "viết hoa (Phụ lục II)": "viet_hoa.nhan_dan", "thuộc tính (Phụ lục VI)": "thuoc_tinh.tieu_de",
}
"""What Phụ lục I, II, III and VI ask of a paper, row by row -> the rules that see it."""
LOOKED_AT = {suffix for suffix, _ in LOOKS.values()}
UNPLANTED = {"phu_luc_ten.thieu", "trich_yeu.thieu", "chuc_vu.thieu", "dia_danh.canh", "chu_quan.hoa", "chu_quan.canh"}
HEAD = """# Các quy tắc thể thức được kiểm tra (Nghị định 30/2020/NĐ-CP)

Bảng này lấy từ `emulation_batch/decree/nd30.toml`. LỖI: ngoài quy định của Nghị định. CẢNH BÁO: khác thông lệ, người soạn tự xem.
Chương trình chỉ chỉ ra chỗ cần xem, không sửa tệp.

| mã | mức | vấn đề | căn cứ | cách sửa |
|---|---|---|---|---|
"""


def test_every_rule_is_whole_and_its_own():
    assert len(rules()) > 120
    for rule in rules().values():
        assert rule.severity in (ERROR, WARNING)
        assert rule.basis and rule.message and rule.mend.endswith("."), rule.id
        assert (rule.basis == "thông lệ") <= (rule.severity == WARNING), rule.id


def test_every_row_of_the_decree_has_rules_that_find_a_planted_deviation():
    named, planted = {rule for row in ROWS.values() for rule in row.split()}, {rule for rule, _, _ in PLANTED}
    assert named <= set(rules())
    assert named - planted == UNPLANTED
    own = {rule.id for rule in rules().values() if rule.severity == ERROR and rule.id.split(".")[1] not in LOOKED_AT}
    assert own <= named, "a rule that stands in no row"


def test_elements_give_ranges():
    assert all(element["size"][0] <= element["size"][1] for element in elements().values())


def test_the_page_for_readers_is_that_table(request):
    table = "".join(f"| `{rule.id}` | {rule.severity} | {rule.message} | {rule.basis} | {rule.mend} |\n"
                    for rule in rules().values())
    if request.config.getoption("--golden-update"):
        PAGE.write_text(HEAD + table, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == HEAD + table
