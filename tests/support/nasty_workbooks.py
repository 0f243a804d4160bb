"""Workbooks and mails full of the nasty texts of `nasty`, and which of them stands where."""

import re
import zipfile
from base64 import b64encode
from datetime import date
from urllib.parse import quote
from xml.sax.saxutils import escape

from support.nasty import STRINGS, spread
from support.unit_workbooks import ASSIGNED, FIELD_DAY, FORM, MONEY, PROPOSAL

from emulation_batch.definition import Definition
from emulation_batch.templates import Filled

DAY = date(2022, 3, 1)
BASES = {"van_ban": ASSIGNED, "nguon_luc": MONEY, "ca_nhan": FIELD_DAY, "de_nghi": PROPOSAL,
         "co_che": {"loai": "b1 - Rà soát", "ngay": DAY}, "tuyen_truyen": {"loai": "d4 - Giải pháp, sáng kiến", "ngay": DAY}}
ROWS = 63
"""In each of eight workbooks: more than 500 rows a sheet."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def as_xml(text):
    """As Excel writes a text: escapes for what XML cannot hold."""
    return escape(CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text).replace("\r", "_x000D_"))


def free_columns(definition: Definition, sheet):
    """The columns of a sheet in which any text may stand."""
    return [column.key for column in sheet.columns if column.type in ("text", "document") and not column.choices]


def filled(definition, number):
    """The rows of the unit of that number, with tokens for the strings, and the strings by token."""
    tokens, rows = {}, {}
    for place, sheet in enumerate(definition.tables):
        rows[sheet.key] = []
        columns = free_columns(definition, sheet)
        wanted = {key: spread(ROWS, number * ROWS + 17 * place + 41 * at) for at, key in enumerate(columns)}
        for row in range(ROWS):
            line = dict(BASES[sheet.key])
            for key in columns:
                token = f"@@{number}.{sheet.key}.{row}.{key}@@"
                tokens[token], line[key] = wanted[key][row], token
            rows[sheet.key].append(line)
    return Filled({**FORM, "lan_nop": 1}, rows), tokens


def planted(path, tokens, sheet_name):
    """Put the strings in the place of their tokens, and a nasty name in the place of the guide's."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() if name.endswith((".xml", ".rels")) else packed.read(name) for name in packed.namelist()}
    strings = parts["xl/sharedStrings.xml"]
    parts["xl/sharedStrings.xml"] = re.sub(
        "<t>(@@[^@]+@@)</t>", lambda found: f'<t xml:space="preserve">{as_xml(tokens[found[1]])}</t>', strings)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace('name="Hướng dẫn"', f'name="{escape(sheet_name, {chr(34): "&quot;"})}"', 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def mail_of(number):
    """A mail whose sender's name and attachment's name are nasty."""
    sender, name = (STRINGS[place % 500].encode("utf-8", "replace")[:3000] for place in (number, number + 250))
    return b"\r\n".join((
        b"Received: from a by mx.office.vn; Tue, 15 Mar 2022 08:00:00 +0700", b"From: =?utf-8?B?" + b64encode(sender) + b"?= <a@x.vn>",
        b"To: b@x.vn", b"Message-ID: <" + str(number).encode() + b"@x.vn>", b"Content-Type: multipart/mixed; boundary=bb", b"", b"--bb",
        b"Content-Type: application/octet-stream", b"Content-Disposition: attachment; filename*=utf-8''" + quote(name).encode(),
        b"", b"x" + str(number).encode(), b"--bb--", b""))
