from dataclasses import dataclass

from emulation_batch.strict import build


@dataclass(frozen=True)
class Leaf:
    key: str
    size: int = 1
    tags: bool | tuple[str, ...] = False


@dataclass(frozen=True)
class Tree:
    name: str
    from_: int
    leaves: tuple[Leaf, ...] = ()
    extra: str | None = None


def faults_of(table):
    faults = []
    built = build(Tree, table, "f.toml", faults)
    return built, [str(fault) for fault in faults]


def test_builds_nested_tables():
    built, faults = faults_of({"name": "a", "from": 2, "leaves": [{"key": "x", "tags": ["p"]}, {"key": "y", "tags": True}]})
    assert not faults
    assert built == Tree("a", 2, (Leaf("x", 1, ("p",)), Leaf("y", 1, True)))


def test_all_faults_at_once_with_their_places():
    built, faults = faults_of({"name": 3, "form": 1, "leaves": [{"key": "x", "sise": 2}, {"size": "big"}, "no table"]})
    assert built is None
    assert any("f.toml.name: cần chuỗi" in fault for fault in faults)
    assert any("khóa “form” không có" in fault and "“from”" in fault for fault in faults)
    assert any("f.toml: thiếu khóa “from”" in fault for fault in faults)
    assert any("f.toml.leaves[x]: khóa “sise”" in fault and "“size”" in fault for fault in faults)
    assert any("f.toml.leaves[2].size: cần số nguyên" in fault for fault in faults)
    assert any("f.toml.leaves[2]: thiếu khóa “key”" in fault for fault in faults)
    assert any("f.toml.leaves[3]: cần bảng" in fault for fault in faults)


def test_a_boolean_is_no_number():
    _, faults = faults_of({"name": "a", "from": True})
    assert faults == ["f.toml.from: cần số nguyên, đang ghi True. Sửa lại giá trị."]


def test_a_faulty_item_is_left_out_and_the_rest_is_built():
    built, faults = faults_of({"name": "a", "from": 1, "leaves": [{"key": 5}, {"key": "y"}]})
    assert len(faults) == 1
    assert built.leaves == (Leaf("y"),)
