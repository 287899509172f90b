"""Why a fact was made: the rules, values, names and registry entries behind it, for people."""

from tinvan.explain.explainer import Explainer as Explainer
from tinvan.explain.records import Explanation as Explanation
from tinvan.explain.rulebook import RuleBook as RuleBook
from tinvan.explain.stored import Run as Run
from tinvan.explain.text import as_text as as_text
