"""A TAXII 2.1 server of others (medallion, of OASIS) on a free port: `python medallion_server.py DATA.json PAGE`.

Prints its port, and serves until it is killed.
"""

import json
import sys
from pathlib import Path

import medallion
from werkzeug.serving import make_server

USERS = {"reader": "secret"}


def main() -> None:
    """See above."""
    data, page = sys.argv[1:]
    settings = {
        "users": USERS,
        "taxii": {"max_page_size": int(page)},
        "backend": {
            "module": "medallion.backends.memory_backend",
            "module_class": "MemoryBackend",
            "filename": data,
        },
    }
    where = Path(data).with_name("settings.json")
    where.write_text(json.dumps(settings))
    server = make_server("127.0.0.1", 0, medallion.load_app(str(where)), threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
