import tomllib

from support.paths import SHIPPED

from emulation_batch.definition.names import Names, one_of, tables_of

SHIPPED_NAMES = Names(tomllib.loads((SHIPPED / "movement.toml").read_text(encoding="utf-8")))


def test_the_names_the_file_declares():
    assert SHIPPED_NAMES.lists["clauses"][:2] == ["TT-a1", "TT-a2"]
    assert "so_tien" in SHIPPED_NAMES.columns["nguon_luc"]
    assert SHIPPED_NAMES.kinds("van_ban") == ["a1", "a2", "a3"]
    assert SHIPPED_NAMES.of_column("nguon_luc", "so_tien", "type") == "money"
    assert SHIPPED_NAMES.of_column("nguon_luc", "khong_co", "type") == ""


def test_parts_that_are_no_tables_have_no_names():
    assert tables_of("x") == [] and tables_of([1, {"key": "a"}]) == [{"key": "a"}]
    assert Names({"sheets": 3}).columns == {}


def test_a_name_that_is_none_of_them_gets_the_nearest_or_all():
    assert list(one_of("a", ["a", "b"], "p")) == []
    assert [str(fault) for fault in one_of("van_bna", ["van_ban", "co_che"], "p")] == ["p: “van_bna” không có trong danh sách. Có phải là “van_ban”?"]
    assert [str(fault) for fault in one_of("zzz", ["van_ban", "co_che"], "p")] == ["p: “zzz” không có trong danh sách. Chọn một trong: van_ban, co_che."]
