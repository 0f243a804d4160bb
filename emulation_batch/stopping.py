"""Ctrl-C, a shutdown or a closed window: the command stops where it is, and at the latest before anything takes its place.

A library may swallow the exception that a signal raises inside it; that somebody asked is kept, and met again here.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_asked: list[int] = []
_held: list[bool] = []


def stop_in_order() -> None:
    """Let every signal that asks a command to stop raise KeyboardInterrupt: what is under construction is removed first."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.unraisablehook = _unraisable


def stop_if_asked() -> None:
    """KeyboardInterrupt when somebody asked to stop and the work went on."""
    if _asked:
        raise KeyboardInterrupt


@contextmanager
def held() -> Iterator[None]:
    """What is inside is done whole once begun, whatever is asked meanwhile. KeyboardInterrupt before it begins."""
    _held.append(True)
    try:
        stop_if_asked()
        yield
    finally:
        _held.pop()


def _stop(number: int, frame: Any) -> None:
    _asked.append(number)
    if not _held:
        raise KeyboardInterrupt


def _unraisable(told: Any) -> None:
    """A signal that met a finalizer cannot stop the work there; `stop_if_asked` will, and nobody needs a traceback."""
    if not (_asked and isinstance(told.exc_value, KeyboardInterrupt)):
        sys.__unraisablehook__(told)
