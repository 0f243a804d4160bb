"""What `verify` prints: what differs, and what a person does about it."""

from collections.abc import Iterator

from emulation_batch import ledger, outdated
from emulation_batch.periods import MONTH
from emulation_batch.verify import ALL, COMPLETED, EXTRA, Verified


def lines(verified: Verified) -> Iterator[str]:
    """What a person reads of it."""
    for name, what in verified.differences:
        yield f"  {name}: {what}"
    for words in verified.seals:
        yield f"  {words}"
    if verified.period == ALL:
        found = f"{len(verified.seals)} chỗ không còn đúng" if verified.seals else "tất cả còn nguyên"
        yield (f"{verified.months} kỳ đã chốt, {verified.files} tệp: {found}. Dựng lại từng kỳ bằng "
               "“emulation-batch verify NĂM-THÁNG”." if verified.months or verified.seals else "Chưa có kỳ nào được chốt.")
        return
    title = _title(verified)
    if verified.hindrance:
        yield f"Không dựng lại {title[0].lower()}{title[1:]}, vì {verified.hindrance}; chỉ so với manifest.json."
    found = f"{len(verified.differences)} tệp khác" if verified.differences else "giống hệt"
    yield f"{title}: {verified.files} tệp theo manifest.json, {found}; {_of_seals(verified)}."
    if verified.outdated:
        yield verified.outdated
    if any(what == COMPLETED for _, what in verified.differences):
        taken = f"; “emulation-batch seal {verified.period}” nhận cả các tệp ấy" if _is_month(verified) else ""
        yield f"Tệp trong reports được bổ sung khi chưa chốt là bình thường{taken}."


def next_step(verified: Verified) -> str:
    """What the person does about it. A sealed month is mended from its backup, any other folder is made again, but not because
    people completed its papers or laid a file beside them."""
    if verified.same:
        nothing = verified.period == ALL and not verified.months
        return "kỳ nào đã xong thì chốt bằng “emulation-batch seal NĂM-THÁNG”." if nothing else "không phải làm gì."
    found = {what for _, what in verified.differences}
    ways = [ledger.remedy(verified.seals)] if verified.seals else []
    if EXTRA in found and not verified.sealed:
        ways.append("chuyển tệp thừa ra ngoài thư mục đó")
    if found - {EXTRA, COMPLETED} and not verified.sealed:
        again = f"{'run' if _is_month(verified) else 'review'} {verified.period}"
        ways.append(f"chạy “emulation-batch {again}” để ghi lại"
                    + (" (bản đã bổ sung được giữ riêng để chép lại)" if COMPLETED in found else ""))
    if verified.outdated and not any("review" in way for way in ways):
        again = outdated.remedy(verified.period).removesuffix(".")
        ways.append(f"{again[0].lower()}{again[1:]}")
    if found and verified.sealed and not verified.seals:
        ways.append("báo người phụ trách kỹ thuật: tệp còn như khi chốt, nhưng dựng lại ra khác")
    return f"{'; '.join(ways) or 'không phải làm gì nếu đúng là tệp do người bổ sung'}."


def _of_seals(verified: Verified) -> str:
    """How the seals are: of this month, or of the months before where this one has none."""
    found = f"{len(verified.seals)} chỗ không còn đúng" if verified.seals else "đúng"
    if verified.sealed or (not _is_month(verified) and verified.months):
        return f"dấu chốt{'' if verified.sealed else ' các kỳ'}: {found}"
    return "kỳ này chưa chốt" + (f"; dấu chốt các kỳ đã chốt: {found}" if verified.months or verified.seals else "")


def _title(verified: Verified) -> str:
    return f"{'Kỳ' if _is_month(verified) else 'Báo cáo'} {verified.period}"


def _is_month(verified: Verified) -> bool:
    return MONTH.match(verified.period) is not None
