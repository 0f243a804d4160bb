"""Faults that stop a run: ours or the operator's, never a unit's. Each class has its own exit code."""

import errno
from dataclasses import dataclass

EXIT_DONE = 0
EXIT_CORRECTIONS = 1
_IN_USE = "không có quyền, hoặc tệp đang mở trong chương trình khác"
_NOT_CLEARED = "chưa dọn được thư mục cũ, có thể một tệp trong đó đang mở"
CAUSES = {
    errno.ENOSPC: "ổ đĩa đã đầy", errno.EDQUOT: "đã hết dung lượng được cấp", errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOTEMPTY: _NOT_CLEARED, errno.EEXIST: _NOT_CLEARED, errno.EACCES: _IN_USE, errno.EPERM: _IN_USE,
    errno.EBUSY: "tệp đang được chương trình khác dùng", errno.EIO: "ổ đĩa báo lỗi", errno.EFBIG: "tệp lớn hơn mức ổ đĩa cho",
    errno.ENAMETOOLONG: "đường dẫn quá dài", errno.ENOENT: "tệp hoặc thư mục không còn ở đó, hoặc đường dẫn quá dài",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục", errno.EISDIR: "chỗ đó là một thư mục, không phải tệp",
    errno.EMFILE: "máy mở quá nhiều tệp cùng lúc", errno.ENFILE: "máy mở quá nhiều tệp cùng lúc",
    errno.ENOMEM: "máy thiếu bộ nhớ", errno.ESTALE: "ổ đĩa mạng đã ngắt", errno.ENODEV: "ổ đĩa không còn ở đó",
}


def cause_of(error: OSError) -> str:
    """Why the system refused to read or write, in Vietnamese; a cause without words of its own is told by its number."""
    return CAUSES.get(error.errno or 0, f"hệ điều hành báo lỗi số {error.errno}")


@dataclass(frozen=True)
class Fault:
    """One fault of an input we depend on: where it stands, what is wrong, how to mend it (Vietnamese)."""

    place: str
    problem: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" + (f" {self.mend}" if self.mend else "")


class StopRun(Exception):
    """A fault that stops the command. `message` is Vietnamese and says what, where and what to do."""

    exit_code = EXIT_DONE

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.faults = faults


class UsageFault(StopRun):
    """The command line asks for something that does not exist, such as an unknown period."""

    exit_code = 2


class DefinitionFault(StopRun):
    """The definition or the registry has faults; all of them are listed."""

    exit_code = 3


class NothingUsable(StopRun):
    """No file of the inbox can be used."""

    exit_code = 4


class Unbalanced(StopRun):
    """The reconciliation of files or rows does not balance: nothing may be written."""

    exit_code = 4


class TemplateFault(StopRun):
    """A Word template does not fit the data it is filled with."""

    exit_code = 5


class CannotWrite(StopRun):
    """The period is sealed, another run holds the lock, or the output cannot be written."""

    exit_code = 6
