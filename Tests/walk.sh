#!/usr/bin/env bash
# Walks through the demo as a newcomer would: over JSON with curl, and over the pages in a browser.
# Then searches every byte of the data directory for what the walkers said.
# Usage: Tests/walk.sh PATH-OF-CANDOR [DIRECTORY-FOR-SCREENSHOTS]
set -euo pipefail
cd "$(dirname "$0")/.."

candor=$1
shots=${2:-$(mktemp -d)}
data=$(mktemp -d)/data
server=""
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; }; server=""; }
trap stop EXIT

"$candor" import catalogue Examples/magazine/catalogue.csv --data "$data" \
  --rules Examples/magazine/rules.yaml 2>/dev/null
CANDOR_KEY=$("$candor" keys create --name walk --data "$data" \
  --scope people:write people:read people:erase decisions catalogue keys)
export CANDOR_KEY

"$candor" serve --data "$data" --port 0 --demo --log-level trace >"$data.out" 2>"$data.log" &
server=$!
url=""
for _ in $(seq 600); do
  url=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$data.out" 2>/dev/null | head -n 1) && break
  sleep 0.1
done
[ -n "$url" ] || { echo "the server did not start"; cat "$data.log"; exit 1; }

echo "== over JSON"
Examples/walkthrough.sh "$url"
echo "== in a browser (screenshots in $shots)"
mkdir -p "$shots"
.venv/bin/python Tests/Browser/walk.py --url "$url" --shots "$shots"

echo "== what somebody said is nowhere to be read"
# Somebody who stays, with words that stand in no catalogue and no rules.
call() {
  curl -sSf -X "$1" "$url$2" -H "Authorization: Bearer $CANDOR_KEY" \
    -H 'Content-Type: application/json' -d "$3"
}
person=$(call POST /v1/people '{"email": "zephyrine@quillfeather.example", "externalId": "Qx-77-zeph"}' |
  python3 -c 'import json, sys; print(json.load(sys.stdin)["person"])')
call POST "/v1/people/$person/answers" \
  '{"experience": "tastes", "answers": {"authors": ["Zephyrine Quillfeather"]}}' >/dev/null
call POST "/v1/people/$person/acts" \
  '{"acts": [{"kind": "follow", "creator": "Zephyrine Quillfeather"}]}' >/dev/null
call GET "/v1/people/$person/record" '' | grep -q 'Zephyrine Quillfeather' ||
  { echo "the words were not even kept"; exit 1; }
echo "== what the record says can be proven without us"
other=$(call POST /v1/people '{}' | python3 -c 'import json, sys; print(json.load(sys.stdin)["person"])')
for _ in 1 2 3 4 5 6 7; do
  for one in "$person" "$other"; do call POST "/v1/people/$one/export" '' >/dev/null; done
done
call GET "/v1/people/$person/receipts" '' >"$data.receipts.json"
call GET "/v1/people/$other/receipts" '' >"$data.other.json"
key=$(curl -sSf "$url/log/key")
"$candor" verify "$data.receipts.json" --key "$key"
.venv/bin/python Tests/verify_receipts.py "$data.receipts.json" "$key"
call GET "/v1/people/$person/receipts?after=8" '' >"$data.part.json"
"$candor" verify "$data.part.json" --key "$key"
sed 's/Quillfeather/Quillfeader/' "$data.receipts.json" >"$data.forged.json"
for verifier in "$candor verify $data.forged.json --key $key" \
  ".venv/bin/python Tests/verify_receipts.py $data.forged.json $key"; do
  if $verifier >/dev/null 2>&1; then echo "a forged receipt holds: $verifier"; exit 1; fi
done
echo "and a forged one does not hold, to either verifier"
.venv/bin/python Tests/Browser/verify.py --receipts "$data.receipts.json" --other "$data.other.json" \
  --url "$url" --shots "$shots/verify"

echo "== on another site"
.venv/bin/python Tests/Browser/embed.py --candor "$candor" --shots "$shots/embed"

if found=$(grep -aliE 'zephyrine|quillfeather|Qx-77' -r "$data" "$data.log"); then
  echo "FOUND in: $found"
  exit 1
fi
echo "in none of $(find "$data" -type f | wc -l) files, nor in the log at its most talkative level"
