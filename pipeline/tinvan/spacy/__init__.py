"""tinvan in spaCy: words, sentences, entities, spans and facts of Vietnamese news as `Doc`.

spaCy is an extra (`pip install 'tinvan[spacy]'`); nothing else in tinvan imports this package.
"""

from tinvan.read.extras import why_missing

if why := why_missing("spacy"):
    raise ImportError(why)

from tinvan.spacy.annotate import FACTS_KEY as FACTS_KEY
from tinvan.spacy.annotate import SPANS_KEY as SPANS_KEY
from tinvan.spacy.annotate import to_doc as to_doc
from tinvan.spacy.component import Component as Component
from tinvan.spacy.component import Tokenizer as Tokenizer
from tinvan.spacy.component import blank as blank
from tinvan.spacy.component import make_component as make_component
from tinvan.spacy.component import make_doc as make_doc
from tinvan.spacy.component import make_tokenizer as make_tokenizer
from tinvan.spacy.output import render as render
from tinvan.spacy.output import to_docbin as to_docbin
