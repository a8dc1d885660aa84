"""How the ledger is served, by ``make run``, containers and systemd alike: docs/deploy.md."""

wsgi_app = "baoan_rule.wsgi"
worker_class = "baoan_rule.web.PatientWorker"
workers = 2
threads = 16
keepalive = 5  # seconds that a connection without a request stays open
loglevel = "warning"
umask = 0o077
forwarder_headers = ""  # nobody in front may say under which path we are
