"""The benchmarks themselves are not run here; what they count with is."""

import gzip
import http.client
import statistics
from importlib import import_module

import pytest

from tests.bench.__main__ import NAMES, main
from tests.bench.figures import machine, markdown, number, percentile, summed
from tests.bench.gzipped import serving


@pytest.fixture
def site(tmp_path):
    """A small site, served."""
    (tmp_path / "index.html").write_text("<p>" + "so it goes " * 500, encoding="utf-8")
    (tmp_path / "module.mjs").write_text("export const one = 1;\n", encoding="utf-8")
    (tmp_path / "engine.wasm").write_bytes(b"\0asm" + bytes(2000))
    (tmp_path / "font.woff2").write_bytes(bytes(2000))
    with serving(tmp_path) as running:
        yield running


def ask(site, path, **heads):
    """An answer, and its bytes as they came over the wire."""
    line = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=5)
    line.request("GET", path, headers=heads)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer, body


@pytest.mark.parametrize("name", NAMES)
def test_each_benchmark_can_be_run(name):
    module = import_module(f"tests.bench.{name}")
    assert callable(module.run)
    assert "minute" in module.ABOUT


def test_without_a_name_they_are_listed(capsys):
    assert main([]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in NAMES)


def test_a_name_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["wieght"])
    assert "'wieght'" in capsys.readouterr().err


def test_a_page_comes_gzipped_and_is_counted_to_the_byte(site):
    answer, body = ask(site, "/", **{"Accept-Encoding": "gzip, br"})
    assert answer.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(body).startswith(b"<p>so it goes")
    assert len(body) < 200
    head = f"HTTP/1.1 {answer.status} {answer.reason}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in answer.getheaders()) + "\r\n"
    assert [(s.path, s.status, s.size) for s in site.sent] == [("/", 200, len(head) + len(body))]
    assert site.weight == len(head) + len(body)


def test_who_takes_no_gzip_gets_none(site):
    answer, body = ask(site, "/index.html", **{"Accept-Encoding": "identity"})
    assert answer.getheader("Content-Encoding") is None
    assert body.startswith(b"<p>so it goes")


def test_what_is_squeezed_already_is_left_alone(site):
    answer, body = ask(site, "/font.woff2", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Encoding") is None
    assert len(body) == 2000


@pytest.mark.parametrize(
    ("path", "kind"), [("/module.mjs?v=1", "text/javascript"), ("/engine.wasm", "application/wasm")]
)
def test_types_that_a_browser_insists_on(site, path, kind):
    answer, _ = ask(site, path, **{"Accept-Encoding": "gzip"})
    assert answer.getheader("Content-Type") == kind
    assert answer.getheader("Content-Encoding") == "gzip"


@pytest.mark.parametrize("path", ["/none.html", "/../conftest.py", "/%2e%2e/secret"])
def test_what_is_not_there_is_told_and_counted(site, path):
    answer, _ = ask(site, path)
    assert answer.status == 404
    assert [s.status for s in site.sent] == [404]


@pytest.mark.parametrize(
    ("values", "share", "wanted"),
    [
        ([7], 0.95, 7),
        ([3, 1, 2], 0.5, 2),
        ([1, 2, 3, 4], 0.5, 2.5),
        ([10, 20], 0.95, 19.5),
        (list(range(101)), 0.95, 95),
        ([4, 8], 0, 4),
        ([4, 8], 1, 8),
    ],
)
def test_percentiles(values, share, wanted):
    assert percentile(values, share) == pytest.approx(wanted)


def test_percentiles_are_those_of_the_standard_library():
    values = [(i * 37) % 101 + i / 7 for i in range(50)]
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    assert [percentile(values, k / 20) for k in range(1, 20)] == pytest.approx(cuts)


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1], 1.1), ([1], -0.1)])
def test_a_percentile_that_cannot_be(values, share):
    with pytest.raises(ValueError, match=r"percentile of no values|share lies"):
        percentile(values, share)


def test_a_table_in_markdown():
    rows = [["ours", *summed([1.0, 2.0, 3.0])]]
    text = markdown("Times", ["what", "n", "median", "p95"], rows, ["No throttle."])
    assert text.splitlines()[-1] == "- No throttle."
    assert "| ours | 3 | 2 | 2.9 |" in text.splitlines()
    with pytest.raises(ValueError, match="2 cells under 1"):
        markdown("Times", ["what"], [["ours", "1"]], [])


def test_figures_are_given_in_three_digits():
    assert [number(v) for v in (0.1234, 12.345, 99.4, 832.4, 2041.6)] == [
        "0.123",
        "12.3",
        "99.4",
        "832",
        "2,042",
    ]


def test_the_machine_is_described_and_not_named():
    import platform
    from pathlib import Path

    said = machine("1.2.3")
    assert "CPUs" in said and "Python" in said and "Chromium 1.2.3" in said
    assert platform.node() not in said and str(Path.home()) not in said
    assert "Chromium" not in machine(None)
