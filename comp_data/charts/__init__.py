"""Charts of a dataset for notebooks: each function takes a Dataset and returns an altair chart (extra `charts`).

    import comp_data as cd
    from comp_data import charts

    charts.ranges(cd.load("seeds"), "ml-ai-engineer", "Paris")

Every chart says how many figures it shows, what it leaves out and of when it is; currencies are never mixed.
"""

from comp_data.charts.altair_charts import (
    calendar,
    findings,
    quartiles,
    ranges,
    spreads,
    stated_and_computed,
    unknowns,
)

__all__ = ["calendar", "findings", "quartiles", "ranges", "spreads", "stated_and_computed", "unknowns"]
