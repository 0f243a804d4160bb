import pytest

from emulation_batch.printing_verified import lines, next_step
from emulation_batch.verify import ALL, CHANGED, COMPLETED, EXTRA, OTHER, Verified

PAPER = ("reports/2022-03_bao_cao_thang.docx", COMPLETED)
NOTE, BOOK = ("ghi chú.txt", EXTRA), ("register.xlsx", CHANGED)
ADDED = "Kỳ 2022-02: ghi chú.txt được thêm vào sau khi chốt."


def of(*differences, period="2022-03", seals=(), **more):
    return Verified(period, 80, differences, seals, "", **more)


def test_completed_papers_of_an_open_month_call_for_nothing():
    told = " ".join(lines(of(PAPER, months=2)))
    assert "được bổ sung khi chưa chốt là bình thường" in told and "“emulation-batch seal 2022-03” nhận cả" in told
    assert next_step(of(PAPER, months=2)) == "không phải làm gì nếu đúng là tệp do người bổ sung."
    assert "seal" not in " ".join(lines(of(PAPER, period="2022-Q1", months=2)))


def test_an_open_month_is_run_again_only_for_what_a_run_mends():
    assert next_step(of(NOTE)) == "chuyển tệp thừa ra ngoài thư mục đó."
    assert next_step(of(BOOK)) == "chạy “emulation-batch run 2022-03” để ghi lại."
    assert "bản đã bổ sung được giữ riêng" in next_step(of(BOOK, PAPER))
    assert "review 2022-Q1" in next_step(of(BOOK, period="2022-Q1"))


def test_a_sealed_month_is_never_run_again():
    assert next_step(of(NOTE, sealed=True, months=3, seals=(ADDED,))) == "chuyển tệp được thêm ra ngoài thư mục của kỳ."
    assert "người phụ trách kỹ thuật" in next_step(of(("index.html", OTHER), sealed=True, months=3))


@pytest.mark.parametrize(("verified", "words"), [
    (of(), "kỳ này chưa chốt."), (of(months=2), "kỳ này chưa chốt; dấu chốt các kỳ đã chốt: đúng."),
    (of(months=2, seals=(ADDED,)), "kỳ này chưa chốt; dấu chốt các kỳ đã chốt: 1 chỗ không còn đúng."),
    (of(months=3, sealed=True), "giống hệt; dấu chốt: đúng."), (of(period="2022-Q1", months=3), "giống hệt; dấu chốt các kỳ: đúng."),
])
def test_a_seal_is_told_of_only_where_there_is_one(verified, words):
    assert list(lines(verified))[-1].endswith(words)


def test_with_nothing_sealed_the_next_thing_is_to_seal():
    assert list(lines(of(period=ALL))) == ["Chưa có kỳ nào được chốt."]
    assert "emulation-batch seal NĂM-THÁNG" in next_step(of(period=ALL))
    assert next_step(of(period=ALL, months=1)) == "không phải làm gì."
