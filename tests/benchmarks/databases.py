"""Databases of our own on the PostgreSQL server of this machine."""

from contextlib import contextmanager
from uuid import uuid4

import psycopg2

POSTGRES = "postgres://postgres@127.0.0.1:5432/"


@contextmanager
def databases(number):
    """The addresses of so many new PostgreSQL databases, dropped in the end."""
    names = [f"bench_{uuid4().hex}" for _database in range(number)]
    for name in names:
        on_server(f"CREATE DATABASE {name}")
    try:
        yield [POSTGRES + name for name in names]
    finally:
        for name in names:
            on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(statement):
    connection = psycopg2.connect(POSTGRES + "postgres")
    connection.autocommit = True
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()


def has_postgres():
    try:
        on_server("SELECT 1")
    except psycopg2.OperationalError:
        return False
    return True
