"""Ways to change the files behind Candor's back, made up from what the files say they hold.

A table or a column that a later Candor adds is changed as well, without a word here.
"""
import contextlib
import dataclasses
import re
import sqlite3
import uuid
from typing import Callable

from house import Violation

FILES = ("candor.db", "keys.db")
# Rows that say whose they are: any finding that names the person will do.
OF_PEOPLE = ("event", "record", "key")


class Impossible(Exception):
    """The damage cannot be done to this house; says why."""


@dataclasses.dataclass
class Damage:
    """Something that is done to the files in a folder; returns what a finding has to name."""

    title: str
    do: Callable


def are_named(names, findings):
    """Whether a finding names one of the places; no names stand for any place at all."""
    texts = [f"{each['place']}: {each['what']}" for each in findings]
    leaves = [int(name[5:]) for name in names if re.fullmatch(r"leaf \d+", name)]
    for text in texts:
        if any(re.search(rf"{re.escape(name)}(?![\w-])", text) for name in names):
            return True
        for first, last in re.findall(r"leaf (\d+) to (\d+)", text):
            if any(int(first) <= leaf <= int(last) for leaf in leaves):
                return True
    return bool(texts) and not names


@contextlib.contextmanager
def opened(file):
    connection = sqlite3.connect(file, isolation_level=None)
    with contextlib.closing(connection):
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.row_factory = sqlite3.Row
        yield connection


class Table:
    """A table as the file describes it."""

    def __init__(self, connection, file, name):
        self.file, self.name = file, name
        self.columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
        self.keys = [each["name"] for each in self.columns if each["pk"]]
        self.rows = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]

    def names(self, row):
        """How a finding may name a row."""
        if self.name in OF_PEOPLE:
            person = row["person"]
            leaf = row.get("leaf")
            names = [str(uuid.UUID(bytes=person)) if len(person) == 16 else person.hex()]
            return names + ([] if leaf is None else [f"leaf {leaf}"])
        if self.name in ("digest", "grdb_migrations"):
            return [self.name]
        return [f"{self.name} " + "/".join(shown(row[key]) for key in self.keys)]

    def where(self, row):
        return " AND ".join(f"{key} IS ?" for key in self.keys), [row[key] for key in self.keys]

    def set(self, connection, row, column, value):
        condition, keys = self.where(row)
        connection.execute(
            f"UPDATE {self.name} SET {column} = ? WHERE {condition}", [value, *keys]
        )

    def delete(self, connection, row):
        condition, keys = self.where(row)
        connection.execute(f"DELETE FROM {self.name} WHERE {condition}", keys)

    def insert(self, connection, row):
        places = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {self.name} VALUES ({places})", list(row.values()))


def shown(value):
    # What comes after a zero byte, nobody is shown.
    return value[:8].hex() if isinstance(value, bytes) else str(value).split("\0")[0]


def others(value, column, random):
    """What could stand there instead, and how it differs."""
    if isinstance(value, bytes):
        at = random.randrange(len(value))
        flipped = bytes([value[at] ^ 1 << random.randrange(8)])
        yield "with a bit flipped", value[:at] + flipped + value[at + 1:]
        yield "a byte longer", value + b"\0"
        yield "a byte shorter", value[:-1]
    elif isinstance(value, int):
        yield "one more", value + 1
        yield "one less", value - 1
    elif isinstance(value, str):
        at = random.randrange(len(value)) if value else 0
        letter = "z" if value[at:at + 1] == "q" else "q"
        yield "with another letter", value[:at] + letter + value[at + 1:]
        yield "longer", value + " people:erase"
        yield "longer after a zero byte", value + "\0x"
    else:
        yield "no longer nothing", {"INTEGER": 1, "TEXT": "x"}.get(column["type"], bytes(16))
    if value is not None and not column["notnull"] and not column["pk"]:
        yield "nothing", None


def damages(folder, random):
    """All that is tried on a house."""
    for file in FILES:
        with opened(folder / file) as connection:
            master = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            names = [each["name"] for each in master if each["type"] == "table"]
            # This house shares and sells nothing: the contract of the stores covers the tags of these.
            unfilled = {
                "disclosure", "outbox", "offer", "place", "posting", "account", "later"}
            names = [name for name in names if name not in unfilled]
            tables = [Table(connection, file, name) for name in names]
        for table in tables:
            if not table.rows:
                raise Violation(f"{file} {table.name} is empty: the house has to fill it")
            for column in table.columns:
                kinds = {how for row in table.rows
                         for how, _ in others(row[column["name"]], column, random)}
                for how in sorted(kinds):
                    yield changed(table, column, how, random)
                yield swapped(table, column, random)
            yield deleted(table, random)
            yield inserted(table, random)
            place = f"table {table.name}"
            yield run(file, f"ALTER TABLE {table.name} ADD COLUMN more INTEGER", place)
            yield run(file, f"DROP TABLE {table.name}", place)
        for each in master:
            if each["type"] == "index" and each["sql"]:
                yield run(file, f"DROP INDEX {each['name']}", f"index {each['name']}")
        table = tables[0].name
        yield run(file, f"CREATE TABLE more AS SELECT * FROM {table}", "table more")
        yield run(
            file, f"CREATE TRIGGER more AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
            "trigger more",
        )
    yield somebody_gone(random)


def changed(table, column, how, random):
    def do(folder):
        name = column["name"]
        with opened(folder / table.file) as connection:
            for row in random.sample(table.rows, len(table.rows)):
                value = dict(others(row[name], column, random)).get(how, row[name])
                if value == row[name]:
                    continue
                with contextlib.suppress(sqlite3.IntegrityError):
                    table.set(connection, row, name, value)
                    return table.names(row) + table.names({**row, name: value})
        raise Impossible("no row takes it")
    return Damage(f"{table.file} {table.name}.{column['name']} {how}", do)


def swapped(table, column, random):
    def do(folder):
        name = column["name"]
        with opened(folder / table.file) as connection:
            for _ in range(200):
                one, other = random.choice(table.rows), random.choice(table.rows)
                first, second = {**one, name: other[name]}, {**other, name: one[name]}
                if first in (one, other):
                    continue
                with contextlib.suppress(sqlite3.IntegrityError):
                    exchange(connection, table, (one, other), (first, second))
                    rows = (one, other, first, second)
                    return [name for row in rows for name in table.names(row)]
        raise Impossible("no two rows would be other rows then")
    return Damage(f"{table.file} {table.name}.{column['name']} of two rows swapped", do)


def exchange(connection, table, old, new):
    """Takes rows out before others come in: two must not be alike in a key in between."""
    connection.execute("BEGIN")
    try:
        for row in old:
            table.delete(connection, row)
        for row in new:
            table.insert(connection, row)
    except sqlite3.IntegrityError:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def deleted(table, random):
    def do(folder):
        row = random.choice(table.rows)
        with opened(folder / table.file) as connection:
            table.delete(connection, row)
        # Nothing is left that tells its key, where no other table does.
        return table.names(row) + [f"{table.name}:"]
    return Damage(f"{table.file} {table.name}: a row deleted", do)


def inserted(table, random):
    def do(folder):
        with opened(folder / table.file) as connection:
            for _ in range(200):
                row = dict(random.choice(table.rows))
                for column in table.columns:
                    name = column["name"]
                    if name in table.keys or random.random() < 0.2:
                        choices = [value for _, value in others(row[name], column, random)]
                        if isinstance(row[name], int):
                            choices.append(max(each[name] or 0 for each in table.rows) + 1)
                        row[name] = random.choice(choices)
                with contextlib.suppress(sqlite3.IntegrityError):
                    table.insert(connection, row)
                    return table.names(row)
        raise Impossible("no row can be added")
    return Damage(f"{table.file} {table.name}: a row inserted", do)


def run(file, sql, name):
    def do(folder):
        with opened(folder / file) as connection:
            connection.execute(sql)
        return [name]
    return Damage(f"{file}: {sql}", do)


def somebody_gone(random):
    """Every row of a person, as an erasure would leave it, but for the erasure."""
    def do(folder):
        with opened(folder / "candor.db") as connection:
            people = connection.execute("SELECT person FROM record ORDER BY person").fetchall()
            person = random.choice(people)["person"]
            for table in ("event", "record", "identity", "access", "reply"):
                connection.execute(f"DELETE FROM {table} WHERE person = ?", [person])
        with opened(folder / "keys.db") as connection:
            connection.execute("DELETE FROM key WHERE person = ?", [person])
        return ["leaf"]
    return Damage("all of a person's rows deleted", do)
