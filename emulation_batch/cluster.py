"""Workers of other machines (dask.distributed, extra `[cluster]`), behind the interface of `concurrent.futures`.

They see the same files under the same paths and run the same version of the program; what they do not bring back is read here.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

from emulation_batch import __version__
from emulation_batch.errors import UsageFault

SECONDS_TO_ANSWER = 10
NOT_INSTALLED = "Chưa cài phần chạy trên cụm máy. Cài bằng “pip install emulation_batch[cluster]”, hoặc bỏ --cluster."


@contextmanager
def executor(address: str) -> Iterator[Any]:
    """An executor on the workers of a scheduler; None without an address.

    Raises UsageFault when the library is missing, nobody answers, there is no worker, or a worker runs another version.
    """
    if not address:
        yield None
        return
    client = _connected(address)
    try:
        _require_same(client, address)
        yield client.get_executor(pure=False)
    finally:
        with suppress(Exception):
            client.close(timeout=SECONDS_TO_ANSWER)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise UsageFault(NOT_INSTALLED) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError):
        raise UsageFault(f"Không nối được cụm máy {address}: không có trả lời. Kiểm tra địa chỉ (dạng tcp://MÁY:8786), tường "
                         "lửa, và dask scheduler có đang chạy không; hoặc bỏ --cluster để chạy trên máy này.") from None


def _require_same(client: Any, address: str) -> None:
    """Every worker answers with our version, as another would read the same workbook otherwise; and reads one file at a time,
    as the limits of a file are those of its process."""
    try:
        versions = _asked(client)
    except TimeoutError:
        raise UsageFault(f"Có máy của cụm {address} không trả lời trong {SECONDS_TO_ANSWER} giây. Xem máy nào đang treo, tắt "
                         "nó rồi chạy lại; hoặc bỏ --cluster.") from None
    except Exception:
        raise UsageFault(f"Có máy của cụm {address} chưa cài emulation_batch {__version__}. Cài cùng phiên bản lên từng máy "
                         "rồi chạy lại.") from None
    if not versions:
        raise UsageFault(f"Cụm máy {address} chưa có máy nào làm việc. Chạy “dask worker {address}” trên từng máy.")
    others = sorted({found for found in versions.values() if found != __version__})
    if others:
        raise UsageFault(f"Có máy của cụm {address} chạy emulation_batch {', '.join(others)}, máy này chạy {__version__}. "
                         "Cài cùng phiên bản lên từng máy rồi chạy lại.")
    if any(threads > 1 for threads in client.nthreads().values()):
        raise UsageFault(f"Có máy của cụm {address} đọc nhiều tệp trong một tiến trình, nên một tệp hỏng kéo theo tệp khác. "
                         f"Chạy “dask worker {address} --nworkers auto --nthreads 1” trên từng máy.")


def _asked(client: Any) -> dict[str, str]:
    """Worker -> its version. TimeoutError when one of them does not answer."""
    answer: Future[dict[str, str]] = Future()

    def ask() -> None:
        try:
            answer.set_result(client.run(version))
        except Exception as error:
            answer.set_exception(error)

    Thread(target=ask, daemon=True).start()
    return answer.result(SECONDS_TO_ANSWER)


def version() -> str:
    """Of the program, where this runs."""
    return __version__
