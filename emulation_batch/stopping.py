"""Ctrl-C, a shutdown or a closed window: the command stops where it is, and at the latest before anything takes its place.

A library may swallow the exception that a signal raises inside it; that somebody asked is kept, and met again here.
"""

import signal
from typing import Any

_asked: list[int] = []


def stop_in_order() -> None:
    """Let every signal that asks a command to stop raise KeyboardInterrupt: what is under construction is removed first."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)


def stop_if_asked() -> None:
    """KeyboardInterrupt when somebody asked to stop and the work went on."""
    if _asked:
        raise KeyboardInterrupt


def _stop(number: int, frame: Any) -> None:
    _asked.append(number)
    raise KeyboardInterrupt
