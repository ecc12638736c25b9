"""fairness_pandas.py FILE.csv: seven metrics by group as Fairlearn's MetricFrame computes them: a group-by in pandas,
and a call of each metric for every group, and for everybody. Also the plain group-by of counts, without a call a group.
Prints milliseconds as one line of JSON; reading is not timed."""
import json, sys, time
import numpy, pandas

frame = pandas.read_csv(sys.argv[1])
frame["age"] = pandas.cut(frame["age"], [0, 25, 40, 60, 200], right=False).astype(str)
columns = ["sex", "race", "age"]

def rate(selected, among):
    return float((selected & among).sum()) / max(1, int(among.sum()))

def confusion(data):
    # A metric gets the group's labels and predictions and starts from them, as scikit-learn's do.
    return numpy.asarray(data["really"]) == 1, numpy.asarray(data["chosen"]) == 1

metrics = {
    "count": lambda d: len(d),
    "selection_rate": lambda d: rate(confusion(d)[1], numpy.ones(len(d), bool)),
    "tpr": lambda d: rate(confusion(d)[1], confusion(d)[0]),
    "fpr": lambda d: rate(confusion(d)[1], ~confusion(d)[0]),
    "fnr": lambda d: rate(~confusion(d)[1], confusion(d)[0]),
    "tnr": lambda d: rate(~confusion(d)[1], ~confusion(d)[0]),
    "accuracy": lambda d: float((confusion(d)[0] == confusion(d)[1]).mean()),
}

def best(run, rounds=3):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)

def loop():
    overall = {name: metric(frame) for name, metric in metrics.items()}
    by_group = {name: frame.groupby(columns).apply(metric) for name, metric in metrics.items()}
    return overall, by_group

def counts():
    return frame.groupby(columns + ["really", "chosen"]).size()

print(json.dumps({"rows": len(frame), "groups": frame.groupby(columns).ngroups,
                  "loop_ms": best(loop), "plain_group_by_ms": best(counts)}))
