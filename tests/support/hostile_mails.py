"""Two hundred mails, plain and hostile, each with the attachments that must come out of it byte for byte."""

import random

from support.mails import EOL, HOSTILE_NAMES, TOP, mail, part, without

DAMAGED = b"Content-Type: application/octet-stream; name=hong.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDB!!BBB\r\n"


def made(count=200, seed=4):
    """count pairs (mail, contents of its readable attachments); None for a mail that is refused whole."""
    chance = random.Random(seed)
    odd = list(_odd(chance))
    pairs = odd + [_plain(chance) for _ in range(count - len(odd))]
    return [(b"X-Number: %d\r\n" % number + content, files) for number, (content, files) in enumerate(pairs)]


def _plain(chance):
    files = [chance.randbytes(chance.randrange(1, 20_000)) for _ in range(chance.randrange(1, 4))]
    return mail(*(part(content, b"bao cao %d.xlsx" % index) for index, content in enumerate(files))), files


def _odd(chance):
    one, two = chance.randbytes(3000), chance.randbytes(500)
    for name in (*HOSTILE_NAMES, "x" * 10_000 + ".xlsx"):
        yield mail(part(one, name.encode())), [one]
    yield mail(part(one, b"A.xlsx"), part(two, b"a.xlsx")), [one, two]
    yield mail(part(one, "Tiê.xlsx".encode()), part(two, "Tie\u0302.xlsx".encode())), [one, two]
    yield mail(part(one, b"i.xlsx", how=b"inline")), [one]
    yield mail(part(one, how=b"")), [one]
    yield mail(part(one, b"n.xlsx", how=b"")), [one]
    inner = mail(part(two, b"trong.xlsx"), boundary=b"b2")
    yield mail(part(inner, kind=b"message/rfc822", how=b"", encoding=b"7bit")), [inner]
    yield mail(part(b"\x78\x9f\x3e\x22rest", b"winmail.dat")), [b""]
    yield mail(DAMAGED), [b""]
    yield mail(part(one, b"x.xlsx"), top=(*without(b"From"), b"From: alice@unit.gov.vn)evil@x")), [one]
    yield mail(part(one, b"x.xlsx"), top=(*without(b"From"), b"From: " + b"(" * 3000)), [one]
    yield mail(part(one, b"x.xlsx"), top=(*without(b"Received"), b"Received: " + b";" * 100_000)), [one]
    yield mail(top=(*TOP, b"X-Long: " + b"a" * (1 << 20))), None
    yield mail(*(part(b"a", b"a.xlsx") for _ in range(20_000))), None
    yield EOL.join((*TOP, *(b'Content-Type: multipart/mixed; boundary="n%d"\r\n\r\n--n%d' % (level, level) for level in range(1000)))), None
