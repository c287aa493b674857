"""Reading real files, folders, pages, JSON Lines and a server of our own."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from readout.model import Report
from readout.model.wire import report_to_json
from readout.sources import Reading, read
from readout.sources.fetching import public_address
from readout.sources.reading import SourceError

BODY = "The two sides agreed on Tuesday to stop firing at power stations. Nobody said for how long."
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Readout of the call | Press Office</title>
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Readout of the call",
"datePublished":"2025-03-18T15:00:00Z","publisher":{"name":"Press Office"}}]}</script>
<link rel="canonical" href="https://press.example/readout"></head><body>
<nav><a href="/">Readout of the call</a> <a href="/b">Other news</a></nav><article><h1>Readout of the call</h1>
<p>The leaders spoke&nbsp;today about the war, and agreed &mdash; for now &mdash;
to halt all strikes on ener&shy;gy.</p>
<ul><li>No strikes for 30 days</li><li>Exchange of 175 <b>prisoners</b></li></ul>
<p onclick="steal()">They will speak <a href="javascript:x">again</a> &amp; soon, said the office.</p>
<script>document.write("<p>forged sentence of the script</p>")</script></article></body></html>"""


def one(path: Path | str, **options: object) -> Reading:
    readings = list(read([path], **options))  # type: ignore[arg-type]
    assert len(readings) == 1
    return readings[0]


def report(path: Path | str, **options: object) -> Report:
    reading = one(path, **options)
    assert reading.report is not None, reading.problem
    return reading.report


def test_a_text_file_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    raw = f"Sides stop firing\r\nThe Courant | 2025-03-18\r\n\r\n{BODY}\r\n\r\n“Good,” said\x00 one.\r\n".encode()
    path.write_bytes(raw)
    reading = one(path)
    assert reading.raw == raw and reading.report and reading.offsets
    text = reading.report.text
    assert text == f"Sides stop firing\nThe Courant | 2025-03-18\n{BODY}\n“Good,” said one."
    assert (reading.report.title, reading.report.outlet, reading.report.published) == (
        "Sides stop firing",
        "The Courant",
        "2025-03-18",
    )
    assert reading.report.file == str(path) and reading.encoding == "utf-8"
    start = text.index("said one")
    found = reading.offsets.source_range(start, start + 8)
    assert found and raw.decode()[slice(*found)] == "said\x00 one"


def test_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    reading = one(path)
    made = reading.report
    assert made and reading.offsets
    assert (made.title, made.outlet, made.published, made.url) == (
        "Readout of the call",
        "Press Office",
        "2025-03-18T15:00:00+00:00",
        "https://press.example/readout",
    )
    assert made.text.count("Readout of the call") == 1
    assert "- No strikes for 30 days\n- Exchange of 175 prisoners" in made.text
    assert "forged" not in made.text and "strikes on energy." in made.text
    for words, there in (
        ("again & soon", "again</a> &amp; soon"),
        ("on energy", "on ener&shy;gy"),
        ("— for now —", "&mdash; for now &mdash;"),
    ):
        start = made.text.index(words)
        found = reading.offsets.source_range(start, start + len(words))
        assert found and PAGE[slice(*found)] == there
    found = reading.offsets.source_range(0, len("Readout of the call"))
    assert found and found[0] == PAGE.index("<h1>") + 4


def test_a_page_in_its_declared_charset_with_a_time_element(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1251").replace('"datePublished":"2025-03-18T15:00:00Z",', "")
    page = page.replace("<h1>", "<time>18 March 2025</time><h1>").replace("the war", "войну")
    path = tmp_path / "a.htm"
    path.write_bytes(page.encode("cp1251"))
    made = report(path)
    assert "войну" in made.text and made.published == "2025-03-18"


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.html", b"<html><body><script>go()</script><div id=root></div></body></html>", "No article text"),
        ("a.html", b"", "empty"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n \xc2\xa0", "no text"),
        ("a.html", b"<div>" * 50_000, "No article text"),
        ("a.txt", b"x" * 20_000_001, "larger than 20 MB"),
        ("a.txt", b"%PDF-1.4", "PDF"),
        ("a.jsonl", b"\n\n", "empty"),
    ],
)
def test_problems_of_files(tmp_path: Path, name: str, raw: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    problem = one(path).problem
    assert problem and words in problem.message and problem.remedy and problem.source == str(path)


def test_a_page_of_5_mb(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    junk = "<script>var a = {'b': 'c'};</script><a href='/x'><div>teaser of other news</div></a>" * 60_000
    path.write_text(PAGE.replace("<nav>", "<nav>" + junk), encoding="utf-8")
    assert path.stat().st_size > 5_000_000
    begun = time.process_time()
    assert "No strikes for 30 days" in report(path).text
    assert time.process_time() - begun < 30


def test_folders_are_walked_in_order_and_safely(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "d.bin", "spaced ‘name’\n.txt"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    seen: list[tuple[int, int, str]] = []
    readings = list(
        read([tmp_path, tmp_path / "missing", tmp_path / "b.txt"], progress=lambda *each: seen.append(each))
    )
    names = [Path(each.source).name for each in readings]
    assert names == ["a.md", "b.txt", "gone.txt", "spaced ‘name’\n.txt", "c.txt", "missing", "b.txt"]
    assert [each.problem is not None for each in readings] == [False, False, True, False, False, True, False]
    assert [done for done, _, _ in seen] == list(range(1, 8)) and {total for _, total, _ in seen} == {7}


def test_a_folder_without_readable_files_and_odd_paths(tmp_path: Path) -> None:
    assert "no readable file" in str(one(tmp_path).problem)
    assert one("nul\0byte").problem and one("/dev/null").problem and one("").problem


def test_json_lines_go_on_after_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    good = {"text": f"Sides stop firing\nThe Courant | 2025-03-18\n{BODY}"}
    lines = [
        json.dumps(good),
        "{",
        "[1]",
        '{"title": "no text"}',
        '{"text": 3}',
        '{"text": "x", "published": "soon"}',
        '{"text": "x", "url": "javascript:x"}',
        "[" * 100_000,
        '{"text": "\\ud800 lone"}',
        "",
        '{"text": "x", "title": null}',
    ]
    path.write_bytes("\n".join(lines).encode() + b'\n{"text": "\xff"}\n')
    readings = list(read([path], outlet="Desk"))
    assert [each.problem is None for each in readings] == [True, *[False] * 7, True, True, False]
    assert readings[0].report and readings[0].report.outlet == "The Courant"
    assert readings[9].place == "line 11" and readings[9].report and readings[9].report.outlet == "Desk"
    problem = readings[5].problem
    assert problem and problem.place == "line 6" and problem.source == str(path) and "soon" in problem.message


def test_our_own_export_reads_back(tmp_path: Path) -> None:
    made = [
        Report.create(
            BODY, outlet="The Courant", title="T", published="2025-03-18T15:00:00Z", url="https://x.example/a"
        ),
        Report.create("GENEVA, 20 March 2025 — " + BODY, file="original.txt"),
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(report_to_json(each)) + "\n" for each in made))
    assert [each.report for each in read([path])] == made
    changed = {**report_to_json(made[0]), "text": "Forged."}
    path.write_text(json.dumps(changed))
    reading = one(path)
    assert reading.report and reading.report.id != made[0].id and "does not fit" in reading.warnings[0]


def test_the_users_date_is_checked() -> None:
    with pytest.raises(ValueError, match="ISO"):
        read([], published="last Tuesday")


def test_text_in_other_letters_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "u.txt"
    path.write_text("Сторони домовилися про припинення вогню на тридцять днів.", encoding="utf-8")
    assert one(path).warnings


def test_text_files_load_no_heavy_library_and_stdin_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    code = (
        "import sys\nfrom readout.sources import read\n"
        "print([each.report.text for each in read(sys.argv[1:])])\n"
        "print([m for m in ('trafilatura', 'httpx', 'lxml', 'charset_normalizer', 'dateparser') if m in sys.modules])"
    )
    for given in (BODY, json.dumps({"text": BODY})):
        run = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), "-"], input=given, capture_output=True, text=True, check=True
        )
        assert run.stdout.splitlines() == [str([BODY, BODY]), "[]"]


ANSWERS = {
    "/page": ("text/html; charset=utf-8", PAGE.replace("https://press.example/readout", "/own").encode()),
    "/text": ("text/plain; charset=windows-1252", f"{BODY} “Good”".encode("cp1252")),
    "/lines.jsonl": ("application/octet-stream", json.dumps({"text": BODY}).encode()),
    "/picture": ("image/png", b"\x89PNG"),
    "/huge": ("text/plain", b"x" * 20_000_001),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in ("/moved", "/ring", "/out"):
            self.send_response(302)
            self.send_header("Location", {"/moved": "/page", "/ring": "/ring", "/out": "file:///etc/passwd"}[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        kind, raw = ANSWERS.get(self.path, ("text/html", b"gone"))
        self.send_response(200 if self.path in ANSWERS else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_addresses(server: str) -> None:
    made = report(server + "/moved", allow_private=True)
    assert made.url == server + "/own" and made.file is None and made.outlet == "Press Office"
    assert report(server + "/text", allow_private=True).text.endswith("“Good”")
    assert report(server + "/lines.jsonl", allow_private=True).text == BODY


@pytest.mark.parametrize(
    ("path", "words"),
    [("/ring", "redirected"), ("/out", "not http"), ("/none", "404"), ("/picture", "image/png"), ("/huge", "20 MB")],
)
def test_answers_that_are_refused(server: str, path: str, words: str) -> None:
    problem = one(server + path, allow_private=True).problem
    assert problem and words in problem.message


def test_private_addresses_are_refused(server: str) -> None:
    problem = one(server + "/page").problem
    assert problem and "not a public address" in problem.message


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "10.0.0.1",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "fd00::1",
        "0.0.0.0",
        "100.64.0.1",
        "64:ff9b::7f00:1",
        "2130706433",
        "224.0.0.1",
    ],
)
def test_addresses_that_are_not_public(host: str) -> None:
    with pytest.raises(SourceError):
        public_address(host, 80, allow_private=False)


def test_public_addresses_pass() -> None:
    assert public_address("8.8.8.8", 80, allow_private=False) == "8.8.8.8"
