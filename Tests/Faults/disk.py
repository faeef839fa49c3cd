"""A disk between a server and the disk: what was done to it, and what a power cut leaves of it.

disk.c stands in the server and writes down every operation. Here the trace is read and played again
up to a moment, and what lay on the disk at that moment is made from it: for sure whatever a sync
had covered that was over by then, and of the rest any part, torn or whole, in any order.
"""
import collections
import contextlib
import os
import pathlib
import struct
import subprocess

OPEN, WRITE, TRUNCATE, SYNC, UNLINK, RENAME, CLOSE, LINK = range(1, 9)
RECORD = struct.Struct("<qqqqiiii")
SECTOR, PAGE = 512, 4096
#: How much of what was not synced survives a cut.
SURVIVALS = ("nothing", "all", "sectors", "pages", "first", "last")


class Disk:
    """The shim, made anew, and the environment that puts it into a server."""

    def __init__(self, place, data):
        self.data, self.library = pathlib.Path(data).resolve(), pathlib.Path(place) / "disk.so"
        self.trigger = pathlib.Path(place) / "trigger"
        self.fired = pathlib.Path(place) / "trigger.fired"
        source = pathlib.Path(__file__).with_name("disk.c")
        compiler = ["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared"]
        subprocess.run([*compiler, "-o", self.library, source], check=True)

    def environment(self, trace=None, is_lazy=False):
        """What has to be in the environment of a server."""
        chosen = {"CANDOR_FAULTS_TRACE": trace, "CANDOR_FAULTS_LAZY": "1" if is_lazy else None}
        always = {
            "LD_PRELOAD": self.library, "CANDOR_FAULTS_DIR": self.data,
            "CANDOR_FAULTS_TRIGGER": self.trigger,
        }
        return {name: str(value) for name, value in {**always, **chosen}.items() if value}

    @contextlib.contextmanager
    def failing(self, operation, number, error, often="on", file="*"):
        """For as long, the NUMBER-th operation fails, once or from then on.

        When it did for the first time, the file `fired` is there.
        """
        self.fired.unlink(missing_ok=True)
        draft = self.trigger.with_suffix(".draft")
        draft.write_text(f"{operation} {number} {error} {often} {file}\n")
        draft.rename(self.trigger)
        try:
            yield
        finally:
            self.trigger.unlink(missing_ok=True)


class File:
    """What a name stood for at one time; a name may stand for another file later."""

    def __init__(self, name):
        self.name = name


Operation = collections.namedtuple("Operation", "kind begin end file at bytes to")


def operations(trace):
    """What happened, by the time at which each operation began.

    Records are in the order in which descriptors came and went; the times are not.
    """
    found, names, opened, place = [], {}, {}, 0
    while place < len(trace):
        begin, end, at, length, process, descriptor, kind, _ = RECORD.unpack_from(trace, place)
        place += RECORD.size
        data = trace[place:place + length]
        place += length
        file, to = opened.get((process, descriptor)), None
        if kind in (OPEN, UNLINK, RENAME, LINK):
            name, *other = data.decode().split("\0")
            file = names.get(name)
        if kind == OPEN:
            if file is None:
                file = names[name] = File(name)
                found.append(Operation(OPEN, begin, end, file, 0, None, name))
            opened[process, descriptor] = file
            if not at & os.O_TRUNC:
                continue
            kind, at = TRUNCATE, 0
        elif kind == CLOSE:
            del opened[process, descriptor]
            continue
        elif kind == UNLINK:
            del names[name]
            to = name
        elif kind == RENAME:
            to = (name, other[0])
            file.name, names[other[0]] = other[0], names.pop(name)
        elif kind == LINK:
            to = (name, other[0])
            names[other[0]] = file
        found.append(Operation(kind, begin, end, file, at, data, to))
    return sorted(found, key=lambda operation: operation.begin)


def apply(operation, content):
    """Does a write or a truncation to the bytes of a file."""
    at, length = operation.at, len(content)
    if operation.kind == TRUNCATE:
        content[at:] = bytes(max(0, at - length))
        return
    if length < at:
        content.extend(bytes(at - length))
    content[at:at + len(operation.bytes)] = operation.bytes


def pieces(operation, size):
    """A write, cut where blocks of the disk end."""
    if operation.kind != WRITE:
        return [operation]
    at, end = operation.at, operation.at + len(operation.bytes)
    edges = [at, *range(at - at % size + size, end, size), end]
    return [
        operation._replace(at=a, bytes=operation.bytes[a - at:b - at])
        for a, b in zip(edges, edges[1:])
    ]


def moment(operation):
    """When it may show on the disk: a write as soon as it begins, a sync not before it is over."""
    return operation.end if operation.kind == SYNC else operation.begin


class Replay:
    """The disk at a moment, which moves forward only."""

    def __init__(self, operations):
        self.coming = collections.deque(sorted(operations, key=moment))
        self.contents = collections.defaultdict(bytearray)  # what is safe, by file
        self.pending = collections.defaultdict(list)  # what is not
        self.names, self.renamings = {}, []  # the same for names

    def advance(self, time):
        while self.coming and moment(self.coming[0]) < time:
            operation = self.coming.popleft()
            if operation.kind == SYNC:
                self.sync(operation)
            elif operation.kind in (OPEN, UNLINK, RENAME, LINK):
                self.renamings.append(operation)
            else:
                self.pending[operation.file].append(operation)

    def sync(self, sync):
        """Makes safe what was over when the sync began."""
        is_over = lambda operation: operation.end <= sync.begin
        if sync.file.name == ".":
            for operation in filter(is_over, self.renamings):
                rename(operation, self.names)
            self.renamings = [each for each in self.renamings if not is_over(each)]
        else:
            waiting = self.pending[sync.file]
            for operation in filter(is_over, waiting):
                apply(operation, self.contents[sync.file])
            self.pending[sync.file] = [each for each in waiting if not is_over(each)]

    def image(self, dice, survival):
        """The files that are found after a cut at this moment, by name."""
        names = dict(self.names)
        # A file system keeps the order of names in its journal, so a part from the beginning.
        kept = {"nothing": 0, "all": len(self.renamings)}.get(survival)
        kept = dice.randint(0, len(self.renamings)) if kept is None else kept
        for operation in self.renamings[:kept]:
            rename(operation, names)
        image = {}
        for name, file in names.items():
            image[name] = content = bytearray(self.contents[file])
            for operation in survivors(self.pending[file], dice, survival):
                apply(operation, content)
        image.pop(".", None)
        return image


def rename(operation, names):
    if operation.kind == OPEN:
        names[operation.to] = operation.file
    elif operation.kind == UNLINK:
        names.pop(operation.to, None)
    else:
        if operation.kind == RENAME:
            names.pop(operation.to[0], None)
        names[operation.to[1]] = operation.file


def survivors(pending, dice, survival):
    """Those of the operations that reach the disk although no sync asked for it."""
    if survival in ("nothing", "all"):
        return pending if survival == "all" else []
    size = PAGE if survival == "pages" else SECTOR
    parts = [part for operation in pending for part in pieces(operation, size)]
    if survival in ("first", "last"):
        edge = dice.randint(0, len(parts))
        return parts[:edge] if survival == "first" else parts[edge:]
    share = dice.random()
    return [part for part in parts if dice.random() < share]
