"""What a person does about a sealed month that no longer is as it was sealed."""

from collections.abc import Iterable
from pathlib import Path

from emulation_batch.errors import CannotWrite, Fault, Unbalanced
from emulation_batch.ledger.months import MANIFEST, SEAL, read_json, sealed_months
from emulation_batch.ledger.seals import ADDED, INDEX, MOVED, UNREADABLE, broken_seals
from emulation_batch.periods import MONTH

WAYS = {MOVED: "đổi lại tên các thư mục bị đổi chỗ cho đúng kỳ của seal.json",
        ADDED: "chuyển tệp được thêm ra ngoài thư mục của kỳ",
        UNREADABLE: f"lấy lại {INDEX} từ bản sao lưu mới nhất (bản lưu trước lần chốt cuối cũng dùng được)",
        "": "lấy lại tệp, thư mục đã nêu từ bản sao lưu"}


def remedy(broken: Iterable[str]) -> str:
    """What to do about what `broken_chain` tells: a folder gets its name back, a file too many is taken out, whatever is lost
    or changed comes from the backup, the list of seals also from one that lacks the newest."""
    told = {next((kind for kind in (MOVED, ADDED, UNREADABLE) if words.endswith(f"{kind}.")), "") for words in broken}
    return "; ".join(words for kind, words in WAYS.items() if kind in told)


def lost(output: Path, month: str) -> str:
    """What is lost of a month that holds a seal or is listed as sealed, in a sentence: its folder, its seal or its manifest;
    "" where there is nothing of the kind."""
    folder = output / month
    gone = [name for name in (MANIFEST, SEAL) if not (folder / name).is_file()]
    if not gone or (SEAL in gone and month not in (read_json(output / INDEX) or {})):
        return ""
    what = f"{' và '.join(gone)} của kỳ" if folder.is_dir() else "thư mục của kỳ"
    return f"Kỳ {month} đã chốt nhưng {what} bị mất. Lấy lại cả thư mục {folder} từ bản sao lưu; không tổng hợp lại."


def listed_months(output: Path) -> list[str]:
    """Names of the months that seals.json knows, in order, whether or not their folders are there."""
    return sorted(filter(MONTH.match, read_json(output / INDEX) or {}))


def to_seal(output: Path, absent: Iterable[str]) -> str:
    """What to do about months that totals lack because they are not sealed: those before the newest seal never will be; "" when
    there is none."""
    newest, months = "".join(sealed_months(output)[-1:]), list(absent)
    ways = ["Chốt từng kỳ bằng “emulation-batch seal NĂM-THÁNG”."] if any(month > newest for month in months) else []
    ways += [f"Kỳ ở trước kỳ {newest} đã chốt thì không chốt được nữa."] if any(month < newest for month in months) else []
    return " ".join(ways)


def refuse_lost(output: Path, month: str) -> None:
    """CannotWrite when something is lost of a sealed month: it is laid back, never made or sealed again."""
    if words := lost(output, month):
        raise CannotWrite(words)


def require_whole(output: Path, undone: str) -> None:
    """Unbalanced, naming each, when what later months and reviews read no longer agrees with the seals. undone: what waits."""
    if broken := broken_seals(output):
        raise Unbalanced(f"Các kỳ đã chốt không còn như khi chốt, nên {undone}. Việc cần làm: {remedy(broken)}.",
                         tuple(Fault("Dấu chốt", words) for words in broken))
