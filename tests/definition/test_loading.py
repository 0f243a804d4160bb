import hashlib

import pytest
from support.paths import SHIPPED

from emulation_batch.definition import load_definition
from emulation_batch.errors import DefinitionFault


def changed(tmp_path, *pairs):
    text = (SHIPPED / "movement.toml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "movement.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(path):
    with pytest.raises(DefinitionFault) as caught:
        load_definition(path)
    assert caught.value.exit_code == 3
    return [caught.value.message, *map(str, caught.value.faults)]


def test_the_shipped_definition_loads():
    definition = load_definition(SHIPPED / "movement.toml")
    assert definition.sha256 == hashlib.sha256((SHIPPED / "movement.toml").read_bytes()).hexdigest()
    assert [sheet.key for sheet in definition.sheets] == [
        "thong_tin", "van_ban", "co_che", "nguon_luc", "tuyen_truyen", "ca_nhan", "de_nghi"]
    assert definition.form.key == "thong_tin"


def test_every_fault_is_told_at_once(tmp_path):
    told = faults(changed(
        tmp_path,
        ('id = "chung-tay-vi-nguoi-ngheo-2021-2025"', "id = 7"),
        ('type = "unit"', 'type = "unti"'),
        ('rule = "due_documents"', 'rule = "due_document"'),
        ('standard = "TT-b"', 'standard = "TT-x"'),
    ))
    assert any("movement.id" in line for line in told)


def test_cross_faults_are_told_together(tmp_path):
    told = faults(changed(tmp_path, ('type = "unit"', 'type = "unti"'), ('rule = "due_documents"', 'rule = "due_document"')))
    assert told[0] == "movement.toml có 2 chỗ cần sửa."
    assert "sheets[thong_tin].columns[don_vi].type" in told[1] and "“unit”" in told[1]
    assert "clauses[TT-a1].rule" in told[2] and "“due_documents”" in told[2]


def test_a_missing_file_says_what_to_do(tmp_path):
    assert "emulation-batch init" in faults(tmp_path / "movement.toml")[0]


def test_a_syntax_error_names_the_line(tmp_path):
    assert "tại dòng 10, cột 8" in faults(changed(tmp_path, ("from = 2021-08-01", "from = = 1")))[0]


def test_a_file_that_is_no_utf8_is_said_so(tmp_path):
    path = tmp_path / "movement.toml"
    path.write_bytes("[movement]\ntitle = 'Sở'".encode("utf-16"))
    assert "không phải UTF-8" in faults(path)[0]
