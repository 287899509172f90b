"""Refreshes the answers in docs/serve.md and in OpenAPI: `python -m bench.serve_docs`.

The commands in the document are run as they stand, by a shell with curl and jq, against a service
of this machine; only its port is another.
"""

import json
import re
import shutil
import subprocess
from typing import Any

from bench.serve import ROOT, service
from tinvan.pipeline import default_stages
from tinvan.serve import examples
from tinvan.serve.answering import Answering
from tinvan.serve.jobs import Job
from tinvan.serve.responses import agency_told, cleaned, extracted, values_found

DOCUMENT = ROOT / "docs" / "serve.md"
ANSWERS = ROOT / "pipeline" / "tinvan" / "serve" / "answers.json"
NEEDED = ("bash", "curl", "jq")
_EXAMPLE = re.compile(r"```console\n\$ (?P<given>(?:curl|printf) .*)\n[^$]*?```")
_ADDRESS = "localhost:8000"


def refreshed(document: str) -> str:
    """Return the document with the answers as they are today."""
    with service("--workers", "1") as running:

        def run(example: re.Match[str]) -> str:
            command = example["given"].replace(_ADDRESS, f"127.0.0.1:{running.port}")
            done = subprocess.run(
                ["bash", "-c", command], capture_output=True, text=True, check=True
            )
            return f"```console\n$ {example['given']}\n{done.stdout.rstrip()}\n```"

        return _EXAMPLE.sub(run, document)


def answers() -> dict[str, Any]:
    """Return what the service answers to the examples in OpenAPI."""
    answering = Answering(default_stages())
    article, question = (json.dumps(row).encode() for row in (examples.ARTICLE, examples.QUESTION))
    name, on = examples.NAME["name"].encode(), examples.NAME["on"]
    told = {
        "extract": extracted(answering(Job(task="extract", media="row", body=article))),
        "clean": cleaned(answering(Job(task="clean", media="row", body=article))),
        "values": values_found(answering(Job(task="values", media="row", body=question))),
        "agency": agency_told(answering(Job(task="agency", body=name, published=on))),
    }
    return {task: json.loads(answer) for task, answer in told.items()}


if __name__ == "__main__":
    written = json.dumps(answers(), indent=1, ensure_ascii=False)
    ANSWERS.write_text(written + "\n", encoding="utf-8")
    if missing := [tool for tool in NEEDED if shutil.which(tool) is None]:
        raise SystemExit(f"docs/serve.md is as it was: it needs {', '.join(missing)}")
    DOCUMENT.write_text(refreshed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
