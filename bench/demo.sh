#!/usr/bin/env bash
# What `make demo` runs: facts of the bundled corpus, and of real articles where there are any.
set -euo pipefail

show() { # NAME ARTICLES GOLD OUT
  local name=$1 articles=$2 gold=$3 out=$4
  printf '\n== %s\n' "$name"
  tinvan extract "$articles" --out "$out"
  printf '\nSome of the facts:\n'
  python bench/show.py "$out/facts.jsonl" 8
  printf '\nHow right they are (%s):\n' "$gold"
  tinvan score "$gold" "$out/facts.jsonl"
}

show "The bundled corpus" corpus/texts corpus/gold.jsonl outputs
if [[ -d ${TINVAN_REAL:-}/seeds ]]; then
  show "Real pages" "$TINVAN_REAL/seeds" "$TINVAN_REAL/gold/seeds.jsonl" outputs/real
fi
printf '\nLook in outputs/: facts.jsonl (one fact a line), docs.jsonl (the role of every line)\n'
