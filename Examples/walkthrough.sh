#!/usr/bin/env bash
# The whole walk of one person through Candor, over JSON: asked, given back, in charge, forgotten.
#
#   CANDOR_KEY=… Examples/walkthrough.sh [URL]        (URL: http://127.0.0.1:8080)
#
# Wants a server with Examples/magazine, and a key with the scopes people:write, people:read,
# people:erase and decisions. Every step checks what it says; the first that fails ends the walk.
set -euo pipefail

url=${1:-http://127.0.0.1:8080}
key=${CANDOR_KEY:?is not set: it holds the secret of an API key}

step() { printf '\n== %s\n' "$*"; }
die() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# call METHOD PATH [BODY] [STATUS]: prints the body of the reply. Any error ends the walk with the
# server's own words, unless it is the STATUS that was asked for.
call() {
  local method=$1 path=$2 body=${3:-} expected=${4:-} reply status
  # The key comes from a file, so that it does not show in the list of processes.
  reply=$(curl --silent --show-error --max-time 30 --request "$method" --write-out '\n%{http_code}' \
    --header @<(printf 'Authorization: Bearer %s\n' "$key") \
    ${body:+--header 'Content-Type: application/json' --data-binary "$body"} "$url$path") \
    || die "$method $path: no answer from $url"
  status=${reply##*$'\n'} reply=${reply%$'\n'*}
  if [[ -n $expected ]]; then
    [[ $status == "$expected" ]] || die "$method $path: $status instead of $expected: ${reply:0:500}"
  else
    ((status < 400)) || die "$method $path: $status: ${reply:0:500}"
  fi
  printf '%s' "$reply"
}

# json BODY EXPRESSION: prints what a Python expression makes of the body, which it knows as `it`.
json() { python3 -c 'import json, sys; it = json.load(sys.stdin); print(eval(sys.argv[1]))' "$2" <<<"$1"; }

# check BODY EXPRESSION CLAIM: the claim is printed if the expression holds; else the walk ends.
check() {
  [[ $(json "$1" "bool($2)") == True ]] || die "not so: $3"
  printf '  ✓ %s\n' "$3"
}

titles="'\n'.join('  ' + pick['item']['title'] for pick in it['picks'])"
first() { json "$1" "$titles" | sed -n 1,4p; }

step '1. Read what will be asked, and the text that asks for the yes'
experience=$(call GET /v1/experiences/tastes)
# What stands under a question belongs to it: show it before it is answered.
json "$experience" "'\n'.join('  ' + q['title'] + '\n    for: ' + ' '.join(q['promise']['purposes'])
  + '\n    you get: ' + ' '.join(q['promise']['benefits']) for p in it['pages'] for q in p['elements'])"
check "$experience" "all(q['promise']['purposes'] and q['promise']['benefits'] and q['promise']['until']
  for p in it['pages'] for q in p['elements'])" 'every question says what it is for, what it gives, and until when'
hash_of() { json "$experience" "next(n['hash'] for n in it['notices'] if n['purpose'] == '$1')"; }
lists=$(hash_of personal-lists)
planning=$(hash_of editorial-planning)
json "$experience" "next('  to be asked: ' + n['text'] for n in it['notices'] if n['purpose'] == 'personal-lists')"
printf '  its hash, to send with the answer: %s\n' "$lists"

step '2. Mara comes'
# An address of her own for every walk, so that nobody else's record is touched.
mara=$(call POST /v1/people "{\"email\": \"mara.ilves.$(date +%s).$$@cast.example\"}" 201)
person=$(json "$mara" "it['person']")
printf '  her identifier here: %s\n' "$person"

step '3. She answers, says yes to lists and no to the editors, and gets her list at once'
# null skips a question. A yes and a no both carry the hash of the very text that she read.
answered=$(call POST "/v1/people/$person/answers" "$(cat <<JSON
{
  "experience": "tastes",
  "answers": {
    "genres": ["Marine biology", "Astronomy"],
    "authors": ["Ines Vargholm"],
    "poetry": 4,
    "motivation": null
  },
  "grants": [{"purpose": "personal-lists", "notice": "$lists"}],
  "refusals": [{"purpose": "editorial-planning", "notice": "$planning"}]
}
JSON
)")
json "$answered" "'\n'.join('  ' + pick['item']['title'] + '\n    ' + '; '.join(why['says'] for why in pick['whys'])
  for pick in it['given']['discover']['picks'][:4])"
check "$answered" "it['given']['discover']['personal']" 'the list is hers'
check "$answered" "all(why['says'] for why in it['given']['discover']['picks'][0]['whys'])
  and it['given']['discover']['picks'][0]['whys']" 'and says why each story is there'

step '4. Her record says the same in plain words'
record=$(call GET "/v1/people/$person/record")
json "$record" "'\n'.join('  %d. %s' % (e['sequence'], e['says']) for e in it['events'])"
check "$record" "{'declared', 'granted', 'refused', 'given'} <= {e['kind'] for e in it['events']}" \
  'answers, the yes, the no and the list are all in it'

step '5. She mutes what she is curious about'
before=$(call GET "/v1/people/$person/lists/discover")
call PUT "/v1/people/$person/muted" '{"attribute": "genres", "muted": true}' >/dev/null
muted=$(call GET "/v1/people/$person/lists/discover")
first "$muted"
[[ $(json "$before" "$titles") != "$(json "$muted" "$titles")" ]] || die 'the list did not change'
printf '  ✓ the list changed\n'
check "$muted" "not any(why.get('attribute') == 'genres' for pick in it['picks'] for why in pick['whys'])" \
  'and nothing is there because of the muted answer'

step '6. She lets it count again'
call PUT "/v1/people/$person/muted" '{"attribute": "genres", "muted": false}' >/dev/null
after=$(call GET "/v1/people/$person/lists/discover")
[[ $(json "$before" "$titles") == "$(json "$after" "$titles")" ]] || die 'the first list did not come back'
first "$after"
printf '  ✓ the first list is back\n'

step '7. She takes back her yes'
# Withdrawing is easier than agreeing: it needs no notice.
call PUT "/v1/people/$person/consents/personal-lists" '{"answer": "withdraw"}' >/dev/null
plain=$(call GET "/v1/people/$person/lists/discover")
json "$plain" "'\n'.join('  ' + reason['says'] for reason in it['reasons'])"
check "$plain" "not it['personal'] and not any(pick['whys'] for pick in it['picks'])" 'the list is no longer hers'
check "$plain" "it['reasons'] and all(r['cause'] == 'withdrawn' for r in it['reasons'])" 'and says that she withdrew'
check "$plain" "it['picks']" 'but she still gets one: a no makes nothing worse'

step '8. The Gate refuses that use to everybody who asks'
# Ask this before any use that happens outside Candor, say in a mailing system.
decision=$(call POST /v1/decisions \
  "{\"uses\": [{\"person\": \"$person\", \"purpose\": \"personal-lists\", \"attributes\": [\"genres\"]}]}")
json "$decision" "'  ' + it['decisions'][0]['reasons'][0]['says']"
check "$decision" "not it['decisions'][0]['allowed']
  and it['decisions'][0]['reasons'][0]['cause'] == 'withdrawn'" 'refused, with the reason'

step '9. She takes a copy along'
copy=$(call POST "/v1/people/$person/export")
json "$copy" "'  %d events, %d bytes' % (len(it['events']), len(json.dumps(it)))"
check "$copy" "[e['sequence'] for e in it['events']] == list(range(1, it['version'] + 1))" 'no event is missing'
check "$copy" "all(json.loads(e['canonical'])['kind'] == e['kind'] for e in it['events'])
  and it['events'][-1]['kind'] == 'exported'" 'each comes as it was written, down to the export itself'

step '10. She has everything erased'
erased=$(call DELETE "/v1/people/$person")
check "$erased" "it['events'] == $(json "$copy" "len(it['events'])")" 'every event was destroyed'
gone=$(call GET "/v1/people/$person/record" '' 404)
check "$gone" "it['status'] == 404" "and nobody is known by that identifier: $(json "$gone" "it['title']")"

printf '\nThe walk is done: every check held.\n'
