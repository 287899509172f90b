"""Labels from and to the forms of annotation tools: Label Studio, brat, spaCy.

All forms are converted from and to `Article`s, whose facts have the form of gold records, without
loss. Input is that of others: it is checked against its text and the contract, and refused with
what to do about it.
"""

from tinvan.convert.articles import Article as Article
from tinvan.convert.articles import read_gold as read_gold
from tinvan.convert.articles import read_texts as read_texts
from tinvan.convert.articles import write_gold as write_gold
from tinvan.convert.errors import ConvertError as ConvertError
