"""An adaptation that is interrupted after some batches, and writes a checkpoint after each."""

from prelayer.adapt import checkpoint


def write_at_once(monkeypatch):
    """Makes `adapt()` write its checkpoint after every batch."""
    monkeypatch.setattr(checkpoint, "SECONDS_BETWEEN_WRITES", 0.0)
    monkeypatch.setattr(checkpoint, "LARGEST_SHARE_OF_TIME", float("inf"))


class Killed(Exception):
    pass


def killed_after(batches, count):
    for number, batch in enumerate(batches):
        if number == count:
            raise Killed
        yield batch
