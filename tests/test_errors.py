import errno

from emulation_batch import errors
from emulation_batch.errors import cause_of


def test_each_fault_has_its_exit_code():
    assert [cls.exit_code for cls in (
        errors.UsageFault, errors.DefinitionFault, errors.NothingUsable, errors.Unbalanced, errors.TemplateFault,
        errors.CannotWrite)] == [2, 3, 4, 4, 5, 6]


def test_a_fault_reads_as_one_line():
    assert str(errors.Fault("f.toml.a", "thiếu.", "Thêm.")) == "f.toml.a: thiếu. Thêm."
    assert str(errors.Fault("f.toml.a", "thiếu.")) == "f.toml.a: thiếu."


def test_every_refusal_of_the_system_has_vietnamese_words():
    """No English word of the system reaches a person, also for a cause that nobody foresaw."""
    assert cause_of(OSError(errno.ENOSPC, "No space left on device")) == "ổ đĩa đã đầy"
    assert "đang mở trong chương trình khác" in cause_of(PermissionError(errno.EACCES, "Access is denied"))
    for number in [*errno.errorcode, None]:
        words = cause_of(OSError(number, "English"))
        assert "English" not in words and words == words.strip(" .")
