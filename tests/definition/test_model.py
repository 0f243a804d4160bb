from datetime import date

from support.paths import SHIPPED, shipped_definition

PLAN_CLAUSES = [
    "Hoàn thành có chất lượng, đúng thời hạn các văn bản chỉ đạo", "có sáng kiến, giải pháp trong xây dựng",
    "hướng dẫn tháo gỡ khó khăn cho cơ sở", "Chủ động, tích cực nghiên cứu", "Tích cực huy động các nguồn lực",
    "có các sáng kiến xây dựng, nhân rộng", "Tích cực và có nhiều giải pháp", "Có nhiều nỗ lực trong công tác",
    "có sáng kiến trong xây dựng, tham mưu", "Tích cực tham gia các hoạt động ủng hộ", "thành tích đột xuất",
]


def test_the_clauses_of_the_plan_in_their_order():
    definition = shipped_definition()
    assert [clause.code for clause in definition.clauses] == [
        "TT-a1", "TT-a2", "TT-a3", "TT-b", "TT-c1", "TT-c2", "TT-d", "CN-a1", "CN-a2", "CN-b", "DX"]
    for clause, opening in zip(definition.clauses, PLAN_CLAUSES, strict=True):
        assert clause.text.startswith(opening)


def test_no_threshold_ships():
    """The plan has no numbers: no clause carries one, and no overall rule is adopted."""
    definition = shipped_definition()
    assert definition.overall.rule == "" and definition.overall.basis == ""
    assert not any(character.isdigit() for clause in definition.clauses for character in clause.text)


def test_required_and_meant_for():
    column = shipped_definition().sheet("van_ban").column("han_hoan_thanh")
    assert column.required_for("a1") and not column.required_for("a2")
    assert column.meant_for("a1") and not column.meant_for("a3")
    always = shipped_definition().sheet("van_ban").column("noi_dung")
    assert always.required_for(None) and always.meant_for("a3")


def test_only_verified_bases_in_force_are_given():
    definition = shipped_definition()
    assert [item.id for item in definition.legal_for("submission", date(2022, 3, 16))] == ["luat-2003", "nd-91-2017", "kh-511-2021"]
    assert [item.id for item in definition.legal_for("submission", date(2024, 3, 16))] == ["luat-2022", "nd-98-2023", "kh-511-2021"]
    unverified = {item.id for item in definition.legal if not item.verified}
    assert "nd-152-2025" in unverified
    assert not unverified & {item.id for item in definition.legal_for("submission", date(2025, 8, 1))}


def test_every_legal_basis_says_when_it_was_checked_and_by_which_source():
    for item in shipped_definition().legal:
        assert item.checked and item.source


def test_labels_of_codes():
    definition = shipped_definition()
    assert definition.label("hinh_thuc_nguon_luc", "van_dong") == "Vận động"
    assert definition.label("hinh_thuc_nguon_luc", None) == ""


def test_a_column_is_one_line():
    lines = (SHIPPED / "movement.toml").read_text(encoding="utf-8").splitlines()
    for sheet in shipped_definition().sheets:
        for column in sheet.columns:
            assert any(f'key = "{column.key}", header = "{column.header}", type = "{column.type}"' in line for line in lines)
