"""Fresh, older, newer and wrong ledgers; writers side by side; writers that die."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from ledger_samples import CODER, position, report

from readout.ledger import LedgerBusyError, LedgerError, open_ledger
from readout.ledger.rows import report_row
from readout.ledger.schema import HEAD, VERSION_TABLE, metadata, reports
from readout.ledger.target import store_at
from readout.ledger.upgrade import migrate


def test_the_migrations_make_the_tables_that_the_code_knows(target: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with open_ledger(target) as ledger, ledger._store.reading() as connection:
        assert (ledger.made_by() or "").startswith("readout ")
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one() == HEAD


def test_an_older_ledger_is_brought_up_and_keeps_what_it_holds(target: str) -> None:
    kept, store = report(), store_at(target, create=True, wait=5)
    with store.writing() as connection:
        migrate(connection, "0001")
        connection.execute(sa.insert(reports), report_row(kept))
    store.engine.dispose()
    with open_ledger(target) as ledger:
        assert ledger.reports() == (kept,)
        assert ledger.add_coding(kept.id, CODER, [position(kept)])
        ledger.replace_findings([])
    with open_ledger(target, create=False) as again:
        assert len(again.view().records) == 1


def test_a_newer_ledger_is_left_alone(target: str) -> None:
    with open_ledger(target) as ledger, ledger._store.writing() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer Readout \\(schema 9999"):
        open_ledger(target)


def test_a_database_of_something_else_is_left_alone(target: str) -> None:
    store = store_at(target, create=True, wait=5)
    with store.writing() as connection:
        connection.execute(sa.text("CREATE TABLE reports (name TEXT)"))
    with pytest.raises(LedgerError, match="something else \\(table reports\\)"):
        open_ledger(target)
    with store.reading() as connection:
        assert sa.inspect(connection).get_table_names() == ["reports"]
    store.engine.dispose()


def test_wrong_paths_are_named(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("This is no database, whatever its name says.")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    for target, message in (
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "ledger.db", "does not exist; create it"),
        (text, "notes.txt is not a ledger"),
        (damaged, "damaged.db: "),
        ("mysql://host/db", "not mysql://"),
    ):
        with pytest.raises(LedgerError, match=message):
            open_ledger(target)
    with pytest.raises(LedgerError, match="there is no ledger here"):
        open_ledger(tmp_path / "absent.db", create=False)
    assert not (tmp_path / "absent.db").exists()


def test_odd_paths_are_only_paths(tmp_path: Path) -> None:
    for name in ("a b%20?mode=ro#x.db", "леджер.db", "file:x.db"):
        with open_ledger(tmp_path / name) as ledger:
            ledger.add_report(report())
        assert (tmp_path / name).stat().st_size > 0


UNREACHABLE = [
    "postgresql://user:hush-hush@127.0.0.1:1/db",
    "postgresql://user:hush-hush@/db?host=/nowhere-at-all",
    "postgres://user@127.0.0.1:1/db?password=hush-hush&sslpassword=hush-hush",
    "postgresql://user:hush@hush-hush@127.0.0.1:1/db",
    "postgresql://user:x@127.0.0.1:hush-hush/db",
    "postgresql://us/er:hush-hush@127.0.0.1:1/db",
]


@pytest.mark.parametrize("url", UNREACHABLE)
def test_no_message_shows_a_password(url: str) -> None:
    import traceback

    with pytest.raises(LedgerError) as caught:
        open_ledger(url, wait=1)
    assert "hush" not in "".join(traceback.format_exception(caught.value))
    assert "PostgreSQL" in str(caught.value)


def test_two_writers_take_turns(target: str) -> None:
    def write(name: str) -> None:
        with open_ledger(target) as ledger:
            for i in range(8):
                kept = report(title=f"{name} {i}")
                ledger.add_report(kept)
                ledger.add_coding(kept.id, CODER, [position(kept)])

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_ledger(target) as ledger:
        assert len(ledger.reports()) == len(ledger.view().records) == 16


def test_a_writer_that_waits_too_long_is_told_so_and_readers_go_on(target: str) -> None:
    with open_ledger(target) as busy, open_ledger(target, wait=0.1) as other:
        with busy._store.writing() as connection:
            connection.execute(sa.insert(reports), report_row(report()))
            assert other.reports() == ()
            with pytest.raises(LedgerBusyError, match=r"being written by another process; waited 0\.1 s"):
                other.add_report(report())
        assert len(other.reports()) == 1


_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from ledger_samples import CODER, position, report
from readout.ledger import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    for i in range(10_000):
        kept = report(title=str(i))
        ledger.add_report(kept)
        ledger.add_coding(kept.id, CODER, [position(kept, j, j + 9) for j in range(60)])
        print(i, flush=True)
"""


def test_a_killed_writer_leaves_whole_reports_only_and_its_run_goes_on(target: str) -> None:
    command = [sys.executable, "-c", _WRITER, target, str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        done = [int(writer.stdout.readline()) for _ in range(5)]
        os.kill(writer.pid, signal.SIGKILL)
    with open_ledger(target) as ledger:
        counts: dict[str, int] = {}
        for record in ledger.view().records:
            counts[record.report] = counts.get(record.report, 0) + 1
        coded = {r.id for r in ledger.reports() if ledger.has_coding(r.id, CODER)}
        assert set(counts) == coded and set(counts.values()) == {60}
        assert {report(title=str(i)).id for i in done} <= coded
        assert len(ledger.reports()) - len(coded) in (0, 1)
        for kept in ledger.reports():
            again = ledger.add_coding(kept.id, CODER, [position(kept)])
            assert again is (kept.id not in coded)
    if "://" not in target:
        with sqlite3.connect(target) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_two_processes_may_make_one_ledger_at_once(tmp_path: Path, new_postgres: Callable[[], str]) -> None:
    for target in (str(tmp_path / "ledger.db"), new_postgres()):
        failures: list[BaseException] = []

        def make(target: str = target, failures: list[BaseException] = failures) -> None:
            try:
                open_ledger(target).close()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
