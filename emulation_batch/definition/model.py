"""What movement.toml says, as frozen dataclasses."""

from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property

from emulation_batch.definition.roles import Role
from emulation_batch.definition.sheets import ChoiceList, Sheet, Workbook


@dataclass(frozen=True)
class Movement:
    """Identity of the movement; `id` and `version` are stamped into every unit workbook."""

    id: str
    version: str
    title: str
    short: str
    phase: str
    from_: date
    to: date
    plan: str


@dataclass(frozen=True)
class Window:
    """The month of a report: from `from_day` of the month before to `to_day`, due some working days later.

    firm_after_days: days past the due day after which a reminder asks the head of the unit to act.
    """

    from_day: int
    to_day: int
    due_working_days: int
    due_time: time
    firm_after_days: int = 3
    legal: str = ""


@dataclass(frozen=True)
class Span:
    """A span with a name of its own, from month to month (`2021-08`)."""

    key: str
    title: str
    from_: str
    to: str
    basis: str


@dataclass(frozen=True)
class Overall:
    """How the clauses make one verdict; without a basis nothing is applied (Plan, Mục III decides nothing here)."""

    rule: str
    basis: str


@dataclass(frozen=True)
class Standard:
    """A lettered standard of the plan, verbatim. combine "any": its clauses are joined by the plan's own "hoặc"."""

    code: str
    subject: str
    letter: str
    short: str
    basis: str
    text: str
    combine: str = ""
    combine_basis: str = ""


@dataclass(frozen=True)
class Source:
    """Rows that speak for a clause: a sheet, its kinds, the column of the person, and what such a row is called."""

    sheet: str
    kinds: tuple[str, ...]
    side: str
    person: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Clause:
    """A part of a standard that can be shown by itself. judgement: the words only the Council can weigh."""

    code: str
    standard: str
    text: str
    rule: str
    judgement: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Award:
    """A form of commendation: who decides it, to whom it is submitted, for which kinds of proposal."""

    key: str
    decider: str
    submit_to: str
    kinds: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Occasion:
    """Years in which a kind of proposal is called for, with the basis."""

    kind: str
    years: tuple[int, ...]
    basis: str


@dataclass(frozen=True)
class Legal:
    """A legal basis with its validity. Only verified ones are ever printed."""

    id: str
    citation: str
    verified: bool
    source: str
    checked: date
    confirmed_by: str
    use: tuple[str, ...]
    from_: date | None = None
    to: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the basis applies on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


@dataclass(frozen=True)
class Figure:
    """A number that is printed: its rule (see figures.RULES), its rows, its measure. by_unit: shown in the table by unit.

    told: how a sentence tells it, with {} for the number and its measure; without it the title does.
    """

    key: str
    title: str
    measure: str
    standard: str
    rule: str
    sheet: str = ""
    kinds: tuple[str, ...] = ()
    column: str = ""
    where: dict[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    by_unit: bool = False
    told: str = ""


@dataclass(frozen=True)
class Report:
    """A Word report and its template; `placeholder` marks what only a person can write.

    per: one paper for the month, one for each candidate, award or unit, or one for a span of months (a review). when: only in
    a month that has such a thing; of a review the span it is for ("always": every span without a report of its own). season:
    the kind of proposals that a review brings before the Council, "" none; with "always" only in the review of a year.
    """

    what: str
    template: str
    title: str
    placeholder: str = ""
    per: str = "month"
    when: str = "always"
    season: str = ""


@dataclass(frozen=True)
class Definition:
    """The whole of movement.toml. `sha256` is of the file's bytes."""

    movement: Movement
    window: Window
    workbook: Workbook
    choices: tuple[ChoiceList, ...]
    sheets: tuple[Sheet, ...]
    overall: Overall
    standards: tuple[Standard, ...]
    clauses: tuple[Clause, ...]
    figures: tuple[Figure, ...]
    reports: tuple[Report, ...]
    spans: tuple[Span, ...] = ()
    awards: tuple[Award, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    legal: tuple[Legal, ...] = ()
    roles: tuple[Role, ...] = ()
    sha256: str = ""

    def sheet(self, key: str) -> Sheet:
        """The sheet of that key (KeyError when there is none)."""
        return self._sheets[key]

    def choice(self, key: str) -> ChoiceList:
        """The list of choices of that key (KeyError when there is none)."""
        return self._choices[key]

    def figure(self, key: str) -> Figure:
        """The figure of that key (KeyError when there is none)."""
        return self._figures[key]

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        return {sheet.key: sheet for sheet in self.sheets}

    @cached_property
    def _choices(self) -> dict[str, ChoiceList]:
        return {choice.key: choice for choice in self.choices}

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {figure.key: figure for figure in self.figures}

    @property
    def form(self) -> Sheet:
        """The one sheet filled as a form."""
        return next(sheet for sheet in self.sheets if sheet.kind == "form")

    @property
    def tables(self) -> tuple[Sheet, ...]:
        """The data sheets, in order."""
        return tuple(sheet for sheet in self.sheets if sheet.kind == "table")

    def label(self, choices: str, code: str | None) -> str:
        """The label of a code, "" for a blank."""
        return "" if code is None else self.choice(choices).labels.get(code, code)

    def clauses_of(self, standard: str) -> tuple[Clause, ...]:
        """The clauses of a standard, in order."""
        return tuple(clause for clause in self.clauses if clause.standard == standard)

    def standard(self, code: str) -> Standard:
        """The standard of that code."""
        return next(standard for standard in self.standards if standard.code == code)

    def readers_of(self, paper: str) -> Role | None:
        """Who reads a report; None when the definition declares no roles: then all may see all but private columns."""
        return next((role for role in self.roles if paper in role.papers), None)

    def legal_for(self, use: str, day: date) -> tuple[Legal, ...]:
        """Verified bases of a use ("submission", "report") in force on a day."""
        return tuple(item for item in self.legal if item.verified and use in item.use and item.in_force(day))
