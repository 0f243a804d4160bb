"""How far long work has come: stages count what they go through, and whoever listens (the console) shows it.

Counting changes nothing of the work, and costs next to nothing where nobody listens.
"""

from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from emulation_batch.stopping import stop_if_asked

Listener = Callable[[str, int, int], None]
"""What is counted (Vietnamese), how many are done, how many there are."""

Step = Callable[[str], None]
"""Told in Vietnamese what is done next."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Give every count of the work inside to a listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def told(what: str, done: int, total: int) -> None:
    """Tell a listener how far the work has come. KeyboardInterrupt when somebody asked to stop."""
    stop_if_asked()
    listener = _listener.get()
    if listener is not None:
        listener(what, done, total)


def counted(items: Any, what: str) -> Iterator[Any]:
    """The items of a collection one by one, each counted when it is done."""
    total = len(items) if isinstance(items, Sized) else 0
    for done, item in enumerate(items, 1):
        yield item
        told(what, done, total)
