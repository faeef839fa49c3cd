"""Draws what training and serving take as the house grows: python Benchmarks/plot.py ROWS.json PNG"""
import json
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot


def draw(rows, to):
    figures = [("training, s", lambda row: row["training"]["whole"]["wall"]),
               ("serving 100 picks, p50 ms", lambda row: row["serving"]["times"]["p50"]),
               ("most memory, MB", lambda row: row["training"]["peak"])]
    sheet, grid = pyplot.subplots(len(figures), 2, figsize=(9, 9), sharex="col", sharey="row", layout="constrained")
    for column, axis in enumerate(("items", "people")):
        series = sorted((row for row in rows if row["along"] == axis), key=lambda row: row[axis])
        for line, (title, figure) in enumerate(figures):
            place = grid[line][column]
            place.set(xscale="log", yscale="log")
            place.grid(alpha=0.3)
            for method, mark in (("dense", "o"), ("neighbours", "s")):
                some = [row for row in series if row["training"]["method"] == method]
                if some:
                    place.plot([row[axis] for row in some], [figure(row) for row in some], mark + "-", label=method)
            if column == 0:
                place.set_ylabel(title)
                place.legend()
            if line == len(figures) - 1:
                place.set_xlabel(axis)
        if series:
            other = "people" if axis == "items" else "items"
            grid[0][column].set_title(f"{series[0][other]:,} {other}")
    sheet.savefig(to, dpi=120)


with open(sys.argv[1]) as file:
    draw(json.load(file), sys.argv[2])
