from emulation_batch import errors


def test_each_fault_has_its_exit_code():
    assert [cls.exit_code for cls in (
        errors.UsageFault, errors.DefinitionFault, errors.NothingUsable, errors.Unbalanced, errors.TemplateFault,
        errors.CannotWrite)] == [2, 3, 4, 4, 5, 6]


def test_a_fault_reads_as_one_line():
    assert str(errors.Fault("f.toml.a", "thiếu.", "Thêm.")) == "f.toml.a: thiếu. Thêm."
    assert str(errors.Fault("f.toml.a", "thiếu.")) == "f.toml.a: thiếu."
