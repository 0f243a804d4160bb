"""Every planter: one small function for each code, which plants a mistake in a clean month and says where it must be found."""

from precision import (
    planters_across,
    planters_amounts,
    planters_cells,
    planters_files,
    planters_form,
    planters_people,
    planters_proposals,
    planters_rows,
    planters_words,
)
from precision.spots import Planter

MODULES = (planters_cells, planters_amounts, planters_words, planters_rows, planters_form, planters_proposals, planters_people,
           planters_across, planters_files)
PLANTERS: tuple[Planter, ...] = tuple(planter for module in MODULES for planter in module.PLANTERS)
CODES = tuple(dict.fromkeys(planter.code for planter in PLANTERS))
