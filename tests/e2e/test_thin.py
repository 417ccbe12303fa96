"""On a thin line: 40 kbit/s, 700 ms there and back, three slices of a hundred lost."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from bench.narrow import narrowed
from playwright.sync_api import expect

from tests.e2e.stage import Person, Server

pytestmark = pytest.mark.browser
VOICE_BYTES_PER_S = 2_500
AROUND_BYTES = 7_000
"""Ten seconds of voice take 25 kB at most; and what is said around them."""


def test_texts_go_both_ways_on_a_thin_line_and_a_voice_arrives(
    someone: Callable[..., Person], handle: Callable[[str], str], server: Server
) -> None:
    ana, bo = someone("Ana", permissions=["microphone"]), someone("Bo")
    name = handle("bo")
    bo.take_name(name)
    ana.write_to(name)
    ana.say("on a good line")
    bo.open("Ana")
    ana.offline_ready()  # what the page keeps for later came on the good line
    with narrowed(int(server.url.rpartition(":")[2]), 40_000, 0.7, loss=0.03) as line:
        ana.wire.cut()
        ana.it("conn").first.wait_for()
        ana.wire.to = ("127.0.0.1", line.port)
        ana.wire.mend()
        ana.say("out of the mountains")
        bo.message("out of the mountains").wait_for()
        bo.say("we hear you")
        ana.message("we hear you").wait_for()

        expect(ana.message("out of the mountains").locator("[data-tick=read]")).to_be_visible()
        expect(ana.it("conn")).to_have_count(0)
        assert line.bytes["up"] > 0, "the words went over the thin line"
        expect(bo.message("out of the mountains")).to_have_count(1)

        before = line.bytes["up"]
        ana.it("record").focus()
        ana.page.keyboard.press("Enter")
        expect(ana.it("record-time")).to_have_text(re.compile("0:1[2-9]|0:[2-5]"))
        ana.it("record-send").click()
        bo.it("voice").wait_for()
        taken, seconds = line.bytes["up"] - before, length_of(bo)
        assert seconds >= 10, "the recorder was let run for twelve, and a browser that was held up hears less"
        assert taken < VOICE_BYTES_PER_S * seconds + AROUND_BYTES
        ana.wire.cut()


def length_of(who: Person) -> int:
    """Seconds of the voice message that arrived, as it says itself; nobody knows before it has been prepared."""
    expect(who.it("voice")).to_have_attribute("data-state", "ready")
    said = re.search(
        r"(\d+):(\d\d)$", who.it("voice").locator("[data-test=play]").get_attribute("aria-label") or ""
    )
    assert said
    return int(said[1]) * 60 + int(said[2])


def test_no_act_costs_more_bytes_than_it_did() -> None:
    command = [sys.executable, "-m", "bench.bytes", "--quick", "--check"]
    for _ in range(3):  # a heartbeat within a scenario adds its frame; what has really grown is so every time
        done = subprocess.run(command, capture_output=True, text=True, timeout=400)
        if done.returncode == 0:
            return
    pytest.fail(done.stderr)
