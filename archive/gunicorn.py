"""How the production server runs: `gunicorn --config archive/gunicorn.py`.

Reading an archive waits for the database more than it computes, so each worker process has
a few threads. Command line arguments go before what is written here.
"""

import os
from pathlib import Path

from archive.settings import env

wsgi_app = "archive.wsgi"
bind = env.str("ARCHIVE_BIND", default="127.0.0.1:8000")
workers = env.int("ARCHIVE_WORKERS", default=min(4, (os.cpu_count() or 1) + 1))
threads = env.int("ARCHIVE_THREADS", default=4)
worker_class = "gthread"

# Longer than any page takes; an import is a command and no request.
timeout = 60
graceful_timeout = 30
# Behind a proxy, a connection kept open costs nothing and saves a handshake.
keepalive = 5
# A worker is replaced now and then, and never all at once.
max_requests = 10_000
max_requests_jitter = 1_000

# The heartbeat file belongs in memory: on a busy disk it would look like a hung worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Its default is a file in the user's home.
control_socket_disable = True
