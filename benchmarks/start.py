#!/usr/bin/env python3
"""How long a JVM takes from its start to the first plan, with and without an archive of classes.

    mvn -q -DskipTests package
    benchmarks/start.py [--runs 7]

Starts the served fake on loopback, makes the production cluster there, and then starts a JVM that finds nothing to do, again
and again in each way, one after the other so that the machine's noise meets all alike. Prints medians. The archive is made in a
temporary folder.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAIN = "dev.eksdsl.benchmarks.FirstPlan"
ARCHIVE = "eks-dsl.jsa"
WAYS = {
    "no class-data sharing": ["-Xshare:off"],
    "the JVM as it is": [],
    "first compiler only": ["-XX:TieredStopAtLevel=1"],
    "archive of the application": ["-XX:SharedArchiveFile=" + ARCHIVE, "-Xshare:auto"],
    "archive, first compiler only": ["-XX:SharedArchiveFile=" + ARCHIVE, "-Xshare:auto", "-XX:TieredStopAtLevel=1"],
}


def only(folder, pattern):
    found = [jar for jar in (ROOT / folder / "target").glob(pattern) if "sources" not in jar.name and "javadoc" not in jar.name]
    if len(found) != 1:
        raise SystemExit(f"build first: {folder}/target has {len(found)} files {pattern}")
    return str(found[0])


def class_path():
    """The archive takes jars only, so the library's own classes must come from its jar as well."""
    listed = ROOT / "eks-dsl-core/target/runtime-classpath.txt"
    return os.pathsep.join([
        only("eks-dsl-core", "eks-dsl-core-*.jar"),
        only("benchmarks", "benchmarks.jar"),
        listed.read_text().strip(),
    ])


def serve():
    fake = only("eks-dsl-testing", "eks-dsl-fake-aws.jar")
    process = subprocess.Popen(["java", "-jar", fake, "--port", "0", "--speed", "600"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        found = re.search(r"listening on (http://\S+)", line)
        if found:
            return process, found.group(1)
    raise SystemExit("the served fake did not start")


def run(command, folder):
    """What one process took: wall and CPU seconds, the most memory in MiB, and what it printed."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"ended with {process.returncode}: {' '.join(command)}\n{printed}")
    figures = dict(re.findall(r"(\w+)=(\w+)", printed))
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "rss": used.ru_maxrss / 1024, **figures}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=7)
    runs = options.parse_args().runs
    folder = tempfile.mkdtemp(prefix="eks-dsl-start-")
    path = class_path()
    server, url = serve()
    try:
        java = lambda *more: ["java", *more, "-cp", path, MAIN, url]
        run(java() + ["apply"], folder)
        run(java("-XX:ArchiveClassesAtExit=" + ARCHIVE), folder)
        results = {way: [] for way in WAYS}
        for _ in range(runs):
            for way, flags in WAYS.items():
                results[way].append(run(java(*flags), folder))
        size = os.path.getsize(os.path.join(folder, ARCHIVE)) / 2**20
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)
    print(f"medians of {runs} runs; the archive has {size:.0f} MiB\n")
    print("| | until main, ms | until the first plan, ms | the next plan, ms | wall, s | CPU, s | memory, MiB |")
    print("|---|---|---|---|---|---|---|")
    for way, took in results.items():
        median = lambda name: statistics.median(float(one[name]) for one in took)
        print(f"| {way} | {median('main'):.0f} | {median('first'):.0f} | {median('again'):.0f} "
              f"| {median('wall'):.2f} | {median('cpu'):.2f} | {median('rss'):.0f} |")
    assert all(one["empty"] == "true" for took in results.values() for one in took), "the plan was not empty"


if __name__ == "__main__":
    main()
