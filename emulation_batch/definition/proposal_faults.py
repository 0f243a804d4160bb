"""Faults of the proposal sheet: what the proposals and the Council's papers read of it by name must stand there."""

from collections.abc import Iterator

from emulation_batch.definition.model import Definition
from emulation_batch.definition.names import Names, one_of
from emulation_batch.errors import Fault

PROPOSAL_SHEET = "de_nghi"
PROPOSAL_COLUMNS = {"doi_tuong": "choice", "hinh_thuc": "choice", "tom_tat": "text"}
KIND_CHOICES, AWARD_CHOICES = "loai_de_nghi", "hinh_thuc_khen"
PROPOSED = ("tap_the", "ca_nhan")
"""What the Council's papers read of the proposal sheet by name: its key, its columns, their lists, who can be proposed."""


def proposal_faults(definition: Definition, names: Names, place: str) -> Iterator[Fault]:
    """What the proposals and the Council's papers read by name; kinds and awards that no proposal can have."""
    for sheet in (sheet for sheet in definition.tables if sheet.subject == "proposal"):
        where = f"{place}.sheets[{sheet.key}]"
        yield from one_of(sheet.key, (PROPOSAL_SHEET,), f"{where}.key")
        if "candidate" not in {column.type for column in sheet.columns}:
            yield Fault(f"{where}.columns", "trang đề nghị thiếu cột ghi ai được đề nghị.",
                        "Thêm một cột type = \"candidate\".")
        for key, type_ in PROPOSAL_COLUMNS.items():
            if key not in names.columns[sheet.key]:
                yield Fault(f"{where}.columns", f"trang đề nghị thiếu cột “{key}”.", f"Thêm cột này, type = \"{type_}\".")
            elif sheet.has(key):
                yield from one_of(sheet.column(key).type, (type_,), f"{where}.columns[{key}].type")
        for key, listed in ((sheet.kind_column, KIND_CHOICES), ("hinh_thuc", AWARD_CHOICES)):
            if sheet.has(key):
                yield from one_of(sheet.column(key).choices, (listed,), f"{where}.columns[{key}].choices")
        for code in names.codes.get(names.of_column(sheet.key, "doi_tuong", "choices"), []):
            yield from one_of(code, PROPOSED, f"{where}.columns[doi_tuong].choices")
        awards, kinds = names.codes.get(AWARD_CHOICES), names.codes.get(KIND_CHOICES)
        for award in definition.awards:
            yield from one_of(award.key, awards or [award.key], f"{place}.awards[{award.key}].key")
            for kind in award.kinds:
                yield from one_of(kind, kinds or [kind], f"{place}.awards[{award.key}].kinds")
        for occasion in definition.occasions:
            yield from one_of(occasion.kind, kinds or [occasion.kind], f"{place}.occasions[{occasion.kind}].kind")
