"""What a student costs a real JupyterHub: start, memory, and the time to a changed picture with all at once.

A hub on this machine alone starts a server for each of STUDENTS; every one runs notebook 05, and then all move its
slider at the same time, through the hub's proxy, as a browser would. Memory is the proportional set size of each
student's server and kernel, in which what processes share is divided among them; it can be read on Linux alone. At
most 24 students, a few minutes, then everything stops.

    .venv/bin/python -m pip install jupyterhub
    npm install --no-save --prefix build/hub configurable-http-proxy
    PATH="$PWD/.venv/bin:$PWD/build/hub/node_modules/.bin:$PATH" python tests/bench/hub.py [STUDENTS]
"""

import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import nbformat
import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

import report
from gradient import machine

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
MOVES, MOST, TOKEN = 20, 24, "course-on-a-hub"
CONFIG = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.Spawner.args = ["--allow-root", "--ServerApp.root_dir={notebooks}"]
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
c.JupyterHub.services = [{{"name": "bench", "api_token": "{token}"}}]
scopes = ["admin:users", "admin:servers", "access:servers"]
c.JupyterHub.load_roles = [{{"name": "bench", "services": ["bench"], "scopes": scopes}}]
"""


def megabytes(pid):
    """The proportional set size of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024


def free_ports(count):
    """Port numbers of this machine that nothing uses."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


async def ask(hub, path, method="GET", body=None):
    """One answer of the hub or of a student's server, as JSON."""
    request = HTTPRequest(
        f"{hub}{path}", method, {"Authorization": f"token {TOKEN}"}, request_timeout=120,
        body=json.dumps(body or {}) if method == "POST" else None,
    )  # fmt: skip
    answer = await AsyncHTTPClient().fetch(request)
    return json.loads(answer.body or b"null"), answer.code


class Student:
    """One user of the hub: a server, a kernel, and the messages of a browser."""

    def __init__(self, hub, name):
        self.hub, self.name = hub, name

    async def start(self):
        """Seconds until the server answers."""
        started = time.perf_counter()
        await ask(self.hub, f"/hub/api/users/{self.name}", "POST")
        await ask(self.hub, f"/hub/api/users/{self.name}/server", "POST")
        while True:
            model, _ = await ask(self.hub, f"/hub/api/users/{self.name}")
            if model["servers"].get("", {}).get("ready"):
                return time.perf_counter() - started
            await asyncio.sleep(0.2)

    async def open(self):
        """Seconds until a kernel has run notebook 05."""
        started = time.perf_counter()
        kernel, _ = await ask(self.hub, f"/user/{self.name}/api/kernels", "POST", {"name": "python3"})
        where = f"{self.hub.replace('http', 'ws')}/user/{self.name}/api/kernels/{kernel['id']}/channels"
        self.socket = await websocket_connect(HTTPRequest(where, headers={"Authorization": f"token {TOKEN}"}))
        cells = nbformat.read(NOTEBOOKS / "05_outer.ipynb", as_version=4).cells
        for cell in cells:
            if cell.cell_type == "code":
                await self.run(cell.source)
        said = await self.run("shown = outer_figure.figure(); print(shown.controls['wiggle'].model_id)")
        self.slider = said.strip()
        return time.perf_counter() - started

    async def say(self, kind, content):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": self.name}
        header["version"] = "5.3"  # of Jupyter's messages
        parts = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        await self.socket.write_message(json.dumps(parts))
        return header["msg_id"]

    async def hear(self, mine):
        """The kernel's messages that answer this one."""
        while True:
            heard = await self.socket.read_message()
            if isinstance(heard, str):
                message = json.loads(heard)
                if message["parent_header"].get("msg_id") == mine:
                    yield message["msg_type"], message["content"]

    async def run(self, code):
        mine, printed, ended = await self.say("execute_request", {"code": code, "silent": False}), "", set()
        async for kind, content in self.hear(mine):
            printed += content.get("text", "") if kind == "stream" else ""
            if kind == "execute_reply" and content["status"] != "ok":
                sys.exit("\n".join(content["traceback"]))
            ended |= {kind} if kind == "execute_reply" or content.get("execution_state") == "idle" else set()
            if ended >= {"execute_reply", "status"}:
                return printed

    async def move(self, k):
        """Milliseconds from a change of the slider to the changed picture."""
        started = time.perf_counter()
        data = {"method": "update", "state": {"value": 0.1 * (k % 10) + 0.05}, "buffer_paths": []}
        mine = await self.say("comm_msg", {"comm_id": self.slider, "data": data})
        async for kind, content in self.hear(mine):
            if kind == "comm_msg" and "<svg" in str(content["data"].get("state", {}).get("value", "")):
                return 1e3 * (time.perf_counter() - started)


async def measured(hub, count, process):
    for _ in range(300):
        try:
            await ask(hub, "/hub/api/")
            break
        except (HTTPClientError, ConnectionError):
            await asyncio.sleep(0.2)
    AsyncHTTPClient.configure(None, max_clients=2 * MOST)
    students = [Student(hub, f"student-{k}") for k in range(count)]
    start = [await student.start() for student in students]
    opened = [await student.open() for student in students]
    alone = [await students[0].move(k) for k in range(MOVES)]
    together = []
    for k in range(MOVES):
        together += await asyncio.gather(*(student.move(k) for student in students))
    memory = {"server": [], "kernel": [], "hub": []}
    for child in [process, *process.children(recursive=True)]:
        command = " ".join(child.cmdline())
        kind = "kernel" if "ipykernel" in command else "server" if "singleuser" in command else "hub"
        memory[kind].append(megabytes(child.pid))
    median, late = statistics.median, lambda times: sorted(times)[int(0.95 * len(times))]
    report.keep(
        "hub", students=count, cores=os.cpu_count(), server=median(memory["server"]), kernel=median(memory["kernel"]),
        hub=sum(memory["hub"]), start=median(start), opened=median(opened), alone=median(alone),
        together=median(together), late=late(together), machine=machine(),
    )  # fmt: skip
    print(report.hub(**report.numbers("hub")))


def main(count):
    if count > MOST:
        sys.exit(f"at most {MOST} students; got {count}")
    for needed in ("jupyterhub", "configurable-http-proxy"):
        if shutil.which(needed) is None:
            sys.exit(f"{needed} is not installed; see the head of this file")
    port, hub_port, proxy_port = free_ports(3)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(NOTEBOOKS, Path(folder) / "notebooks")
        names = {"port": port, "hub_port": hub_port, "proxy_port": proxy_port, "token": TOKEN}
        config = CONFIG.format(notebooks=Path(folder) / "notebooks", **names)
        (Path(folder) / "jupyterhub_config.py").write_text(config)
        said = Path(folder) / "hub.log"
        with open(said, "w") as log:
            hub = subprocess.Popen(["jupyterhub"], cwd=folder, stdout=log, stderr=log)
            process = psutil.Process(hub.pid)
            try:
                asyncio.run(asyncio.wait_for(measured(f"http://127.0.0.1:{port}", count, process), 600))
            except BaseException:
                print(said.read_text()[-3000:], file=sys.stderr)
                raise
            finally:
                children = process.children(recursive=True)
                hub.terminate()
                hub.wait(60)
                for child in psutil.wait_procs(children, timeout=10)[1]:
                    child.kill()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
