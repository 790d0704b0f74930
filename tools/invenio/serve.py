"""Serve InvenioRDM's pages and REST interface together on loopback; run by peer.py inside InvenioRDM's environment."""

import sys

from invenio_app.wsgi import application
from werkzeug.serving import run_simple

if __name__ == "__main__":
    run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True)
