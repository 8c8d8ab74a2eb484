"""A site on a free port in processes of its own, as `fourfold serve` starts it, with three pages more to look inside."""

from __future__ import annotations

import os
import sys
import time

from flask import Flask, request

from assessment.app import create_app
from assessment.config import Settings
from assessment.serving.processes import Place, listen, run
from assessment.web.frame.access import public


def application() -> Flask:
    """The product with pages that tell who answered, that take their time, and that end a process."""
    app = create_app(Settings.from_environment())

    def slowly() -> str:
        time.sleep(float(request.args.get("seconds", "1.5")))
        return "answered in the end"

    app.add_url_rule("/who", "who", public(lambda: f"{os.getpid()} {request.remote_addr} {dict(request.headers)}"))
    app.add_url_rule("/slow", "slow", public(slowly))
    return app


if __name__ == "__main__":
    port, processes, proxies = map(int, sys.argv[1:])
    application()
    sys.exit(run(application, Place(listen("127.0.0.1", port), 2, bool(proxies)), processes=processes))
