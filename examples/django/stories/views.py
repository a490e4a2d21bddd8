"""What an editor's page asks while somebody writes: nothing is saved, and the event loop goes on."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from compliance import ComplianceError
from stories.gate import checker


@require_POST
async def preview(request: HttpRequest) -> JsonResponse:
    """The findings in a story that is sent as story JSON."""
    try:
        story = json.loads(request.body)
        report = await checker().acheck(story, seconds=settings.COMPLIANCE["seconds"], now=timezone.now())
    except (ValueError, ComplianceError) as error:
        return JsonResponse({"detail": str(error)}, status=422)
    view = checker().view(report, get_language() or "en")
    findings = [{"message": found.message, **found.source._asdict()} for found in view.findings]
    return JsonResponse({"verdict": view.verdict, "findings": findings})
