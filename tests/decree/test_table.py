"""The table of rules, and its copy for readers in docs/."""

from support.paths import ROOT

from emulation_batch.decree.table import ERROR, WARNING, elements, rules

PAGE = ROOT / "docs" / "the-thuc-nd30.md"
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


def test_elements_give_ranges():
    assert all(element["size"][0] <= element["size"][1] for element in elements().values())


def test_the_page_for_readers_is_that_table(request):
    table = "".join(f"| `{rule.id}` | {rule.severity} | {rule.message} | {rule.basis} | {rule.mend} |\n"
                    for rule in rules().values())
    if request.config.getoption("--golden-update"):
        PAGE.write_text(HEAD + table, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == HEAD + table
