"""A template that would hang or fill the machine is stopped in moments; what templates need still runs."""

import tracemalloc

import pytest
from jinja2.exceptions import TemplateAssertionError, UndefinedError
from jinja2.sandbox import SecurityError

from emulation_batch.reports.word_sandbox import MOST_STEPS, Excess, Sandbox

CONTEXT = {"rows": [{"name": "A & B <c>", "number": number} for number in range(300)], "title": "Báo cáo", "count": 3}


def shown(source):
    made = Sandbox(CONTEXT)
    compiled = made.from_string(source)
    made.begin()
    return compiled.render(CONTEXT)


@pytest.mark.parametrize(("source", "text"), [
    ("{{ title }} {{ rows[0].name }}", "Báo cáo A &amp; B &lt;c&gt;"),
    ("{% for row in rows if row.number < 2 %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/2 2/2 "),
    ("{{ title ~ ' ' ~ count }} {{ count + 1 }} {{ count * 2 }} {{ 7 % 4 }}", "Báo cáo 3 4 6 3"),
    ("{{ title | upper }} {{ rows | length }} {{ rows | map(attribute='number') | sum }}", "BÁO CÁO 300 44850"),
    ("{% macro a(x) %}[{{ x }}]{% endmacro %}{{ a(title) }}", "[Báo cáo]"),
    ("{% if rows %}có{% else %}không{% endif %}", "có"), ("{{ rows[0].name ~ '<' }}", "A &amp; B &lt;c&gt;&lt;"),
])
def test_what_templates_need(source, text):
    assert shown(source) == text


LOOPS = "".join("{% for row in rows %}" for _ in range(5)) + "{% endfor %}" * 5
DOUBLED = "".join("{% set x = x ~ x %}" for _ in range(60))
BLOCKS = "".join("{% set x %}{{ x }}{{ x }}{% endset %}" for _ in range(60))


GROWING = {
    "loops": LOOPS, "joined": "{% set x = title %}" + DOUBLED + "{{ x }}", "blocks": "{% set x = title %}" + BLOCKS + "{{ x }}",
    "added": "{% set x = title %}" + "{% set x = x + x %}" * 60 + "{{ x }}",
    "squared": "{% set x = 9 %}" + "{% set x = x * x %}" * 60 + "{{ x }}",
    "lists": "{% set x = [1] %}" + "{% set x = x + x %}" * 60 + "{{ x }}",
    "macros": "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    "recursion": "{% for row in rows recursive %}{{ loop(rows) }}{% endfor %}",
}


@pytest.mark.parametrize("growing", GROWING)
def test_what_grows_without_end_is_stopped(growing, monkeypatch):
    monkeypatch.setattr("emulation_batch.reports.word_sandbox.MOST_STEPS", 20_000)
    tracemalloc.start()
    with pytest.raises((Excess, RecursionError)):
        shown(GROWING[growing])
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 200 << 20


def test_what_many_data_need_still_runs(monkeypatch):
    """The bounds grow with the data and not with their square."""
    monkeypatch.setattr("emulation_batch.reports.word_sandbox.MOST_STEPS", 20)
    monkeypatch.setattr("emulation_batch.reports.word_sandbox.MOST_PRINTED", 20)
    made = Sandbox(CONTEXT)
    once, squared = (made.from_string(source) for source in (
        "{% for row in rows %}{{ row.name }}{% endfor %}", "{% for row in rows %}{% for row in rows %}{% endfor %}{% endfor %}"))
    made.begin(900)
    assert once.render(CONTEXT)
    for compiled, values in ((once, 0), (squared, 900)):
        made.begin(values)
        with pytest.raises(Excess):
            compiled.render(CONTEXT)


def test_time_is_bounded_too(monkeypatch):
    monkeypatch.setattr("emulation_batch.reports.word_sandbox.MOST_SECONDS", -1)
    with pytest.raises(Excess):
        shown("{% for row in rows %}{% endfor %}")
    assert MOST_STEPS > 100_000


@pytest.mark.parametrize("source", [
    "{{ title * 10 }}", "{{ [1] * 10 }}", "{{ 9 ** 9 }}", "{{ '%9999999999d' % 1 }}", "{{ title.center(10) }}", "{{ rows.append(1) }}",
    "{{ title.format(1) }}", "{{ title.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ (1).bit_length() }}",
])
def test_what_reaches_beyond_the_data(source):
    with pytest.raises(SecurityError):
        shown(source)


@pytest.mark.parametrize("source", ["{{ range(9) }}", "{{ cycler.__init__.__globals__ }}", "{{ lipsum() }}", "{{ namespace() }}",
                                    "{{ dict() }}", "{{ joiner() }}", "{{ self.x }}"])
def test_there_is_no_function(source):
    with pytest.raises((UndefinedError, SecurityError)):
        shown(source)


@pytest.mark.parametrize("name", ["safe", "center", "format", "replace", "indent", "attr", "random", "pprint", "tojson", "batch"])
def test_filters_that_forge_or_grow_are_not_there(name):
    with pytest.raises(TemplateAssertionError):
        shown("{{ title | " + name + " }}")


def test_a_missing_name_proposes_the_nearest():
    with pytest.raises(UndefinedError, match="“tille”, có phải là “title”?"):
        shown("{{ tille }}")
    with pytest.raises(UndefinedError, match="“nam”, có phải là “name”?"):
        shown("{{ rows[0].nam }}")
