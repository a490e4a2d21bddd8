"""What is counted, in the form that Prometheus reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._answered: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._checked: dict[tuple[str, str], Counter] = {}
        name = "compliance_"
        self.requests = Counter(
            f"{name}requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            f"{name}request_seconds", "Time to an answer.", ("route",), registry=self.registry, buckets=_BUCKETS
        )
        self.stories = Counter(f"{name}stories", "Stories checked.", ("event", "verdict"), registry=self.registry)
        self.findings = Counter(f"{name}findings", "Findings answered.", ("rule",), registry=self.registry)
        self.overruns = Counter(f"{name}rule_failures", "Stories a rule failed on.", ("rule",), registry=self.registry)
        self.refused = Counter(f"{name}overloaded", "Requests refused for want of room.", registry=self.registry)
        self.in_flight = Gauge(f"{name}in_flight", "Requests at work.", registry=self.registry)
        self.overrides = Counter(f"{name}overrides", "Stories published although held.", registry=self.registry)
        self.wrong_alarms = Counter(
            f"{name}wrong_alarms", "Findings called wrong at the desk.", ("rule",), registry=self.registry
        )
        self.restarts = Gauge(
            f"{name}worker_restarts", "Workers replaced since the last reload.", registry=self.registry
        )
        self.suspended = Gauge(
            f"{name}rule_suspended", "1 while a rule is suspended.", ("rule",), registry=self.registry
        )
        self.reloads = Counter(f"{name}reloads", "Reloads of the configuration.", ("result",), registry=self.registry)
        self.new_rules = Gauge(
            f"{name}new_rules", "Rules that an upgrade brought and nobody has accepted.", registry=self.registry
        )
        self.erased = Counter(f"{name}erased", "Rows erased for their age.", ("rows",), registry=self.registry)
        self.retention = Counter(
            f"{name}retention_runs", "Looks for what is too old to be kept.", ("result",), registry=self.registry
        )
        self.configured = Gauge(
            f"{name}configuration_ok", "0 while a new configuration is refused.", registry=self.registry
        )
        self.configured.set(1)
        self.webhooks = Counter(
            f"{name}webhooks", "Tries to send a webhook.", ("receiver", "result"), registry=self.registry
        )
        self.waiting = Gauge(f"{name}webhooks_waiting", "Webhooks still to be sent.", registry=self.registry)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that was answered.

        :param seconds: how long it took.
        """
        key = (route, method, status)
        counters = self._answered.get(key)
        if counters is None:
            counters = (self.requests.labels(*key), self.seconds.labels(route))
            self._answered[key] = counters
        counters[0].inc()
        counters[1].observe(seconds)

    def checked(self, event: str, report: Mapping[str, Any]) -> None:
        """Count a story that was checked, and what was found in it."""
        key = (event, report["verdict"])
        counter = self._checked.get(key)
        if counter is None:
            counter = self._checked[key] = self.stories.labels(*key)
        counter.inc()
        for finding in report["findings"]:
            self.findings.labels(finding["rule"]).inc()

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self.registry)
