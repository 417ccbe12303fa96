"""The bad-input corpus, as generators: wrong values for one field, wrong documents for a whole body, hostile texts."""

from collections.abc import Iterator

NUMBERS = (
    "-1", "0", "-0", "1.5", "-1e3", "1e999", "-1e999", "1e-999", "2147483648", "9007199254740991", "9007199254740992",
    "9007199254740993", "-9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615",
    "18446744073709551616", "-9223372036854775809", "1e18", "1E400", "NaN", "Infinity", "-Infinity", "0x10", "01",
    "9" * 5000,
)  # fmt: skip
"""As they stand in JSON; some are not JSON at all."""

TEXTS = (
    "",
    " ",
    "\t\r\n",
    "e" + "\u0301" * 300,
    "\u202egpj.exe\u202c",
    "\u2066\u2067\u2068" * 20,
    "\U0001f468\u200d" * 60,
    "\ufdfa" * 100,
    "\U0010ffff\ufffe\ue000",
    "\U0001f3f4" + "\U000e0067" * 100,
    "\x1b[31m\x1b]0;title\x07\x1b[2J",
    "pаypal.ru",
    "../../etc/passwd",
    "a%00.png",
    "'; DROP TABLE users; --",
    "%s%n%d{0}{x}${x}{{x}}",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "//evil.example/\\evil",
    "0",
    "-1",
    "99999999999999999999",
    "٣٤٥",
    "null",
    "a" * 257,
    "я" * 1025,
    "@" * 4000,
    "*" * 4001,
)
"""Strings that are JSON and Unicode, and yet trouble."""

RAW_TEXTS = (
    b'"\\u0000"',
    b'"a\\u0000b"',
    b'"\\ud800"',
    b'"\\udc00\\ud800"',
    b'"\xed\xa0\x80"',
    b'"\xff\xfe"',
    b'"\xc0\x80"',
    b'"\xf8\x88\x80\x80\x80"',
    b'"\x00"',
    b'"\x1f"',
    b'"\\x41"',
    b'"open',
)
"""Strings that are not Unicode, or not JSON."""

SHAPES = (
    b"null",
    b"true",
    b"false",
    b"[]",
    b"[[]]",
    b"[null]",
    b'[1,"2",null,{}]',
    b"[-1,0,9223372036854775808]",
    b"[9007199254740992]",
    b'["\\u0000"]',
    b'["\\ud800"]',
    b"[" + b"1," * 2000 + b"1]",
    b"[" + b'"a",' * 2000 + b'"a"]',
    b'[["b",0,1],["b",-1,9223372036854775807],["link",0,5,"javascript:x"],["mention",0,1,9223372036854775807]]',
    b'[["b",9007199254740991,9007199254740991],["mention",0,1,"x"],["link",0,1,{}],[],["b"],[1,2,3]]',
    b'[["b",1.5,1],["mention",0,1,-1],["link",0,1,5]]',
    b"{}",
    b'{"__proto__":{"admin":true},"constructor":{"prototype":{}}}',
    b'{"$ne":1}',
    b'{"":""}',
    b'{"a":NaN}',
    b'{"a":9223372036854775808}',
    b'{"a":"\\u0000"}',
    b'{"\\u0000":1}',
    b'{"a":"\\ud800"}',
    b'{"a":1,"a":2,"a":[3]}',
    b"[" * 400 + b"]" * 400,
    b'{"a":' * 400 + b"1" + b"}" * 400,
    b"[" * 5000,
)
"""Something of another type than wanted, or of a size nobody needs."""

BODIES = (
    b"",
    b" ",
    b"null",
    b"[]",
    b"1",
    b'"x"',
    b"{",
    b"{}{}",
    b"{'c':1}",
    b"\xef\xbb\xbf{}",
    b"\xff\xfe{\x00}\x00",
    b'{"c":1,"c":2}',
    b'{"c":NaN}',
    b'{"__proto__":null}',
    b"[" * 60_000,
    b'{"a":' * 12_000,
    b'{"' + b"k" * 60_000 + b'":1}',
    b'{"c":' + b"9" * 5000 + b"}",
    b'{"x":"' + b"\\u0000" * 1000 + b'"}',
    bytes(range(256)),
)
"""Whole parameter documents."""


def values() -> Iterator[bytes]:
    """Every wrong value for a field, as the bytes that stand in the JSON document."""
    for number in NUMBERS:
        yield number.encode()
    for text in TEXTS:
        yield quoted(text)
    yield quoted("w" * 50_000)
    yield from RAW_TEXTS
    yield from SHAPES


def quoted(text: str) -> bytes:
    """A JSON string."""
    escaped = "".join(c if c not in '"\\' and c >= " " else f"\\u{ord(c):04x}" for c in text)
    return b'"' + escaped.encode() + b'"'
