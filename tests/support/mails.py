"""Mails and archives as bytes, plain and hostile, all from fixed parts."""

import zipfile
from base64 import encodebytes
from io import BytesIO

EOL = b"\r\n"
TOP = (b"Received: from mail.unit.example.vn by mx.office.example.vn with ESMTP id 1; Wed, 16 Mar 2022 08:30:00 +0700 (ICT)",
       b"Received: from [10.0.0.1] by mail.unit.example.vn; Tue, 1 Mar 2022 01:00:00 +0000",
       b"Date: Tue, 1 Mar 2022 08:00:00 +0700", "From: Văn phòng <vp@stttt.example.vn>".encode(),
       b"To: thidua@stttt.example.vn", b"Subject: bao cao", b"Message-ID: <abc.1@unit.example.vn>", b"MIME-Version: 1.0")
TEXT = "Kính gửi Văn phòng".encode()
XLSX_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE_NAMES = {"../../x.xlsx": "x.xlsx", "/etc/passwd": "etc/passwd", "a\x00b.xlsx": "ab.xlsx", "a\r\nb.xlsx": "a b.xlsx",
                 "x\u202excod.xlsx": "xxcod.xlsx", "": "(không có tên)", "CON": "CON", "..\\..\\y.xls": "y.xls"}


def zip_of(entries, method=zipfile.ZIP_DEFLATED):
    """entries: (name, content), names as they are, also twice."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name if name.strip("\x00") else "x")
            entry.filename = name
            entry.compress_type = method
            archive.NameToInfo.pop(name, None)
            archive.writestr(entry, content)
    return made.getvalue()


def part(content, name=None, kind=XLSX_TYPE, how=b"attachment", encoding=b"base64"):
    """A part with a content; name: raw bytes of the parameter, None for none."""
    lines = [b"Content-Type: " + kind, b"Content-Transfer-Encoding: " + encoding]
    if how:
        lines.append(b"Content-Disposition: " + how + (b"" if name is None else b'; filename="' + name + b'"'))
    elif name is not None:
        lines[0] += b'; name="' + name + b'"'
    body = encodebytes(content).replace(b"\n", EOL) if encoding == b"base64" else content
    return EOL.join(lines) + EOL * 2 + body


def mail(*parts, top=TOP, boundary=b"b1", closed=True, text=TEXT):
    """A multipart/mixed mail whose first part is its text."""
    body = [part(text, kind=b"text/plain; charset=utf-8", how=b"", encoding=b"8bit"), *parts]
    lines = [*top, b'Content-Type: multipart/mixed; boundary="' + boundary + b'"', b"", b"This is MIME."]
    for one in body:
        lines += [b"--" + boundary, one]
    return EOL.join([*lines, b"--" + boundary + b"--", b""] if closed else lines)


def without(*names, top=TOP):
    """The headers of TOP without some."""
    return tuple(line for line in top if line.partition(b":")[0].lower() not in [name.lower() for name in names])
