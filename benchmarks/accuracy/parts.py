"""The parts of the table: what each is called on the command line, and the module that measures it."""

PARTS: dict[str, str] = {
    "false-alarms": "benchmarks.accuracy.false_alarms",
}
