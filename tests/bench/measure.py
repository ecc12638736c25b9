#!/usr/bin/env python3
"""Runs a command, its output thrown away, and prints {"wall", "cpu" (seconds), "peak_mb", "status"}; --keep shows the
last line of its output as "out"."""
import json
import resource
import subprocess
import sys
import time

arguments = sys.argv[1:]
keep = arguments[:1] == ["--keep"]
start = time.monotonic()
command = arguments[1:] if keep else arguments
done = subprocess.run(command, stdout=subprocess.PIPE if keep else subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.monotonic() - start
use = resource.getrusage(resource.RUSAGE_CHILDREN)
figures = {"wall": wall, "cpu": use.ru_utime + use.ru_stime, "peak_mb": use.ru_maxrss / 1024, "status": done.returncode}
if keep:
    figures["out"] = (done.stdout.decode().strip().splitlines() or [""])[-1]
print(json.dumps(figures))
