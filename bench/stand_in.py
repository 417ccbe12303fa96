"""A stand-in for a language model behind an address, that can die: chat completions, sure of one word and of nothing
else. For bench.detectorkills."""

import json
from dataclasses import dataclass, field

from aiohttp import web

from bench.machine import free_port

HARM = "drivers"
"""The word that it takes for harm."""


@dataclass
class Model:
    """`start` and `kill` may follow each other; the address stays."""

    port: int = field(default_factory=free_port)
    runner: web.AppRunner | None = None
    asked: int = 0

    @property
    def settings(self) -> dict[str, str]:
        """What makes a server ask it."""
        return {
            "TAMBOUR_CLASSIFIER_KIND": "openai",
            "TAMBOUR_CLASSIFIER_URL": f"http://127.0.0.1:{self.port}/v1",
            "TAMBOUR_CLASSIFIER_MODEL": "stand-in",
            "TAMBOUR_CLASSIFIER_REACH": "any",
        }

    async def start(self) -> None:
        """Answer from now on."""
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self.answer)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.port).start()

    async def kill(self) -> None:
        """No door, and every connection gone."""
        if self.runner is not None:
            await self.runner.cleanup()
            self.runner = None

    async def answer(self, request: web.Request) -> web.Response:
        """Sure of HARM; of everything else sure that it is none."""
        self.asked += 1
        said = (await request.json())["messages"][-1]["content"]
        harm = HARM in said
        verdict = {
            "harmful": 0.95 if harm else 0.02,
            "category": "tvec.recruit" if harm else "",
            "allowed": "",
        }
        return web.json_response({"choices": [{"message": {"content": json.dumps(verdict)}}]})
