"""Years of an invented department: months that are run, sealed and reviewed, held against an independent recomputation."""
