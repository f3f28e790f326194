"""Use cases: one verb a function, the same for the web, the command line and jobs."""
