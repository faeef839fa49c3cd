"""What the recommender is measured beside: scipy and implicit, on the same data.

    python Benchmarks/peers.py quality SET          lists of a hundred for the test people, each peer
    python Benchmarks/peers.py ease SET RIDGE       the same of EASE by scipy's Cholesky
    python Benchmarks/peers.py speed SET PEER       training and serving; PEER: ease, als or cosine
    python Benchmarks/peers.py histories SET FOLDER writes a few known items of each test person

SET is a folder with a split.bin: five blocks (training, two of validation, two of test), each 'CSR1',
rows and columns (u32), ones (u64), where rows begin (u64) and columns (u32), little-endian. Prints one
JSON object a line, with the names that the program Recommend uses.
"""
import json
import pathlib
import struct
import sys
import time

import numpy
import scipy.sparse
from scipy.linalg.lapack import spotrf, spotri

#: Chosen on validation people; ../shared/notes/recommender.md, section 3, says among what.
TUNED = {
    "ml1m": {"cosine": {"K": 50}, "bm25": {"K": 100, "K1": 100, "B": 0.4},
             "als": {"factors": 64, "regularization": 20, "alpha": 5}},
    "gowalla10k": {"cosine": {"K": 200}, "bm25": {"K": 50, "K1": 100, "B": 0.4},
                   "als": {"factors": 256, "regularization": 10, "alpha": 20}},
}
#: For speed nothing is tuned: these factors are what the bar names.
QUICK = {"cosine": {"K": 200}, "als": {"factors": 128, "regularization": 10, "alpha": 20}}
RIDGE = 500
THREADS = 2
HISTORIES = (1, 2, 3, 5, 10, 20, 50, 100000)


def show(**line):
    print(json.dumps(line), flush=True)


def blocks(folder):
    """Training people, what is known of each test person, and what is to be found."""
    data = memoryview((folder / "split.bin").read_bytes())
    found = []
    while len(data):
        magic, rows, columns, ones = struct.unpack("<4sIIQ", data[:20])
        if magic != b"CSR1":
            sys.exit(f"{folder}: not a split")
        ends = 20, 28 + 8 * rows, 28 + 8 * rows + 4 * ones
        starts = numpy.frombuffer(data[ends[0]:ends[1]], "<u8").astype("i8")
        places = numpy.frombuffer(data[ends[1]:ends[2]], "<u4").astype("i4")
        found.append(scipy.sparse.csr_matrix((numpy.ones(ones, "f4"), places, starts), (rows, columns)))
        data = data[ends[2]:]
    return found[0], found[3], found[4]


def row(matrix, number):
    return matrix.indices[matrix.indptr[number]:matrix.indptr[number + 1]]


def quality(name, lists, targets):
    """Recall@20, recall@50 and NDCG@100 of each person with a target."""
    gains = 1 / numpy.log2(numpy.arange(100) + 2)
    lines = {"recall20": [], "recall50": [], "ndcg": []}
    for person, places in enumerate(lists):
        wanted = row(targets, person)
        if len(wanted):
            hits = numpy.isin(places[:100], wanted)
            lines["recall20"].append(hits[:20].sum() / min(20, len(wanted)))
            lines["recall50"].append(hits[:50].sum() / min(50, len(wanted)))
            lines["ndcg"].append(gains[:len(hits)][hits].sum() / gains[:len(wanted)].sum())
    show(name=name, **{key: [float(value) for value in values] for key, values in lines.items()})


def hundred(scores, known):
    """The places of the hundred best, best first, without what is known."""
    scores = scores.copy()
    scores[known] = -numpy.inf
    best = numpy.argpartition(-scores, 100)[:100]
    return best[numpy.argsort(-scores[best], kind="stable")]


def ease(people, ridge):
    """EASE in closed form: the inverse by Cholesky, mirrored, each column over its diagonal."""
    gram = (people.T @ people).toarray(order="F")
    diagonal = numpy.diag_indices_from(gram)
    gram[diagonal] += ridge
    factor, failed = spotrf(gram, lower=True, overwrite_a=True)
    if failed:
        sys.exit("not positive definite")
    inverse, failed = spotri(factor, lower=True, overwrite_c=True)
    if failed:
        sys.exit("not positive definite")
    inverse = numpy.tril(inverse)
    inverse += numpy.tril(inverse, -1).T
    weights = inverse / -inverse[diagonal]
    weights[diagonal] = 0
    return weights


def implicit_model(peer, settings):
    """implicit's model, untrained."""
    from implicit import nearest_neighbours
    from implicit.cpu.als import AlternatingLeastSquares
    if peer == "als":
        return AlternatingLeastSquares(**settings, iterations=15, num_threads=THREADS, random_state=7)
    kinds = {"cosine": nearest_neighbours.CosineRecommender, "bm25": nearest_neighbours.BM25Recommender}
    return kinds[peer](**settings, num_threads=THREADS)


def again(peer):
    """How implicit is told that the people asking were not trained on."""
    return {"recalculate_user": True} if peer == "als" else {}


def measure_quality(folder):
    people, known, targets = blocks(folder)
    popularity = numpy.asarray(people.sum(0)).ravel()
    quality("popularity", (hundred(popularity, row(known, n)) for n in range(known.shape[0])), targets)
    for peer, settings in TUNED[folder.name].items():
        model = implicit_model(peer, settings)
        model.fit(people, show_progress=False)
        lists, _ = model.recommend(numpy.arange(known.shape[0]), known, N=100, **again(peer))
        quality(peer, lists, targets)


def measure_ease(folder, ridge):
    people, known, targets = blocks(folder)
    weights = ease(people, ridge)
    lists = (hundred(numpy.asarray(known[n] @ weights).ravel(), row(known, n)) for n in range(known.shape[0]))
    quality("ease", lists, targets)


def peak():
    """The most memory that this process has held so far, in millions of bytes."""
    line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def measure_speed(folder, peer):
    people, known, _ = blocks(folder)
    model = None if peer == "ease" else implicit_model(peer, QUICK[peer])
    before = peak()
    wall, cpu = time.perf_counter(), time.process_time()
    if model is None:
        ease(people, RIDGE)
    else:
        model.fit(people, show_progress=False)
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    show(whole=took, peak=peak(), before=before)
    if model is None:
        return
    # Rows are made before, so that only recommend() is timed.
    asking = [row(known, n)[:100] for n in range(known.shape[0]) if len(row(known, n)) >= 100]
    rows = [scipy.sparse.csr_matrix((numpy.ones(100, "f4"), (numpy.zeros(100, "i4"), places)),
                                    (1, people.shape[1])) for places in asking]
    times = []
    for round_ in range(6):
        for one in rows:
            start = time.perf_counter()
            model.recommend(0, one, N=100, **again(peer))
            if round_:
                times.append(time.perf_counter() - start)
    times.sort()
    show(people=len(rows), times={"p50": 1e3 * times[len(times) // 2], "p99": 1e3 * times[len(times) * 99 // 100]})


def write_histories(folder, to):
    """As in the notes: of each person so many at random, by numpy's generator with seed 2."""
    _, known, _ = blocks(folder)
    for count in HISTORIES:
        random = numpy.random.RandomState(2)
        rows = [row(known, n) for n in range(known.shape[0])]
        rows = [numpy.sort(random.choice(places, min(count, len(places)), replace=False)) for places in rows]
        starts = numpy.cumsum([0] + [len(places) for places in rows]).astype("<u8")
        places = numpy.concatenate(rows).astype("<u4")
        head = struct.pack("<4sIIQ", b"CSR1", *known.shape, len(places))
        name = "all" if count > known.shape[1] else str(count)
        (to / f"{name}.bin").write_bytes(head + starts.tobytes() + places.tobytes())


def main(task="", folder="", *rest):
    folder = pathlib.Path(folder)
    if task == "quality":
        measure_quality(folder)
    elif task == "ease":
        measure_ease(folder, float(rest[0]))
    elif task == "speed":
        measure_speed(folder, rest[0])
    elif task == "histories":
        write_histories(folder, pathlib.Path(rest[0]))
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
