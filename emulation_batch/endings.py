"""How a command ends that cannot go on: Vietnamese words for the person, an exit code, details for the engineer in a file."""

import os
import sys
import traceback
from collections.abc import Iterator

import click

from emulation_batch import console
from emulation_batch.errors import EXIT_DONE, CannotWrite, StopRun, UsageFault, cause_of

EXIT_BUG = 70
EXIT_INTERRUPTED = 130


def told(error: BaseException) -> int:
    """Say what stopped the command; gives its exit code."""
    match error:
        case click.UsageError():
            click.echo(console.usage_message(error), err=True)
            click.echo("Xem trợ giúp: emulation-batch --help", err=True)
            return UsageFault.exit_code
        case StopRun():
            return _print_stop(error)
        case click.Abort() | KeyboardInterrupt():
            click.echo("Đã dừng theo yêu cầu. Không có tệp nào ghi dở; chạy lại lệnh để làm từ đầu.", err=True)
            return EXIT_INTERRUPTED
        case BrokenPipeError():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return EXIT_DONE
    denied = _denied(error)
    return _report_bug(error) if denied is None else _print_stop(denied)


def _print_stop(stop: StopRun) -> int:
    click.echo(stop.message, err=True)
    for fault in stop.faults:
        click.echo(f"  - {fault}", err=True)
    return stop.exit_code


def _denied(error: BaseException) -> CannotWrite | None:
    """The refusal of the system behind a fault, also where a library has wrapped it."""
    cause = next((item for item in (error, *error.args) if isinstance(item, OSError)), None)
    if cause is None:
        return None
    return CannotWrite(f"Không đọc hoặc ghi được {cause.filename or 'tệp'}: {cause_of(cause)}. "
                       "Đóng tệp đang mở trong Excel, Word, kiểm tra quyền ghi và ổ đĩa, rồi chạy lại.")


def _trace(error: BaseException | None) -> Iterator[str]:
    """Where a fault arose and of which kinds it is; no message, which may hold what a unit typed."""
    while error is not None:
        yield from (*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n")
        error = error.__cause__ or error.__context__


def _report_bug(fault: BaseException) -> int:
    """Keep the technical details in a file for the engineer; the person gets a sentence."""
    import tempfile

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="emulation-batch-", suffix=".log",
                                     delete=False) as log:
        log.writelines(_trace(fault))
    click.echo("Chương trình gặp tình huống chưa lường trước và đã dừng; kết quả cũ giữ nguyên. "
               f"Gửi tệp {log.name} cho người phụ trách kỹ thuật.", err=True)
    return EXIT_BUG
