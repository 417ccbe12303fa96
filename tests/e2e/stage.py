"""A real server in a folder of its own, and people who sit at browsers and use it."""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.machine import free_port
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from tambour.adapters.postgres.embedded import find_running
from tests.e2e.wire import Wire

CHROMIUM = "/usr/bin/chromium"
START_S = 240
"""A town on a machine with thirty others at work."""
PATIENCE_S = 60
"""For whatever comes later, on a machine five times slower than any seen: only a test that fails waits so long."""
PATIENCE_MS = PATIENCE_S * 1000
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
DEVICE = "Chrome, Linux"
KEEP = """async ({tokens, me}) => {
    const db = await new Promise((done, fail) => {
        const opening = indexedDB.open('tambour', 1);
        opening.onupgradeneeded = () => {
            const {result} = opening;
            result.createObjectStore('chats', {keyPath: 'c'});
            result.createObjectStore('msgs', {keyPath: ['c', 's']});
            result.createObjectStore('people', {keyPath: 'u'});
            result.createObjectStore('outbox', {keyPath: 'n'});
            result.createObjectStore('kv');
        };
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
    });
    const kept = db.transaction(['kv', 'people'], 'readwrite');
    kept.objectStore('kv').put(tokens, 'tokens');
    kept.objectStore('kv').put(me.u, 'me');
    kept.objectStore('people').put(me);
    await new Promise((done, fail) => { kept.oncomplete = done; kept.onerror = () => fail(kept.error); });
    db.close();
}"""
"""What `worker/store.ts` and `worker/session.ts` leave on a device when somebody has come through the gate."""

SHELL_READY = """(async () => {
    const shell = await navigator.serviceWorker.getRegistration();
    const kept = (await caches.keys()).some(name => name.startsWith('shell-'));
    return kept && shell?.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
})()"""
"""Asked now and then: a promise that is never kept would be waited for without end."""
ARRIVED = """(() => {
    const [, asked] = /^#\\/c\\/(-?\\d+)/.exec(location.hash) ?? [];
    return asked !== undefined && document.querySelector('[data-test=talk]')?.dataset.chat === asked;
})()"""
"""The conversation on screen is that of the address: for a moment it may still be the one before."""
NOTE_TOASTS = """window.told = [];
new MutationObserver(changes => {
    for (const {addedNodes} of changes) for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        const toasts = node.matches('.toast') ? [node] : node.querySelectorAll('.toast');
        for (const toast of toasts) told.push(toast.textContent);
    }
}).observe(document, {subtree: true, childList: true})"""
"""A toast is there for some seconds: a test that has something else to wait for may come too late to see it."""
FREEZE = """ms => void setTimeout(() => {
    const memory = new WebAssembly.Memory({initial: 1, maximum: 1, shared: true});
    Atomics.wait(new Int32Array(memory.buffer), 0, 0, ms);
}, 0)"""
"""The worker stands still, as a browser does it to a tab in the background: no timer, no message."""


class Server:
    """`tambour serve` or `tambour demo` as its own process; the sign-in codes are read from what it prints."""

    def __init__(self, data: Path, what: str, settings: dict[str, str] | None = None) -> None:
        self.data, self.what, self.settings = data, what, settings or {}
        self.lines: list[str] = []
        self.url = ""
        # not one of those that connections are given: it is wanted again after a kill, while browsers call for it
        self.begin(str(free_port()))

    def begin(self, port: str) -> None:
        """Start the process and wait until it listens."""
        since = len(self.lines)
        command = [sys.executable, "-m", "tambour", self.what, "--data", str(self.data), "--port", port]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | self.settings,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        try:
            self.url = self.find(r"open\s+(http://\S+)", START_S, since)
        except TimeoutError:
            self.kill()
            raise

    def kill(self) -> None:
        """It is gone from one moment to the next, without a word to anybody."""
        self.process.kill()
        self.process.wait(PATIENCE_S)
        self.hang_up()

    def hang_up(self) -> None:
        """It has said its last word."""
        self.reader.join(PATIENCE_S)
        if self.process.stdout:
            self.process.stdout.close()

    def come_back(self) -> None:
        """The same server once more: its data, its port."""
        self.begin(self.url.rpartition(":")[2])

    def run(self, *command: str) -> dict[str, Any]:
        """A command of the operator beside the running server; what it prints as JSON."""
        line = [sys.executable, "-m", "tambour", *command, "--data", str(self.data), "--json"]
        said = subprocess.run(line, capture_output=True, text=True, check=True, timeout=START_S)
        return dict(json.loads(said.stdout))

    def ask(self, method: str, access: str = "", **params: Any) -> dict[str, Any]:
        """One method over HTTP: `r` with a result or `x` with a refusal."""
        headers = {"Content-Type": "application/json"}
        if access:
            headers["Authorization"] = f"Bearer {access}"
        request = urllib.request.Request(f"{self.url}/rpc/{method}", json.dumps(params).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as refused:
            return dict(json.load(refused))

    def admit(self, phone: str, name: str = "", device: str = "", lang: str = "en") -> dict[str, Any]:
        """A new session by phone and code, and an account if there is none yet: tokens and `me`."""
        since = len(self.lines)
        started = self.ask("auth.start", phone=phone, device=device, lang=lang)["r"]["id"]
        said = self.ask("auth.code", id=started, code=self.code_for(phone, since))
        if said.get("x", {}).get("c") == "NEED_NAME":
            said = self.ask("auth.name", id=started, name=name)
        return dict(said["r"])

    @property
    def dsn(self) -> str:
        """The database behind it."""
        return find_running(self.data) or ""

    def read(self) -> None:
        """Keep every line the server prints."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)

    def find(self, pattern: str, patience_s: float = PATIENCE_S, since: int = 0) -> str:
        """The first group of the newest line that matches."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            for line in reversed(self.lines[since:]):
                if found := re.search(pattern, line):
                    return found[1]
            time.sleep(0.05)
        raise TimeoutError(f"{pattern!r} not in:\n{''.join(self.lines)}")

    def code_for(self, phone: str, since: int) -> str:
        """The sign-in code printed for a number after line `since`."""
        return self.find(rf"code for {re.escape(phone)}: (\d+)", since=since)

    def stop(self) -> None:
        """End it gracefully."""
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        self.hang_up()


@contextmanager
def serving(what: str = "serve", **settings: str) -> Iterator[Server]:
    """A server for as long as it is needed; `what` is the command: serve or demo; `settings` by environment."""
    with tempfile.TemporaryDirectory(prefix="tambour-e2e-") as folder:
        server = Server(Path(folder), what, settings)
        try:
            yield server
        finally:
            server.stop()


def new_context(browser: Browser, **looks: Any) -> BrowserContext:
    """Windows with a storage of their own, and patience."""
    context = browser.new_context(**looks)
    context.set_default_timeout(PATIENCE_MS)
    return context


class Person:
    """Somebody at a browser. `context` is one device: storage of its own, online or offline."""

    def __init__(self, browser: Browser, server: Server, phone: str, name: str, **looks: Any) -> None:
        self.server, self.phone, self.name = server, phone, name
        host, port = server.url.removeprefix("http://").split(":")
        self.wire = Wire((host, int(port)))
        self.url = f"http://{host}:{self.wire.port}"
        at_first: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
        chosen = at_first | looks
        self.lang = str(chosen["locale"])[:2]
        self.context: BrowserContext = new_context(browser, **chosen)
        self.context.add_init_script(NOTE_TOASTS)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def it(self, name: str) -> Locator:
        """Elements with this data-test mark."""
        return self.page.locator(f"[data-test={name}]")

    def told(self, text: str) -> None:
        """This was said in a toast since the page was loaded, whether it is still there or not."""
        self.until(f"told.some(each => each.includes({json.dumps(text)}))")

    def sign_in(self, signed: dict[str, Any] | None = None) -> "Person":
        """With the session that this device keeps since it came through the gate, long ago; or with this one."""
        signed = signed or self.server.admit(self.phone, self.name, DEVICE, self.lang)
        self.page.goto(f"{self.url}/healthz")
        self.page.evaluate(KEEP, {"tokens": signed, "me": signed["me"]})
        self.page.goto(self.url)
        self.it("chat-list").wait_for()
        return self

    def come_in(self, *, new: bool = True) -> "Person":
        """Through the gate with phone and code; `new` people also give their name."""
        page, since = self.page, len(self.server.lines)
        page.goto(self.url)
        self.it("phone").fill(self.phone)
        self.it("phone-next").click()
        expect(self.it("code-0")).to_be_focused()
        page.keyboard.type(self.server.code_for(self.phone, since))
        if new:
            self.it("name").fill(self.name)
            self.it("name-next").click()
        self.it("chat-list").wait_for()
        return self

    def sit_elsewhere(self, browser: Browser) -> "Person":
        """The same person at a second device."""
        return Person(browser, self.server, self.phone, self.name).sign_in()

    def take_name(self, handle: str) -> None:
        """Choose a public name in the settings."""
        self.it("app-menu").click()
        self.it("menu-settings").click()
        self.it("settings-profile").click()
        self.it("profile-handle").fill(handle)
        self.it("profile-save").click()
        self.it("profile-save").wait_for(state="detached")
        self.it("sheet-close").click()

    def home(self) -> None:
        """Looking at the list only: what comes now is read by nobody here."""
        self.page.goto(f"{self.url}/#/")
        self.it("chat-list").wait_for()
        expect(self.it("talk")).to_have_count(0)

    def write_to(self, handle: str) -> None:
        """Open the dialog with a person, or the chat, of this public name."""
        self.it("new-chat").click()
        self.it("find-person").fill(handle)
        self.it("find-go").click()
        self.it("new-chat-sheet").wait_for(state="detached")
        self.arrived()
        self.it("composer").or_(self.it("join")).wait_for()

    def arrived(self) -> None:
        """What stands in the address is on screen, and what stood there before is gone."""
        self.until(ARRIVED)

    def open(self, title: str) -> None:
        """Open a chat from the list."""
        title_of = self.page.locator("[data-test=chat-title]", has_text=title)
        self.it("chat-row").filter(has=title_of).first.click()
        expect(self.it("talk-title")).to_have_text(title)
        self.arrived()

    def make(self, kind: str, title: str, handle: str = "") -> None:
        """Create a group or a channel; with a public name when one is given."""
        self.it("app-menu").click()
        self.it(f"menu-{kind}").click()
        self.it("create-title").fill(title)
        if handle:
            self.it("create-public").check()
            self.it("create-name").fill(handle)
        expect(self.it("create-next")).to_be_enabled()
        self.it("create-next").click()
        if kind == "group":
            self.it("create").click()
        expect(self.it("talk-title")).to_have_text(title)
        self.arrived()

    def say(self, text: str) -> None:
        """Type and send."""
        self.it("composer").fill(text)
        self.it("composer").press("Enter")

    def attach(self, what: str, *files: dict[str, Any]) -> None:
        """Choose files in the composer's menu; `what` is photo or file. The sheet with them is open then."""
        self.it("add").click()
        with self.page.expect_file_chooser() as chooser:
            self.it(f"add-{what}").click()
        chooser.value.set_files(list(files))  # type: ignore[arg-type]
        self.it("chosen").nth(len(files) - 1).wait_for()

    def bring(self, what: str, *files: dict[str, Any], caption: str = "") -> None:
        """Choose files and send them."""
        self.attach(what, *files)
        if caption:
            self.it("caption").fill(caption)
        self.it("send-files").click()
        self.it("sending").wait_for(state="detached")

    def until(self, script: str, patience_s: float = PATIENCE_S) -> Any:
        """Wait until this expression (or the promise of a function's call) is true; returns it."""
        return until(self.page, script, patience_s)

    @property
    def carried(self) -> int:
        """Bytes this browser has sent so far."""
        return sum(len(call.asked) for call in self.wire.calls)

    def offline_ready(self) -> None:
        """The service worker has put the shell aside: from here on the page starts without a network."""
        shell_ready(self.page)

    def message(self, text: str) -> Locator:
        """The messages that contain this text."""
        return self.it("message").filter(has_text=text)

    def sent(self, text: str) -> None:
        """The server has taken what was said last with these words (posts of a channel bear no tick)."""
        taken = self.page.locator("[data-test=message]:not([data-state=waiting], [data-state=failed])")
        taken.filter(has_text=text).last.wait_for()

    def menu(self, text: str, what: str) -> None:
        """Right-click a message and choose; what is still on its way has no such menu."""
        expect(self.message(text).last).not_to_have_attribute("data-state", "waiting")
        self.message(text).last.locator("[data-test=text]").click(button="right", position={"x": 6, "y": 6})
        self.it("menu").locator(f"[data-test={what}]").first.click()

    def leave(self) -> None:
        """Close the browser window; nothing may have gone wrong in it."""
        self.context.close()
        self.wire.close()
        assert not self.faults, self.faults


def soon(true: Callable[[], Any]) -> Any:
    """What this gives once it is true; for what nobody's page shows."""
    end = time.monotonic() + PATIENCE_S
    while not (found := true()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
    return found


def until(page: Page, script: str, patience_s: float = PATIENCE_S) -> Any:
    """Ask the page now and then until this is true; returns it."""
    end = time.monotonic() + patience_s
    while not (found := answer_of(page, script)):
        assert time.monotonic() < end, f"never true: {script}"
        page.wait_for_timeout(40)
    return found


def answer_of(page: Page, script: str) -> Any:
    """What the page says to this; nothing while it goes elsewhere."""
    try:
        return page.evaluate(script)
    except Error as gone:
        if "context was destroyed" not in gone.message:
            raise
        return None


def shell_ready(page: Page) -> None:
    """Its service worker has put the shell aside and stands before it."""
    until(page, SHELL_READY)
