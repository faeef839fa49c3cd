#!/usr/bin/env bash
# Answers every survey of Tests/Surveys in a browser, in a house that asks all of them.
# Usage: Tests/surveys.sh PATH-OF-CANDOR [DIRECTORY-FOR-SCREENSHOTS]
set -euo pipefail
cd "$(dirname "$0")/.."

candor=$1
shots=${2:-$(mktemp -d)}
data=$(mktemp -d)/data
server=""
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; }; server=""; }
trap stop EXIT

rules=$(dirname "$data")/rules.yaml
.venv/bin/python Tests/Browser/surveys.py --rules "$rules"
"$candor" check "$rules"
"$candor" import catalogue Examples/magazine/catalogue.csv --data "$data" --rules "$rules" 2>/dev/null
"$candor" serve --data "$data" --rules "$rules" --port 0 --demo >"$data.out" 2>"$data.log" &
server=$!
url=""
for _ in $(seq 600); do
  url=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$data.out" 2>/dev/null | head -n 1) && break
  sleep 0.1
done
[ -n "$url" ] || { echo "the server did not start"; cat "$data.log"; exit 1; }

echo "== surveys in a browser (screenshots in $shots)"
.venv/bin/python Tests/Browser/surveys.py --url "$url" --shots "$shots" ${3:+-k "$3"}
