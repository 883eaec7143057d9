"""The same `analyse` over many cores or machines, for archives of millions of reports.

    with crew(None, workers=8) as hands:
        for answer in answers(pieces, hands, Job(version()), ledger.known):
            ledger.keep(answer)

One process, the client, cuts archives into pieces, hands them out in batches, and alone writes what
comes back. On the other side of the wire each thread of a worker keeps one process that reads and
analyses, the bench: a report that kills or hangs it costs that process and nothing else, and is
known by name.

| module | what it holds |
| --- | --- |
| `parcel` | what goes over the wire: the job, a piece of an archive, what came of a report |
| `bench` | the process that reads and analyses |
| `foreman` | what a worker does with a batch: ask the bench, and start it anew where it died |
| `crew` | a cluster, of this machine or of many |
| `dispatch` | batches out, answers in, and never too many at once |
| `shelf` | where answers go: the ledger, or a folder of results |
| `results` | those results as Parquet files, and back |
"""
