"""The shipped sample registry and the months of the sample inbox."""

from functools import cache

from support.paths import SHIPPED, shipped_definition

from emulation_batch.periods import Period, period_of
from emulation_batch.registry import Registry, load_registry
from emulation_batch.sample.content import MONTHS


@cache
def sample_registry() -> Registry:
    """The registry of input_templates/danh_muc.xlsx."""
    return load_registry(SHIPPED / "danh_muc.xlsx")


@cache
def sample_periods() -> tuple[Period, ...]:
    """2021-08 to 2022-03 with their windows."""
    registry = sample_registry()
    return tuple(period_of(month, shipped_definition().window, registry.worked, registry.free) for month in MONTHS)
