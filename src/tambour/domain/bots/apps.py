"""Programs of bots that people open in a tab of their own: where they may live, and how a button names one. Pure."""

from urllib.parse import urlsplit

from tambour.domain.errors import BadInput

URL_MAX = 1024


def check_app_url(url: str) -> str:
    """https, a host, no credentials, no fragment; '' for none. Raises BadInput(app)."""
    try:
        parts = urlsplit(url)
        good = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
        good = good and not parts.fragment and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if url and (not good or len(url) > URL_MAX or not url.isascii() or not url.isprintable() or " " in url):
        raise BadInput("app", "an address that begins with https:// is wanted")
    return url


def name_in(web_app: str) -> str:
    """The public name that a button gives: plain, with an @, or as a link."""
    return web_app.strip().partition("?")[0].rstrip("/").rpartition("/")[2].removeprefix("@")
