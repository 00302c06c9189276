"""Three browsers that the tests of the book drive alike: Chromium, Firefox and WebKitGTK, with the network closed.

Each has `open(address)`, `run(script)` (an expression in the page, awaited), `press(*keys)`, `size(width, height)`,
`shoot(path)`. A browser that is not installed is an error that says what to install.
"""

import base64
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time
import warnings
from pathlib import Path

import serve
import stored

HERE, TOP = Path(__file__).resolve().parent, Path(__file__).resolve().parents[2]
BOOK_PAGE = (HERE / "book_page.js").read_text(encoding="utf-8").partition("\n")[2].strip()
WITH_FIGURES = ["index", *(path.stem for path in stored.PATHS)]
PAGES = [*WITH_FIGURES, *(path.stem for path in stored.PAGES), "equations"]
NAMES = ("chromium", "firefox", "webkit")


def installed(*names):
    """The path of the first of these programs that is installed."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise FileNotFoundError(f"no {' or '.join(names)}: install chromium, firefox-esr, webkit2gtk-driver and xvfb")
    return path


class Chromium:
    """Chromium by playwright."""

    def __init__(self, browser):
        self.page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        self.page.route("**/*", self.closed)
        self.open = lambda address: self.page.goto(address, wait_until="load")
        self.run = self.page.evaluate

    @staticmethod
    def closed(route):
        route.continue_() if route.request.url.startswith(("file:", "data:", "http://127.0.0.1")) else route.abort()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def size(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def shoot(self, path):
        self.page.screenshot(path=path, full_page=True)

    def print(self, path):
        self.page.pdf(path=path)


class Firefox:
    """Firefox by puppeteer-core in Node.js."""

    def __init__(self):
        command = ["node", HERE / "firefox.js", os.environ.get("FIREFOX") or installed("firefox-esr", "firefox")]
        environment = {**os.environ, "NODE_PATH": str(TOP / "book" / "node_modules")}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)
        self.version = self._answer()

    def _ask(self, does, **what):
        self.process.stdin.write(json.dumps({"does": does, **what}) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self):
        told = json.loads(self.process.stdout.readline())
        if "error" in told:
            raise RuntimeError(told["error"])
        return told["answer"]

    def open(self, address):
        self._ask("open", address=address)

    def run(self, script):
        return self._ask("run", script=script)

    def press(self, *keys):
        self._ask("press", keys=keys)

    def size(self, width, height):
        self._ask("size", width=width, height=height)

    def shoot(self, path):
        self._ask("shoot", path=str(path))

    def close(self):
        with self.process:
            self._ask("close")


class WebKit:
    """WebKitGTK's MiniBrowser by selenium; its screen is that of an Xvfb."""

    def __init__(self, display):
        from selenium import webdriver

        options = webdriver.WebKitGTKOptions()
        options.binary_location = next(map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
        options.add_argument("--automation")
        closed = "127.0.0.1:9"
        options.set_capability("proxy", {"proxyType": "manual", "httpProxy": closed, "sslProxy": closed,
                                         "noProxy": ["127.0.0.1"]})  # fmt: skip
        environment = {**os.environ, "DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        self.driver = self._session(
            lambda: webdriver.WebKitGTK(
                options=options, service=webdriver.WebKitGTKService(installed("WebKitWebDriver"), env=environment)
            )
        )
        self.driver.set_script_timeout(60)
        self.frame = None
        self.least = self._window(0, 768, rounds=2)[0]

    @staticmethod
    def _session(start, tries=4, patience=30):
        """A session of the driver: on a busy machine it may not answer when it is asked for one."""
        from urllib3.exceptions import ReadTimeoutError

        for left in reversed(range(tries)):
            socket.setdefaulttimeout(patience)
            try:
                with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of selenium's
                    driver = start()
            except ReadTimeoutError:
                if not left:
                    raise
            else:
                driver.command_executor.client_config.timeout = 150
                return driver
            finally:
                socket.setdefaulttimeout(None)

    def open(self, address):
        self.driver.switch_to.default_content()
        self.driver.get(address)
        if self.frame:
            width, height = self.frame
            box = f'<iframe src="?framed" style="border:0;width:{width}px;height:{height}px"></iframe>'
            self.run(f"document.body.innerHTML = `{box}`")
            self.driver.switch_to.frame(0)

    def run(self, script):
        return self.driver.execute_async_script(
            "const done = arguments[0]; Promise.resolve((" + script.strip() + ")).then("
            "value => done({value}), error => done({error: String(error)}))"
        )["value"]

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        for key in keys:  # "ArrowUp" is ARROW_UP there
            name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).upper()
            ActionChains(self.driver, duration=0).send_keys(getattr(Keys, name)).perform()

    def size(self, width, height):
        """The page's size; its window is never narrower than its own bar, and a narrower page stands in a frame."""
        self.driver.switch_to.default_content()
        self.frame = (width, height) if width < self.least else None
        if not self.frame and (found := self._window(width, height)) != [width, height]:
            raise RuntimeError(f"the window shows {found[0]} × {found[1]} pixels, asked for {width} × {height}")

    def _window(self, width, height, rounds=4):
        """Give the window a page of that size: the size that it has then. A window takes its time to follow."""
        for _ in range(rounds):
            outer, inner = self.driver.get_window_rect(), self.run("[innerWidth, innerHeight]")
            bars = outer["width"] - inner[0], outer["height"] - inner[1]
            self.driver.set_window_rect(0, 0, width + bars[0], height + bars[1])
            for _ in range(40):
                inner = self.run("[innerWidth, innerHeight]")
                if inner == [width, height]:
                    return inner
                time.sleep(0.05)
        return inner

    def shoot(self, path):
        Path(path).write_bytes(base64.b64decode(self.driver.get_screenshot_as_base64()))

    def close(self):
        self.driver.quit()


@contextlib.contextmanager
def screen():
    """The display of an Xvfb."""
    read, write = os.pipe()
    command = [installed("Xvfb"), "-displayfd", str(write), "-screen", "0", "2200x1400x24"]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    try:
        yield ":" + os.read(read, 20).decode().strip()
    finally:
        os.close(read)
        os.close(write)
        process.terminate()
        process.wait()


@contextlib.contextmanager
def started(name, chromium=None):
    """One of the three, started and in the end closed; a `chromium` of playwright that runs already is used."""
    with contextlib.ExitStack() as stack:
        if name == "chromium":
            yield Chromium(chromium or stack.enter_context(serve.chromium()))
            return
        one = Firefox() if name == "firefox" else WebKit(stack.enter_context(screen()))
        stack.callback(one.close)
        yield one
