"""Ask the running site whether it is well: `python -m archive.healthcheck`.

For the container, which has no curl. The site answers only to its own names, so the request
names one of them; it does not read settings, because it runs every half minute.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException


def is_healthy(*, port: int, host: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def main() -> int:
    bind = os.environ.get("ARCHIVE_BIND") or "127.0.0.1:8000"
    hosts = os.environ.get("ARCHIVE_ALLOWED_HOSTS") or "localhost"
    host = hosts.split(",")[0].strip().removeprefix(".")
    return 0 if is_healthy(port=int(bind.rpartition(":")[2]), host=host) else 1


if __name__ == "__main__":
    sys.exit(main())
