"""The desk of a running service: behind the house's sign-in, or for this machine alone where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.routing import Route

from compliance.service.desk.asking import Desk
from compliance.service.desk.board import Board
from compliance.service.desk.house_door import HouseDoor
from compliance.service.desk.local_door import LocalDoor
from compliance.service.desk.looking import Remembering
from compliance.service.desk.pool_looker import PoolLooker
from compliance.service.desk.routes import routes

if TYPE_CHECKING:
    from compliance.service.access import AccessSettings
    from compliance.service.store import Store
    from compliance.service.workers.pool import Workers


def desk_routes(
    workers: Callable[[], Workers],
    profile: Callable[[str], str | None],
    store: Store | None,
    house: Callable[[], AccessSettings],
) -> list[Route]:
    """The addresses of the desk, with stories checked by the service's workers.

    :param workers: those of the present configuration.
    :param profile: the profile that a title's stories are checked with.
    :param store: where sessions are kept.
    :param house: what is set now about how people sign in; whether there is a sign-in at all is settled here.
    """
    settings = house()
    looker = Remembering(PoolLooker(workers, profile))
    if store is not None and (settings.oidc is not None or settings.proxy is not None):
        door = HouseDoor(store, house)
        return [*door.routes(), *routes(Desk(Board(), looker, door))]
    local = LocalDoor()
    return [*local.routes(), *routes(Desk(Board(), looker, local))]
