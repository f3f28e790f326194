"""``python -m flow_forecaster`` is the command line."""

from flow_forecaster.cli import main

main()
