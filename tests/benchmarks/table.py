"""The figures as tables in Markdown."""

DATABASES = ("SQLite", "PostgreSQL")
HEAD = ["page", "tasks", "CPU ms", "× bare", "queries", "kB"]
HTTP_HEAD = [f"{name} {what}" for name in DATABASES for what in ("p50", "p95", "req/s")]
SERVER_HEAD = ["server", "tasks", "database", "start to first page, s", "worker, MB"]


def pages_table(rows, with_http):
    """``rows``: ``{(page, tasks): {"warm": figures, "cold": figures}}``, cold only where it differs.

    Figures are those of ``cpu``, and under the name of each database that was there those of
    ``http``.
    """
    head = HEAD + (HTTP_HEAD if with_http else [])
    return table(head, [line(*key, row, with_http) for key, row in rows.items()])


def line(page, tasks, row, with_http):
    cells = [page, f"{tasks:,}"] + [pair(row, name) for name in ("ms", "ratio", "queries", "kB")]
    for database in DATABASES if with_http else ():
        of_database = {
            temperature: figures[database]
            for temperature, figures in row.items()
            if database in figures
        }
        for name in ("p50", "p95", "rate"):
            cells.append(pair(of_database, name) if of_database else "no server")
    return cells


def servers_table(rows):
    """``rows``: (server, tasks, database, seconds, megabytes)."""
    lines = [
        [server, f"{tasks:,}", database, number(seconds), number(megabytes)]
        for server, tasks, database, seconds, megabytes in rows
    ]
    return table(SERVER_HEAD, lines)


def told_export(rows, export):
    """One line about a ledger as a file, as ``child.export`` measured it."""
    seconds, size, held = (number(export[name]) for name in ("seconds", "size", "held"))
    return f"Ledger of {rows:,} milestones as Excel: {seconds} s, {size} MB, process at most {held} MB."


def table(head, lines):
    rule = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *lines])


def pair(row, name):
    """Warm / cold; one number where pages are never kept warm."""
    return " / ".join(number(figures[name]) for figures in row.values())


def number(value):
    if value is None:
        return "–"
    return f"{value:.1f}" if value < 10 and not isinstance(value, int) else f"{value:,.0f}"
