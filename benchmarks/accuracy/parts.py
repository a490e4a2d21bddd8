"""The parts of the table: what each is called on the command line, and the module that measures it."""

PARTS: dict[str, str] = {
    "quotes": "benchmarks.accuracy.quotations",
    "dates-timebank": "benchmarks.accuracy.dates_timebank",
    "dates-nothing": "benchmarks.accuracy.dates_nothing",
    "dates-written": "benchmarks.accuracy.dates_written",
    "dates-recognizers": "benchmarks.accuracy.dates_recognizers",
    "dates": "benchmarks.accuracy.dates_rules",
    "false-alarms": "benchmarks.accuracy.false_alarms",
    "language": "benchmarks.accuracy.declared_language",
    "suicide": "benchmarks.accuracy.suicide",
    "credits": "benchmarks.accuracy.credits",
    "date-mutants": "benchmarks.accuracy.date_mutants",
    "figures": "benchmarks.accuracy.figure_mutants",
    "words": "benchmarks.accuracy.word_mutants",
    "versions": "benchmarks.accuracy.version_mutants",
    "caption-mutants": "benchmarks.accuracy.caption_mutants",
    "moderation": "benchmarks.accuracy.moderation",
    "pages": "benchmarks.accuracy.pages",
    "caption-records": "benchmarks.accuracy.caption_records",
    "caption-strangers": "benchmarks.accuracy.caption_strangers",
    "privacy": "benchmarks.accuracy.privacy",
}
