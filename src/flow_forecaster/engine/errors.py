"""What the engine refuses."""


class EngineError(Exception):
    """The numbers asked for do not exist."""


class NoProgressError(EngineError):
    """No week of the history finished an item, so no number of weeks is enough."""


class StoppedError(EngineError):
    """The caller's stop flag was set before the trials were done."""
