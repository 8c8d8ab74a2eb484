"""Strings and files that nobody means well: each has broken some program before."""

from __future__ import annotations

import io
import zipfile

MARK = "xss-7f3a"
PRODUCT = "1779547"  # what 1337*1331 comes to, if somebody works it out
INJECTED = "X-Injected-7f3a"

_MARKUP = (
    f"<script>{MARK}</script>",
    f'"><script>{MARK}</script>',
    f"'><img src=x onerror={MARK}>",
    f"<svg/onload={MARK}>",
    f"</textarea><script>{MARK}</script>",
    f"</title><script>{MARK}</script>",
    f'" autofocus onfocus={MARK} x="',
    f"javascript:{MARK}",
    f"JaVaScRiPt:{MARK}",
    f"data:text/html,<script>{MARK}</script>",
    f"<iframe src=javascript:{MARK}>",
    f"<!--<script>{MARK}</script>-->",
    f"]]><script>{MARK}</script>",
    f"\\u003cscript\\u003e{MARK}",
    f"＜script＞{MARK}＜/script＞",
    f'https://example.org/"onclick={MARK}',
    "&lt;b&gt;&amp;&#0;&#x110000;",
)
_TEMPLATES = (
    "{{1337*1331}}",
    "${1337*1331}",
    "{% raw %}{{1337*1331}}",
    "#{1337*1331}",
    "<%= 1337*1331 %>",
    "{{config}}",
    "{{''.__class__.__mro__}}",
    "{0.__class__.__init__.__globals__}",
    "{settings.secret_key}",
    "%s%s%s%s%n%n",
    "%(name)s %d %x",
    "%",
    "{",
    "}{",
    "$(id)",
    "`id`",
    "; cat /etc/passwd",
    "| id",
)
_QUERIES = (
    "'",
    '"',
    "' OR '1'='1",
    "1; DROP TABLE people;--",
    "' UNION SELECT password_hash FROM people--",
    "\\'; --",
    "%' AND 1=0 UNION ALL SELECT sql FROM sqlite_master--",
    "1)) OR SLEEP(5)--",
    "%_%",
    "*",
    "\\",
    "{$gt: ''}",
    "*)(uid=*))(|(uid=*",
)
_PATHS = (
    "../../../../etc/passwd",
    "..\\..\\..\\windows\\win.ini",
    "....//....//etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%c0%afetc/passwd",
    ".",
    "..",
    "~root",
    "CON",
    "//evil.example/",
    "/\\evil.example",
    "https://evil.example/",
    "\thttps://evil.example/",
    "http://169.254.169.254/latest/",
)
_HEADERS = (
    f"x\r\n{INJECTED}: 1",
    f"x\n{INJECTED}: 1",
    f"/home\r\n{INJECTED}: 1",
    f"%0d%0a{INJECTED}: 1",
    f"x\r\n\r\n<script>{MARK}</script>",
    f"嘊嘍{INJECTED}: 1",
    f"a@example.org\nBcc: b@evil.example\n{INJECTED}: 1",
)
_CONTROLS = (
    "\x00",
    "a\x00b",
    "\x01\x02\x07\x08\x1b[31m",
    "\x7f\x80\x9f",
    "\t\n\r\v\f",
    "\u200b\u200c\u200d\ufeff",
    "\u2028\u2029",
    "\ufffe\uffff",
    "\u202etxt.exe\u202c",
    "\u2066\u2067\u2068\u2069",
    "\ud800",
    "a\udfffb",
    b"\xff\xfe",
    b"\xc0\xaf",
    b"\xf8\x88\x80\x80\x80",
    b"\xed\xa0\x80",
)
_LETTERS = (
    "",
    " ",
    "\u00a0\u3000",
    "İıſK",
    "ﬁﬀ①²Ⅷ",
    "ß" * 90,
    "e" + "\u0301" * 200,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "﷽﷽﷽",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "田中さんにあげて下さい",
    "ثم نفس سقطت وبالتحديد",
    "٣٤٥",
    "²³",
    "１２３",
    "null",
    "undefined",
    "None",
    "True",
    "[]",
    "{}",
    '{"a":1}',
    "NaN",
    "not-applicable",
    "__proto__",
    "__class__",
    "@",
    "a@b",
    '"a b"@example.org',
    "a@[127.0.0.1]",
    "a@" + "x" * 300 + ".org",
)
_NUMBERS = (
    "0",
    "-1",
    "1.5",
    "1e309",
    "Infinity",
    "-0",
    "0x7f",
    "1_000",
    "+1",
    " 1",
    "007",
    "2147483648",
    "9223372036854775808",
    "99999999999999999999",
    "9" * 400,
    "9" * 5000,
    "1/0",
    "29 February 2025",
    "2026-13-45",
    "0000",
)
_SHEETS = ("=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", '=HYPERLINK("https://evil.example")')
_LONG = (
    "A" * 1000,
    "A" * 70_000,
    "é" * 20_000,
    "[" * 60_000,
    '{"a":' * 20_000,
    "(" * 3000 + ")" * 3000,
    "a " * 20_000,
    "\n" * 5000,
)

STRINGS: tuple[str | bytes, ...] = (
    *_MARKUP, *_TEMPLATES, *_QUERIES, *_PATHS, *_HEADERS, *_CONTROLS, *_LETTERS, *_NUMBERS, *_SHEETS, *_LONG
)  # fmt: skip


def raw(value: str | bytes) -> bytes:
    """The bytes of a naughty string, halves of surrogates among them."""
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def _zip(names: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return made.getvalue()


def _laughs() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines).encode()


def files() -> tuple[tuple[str, bytes], ...]:
    """Files to upload: names that lead elsewhere, and contents that grow, nest or lie about what they are."""
    people = b"name,email,role,organisation\n=1+1,a@example.org,administrator,\n\x00,b,\xff,../../x\n"
    places = b"reference,name,sector,size,area\n../x,<script>" + MARK.encode() + b"</script>,police,9,\x00\n"
    return (
        ("list.csv", people),
        ("list.csv", places),
        ("../../../../tmp/evil.csv", places),
        ("a\x00b.csv", people),
        ("x" * 3000 + ".csv", people),
        ("wide.csv", b"a," * 60_000),
        ("open.csv", b'name,email\n"' + b"x" * 100_000),
        ("utf16.csv", "\ufeffname,email\n\ud83d".encode("utf-16-le", "surrogatepass")),
        ("bank.yaml", _laughs()),
        ("bank.yaml", b"!!python/object/apply:os.system ['id']"),
        ("bank.yaml", b"[" * 50_000),
        ("bank.yaml", b"id: x\nid: y\n? {a: b}\n: c\n"),
        ("bank.yaml", b"1: 2\n~: 3\n[a]: 4\n"),
        ("bank.yaml", b"- &a [*a]\n"),
        ("bank.yaml", b"year: 0b" + b"1" * 20_000),
        ("bank.json", b"[" * 50_000),
        ("bank.json", b'{"id": 1e999, "levels": {"a": ' + b"9" * 5000 + b"}}"),
        ("bank.xlsx", _zip({"xl/workbook.xml": b"<a/>", "../../evil": b"x"})),
        ("bank.xlsx", _zip({"xl/worksheets/sheet1.xml": b"\x00" * 30_000_000})),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\x00\x00\x00"),
        ("page.pdf", b"%PDF-1.7\n<script>" + MARK.encode() + b"</script>"),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='" + MARK.encode() + b"'/>"),
        ("", b"x"),
        ("empty.csv", b""),
    )
