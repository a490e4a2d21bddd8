"""The desk of a service that has no sign-in yet: for this machine alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.routing import Route

from compliance.service.desk.asking import Desk
from compliance.service.desk.board import Board
from compliance.service.desk.local_door import LocalDoor
from compliance.service.desk.looking import Remembering
from compliance.service.desk.pool_looker import PoolLooker
from compliance.service.desk.routes import routes

if TYPE_CHECKING:
    from compliance.service.workers.jobs import Recipe
    from compliance.service.workers.pool import Workers


def local_routes(workers: Callable[[], Workers], recipe: Recipe) -> list[Route]:
    """The addresses of the desk, with stories checked by the service's workers.

    :param workers: those of the present configuration.
    :param recipe: what they were built from.
    """
    door = LocalDoor()
    desk = Desk(Board(), Remembering(PoolLooker(workers, recipe)), door)
    return [*routes(desk), Route("/desk/sign-in", door.come_in, methods=["POST"])]
