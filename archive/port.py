"""Whether a local port is free, before a long import ends in an error: `make run` asks."""

import socket
import sys


def refusal(port: str) -> str | None:
    """What is wrong with this port in one sentence, or None."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return f"PORT must be a number from 1 to 65535, not {port!r}."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            other = int(port) + 1 if int(port) < 65535 else 8000
            return (
                f"Port {port} cannot be used ({error.strerror}); perhaps the archive already "
                f"runs there. Another: make run PORT={other}"
            )
    return None


if __name__ == "__main__":
    sys.exit(refusal(sys.argv[1]))
