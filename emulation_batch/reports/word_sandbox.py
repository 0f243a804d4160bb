"""Where the tags of a Word template run: a template is code that someone else may have touched.

Jinja's sandbox keeps it from the machine. Beyond that it reaches only what the context holds (no functions, no methods of
texts), an unknown name says so, and its steps, its time and the text it makes are bounded, whatever the system: loops in
loops and texts that double would otherwise hang or fill the machine that makes the month.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError
from jinja2.visitor import NodeTransformer

from emulation_batch.vietnamese import closest

MOST_STEPS, STEPS_A_VALUE = 500_000, 1
"""Turns of all loops and macros of one part, and more for each value of its data: a report of a month takes 0.15 a value."""
MOST_SECONDS, SECONDS_A_VALUE = 30, 0.0002
"""Likewise; it takes 0.015 ms a value."""
MOST_TEXT = 1_000_000
"""Characters of one value."""
MOST_PRINTED, PRINTED_A_VALUE = 50_000_000, 50
"""Characters of all values of one part, likewise; it takes 12 a value."""
FILTERS = ("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "groupby", "int", "items", "join",
           "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
           "selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper")
"""None that prints text unescaped, or makes much of little."""


class Excess(Exception):
    """A template that would run, or print, without end."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one template; call `begin` before each part is filled.

    context: what the data hold, for names that were probably meant. Of a dict, `row.values` is the item of that name and
    never the method.
    """

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))

    def __init__(self, context: Mapping[str, Any]) -> None:
        class Missing(StrictUndefined):
            """A name without data: its message proposes the nearest name that has some."""

            @property
            def _undefined_message(self) -> str:
                known = self._undefined_obj if isinstance(self._undefined_obj, Mapping) else context
                return _missing(str(self._undefined_name), known)

        super().__init__(undefined=Missing, autoescape=True)
        self.finalize = self.bounded
        self.globals.clear()
        self.filters = {name: _bounded(self, self.filters[name]) for name in FILTERS}
        self.begin()

    def begin(self, values: int = 0) -> None:
        """Count from nothing. values: how many the context holds."""
        self.steps = self.printed = 0
        self.most_steps = MOST_STEPS + values * STEPS_A_VALUE
        self.most_printed = MOST_PRINTED + values * PRINTED_A_VALUE
        self.until = time.monotonic() + MOST_SECONDS + values * SECONDS_A_VALUE

    def step(self) -> None:
        """One turn of a loop or a macro."""
        self.steps += 1
        if self.steps > self.most_steps or time.monotonic() > self.until:
            raise Excess("steps")

    def bounded(self, value: Any) -> Any:
        """A value before it is printed or used on; a long number counts as the text it would be."""
        size = (len(value) if isinstance(value, str) else value.bit_length() if isinstance(value, int)
                else len(value) if isinstance(value, list | tuple) else 0)
        self.printed += size
        if size > MOST_TEXT or self.printed > self.most_printed:
            raise Excess("text")
        return value

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The item of a dict, a property of a loop; no method of a text, number or list."""
        if type(obj) is dict or isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, str | int | float | list | tuple):
            raise SecurityError(attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Sums, and texts put together; nothing that repeats a text or raises to a power."""
        if operator == "**" or (operator != "+" and any(isinstance(value, str | list | tuple) for value in (left, right))):
            raise SecurityError(operator)
        return self.bounded(super().call_binop(context, operator, left, right))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Joined().visit(super()._parse(source, name, filename))
        for node in tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock)):
            counted = nodes.Call(nodes.EnvironmentAttribute("step"), [], [], None, None)
            node.body.insert(0, nodes.ExprStmt(counted).set_lineno(node.lineno))  # type: ignore[attr-defined]
        return tree


class _Joined(NodeTransformer):
    """`a ~ b` becomes a filter, which is bounded."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        parts = nodes.List([self.visit(part) for part in node.nodes])
        return nodes.Filter(parts, "join", [], [], None, None).set_lineno(node.lineno)


def _bounded(sandbox: Sandbox, apply: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose result is bounded."""

    @wraps(apply)
    def applied(*arguments: Any, **options: Any) -> Any:
        return sandbox.bounded(apply(*arguments, **options))

    return applied


def _missing(name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f"Không có dữ liệu cho thẻ “{name}”" + (f", có phải là “{near}”?" if near else ". So lại với mẫu gốc.")
