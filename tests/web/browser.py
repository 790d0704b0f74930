"""A real browser for the tests: chromium, spoken to by its DevTools protocol through two pipes."""

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Browser:
    """One page of one browser. ``requests`` and ``complaints`` gather what it fetches and what it logs."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._write, self._read = to_browser, from_browser
        self._buffer = b""
        self._number = 0
        self._session = ""
        self._events: list[str] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self._call(f"{domain}.enable")

    def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._events.clear()
        self._call("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired")

    def wait_for(self, event: str) -> None:
        """Wait until the browser tells of something."""
        while event not in self._events:
            self._take(self._message())

    def forget(self) -> None:
        """Forget what it has told of, so that the next can be waited for."""
        self._events.clear()

    def value(self, expression: str) -> Any:
        """Evaluate JavaScript in the page, as the tools of the browser do."""
        return self._call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._call("Input.insertText", text=text)

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            pressed = {"text": text} if text and kind == "keyDown" else {}
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **pressed)

    def resize(self, width: int, height: int = 800) -> None:
        """Give the window a size."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def picture(self) -> bytes:
        """Give what the window shows, as WebP."""
        return base64.b64decode(self._call("Page.captureScreenshot", format="webp", quality=80)["data"])

    def without_scripts(self, is_off: bool = True) -> None:
        """Switch scripts off, or on again."""
        self._call("Emulation.setScriptExecutionDisabled", value=is_off)

    def dark(self, is_on: bool = True) -> None:
        """Prefer dark pages, or light ones again."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if is_on else "light"}]
        self._call("Emulation.setEmulatedMedia", features=features)

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self._take(answer)

    def _message(self) -> Any:
        while b"\0" not in self._buffer:
            data = os.read(self._read, 1 << 16)
            assert data, "the browser ended"
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def _take(self, message: Any) -> None:
        event = message.get("method", "")
        self._events.append(event)
        if event == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        elif event == "Log.entryAdded":
            entry = message["params"]["entry"]
            self.complaints.append(f"{entry['text']} ({entry.get('url', '')})")


@contextmanager
def browser(chromium: Path, profile: Path) -> Iterator[Browser]:
    """Run a browser with a profile of its own."""
    to_child, to_browser = os.pipe()
    from_browser, from_child = os.pipe()
    command = [
        str(chromium),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--remote-debugging-pipe",
        f"--user-data-dir={profile}",
    ]
    # The browser reads from its descriptor 3 and writes to its 4.
    shell = ["bash", "-c", f'exec 3<&{to_child} 4>&{from_child}; exec "$@"', "bash", *command]
    process = subprocess.Popen(
        shell, pass_fds=(to_child, from_child), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(to_child)
    os.close(from_child)
    try:
        yield Browser(to_browser, from_browser)
    finally:
        process.terminate()
        process.wait(20)
        os.close(to_browser)
        os.close(from_browser)
