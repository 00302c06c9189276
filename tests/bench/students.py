"""What a student costs a shared machine: memory, start and the time to a changed picture, with many at once.

On JupyterHub a student has a Jupyter server and a kernel. Here STUDENTS kernels run notebook 05 and then all move its
slider at once; one server is started beside them. Memory is the proportional set size, in which what processes share
is divided among them; it can be read on Linux alone.

    python tests/bench/students.py [STUDENTS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager

from gradient import machine

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "05_outer.ipynb"
MOVES, GIB = 20, 1024
MOVE = f"""
import time as _time
_figure = outer_figure.figure()
_spent = []
for _k in range({MOVES}):
    _start = _time.perf_counter()
    _figure.controls["wiggle"].value = 0.1 * (_k % 10)
    _spent.append(_time.perf_counter() - _start)
print(sorted(_spent)[len(_spent) // 2])
"""


def megabytes(pid):
    """The proportional set size of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024


def run(client, source):
    """Run one cell and return what it printed."""
    printed = []
    hear = lambda message: printed.append(message["content"].get("text", ""))
    reply = client.execute_interactive(source, output_hook=hear, timeout=300)
    if reply["content"]["status"] != "ok":
        sys.exit("\n".join(reply["content"].get("traceback", [])))
    return "".join(printed)


def student():
    """A kernel that has run the notebook, and how long that took."""
    started = time.perf_counter()
    manager = KernelManager()
    manager.start_kernel(cwd=NOTEBOOK.parent)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            run(client, cell.source)
    return manager, client, time.perf_counter() - started


def server():
    """The memory of one Jupyter server as a hub starts it, with JupyterLab."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1", "--allow-root"]
        process = subprocess.Popen(
            words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"HOME": folder}
        )
        time.sleep(12)
        size = megabytes(process.pid)
        process.terminate()
        process.wait()
    return size


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    students = [student() for _ in range(count)]
    try:
        memory = statistics.median(megabytes(manager.provisioner.pid) for manager, _, _ in students)
        alone = float(run(students[0][1], MOVE))
        sent = [client.execute(MOVE) for _, client, _ in students]
        together = []
        for message, (_, client, _) in zip(sent, students, strict=True):
            while True:
                heard = client.get_iopub_msg(timeout=300)
                if heard["msg_type"] == "stream" and heard["parent_header"].get("msg_id") == message:
                    together.append(float(heard["content"]["text"]))
                    break
    finally:
        for manager, client, _ in students:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    jupyter = server()
    each = memory + jupyter
    print(f"{count} students on {os.cpu_count()} cores; {machine()}.")
    started = statistics.median(seconds for *_, seconds in students)
    print(f"Start of a kernel until 05 has run, one after the other: {started:.1f} s.")
    print(f"Memory of a student: {memory:.0f} MiB for the kernel and {jupyter:.0f} MiB for a server of its own.")
    print(f"An update of the figure in the kernel: {1e3 * alone:.1f} ms alone,", end=" ")
    print(f"{1e3 * statistics.median(together):.1f} ms while all {count} move at once.\n")
    print("| memory | students |\n|---:|---:|")
    for gib in (8, 16, 64):
        print(f"| {gib} GiB | {int((gib - 2) * GIB / each)} |")
    print("\n2 GiB are left to the system and the hub.")


if __name__ == "__main__":
    main()
