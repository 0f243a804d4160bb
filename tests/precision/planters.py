"""Every planter: one small function for each code, which plants a mistake in a clean month and says where it must be found."""

from precision import planters_across, planters_cells, planters_files, planters_rows
from precision.spots import Planter

PLANTERS: tuple[Planter, ...] = (
    *planters_cells.PLANTERS, *planters_rows.PLANTERS, *planters_across.PLANTERS, *planters_files.PLANTERS)
CODES = tuple(dict.fromkeys(planter.code for planter in PLANTERS))
