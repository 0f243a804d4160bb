"""Opinions on nominations of sealed months that say otherwise than those months printed: their papers are not written again, so
people must be told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from emulation_batch.council import GOES_FORWARD, MET, PROPOSAL, Opinion
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


def reversing(reviewed: Iterable[Opinion], told: Mapping[str, Opinion],
              months_of: Callable[[str], Sequence[str]]) -> tuple[Opinion, ...]:
    """Opinions on reviews that take back what the Council said of a nomination in its own month, each as one on that month.
    told: key -> the last one that any sealed month tells; months_of: the months of a review's span. Whom the Council had not
    yet put forward then, no paper proposed on its word."""
    found = [replace(said, period=month, key=f"{month}|{rest}") for said in reviewed if said.stands and said.verdict != MET
             for month in months_of(said.period) for rest in [said.key.partition("|")[2]]
             if rest.startswith(f"{PROPOSAL}|")]
    return tuple(said for said in found if (before := told.get(said.key)) and before.stands and before.verdict == MET)


def _listed(standing: str, said: Opinion | None) -> bool:
    """Whether somebody is in the lists."""
    return said.verdict == MET if said and said.stands else standing in GOES_FORWARD
