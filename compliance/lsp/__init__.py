"""The language server: what ``compliance check`` finds, in an editor while a story is written.

The process that the editor starts speaks the protocol and nothing else. A process beside it reads the stories and runs
the rules, so that typing never waits for a rule, and a rule that never comes back takes only that process with it.

::

    serve ──▶ documents ──▶ worker ═══ process boundary ═══▶ child ──▶ looking ──▶ houses: what decides over it
      │                                                                  │ ├─────▶ checking: what is found
      └─▶ protocol: answers as the protocol has them                     │ └─────▶ marking: where, why, what to do
                                                                         └───────▶ comments, repairs: what to write
"""
