"""python -m bench.spark_cluster FOLDER --spark SPARK_HOME [--workers 2] [--kill contacts] [--months 14] [--questions] [--out FILE.json]

Derives the store of a data directory (bench.big_town makes one) on an Apache Spark standalone cluster that it starts on
this machine: a master, workers of one core each and a Connect server, all on the loopback. With --kill TABLE a worker is
killed while that table is written. The store is then compared with DuckDB's, table by table, and --questions asks Spark
every indicator, breakdown and check, too. SPARK_HOME is the folder of a pyspark==4.1.1 in a virtual environment of its own
(…/site-packages/pyspark); Java 17 or later is needed.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import duckdb

from bench.spark_compare import answered_the_same, differing
from care import building, spark, tallies
from care.definitions import load
from care.spark import running

PATIENCE = 120  # seconds until the cluster answers
SALT = "0" * 32  # the same ids on both engines
TICKS = os.sysconf("SC_CLK_TCK")


class Cluster:
    """A master, workers and a Connect server as processes of this one, each in a process group of its own."""

    def __init__(self, home: Path, logs: Path, workers: int, memory: str):
        self.home, self.logs, self.spent = home, logs, 0.0
        self.master, self.connect = _free_port(), _free_port()
        at = f"spark://127.0.0.1:{self.master}"
        name = "org.apache.spark.deploy"
        where = ["--host", "127.0.0.1", "--webui-port", "0"]
        self.running = [self._start("master", f"{name}.master.Master", "--port", str(self.master), *where)]
        _answers(self.master)
        self.workers = [
            self._start(f"worker{n}", f"{name}.worker.Worker", "--cores", "1", "--memory", memory, *where, at)
            for n in range(workers)
        ]
        settings = {
            "spark.master": at,
            "spark.executor.memory": memory,
            "spark.driver.memory": "2g",
            "spark.driver.host": "127.0.0.1",
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.connect.grpc.binding.port": str(self.connect),
            "spark.sql.shuffle.partitions": "8",
            "spark.buffer.pageSize": "2m",  # of 64 MB each, a question's fourteen month-ends need more than 2 GB has
            "spark.ui.enabled": "false",
            "spark.local.dir": str(logs / "spill"),
        }
        told = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
        server = "org.apache.spark.sql.connect.service.SparkConnectServer"
        submit = ["org.apache.spark.deploy.SparkSubmit", *told, "--class", server, "spark-internal"]
        self.running += [*self.workers, self._start("connect", *submit)]
        _answers(self.connect)

    def _start(self, name: str, *command: str) -> subprocess.Popen:
        env = os.environ | {"SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1"}
        env["SPARK_WORKER_DIR"] = str(self.logs / "work")
        with (self.logs / f"{name}.log").open("w") as log:
            return subprocess.Popen(
                [str(self.home / "bin" / "spark-class"), *command],
                stdout=log,
                stderr=log,
                env=env,
                start_new_session=True,
            )

    def kill_worker(self) -> None:
        """One worker and what it runs go at once, as when a machine's plug is pulled."""
        lost = self.workers.pop()
        self.spent += _processor_seconds(lost.pid)
        os.killpg(lost.pid, signal.SIGKILL)
        lost.wait()

    def processor_seconds(self) -> float:
        """Of all processes, those killed included."""
        return self.spent + sum(_processor_seconds(one.pid) for one in self.running if one.poll() is None)

    def stop(self) -> None:
        for one in self.running:
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGKILL)
                one.wait()


def _processor_seconds(group: int) -> float:
    """Of every process in a process group (Linux)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group:
            ticks += int(told[11]) + int(told[12])
    return ticks / TICKS


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _answers(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"nothing answers on port {port}")


def _linked(folder: Path, home: Path) -> Path:
    """A data directory of its own over the same batches."""
    home.mkdir()
    (home / "batches").symlink_to((folder / "batches").resolve())
    (home / "id_salt").write_text(SALT)
    return home


def _kill_at(cluster: Cluster, home: Path, table: str, told: dict) -> None:
    while not list(home.glob(f"derived/*/{table}/_temporary")):
        time.sleep(0.1)
    time.sleep(1)
    cluster.kill_worker()
    told["killed_while_writing"] = table


def _timed_writes(told: dict):
    plain = running._write

    def write(run, frame, path):
        started = time.perf_counter()
        plain(run, frame, path)
        told[path] = round(time.perf_counter() - started, 2)
        print(f"{path}: {told[path]} s", file=sys.stderr, flush=True)

    return write


def measure(asked: argparse.Namespace, logs: Path) -> dict:
    told: dict = {"workers": asked.workers, "tables": {}, "load": [os.getloadavg()[0]]}
    rules = load()
    tallies.MOST_MONTHS = asked.months
    started = time.perf_counter()
    spent = time.process_time()
    mine = building.build(_linked(asked.folder, logs / "one"), rules)
    told["duckdb_seconds"] = round(time.perf_counter() - started, 1)
    told["duckdb_processor_seconds"] = round(time.process_time() - spent, 1)
    cluster = Cluster(asked.spark, logs, asked.workers, asked.memory)
    runs: list[running.Run] = []
    try:
        os.environ[spark.ENGINE] = f"sc://127.0.0.1:{cluster.connect}"
        running._write = _timed_writes(told["tables"])
        running.Run.end = lambda run: runs.append(run)
        home = _linked(asked.folder, logs / "other")
        if asked.kill:
            threading.Thread(target=_kill_at, args=(cluster, home, asked.kill, told), daemon=True).start()
        started = time.perf_counter()
        theirs = building.build(home, rules)
        told["spark_seconds"] = round(time.perf_counter() - started, 1)
        told["spark_processor_seconds"] = round(cluster.processor_seconds(), 1)
        told["load"].append(os.getloadavg()[0])
        with duckdb.connect(config={"memory_limit": "4GB"}) as connection:
            connection.execute(f"attach '{mine}' as one (read_only)")
            connection.execute(f"attach '{theirs}' as other (read_only)")
            told["rows"], told["differing"] = differing(connection)
            if asked.questions:
                told["questions"], told["answered_otherwise"] = answered_the_same(connection, runs[0], rules)
        runs[0].session.stop()
    finally:
        cluster.stop()
    return told


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spark", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="2g", help="of each worker and its executor")
    parser.add_argument("--months", type=int, default=tallies.MOST_MONTHS, help="month-ends tallied")
    parser.add_argument("--kill", default="", metavar="TABLE")
    parser.add_argument("--questions", action="store_true")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="careboard_spark") as logs:
        told = measure(asked, Path(logs))
    text = json.dumps(told, indent=1, ensure_ascii=False)
    if asked.out:
        asked.out.write_text(text + "\n", "utf-8")
    print(text)
    if told["differing"] or told.get("answered_otherwise"):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
