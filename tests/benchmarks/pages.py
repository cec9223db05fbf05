"""How long the pages take on the server, cold.

    python tests/benchmarks/pages.py INSTANCE

INSTANCE is one of many posts, as tests/benchmarks/many.py --keep FOLDER leaves them. Before each request a
label is stored, of a key that no post has, so that no list is one made before; at the end it is taken
back. The time of the processor, of all threads of the server, tells more where the machine has other work.
"""

import http.client
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.serving import Server, in_thread

TIMES = 20
NOBODYS = "added:benchmark"
FILTERS = {
    "": "",
    "company": "inc",
    "exclude_company": "acme",
    "tag": "python",
    "employment": "full-time",
    "search": "python",
    "exclude": "senior",
    "since": "60d",
    "can_work_from": "Portugal",
    "place": "europe",
    "language": "en",
    "min_salary": "60k",
    "stated_salary": "true",
    "min_score": "10%",
    "all": "true",
    "new": "true",
}


def main() -> None:
    """Print the median and the 95th percentile of each page, and the processor's time in the median."""
    with in_thread(Path(sys.argv[1])) as server:
        asked(server, "/today")  # opens the store
        key = asked(server, "/today")[1].partition('data-key="')[2].partition('"')[0]
        print("| page | median | 95th percentile | processor |\n|---|---|---|---|")
        for name, value in FILTERS.items():
            told(server, name or "no filter", f"/today?{name}={value}")
        told(server, "a post alone", f"/today?post={key}", HX_Request="true")
        told(server, "left out, one cause", "/today/left-out?cause=below_the_cut")
        told(server, "why not", f"/today/why?of={key}&tag=zzz")
        server.ask("DELETE", f"/posts/{NOBODYS}/label")


def told(server: Server, name: str, address: str, **headers: str) -> None:
    """Print a row."""
    taken, worked = [], []
    for _time in range(TIMES):
        assert server.ask("PUT", f"/posts/{NOBODYS}/label", {"label": "unsure"}).status == 200
        before = time.process_time()
        taken.append(asked(server, address, **headers)[0] * 1_000)
        worked.append((time.process_time() - before) * 1_000)
    middle, most = statistics.median(taken), sorted(taken)[int(TIMES * 0.95) - 1]
    print(f"| {name} | {middle:.0f} ms | {most:.0f} ms | {statistics.median(worked):.0f} ms |", flush=True)


def asked(server: Server, address: str, **headers: str) -> tuple[float, str]:
    """Return the seconds that a page takes, and the page."""
    connection = http.client.HTTPConnection(server.host, server.port)
    started = time.perf_counter()
    connection.request(
        "GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    page = answer.read().decode()
    taken = time.perf_counter() - started
    assert answer.status == 200, page
    connection.close()
    return taken, page


if __name__ == "__main__":
    main()
