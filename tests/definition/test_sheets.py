from emulation_batch.definition import Choice, ChoiceList, Column, Sheet


def sheet():
    return Sheet("s", "1. S", "S", "table", "", (Column("a", "A", "text", required=True), Column("b", "B", "text", required=("x",), kinds=("x", "y"))))


def test_columns_by_key():
    assert sheet().column("b").header == "B"
    assert sheet().has("a") and not sheet().has("c")
    assert sheet().places == {"a": 0, "b": 1}


def test_what_a_kind_must_and_may_fill():
    always, sometimes = sheet().columns
    assert always.required_for(None) and always.meant_for("z")
    assert sometimes.required_for("x") and not sometimes.required_for("y") and not sometimes.required_for(None)
    assert sometimes.meant_for("y") and not sometimes.meant_for("z")


def test_labels_of_a_list():
    assert ChoiceList("l", (Choice("c", "Có"), Choice("k", "Không"))).labels == {"c": "Có", "k": "Không"}
