"""How precise the checks are: months of generated workbooks with planted mistakes, each to be found at its cell, nothing else."""
