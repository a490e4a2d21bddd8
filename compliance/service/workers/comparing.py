"""Holds the stories of a body against the versions that readers have, which the record knows by their ids.

What a story is called is known once a worker has read it; where readers have another version, it is checked again,
with that one beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

from compliance.service.published import Published, unkept
from compliance.service.workers.jobs import Answer, Job
from compliance.service.workers.pool import Workers

Find = Callable[[str, str], Published | None]
"""What readers have of the story of an id, where its digest is another than this one."""


async def held_against(workers: Workers, job: Job, answer: Answer, find: Find) -> Answer:
    """The answer for a body, its stories held against what readers have; inside a slot.

    :param answer: for the same job, without.
    """
    found: dict[int, Published] = {}
    for story in answer.stories:
        if story.story_id is not None:
            published = await run_in_threadpool(find, story.story_id, story.digest)
            if published is not None:
                found[story.item] = published
    known = {item: published for item, published in found.items() if published.fields}
    if known:
        again = await workers.run(job._replace(previous=known))
        answer = answer if again.refused is not None else again
    stories = (unkept(one) if one.item in found.keys() - known.keys() else one for one in answer.stories)
    return answer._replace(stories=tuple(stories)) if found else answer
