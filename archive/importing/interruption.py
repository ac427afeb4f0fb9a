"""Stopping a long command between two transactions rather than anywhere."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Interruption:
    """Whether somebody asked to stop: `is_forced` if they asked twice.

    An exception that is raised anywhere can leave Django's connection believing in a
    transaction that has ended. So the first signal waits for the end of what is shielded;
    only the second one breaks it off, and then this connection must not be used any more.
    """

    is_wanted: bool = False
    is_forced: bool = False
    is_shielded: bool = False

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.is_forced = self.is_wanted and self.is_shielded
        self.is_wanted = True
        if self.is_forced or not self.is_shielded:
            raise KeyboardInterrupt

    @contextmanager
    def shield(self) -> Iterator[None]:
        """Finish what is inside, the outermost shield's, before KeyboardInterrupt is raised."""
        is_inner, self.is_shielded = self.is_shielded, True
        try:
            yield
        finally:
            self.is_shielded = is_inner
        if self.is_wanted and not is_inner:
            raise KeyboardInterrupt

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Let Ctrl-C and a service's stop signal end the work; threads are not asked."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._on_signal) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
