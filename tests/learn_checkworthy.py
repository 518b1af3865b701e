"""Labelled sentences -> the weights in schemas/terms/checkworthy.csv, or cross-validated scores.

    python tests/learn_checkworthy.py FOLDER > weights.csv
    python tests/learn_checkworthy.py FOLDER --scores OUT.jsonl

FOLDER holds `data/claimbuster_train.jsonl` (lines of id, text, label) and `folds.json` (its fixed folds). Features and
their words are set by hand and are read from the table; only their weights are learnt, by logistic regression with a
ridge, and then the bias, so that .5 is the cut of the best F1 on what was learnt from. With --scores the sentences of
each fold are scored by weights learnt from the other folds only. The shipped weights are never scored on
these sentences.
"""

import argparse
import csv
import json
import sys
from pathlib import Path

import numpy as np

from pipelines.language.checkworthy import Weights, shown, weights
from pipelines.resources import folder

RIDGE = 1.0
STEPS = 25
TABLE = folder("schemas") / "terms" / "checkworthy.csv"
Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def learnt(features: Matrix, labels: Matrix) -> Matrix:
    """The weights by Newton's method; the first column is the bias, which has no ridge."""
    ridge = np.diag([0.0] + [RIDGE] * (features.shape[1] - 1))
    found = np.zeros(features.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-features @ found))
        slope = features.T @ (labels - chance) - ridge @ found
        curve = (features.T * (chance * (1 - chance))) @ features + ridge
        found = found + np.linalg.solve(curve, slope)
    found[0] -= _best_cut(features @ found, labels)
    return found


def _best_cut(scores: Matrix, labels: Matrix) -> float:
    order = np.argsort(-scores)
    hits = np.cumsum(labels[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + labels.sum())
    return float(scores[order][int(np.argmax(f1))])


def matrix(texts: list[str], table: Weights, names: list[str]) -> Matrix:
    """A row a sentence, a column a feature."""
    rows = [shown(text, table) for text in texts]
    return np.array([[1.0] + [float(name in row) for name in names] for row in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scores", type=Path)
    said = parser.parse_args()
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    lines = (said.folder / "data" / "claimbuster_train.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    names = [row["feature"] for row in table if row["feature"] != "bias"]
    known = weights((row["feature"], "0", row["words"]) for row in table)
    features = matrix([row["text"] for row in rows], known, names)
    labels = np.array([float(row["label"]) for row in rows])
    if said.scores:
        folds = json.loads((said.folder / "folds.json").read_text(encoding="utf-8"))
        by_id = folds["claimbuster_train"]
        fold = np.array([by_id[row["id"]] for row in rows])
        scores = np.zeros(len(rows))
        for one in sorted(set(by_id.values())):
            scores[fold == one] = features[fold == one] @ learnt(features[fold != one], labels[fold != one])
        out = ({"id": row["id"], "score": 1 / (1 + np.exp(-score))} for row, score in zip(rows, scores, strict=True))
        said.scores.write_text("".join(json.dumps(row) + "\n" for row in out), encoding="utf-8")
        return
    found = dict(zip(["bias", *names], learnt(features, labels), strict=True))
    out_table = csv.writer(sys.stdout, lineterminator="\n")
    out_table.writerow(("feature", "weight", "words"))
    out_table.writerows((row["feature"], round(found[row["feature"]], 2), row["words"]) for row in table)


if __name__ == "__main__":
    main()
