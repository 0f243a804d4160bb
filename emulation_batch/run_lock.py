"""One run at a time in an output folder. The lock dies with its process, so a killed run leaves no trap."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from emulation_batch.errors import CannotWrite
from emulation_batch.periods import VIETNAM_TIME


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock at `path`; who holds it stands in `<path>.info`. CannotWrite when another run does."""
    info = path.with_name(f"{path.name}.info")
    held = FileLock(path, timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise CannotWrite(f"Lượt chạy khác đang giữ khóa ({_holder(info)}). Chờ lượt đó xong rồi chạy lại.") from None
    try:
        now = datetime.now(VIETNAM_TIME).strftime("%H:%M ngày %d/%m/%Y")
        info.write_text(json.dumps({"host": socket.gethostname(), "pid": os.getpid(), "time": now}, ensure_ascii=False),
                        encoding="utf-8")
        yield
    finally:
        info.unlink(missing_ok=True)
        held.release()


def _holder(info: Path) -> str:
    """Who wrote the info file; it is read while its writer may be at work, so anything may be in it."""
    try:
        said = json.loads(info.read_text(encoding="utf-8"))
        return f"máy {said['host']}, tiến trình {said['pid']}, từ {said['time']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "chưa rõ máy nào"
