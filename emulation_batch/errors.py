"""Faults that stop a run: ours or the operator's, never a unit's. Each class has its own exit code."""

from dataclasses import dataclass

EXIT_DONE = 0
EXIT_CORRECTIONS = 1


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
