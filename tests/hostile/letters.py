"""Mails, mailboxes and archives: endless headers and parts, odd names, broken codings, boxes in boxes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from support.mails import EOL, HOSTILE_NAMES, TOP, mail, part, without

from hostile.cases import Base, Case, Cases, one, pack, written
from hostile.packages import archive, blanks, entry

OPENED, READ = "F121", "F113"


def headers(base: Base) -> Cases:
    """Headers of a megabyte, of semicolons, brackets; senders that other readers misread."""
    what = "headers"
    senders = {"ngoặc": b"alice@unit.gov.vn)evil@x", "3000 ngoặc": b"(" * 3000, "hai địa chỉ": b"a@b.vn, c@d.vn", "trống": b"",
               "công thức": b'"=cmd|\'/c calc\'!A1" <a@b.vn>', "nhóm": b"undisclosed-recipients:;", "xuống dòng": b"a@b.vn\r\n x",
               "mã hóa": b"=?utf-8?B?" + b"QQ" * 2000 + b"?=", "không phải chữ": b"\xff\xfe@\x80", "một MB": b"a" * 200_000}
    for label, sender in senders.items():
        top = (*without(b"From"), b"From: " + sender)
        book = base.workbook({})
        yield one(f"người gửi {label}.eml", mail(part(book, b"x.xlsx"), top=top), OPENED, what, **{"x.xlsx": READ})
    for label, line in (("chấm phẩy", b"Received: " + b";" * 100_000), ("ngày lạ", b"Received: from a; 99 Foo 99999 99:99:99 +9999"),
                        ("không ngày", b"Received: from a"), ("ngoặc", b"Received: " + b"(" * 100_000)):
        top = (*without(b"Received"), line)
        yield one(f"nhận {label}.eml", mail(part(base.workbook({}), b"x.xlsx"), top=top), OPENED, what, **{"x.xlsx": READ})
    for label, line in (("một dòng", b"X-Long: " + b"a" * (1 << 20)), ("nhiều dòng", EOL.join(b"X-%d: a" % n for n in range(60_000))),
                        ("nối dòng", b"X-Fold: a" + b"\r\n b" * 200_000)):
        yield one(f"đầu thư 1 MB {label}.eml", mail(part(b"a", b"a.xlsx"), top=(*TOP, line)), "F123", what)
    yield one("kiểu 100 KB chấm phẩy.eml", mail(part(b"a", b"x.xlsx", kind=b"text/x" + b";" * 100_000)), "F123", what)
    types = {"10 KB chấm phẩy": b";" * 10_000, "1000 tham số": b"".join(b";a%d=b" % n for n in range(1000)),
             "3000 ngoặc": b"(" * 3000, "mã lạ": b"; name*=utf-99''a", "mã lặp": b'; name*0="a"; name*0="b"'}
    for label, more in types.items():
        kind = b"application/octet-stream" + more
        yield one(f"kiểu {label}.eml", mail(part(base.workbook({}), b"x.xlsx", kind=kind)), OPENED, what, **{"x.xlsx": READ})


def parts(base: Base) -> Cases:
    """Parts without end, in depth and in number; codings that break."""
    what = "parts"
    yield one("20000 phần.eml", mail(*(part(b"a", b"a.xlsx") for _ in range(20_000))), "F123", what)
    yield one("500 phần.eml", mail(*(part(b"a%d" % n, b"a.xlsx") for n in range(500))), "F123", what)
    yield one("1000 lớp.eml", EOL.join((*TOP, *(b'Content-Type: multipart/mixed; boundary="n%d"\r\n\r\n--n%d' % (level, level)
                                              for level in range(1000)))), "F123", what)
    for depth in (1, 2, 3, 4, 7):
        yield _nested(base, depth, what)
    for label, how, name in (("inline", b"inline", b"i.xlsx"), ("không chỗ", b"", b"i.xlsx"), ("đính kèm", b"attachment", b"i.xlsx"),
                             ("lạ", b"x-gi-do", b"i.xlsx")):
        yield one(f"chỗ {label}.eml", mail(part(base.workbook({}), name, how=how)), OPENED, what, **{"i.xlsx": READ})
    yield one("không tên.eml", mail(part(base.workbook({}), how=b"")), OPENED, what, **{"Tệp 2.xlsx": READ})
    yield one("winmail.eml", mail(part(b"\x78\x9f\x3e\x22rest", b"winmail.dat", kind=b"application/ms-tnef")), OPENED, what, **{"winmail.dat": "F126"})
    yield one("tnef.eml", mail(part(b"\x78\x9f\x3e\x22rest2", b"bao_cao.dat")), OPENED, what, **{"bao_cao.dat": "F126"})
    yield one("smime.eml", mail(part(b"0\x80", b"smime.p7m", kind=b"application/pkcs7-mime")), OPENED, what, **{"smime.p7m": "F126"})
    for label, raw in (("ký tự lạ", b"UEsDB!!BBB"), ("thiếu", b"UEsDBBB"), ("dấu bằng", b"UEsD=BBB=="), ("xoắn", b"UE\x00sDBBB")):
        body = b"Content-Type: application/octet-stream; name=hong.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n" + raw + b"\r\n"
        yield one(f"base64 {label}.eml", mail(body, top=(*TOP, b"X-So: %d" % base.number())), OPENED, what, **{"hong.xlsx": "F125"})
    whole = mail(part(base.workbook({}), b"x.xlsx"), closed=False)
    yield one("thiếu phần cuối.eml", whole[:len(whole) // 2], "F127", what, **{"x.xlsx": "F125|F224"})
    yield one("mã lạ.eml", mail(part(b"abc", b"x.xlsx", encoding=b"x-yenc")), OPENED, what, **{"x.xlsx": "F125"})
    yield one("không phải thư.eml", b"%d xin chao" % base.number(), "F124", what)
    yield one("thư rỗng.eml", b"", "F124", what)


def _nested(base: Base, depth: int, what: str) -> Case:
    """A workbook in so many mails, each in the next; the fifth is not opened."""
    inner = mail(part(base.workbook({}), b"trong.xlsx"), boundary=b"b0", top=(*TOP, b"X-So: %d" % base.number()))
    for level in range(1, depth + 1):
        inner = mail(part(inner, kind=b"message/rfc822", how=b"", encoding=b"7bit"), boundary=b"b%d" % level, top=(*TOP, b"X-So: %d" % base.number()))
    codes = {"/".join(["Tệp 2.eml"] * level): OPENED for level in range(1, depth + 1)}
    if depth >= 4:
        codes = {name: code for name, code in codes.items() if name.count("/") < 3} | {"/".join(["Tệp 2.eml"] * 4): "F123"}
    else:
        codes["/".join([*["Tệp 2.eml"] * depth, "trong.xlsx"])] = READ
    return one(f"thư trong thư {depth}.eml", inner, OPENED, what, **codes)


def names(base: Base) -> Cases:
    """Attachment names that would be paths, commands or nothing."""
    what = "attachment names"
    more = {"a\r\nb.xlsx": '"a', "": "Tệp 2.xlsx", "x" * 3_000 + ".xlsx": "x" * 3_000 + ".xlsx", "NUL.xlsx": "NUL.xlsx", "a\u202excod.xlsx": "axcod.xlsx", "=cmd.xlsx": "=cmd.xlsx",
            "C:\\Windows\\x.xlsx": "C:/Windows/x.xlsx", "\\\\host\\share\\x.xlsx": "host/share/x.xlsx", "a/../../b.xlsx": "a/b.xlsx",
            ".xlsx": ".xlsx", "x.xlsx.exe": "x.xlsx.exe", "x.xlsx ": "x.xlsx", "\u200b\u2060.xlsx": ".xlsx", "{{ 7*7 }}.xlsx": "{{ 7*7 }}.xlsx"}
    for raw, shown in {**HOSTILE_NAMES, **more}.items():
        book = base.workbook({})
        file = f"tên {base.number()}.eml"
        full = f"{file}/{shown}"
        if len(full) > 200:
            full = f"{full[:159]}…{full[-40:]}"
        yield Case(file, {file: OPENED, full: READ}, written(mail(part(book, raw.encode()))), what)
    for label, pair in (("hoa", (b"A.xlsx", b"a.xlsx")), ("dấu", ("Tiê.xlsx".encode(), "Tie\u0302.xlsx".encode()))):
        first, second = (name.decode() for name in pair)
        numbered = "a (2).xlsx" if label == "hoa" else "Tiê (2).xlsx"
        assert second
        yield one(f"hai tên {label}.eml", mail(*(part(base.workbook({}), name) for name in pair)), OPENED, what,
                  **{first: READ, numbered: READ})


def boxes(base: Base) -> Cases:
    """Mailboxes and archives."""
    what = "mailboxes and archives"
    box = b"".join(b"From a@b.vn Wed Mar 16 08:30:00 2022\r\n" + mail(part(base.workbook({}), b"x.xlsx"), top=(*TOP, b"X-So: %d" % base.number()))
                   + b"\r\n\r\n" for _ in range(5))
    inside = {}
    for number in range(1, 6):
        inside |= {f"Thư {number}.eml": OPENED, f"Thư {number}.eml/x.xlsx": READ}
    yield one("hộp thư.mbox", box, OPENED, what, **inside)
    yield one("6000 thư.mbox", b"".join(b"From a@b.vn Wed Mar 16 08:30:00 2022\nSubject: %d\nFrom: a@b.vn\nTo: c@d.vn\n\nx\n\n" % n
                                         for n in range(6000)), "F123", what)
    yield one("không phải hộp thư.mbox", b"\x01\x02%d" % base.number(), "F124", what)
    yield one("tốt.zip", pack({"a/x.xlsx": base.workbook({}), "ảnh.png": b"\x89PNG\r\n\x1a\n%d" % base.number()}), OPENED, what,
              **{"a/x.xlsx": READ, "ảnh.png": "F101"})
    yield one("thư có zip.eml", mail(part(pack({"x.xlsx": base.workbook({})}), b"b.zip", kind=b"application/zip")), OPENED, what,
              **{"b.zip": OPENED, "b.zip/x.xlsx": READ})
    deep = base.workbook({})
    for level in range(4):
        deep = pack({f"{level}.zip" if level else "x.xlsx": deep, "so.txt": b"%d" % base.number()})
    yield one("zip 4 lớp.zip", deep, OPENED, what, **{"3.zip": OPENED, "3.zip/2.zip": "F123", "so.txt": "F101", "3.zip/so.txt": "F101"})
    yield one("bom.zip", archive([blanks("x.xlsx", 500)]), "F123", what)
    yield one("bom nhỏ.zip", archive([blanks("x.xlsx", 40)]), "F123", what)
    yield one("1000 tệp.zip", pack({f"{number}.txt": b"" for number in range(1000)}), "F123", what)
    yield one("100000 tệp.zip", archive([entry(f"{number}.txt", b"") for number in range(100_000)]), "F123", what)
    yield one("khóa.zip", archive([entry("x.xlsx", b"abc", flags=1)]), "F122", what)
    yield one("chồng.zip", archive([entry("a.xlsx", b"abc" * 50), entry("b.xlsx", b"abc" * 50, offset=4)]), "F124", what)
    yield one("lzma.zip", pack({"x.xlsx": b"a"}, 14), "F124", what)
    yield one("cụt.zip", pack({"x.xlsx": base.workbook({})})[:-200], "F124", what)
    yield one("sai mã.zip", archive([entry("x.xlsx", b"abc", crc=5), entry("y.png", b"\x89PNG%d" % base.number())]), OPENED, what,
              **{"x.xlsx": "F125", "y.png": "F101"})
    yield one("rỗng.zip", pack({}), OPENED, what)
    yield one("pdf là.zip", b"%PDF-1.4 " + b"%d" % base.number(), "F101", what)
    yield one("rác là.zip", b"\x01\x02\x03%d" % base.number(), "F124", what)
    yield one("mac.zip", pack({"x.xlsx": base.workbook({}), "__MACOSX/._x.xlsx": b"\0\5\26\7%d" % base.number()}), OPENED, what,
              **{"x.xlsx": READ, "__MACOSX/._x.xlsx": "F101"})
    yield Case("tên lạ.zip", {"tên lạ.zip": OPENED, "tên lạ.zip/x.xlsx": READ, "tên lạ.zip/etc/passwd": "F101", "tên lạ.zip/Bưu chính.xlsx": READ},
               written(_odd_names(base)), what)


def _odd_names(base: Base) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        packed.writestr("../../x.xlsx", base.workbook({}))
        packed.writestr("/etc/passwd", b"root%d" % base.number())
        packed.writestr(ZipInfo("Bưu chính.xlsx"), base.workbook({}))
    return made.getvalue()


def cases(base: Base) -> Cases:
    """All of them."""
    for group in (headers, parts, names, boxes):
        yield from group(base)
