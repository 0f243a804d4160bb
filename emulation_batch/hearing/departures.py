"""Opinions on nominations of sealed months that say otherwise than those months printed: their papers are not written again, so
people must be told."""

from collections.abc import Iterable, Mapping

from emulation_batch.council import GOES_FORWARD, MET, Opinion
from emulation_batch.council_keys import proposal_keys
from emulation_batch.frames import each_row
from emulation_batch.hearing.hear import Known


def departing(earlier: Iterable[Opinion], months: Mapping[str, Known], printed: Mapping[str, Opinion],
              recorded: Mapping[str, Opinion]) -> tuple[Opinion, ...]:
    """Those of `earlier` that take somebody off the lists of a sealed month, or put somebody there. months: the sealed ones
    that they are of; printed: key -> the opinion that the month's own papers tell; recorded: key -> the last one that any
    sealed month tells. An opinion that waits changes nothing."""
    standings = {key: row["standing"] for month, known in months.items()
                 for key, row in zip(proposal_keys(month, known.proposals), each_row(known.proposals), strict=True)
                 if row["award"] and row["candidate"]}
    return tuple(said for said in earlier if said.stands and said.key in standings and {
        _listed(standings[said.key], before.get(said.key)) for before in (printed, recorded)} != {said.verdict == MET})


def _listed(standing: str, said: Opinion | None) -> bool:
    """Whether somebody is in the lists."""
    return said.verdict == MET if said and said.stands else standing in GOES_FORWARD
