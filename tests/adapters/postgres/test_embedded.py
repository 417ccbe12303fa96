"""The embedded PostgreSQL starts on whatever a kill, an upgrade or a long path left it. The rest is in tests/cli."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from tambour.adapters.postgres.embedded import (
    SETTINGS,
    SOCKET,
    SOCKET_PATH_BYTES_MAX,
    EmbeddedPostgres,
    find_postmaster,
    find_running,
    stop_process,
)
from tambour.ports.trouble import Trouble


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="tambour-embedded-"))
    made.chmod(0o711)
    yield made
    if running := find_postmaster(made / "postgres"):
        stop_process(running.pid)
    shutil.rmtree(made)


async def test_a_long_path_gets_a_short_socket_that_others_find_again(folder):
    data = folder / ("long" * 30) / "data"
    assert len(str(data / "postgres" / SOCKET)) > SOCKET_PATH_BYTES_MAX
    server = EmbeddedPostgres(data).start()
    try:
        assert find_running(data) == server.dsn
        connection = await asyncpg.connect(server.dsn)
        assert await connection.fetchval("SELECT lower('ПРИВЕТ')") == "привет", (
            "letters beyond English have cases, too"
        )
        await connection.close()
    finally:
        server.stop()
    assert find_running(data) is None


async def test_a_left_over_with_other_settings_is_stopped_not_taken_over(folder):
    (folder / "postgres.part").mkdir()
    (folder / "postgres.part" / "rest").write_text("a first start was killed while it made the cluster")
    old = EmbeddedPostgres(folder, SETTINGS | {"max_connections": "20"}).start()
    left = find_postmaster(old.cluster)
    old._release_lock()  # as the kernel does when the process is killed

    new = EmbeddedPostgres(folder).start()
    try:
        assert left is not None
        assert not left.is_running()
        connection = await asyncpg.connect(new.dsn)
        assert await connection.fetchval("SHOW max_connections") == SETTINGS["max_connections"]
        await connection.close()
        with pytest.raises(Trouble, match="already runs"):
            EmbeddedPostgres(folder).start()
    finally:
        new.stop()
        old.stop()


def test_a_cluster_of_another_major_version_is_refused_with_a_way_out(folder):
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("15\n")

    with pytest.raises(Trouble) as trouble:
        EmbeddedPostgres(folder).start()

    assert "made by PostgreSQL 15" in trouble.value.what
    assert "backup" in trouble.value.mend
