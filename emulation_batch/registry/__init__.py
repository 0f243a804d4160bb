"""The registry the clerk keeps: danh_muc.xlsx, read strictly and resolved as of a day."""

from emulation_batch.registry.loading import load_both, load_registry
from emulation_batch.registry.lost_lines import lost_lines
from emulation_batch.registry.model import CouncilMember, Decided, Extension, Papers, Person, Registry, Setting, Unit

__all__ = ["CouncilMember", "Decided", "Extension", "Papers", "Person", "Registry", "Setting", "Unit", "load_both",
           "load_registry", "lost_lines"]
