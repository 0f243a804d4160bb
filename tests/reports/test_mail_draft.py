"""A draft is what the email package would make, byte for byte."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from emulation_batch.cache import Cache, using
from emulation_batch.reports.mail_draft import FILE_MARK, TEXT_MARK, XLSX, draft


@pytest.mark.parametrize("code", ["VP", "VP-" + "dai." * 30 + "1"])
@pytest.mark.parametrize("subject", [
    "Phong trào: cần sửa báo cáo tháng 3 của Phòng Bưu chính - Xuất bản", "plain", "=?utf-8?q?a?= \t “x”", "từ" * 200, "a" * 200,
    "<a@b>, c: d;", "\U0001f600 \u0301"])
@pytest.mark.parametrize("body", ["Kính gửi\n", "", "a\r\nb\rc\x0bd\u2028e", "dài " * 5000 + "\n\n", TEXT_MARK, "\x00\x85 ."])
@pytest.mark.parametrize("attached", [None, b"", bytes(range(256)) * 50, FILE_MARK, b"x" * 57])
def test_a_draft_is_what_the_email_package_would_make(tmp_path, code, subject, body, attached):
    """Every byte, whatever the names and the words are; only the text and the workbook are laid in by hand."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = "vp@stttt.example.vn"
    message["Subject"] = subject
    message.set_content(body, charset="utf-8", cte="base64")
    path = None
    if attached is not None:
        path = tmp_path / f"TD_{code}_2022-03_can_sua.xlsx"
        path.write_bytes(attached)
        message.add_attachment(attached, *XLSX, filename=path.name)
        message.set_boundary(f"=_tdkt_{code}_2022-03")
    assert draft(f"{code}_2022-03", ("vp@stttt.example.vn",), subject, body, path) == message.as_bytes()


def test_the_cache_keeps_the_empty_mail_whatever_it_is_to_hold(tmp_path):
    for body, answered in (("một", ""), ("hai", "<a@b>")):
        store = Cache(tmp_path)
        with using(store):
            made = draft("VP_2022-03", ("a@b.vn", "c@d.vn"), "thư", body, answered=answered)
        assert made == draft("VP_2022-03", ("a@b.vn", "c@d.vn"), "thư", body, answered=answered)
        assert (store.found, store.made) == ((0, 1) if body == "một" else (1, 0))
