"""Hide people, voices, words and whole reports in all that leaves a case.

    secrets = Secrets.of(read_plan(path), court)
    court = redacted(court, secrets)       # before weighing: nothing after it knows what was hidden
    ...
    leaks(folder, secrets)                 # after writing: what is found must not be handed over

A redaction is made on the case and not on a file: every format is a pure function of what is left.
"""
