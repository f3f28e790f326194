"""The process that runs jobs, with the kinds of the tests."""

from kinds import KINDS

from flow_forecaster.jobs.launch import read_options
from flow_forecaster.worker import main

if __name__ == "__main__":
    main(read_options(), KINDS)
