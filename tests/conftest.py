"""How all tests run: examples that hypothesis makes are the same at every run, and none of them is timed.

``pytest --hypothesis-profile=search`` looks at examples that were never looked at before.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

_NEVER_TIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("same", derandomize=True, **_NEVER_TIMED)
settings.register_profile("search", **_NEVER_TIMED)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests compile is kept for them alone: no run depends on what an earlier one left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPLIANCE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
