"""Who stands in the Council's papers and under which name, title and unit: one source for all of them, so that a candidate
is written in the same characters in every paper of a dossier. Nothing is judged here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.council import GOES_FORWARD, MET, PROPOSAL_WORDS, UNCLEAR, UNMET, WAITS, Opinion
from emulation_batch.council_keys import proposal_keys
from emulation_batch.frames import each_row, plain_rows
from emulation_batch.periods import parse_month
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.numbers import BLANK
from emulation_batch.reports.papers import papers_of

EXEMPLAR, AD_HOC = "dien_hinh", "dot_xuat"
SUBJECTS = ("collective", "individual")
FORWARD, AWAITED, DECLINED, HELD, RETURNED, OUT = "forward", "awaited", "declined", "held", "returned", "out"
LISTED = (FORWARD, AWAITED)
SAID = {MET: "Hội đồng đề nghị", UNMET: "Hội đồng chưa đề nghị", UNCLEAR: "Hội đồng đề nghị làm rõ"}
SAID_WAITS = f"Hội đồng đã cho ý kiến, {WAITS}"
BY_COUNCIL = (*SAID.values(), SAID_WAITS)
WORDS = (*BY_COUNCIL, *PROPOSAL_WORDS.values())
"""How a proposal stands: after the Council spoke of it, and before."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Candidate:
    """A collective or a person as papers name it. unit_code is the unit whose rows speak for it; title "–" for a collective."""

    subject: str
    code: str
    name: str
    title: str
    unit: str
    unit_code: str

    def cells(self) -> dict[str, str]:
        """Name, title and unit, as every table of candidates shows them."""
        return {"name": self.name, "title": self.title, "unit": self.unit}


@dataclass(frozen=True)
class Nominee:
    """A candidate nominated for an award, with the accepted rows of the proposal sheet and the month's proposals for them.
    kind: of one nomination, where the candidate has several for this award, its kind in words and what else tells it."""

    candidate: Candidate
    award: str
    proposals: tuple[Row, ...]
    rows: tuple[Row, ...]
    opinions: tuple[Opinion | None, ...] = ()
    kind: str = ""

    @property
    def called(self) -> str:
        """ "Lý Thị Ánh", or "Lý Thị Ánh (Hằng năm)" where the name alone does not tell the nomination."""
        return f"{self.candidate.name} ({self.kind})" if self.kind else self.candidate.name

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of proposal: hang_nam, dot_xuat, …"""
        return tuple(dict.fromkeys(proposal["kind"] for proposal in self.proposals))

    @property
    def summary(self) -> str:
        """The unit's own words on the achievement."""
        *before, last = [one_line(row["tom_tat"]) for row in self.rows if row["tom_tat"]] or [BLANK]
        return "; ".join([*(words.rstrip(".") for words in before), last])

    @property
    def reasons(self) -> list[str]:
        """What is open or known, sentence by sentence."""
        return list(dict.fromkeys(one_line(reason) for proposal in self.proposals for reason in proposal["reasons"]))

    @property
    def waits(self) -> bool:
        """Whether something is open on which the Council must speak first, or an opinion that it must look at again."""
        said = self.opinions or (None,) * len(self.proposals)
        return any(not opinion.stands if opinion else proposal["standing"] != "put_forward"
                   for proposal, opinion in zip(self.proposals, said, strict=True))

    @property
    def standing_opinions(self) -> list[Opinion]:
        """What the Council said that stands."""
        return [opinion for opinion in self.opinions if opinion and opinion.stands]

    @property
    def opinion(self) -> Opinion | None:
        """What the Council said, the first where it spoke of more than one proposal."""
        return next((opinion for opinion in self.opinions if opinion), None)


def candidate_of(month: MonthData, subject: str, code: str, unit: str) -> Candidate:
    """The candidate of a code as of the window's last day; `unit` is the unit that reports it."""
    day = month.period.to
    if subject == "collective":
        return Candidate(subject, code, one_line(month.registry.name_of(code, day)), BLANK, papers_of(month).agency, code)
    person = month.registry.person(code, day)
    own = person.unit if person else unit
    return Candidate(subject, code, one_line(person.name if person else code), one_line(person.title) if person else BLANK,
                     one_line(month.registry.name_of(own, day)), own)


def fates(month: MonthData) -> list[tuple[str, Opinion | None]]:
    """What becomes of each proposal for an award, in the order of the proposals, with what the Council said of it: forward
    (the Council proposes it), awaited (listed, the Council has not spoken or must look again), declined (not met, or to be
    made clear), held (something stands against it), returned (to its unit, an opinion waits), out (returned, no award)."""
    return [(fate, opinion) for _, fate, opinion in _fated(month)]


def _fated(month: MonthData) -> Iterator[tuple[Row, str, Opinion | None]]:
    """Each proposal with its fate and what the Council said of it."""
    for row, key in zip(each_row(month.proposals), proposal_keys(month.period.key, month.proposals), strict=True):
        opinion = month.council.of(key)
        yield row, _fate(row, opinion), opinion


def in_words(month: MonthData) -> Iterator[tuple[Row, str, Opinion | None]]:
    """Each proposal for an award (exemplary cases stand elsewhere), how it stands in one of WORDS, and the opinion on it."""
    for row, _, opinion in _fated(month):
        if row["kind"] != EXEMPLAR:
            words = PROPOSAL_WORDS[row["standing"]]
            if opinion:
                words = SAID[opinion.verdict] if opinion.stands else SAID_WAITS
            yield row, words, opinion


def _fate(proposal: Row, opinion: Opinion | None) -> str:
    if proposal["kind"] == EXEMPLAR or not proposal["candidate"] or not proposal["award"]:
        return OUT
    if opinion and opinion.stands:
        return FORWARD if opinion.verdict == MET else DECLINED
    if proposal["standing"] in GOES_FORWARD:
        return AWAITED
    return HELD if proposal["standing"] == "blocked" else RETURNED if opinion else OUT


def nominees(month: MonthData, chosen: tuple[str, ...] = LISTED) -> dict[str, list[Nominee]]:
    """Award key -> who is nominated for it with one of these fates; the definition's order of awards, collectives first, a
    candidate once."""
    listed = _nominees(month, ((proposal, opinion) for proposal, fate, opinion in _fated(month) if fate in chosen))
    found = {award.key: [nominee for nominee in listed if nominee.award == award.key] for award in month.definition.awards}
    return {award: group for award, group in found.items() if group}


def nominations(month: MonthData, chosen: tuple[str, ...] = LISTED) -> dict[str, list[Nominee]]:
    """The same, each nomination by itself, as the Council votes on it; where a candidate has several for one award, whatever
    became of the others, its kind is told, and in a review the month of one of several of a kind."""
    often: Counter[tuple[str, ...]] = Counter()
    for row, fate, _ in _fated(month):
        place = row["award"], row["subject"], row["candidate"]
        often.update([place, (*place, row["kind"])] if fate != OUT else [])

    def kind(one: Nominee) -> str:
        place = one.award, one.candidate.subject, one.candidate.code
        if often[place] < 2:
            return ""
        months = [parse_month(row["_period"]).title for row in one.rows if row.get("_period")]
        return ", ".join([month.definition.label("loai_de_nghi", one.kinds[0] or None),
                          *(months if often[*place, one.kinds[0]] > 1 else [])])

    return {award: [replace(one, kind=kind(one)) for nominee in listed for one in _apart(nominee)]
            for award, listed in nominees(month, chosen).items()}


def _apart(nominee: Nominee) -> Iterator[Nominee]:
    for proposal, opinion in zip(nominee.proposals, nominee.opinions, strict=True):
        rows = tuple(row for row in nominee.rows if row["_ref"] in proposal["rows"])
        yield replace(nominee, proposals=(proposal,), rows=rows, opinions=(opinion,))


def exemplars(month: MonthData) -> list[Nominee]:
    """Who is introduced as exemplary, for no award, each time by itself, with what the Council said; collectives first."""
    introduced = ((proposal, opinion) for proposal, _, opinion in _fated(month)
                  if proposal["kind"] == EXEMPLAR and proposal["candidate"] and proposal["standing"] != "returned")
    return [one for nominee in _nominees(month, introduced) for one in _apart(nominee)]


def _nominees(month: MonthData, proposals: Iterable[tuple[Row, Opinion | None]]) -> list[Nominee]:
    groups: dict[tuple[str, str, str], list[tuple[Row, Opinion | None]]] = {}
    for proposal, opinion in proposals:
        groups.setdefault((proposal["award"], proposal["subject"], proposal["candidate"]), []).append((proposal, opinion))
    frame = month.judged.accepted.get("de_nghi")
    rows = {} if frame is None or not groups else {row["_ref"]: row for row in plain_rows(frame)}
    listed = [Nominee(candidate_of(month, subject, code, group[0][0]["unit"]), award,
                      tuple(proposal for proposal, _ in group),
                      tuple(rows[ref] for proposal, _ in group for ref in proposal["rows"] if ref in rows),
                      tuple(opinion for _, opinion in group))
              for (award, subject, code), group in groups.items()]
    return sorted(listed, key=lambda nominee: SUBJECTS.index(nominee.candidate.subject))


def counted(listed: list[Nominee]) -> str:
    """ "01 tập thể, 02 cá nhân" """
    people = sum(nominee.candidate.subject == "individual" for nominee in listed)
    counts = ((len(listed) - people, "tập thể"), (people, "cá nhân"))
    return ", ".join(f"{count:02d} {who}" for count, who in counts if count)


def counted_cases(listed: list[Nominee]) -> str:
    """The same, and how many nominations they have where these are more: "01 cá nhân (02 đề nghị)"."""
    cases = sum(len(nominee.proposals) for nominee in listed)
    return f"{counted(listed)} ({cases:02d} đề nghị)" if cases > len(listed) else counted(listed)


def award_title(month: MonthData, award: str) -> str:
    """ "Bằng khen của Chủ tịch UBND tỉnh" """
    return month.definition.label("hinh_thuc_khen", award or None) or BLANK
