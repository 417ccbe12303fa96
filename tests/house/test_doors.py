"""What the running server serves is what the protocol describes, both ways: read from the built house."""

from tambour.app import build, open_doors
from tambour.config import Config
from tests.house.test_papers import documented_methods


async def test_the_method_table_is_the_protocols_table(dsn, tmp_path):
    house = await build(Config(data=str(tmp_path)), dsn)
    try:
        served = set(open_doors(house).live.dispatch.table)
    finally:
        await house.close()

    assert served - documented_methods() == set()
    assert documented_methods() - served == set()
