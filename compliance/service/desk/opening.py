"""The desk of a running service: behind the house's sign-in, or for this machine alone where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.routing import Route

from compliance.service.desk.asking import Desk
from compliance.service.desk.house_door import HouseDoor
from compliance.service.desk.local_door import LocalDoor
from compliance.service.desk.looking import Remembering
from compliance.service.desk.pool_looker import PoolLooker
from compliance.service.desk.routes import routes

if TYPE_CHECKING:
    from compliance.service.access import AccessSettings
    from compliance.service.desk.house import House


def desk_routes(house: House, access: Callable[[], AccessSettings]) -> list[Route]:
    """The addresses of the desk, with stories checked by the service's workers.

    :param house: the service; one that keeps no record has no desk.
    :param access: what is set now about how people sign in; whether there is a sign-in at all is settled here.
    """
    if house.store is None:
        return []
    settings = access()
    looker = Remembering(PoolLooker(lambda: house.workers, house.profile, house.store.published_before))
    if settings.oidc is not None or settings.proxy is not None:
        door = HouseDoor(house.store, access)
        return [*door.routes(), *routes(Desk(house, looker, door))]
    local = LocalDoor()
    return [*local.routes(), *routes(Desk(house, looker, local))]
