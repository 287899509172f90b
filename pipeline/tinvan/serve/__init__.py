"""A service over HTTP: `tinvan serve`.

A request becomes jobs (`jobs.py`), which are answered in guarded child processes (`answering.py`,
`pool.py`), so that a document that hangs or explodes costs one error and not the service. Around
that stand what a request may cost (`limits.py`, `body.py`), who may ask (`shell.py`), what is
counted (`metrics.py`), and the routes with their description (`app.py`, `describe.py`). Nothing
here opens an address that a document names.
"""
