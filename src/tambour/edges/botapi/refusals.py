"""How the Bot API says no: stable codes, and texts that clients look at. The house's refusals in its words."""

from tambour.domain.errors import Refusal

TEXT_TOO_LONG = "text: size must be between 0 and 4000"
CHATS_ONLY = "Method is available for chats only."
NO_PHOTO = "No `photos`, `url` or `token` provided. Check payload."
ACTIONS = (
    "action: value not found in enum. Possible values are: "
    "typing_on, sending_photo, sending_video, sending_audio, sending_file, mark_seen"
)
NOT_READY = "Key: errors.process.attachment.{}.not.processed"
STATUS = {
    "proto.payload": 400,
    "attachment.not.ready": 400,
    "verify.token": 401,
    "access.denied": 403,
    "chat.denied": 403,
    "not.found": 404,
    "chat.not.found": 404,
    "dialog.not.found": 404,
    "method.not.allowed": 405,
    "too.many.requests": 429,
    "internal.error": 500,
    "service.unavailable": 503,
}
NOT_FOUND = {
    "dialog.not_found": "dialog.not.found",
    "chat.not_found": "chat.not.found",
    "user.unknown": "not.found",
}
DENIED = {
    "channel.not_an_author": "chat.send.msg.no.permission.because.not.admin",
    "dialog.blocked": "error.dialog.suspended",
}


class BotError(Exception):
    """An answer with an error in it. `wait_s`: when to try again, 0 where that is no matter of time."""

    def __init__(self, code: str, message: str, wait_s: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = STATUS[code]
        self.wait_s = wait_s


def bad(message: str) -> BotError:
    """400."""
    return BotError("proto.payload", message)


def refused(no: Refusal) -> BotError:
    """The house's no in the words of the Bot API."""
    why, wait = str(no.facts.get("why") or ""), no.facts.get("wait")
    wait_s = wait if isinstance(wait, int) else 0
    if no.code in ("FLOOD", "SLOWMODE"):
        return BotError("too.many.requests", no.msg, wait_s)
    if no.code == "RETRY":
        return BotError("service.unavailable", no.msg, wait_s)
    if no.code == "AUTH":
        return BotError("verify.token", "Invalid access_token")
    if no.code == "NOT_FOUND":
        return BotError(NOT_FOUND.get(why, "not.found"), no.msg)
    if no.code == "TOO_LARGE":
        return bad(TEXT_TOO_LONG if no.facts.get("field") == "x" else no.msg)
    if why == "file.incomplete":
        return BotError("attachment.not.ready", NOT_READY.format("file"))
    if no.code in ("BAD", "CONFLICT"):
        return bad(no.msg)
    if why.startswith("message."):
        return BotError("access.denied", why)
    return BotError("chat.denied", DENIED.get(why, why or str(no.facts.get("reason") or no.msg)))
