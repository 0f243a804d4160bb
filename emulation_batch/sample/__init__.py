"""Sample data: an invented department, its registry, and eight months of workbooks with the usual mistakes."""
