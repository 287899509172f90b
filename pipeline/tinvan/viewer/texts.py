"""The texts that offsets index, for articles of which docs.jsonl does not hold them."""

from collections.abc import Iterable, Sequence

from tinvan.document import Source
from tinvan.errors import InputError
from tinvan.output.again import inputs_again
from tinvan.output.stored import StoredRun
from tinvan.read.inputs import Inputs


def texts_from_inputs(
    run: StoredRun, wanted: Iterable[str], inputs: Sequence[str] = ()
) -> dict[str, str]:
    """Read the texts of articles again.

    Args:
        run: The run.
        wanted: The `doc_id` of each article.
        inputs: Where they are, if not where the run read them.

    Returns:
        The texts that were found, by `doc_id`.

    Raises:
        InputError: If a file that `inputs` names is not there.
    """
    missing = set(wanted)
    if not missing:
        return {}
    found: dict[str, str] = {}
    sources: list[Source] = []
    for item in _opened(run, inputs):
        if not isinstance(item, Source) or item.media != "text":
            continue
        sources = [*sources, item][:2]
        if item.doc_id in missing:
            found.setdefault(item.doc_id, item.content)
            if len(found) == len(missing):
                break
    if inputs and not found and len(missing) == 1 and len(sources) == 1:
        return {missing.pop(): sources[0].content}  # one file for one article: its name is free
    return found


def _opened(run: StoredRun, inputs: Sequence[str]) -> Iterable[object]:
    """Open what is named, or the inputs of the run if they are still there."""
    if inputs:
        return Inputs(inputs)
    account = run.account()
    if account is None:
        return ()
    try:
        return inputs_again(account)
    except InputError:
        return ()
