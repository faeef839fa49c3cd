#!/usr/bin/env bash
# Proves that the walls between the rooms hold, by trying to walk through each of them.
#
# Each line puts a file into a target and expects the build to fail with the given words. A wall
# that lets the file build fails this test.
# Usage: Tests/walls.sh [flags of swift build]
set -uo pipefail
cd "$(dirname "$0")/.."

probe=""
trap '[ -z "$probe" ] || rm -f "$probe"' EXIT
failed=0

wall() { # name, target, expected words, source
  probe="Sources/$2/WallProbe.swift"
  printf '%s\n' "$4" > "$probe"
  if output=$(swift build "${flags[@]}" --target "$2" 2>&1); then
    echo "BROKEN: $1"
    failed=1
  elif grep -qF "$3" <<<"$output"; then
    echo "holds: $1"
  else
    echo "FAILED for another reason: $1"
    tail -n 20 <<<"$output"
    failed=1
  fi
  rm -f "$probe"
  probe=""
}

flags=("$@")
wall "the server never imports a store" CandorServer \
  "imports another target (SQLiteStore)" "import SQLiteStore"
wall "what crosses the wire never imports the domain" CandorAPI \
  "imports another target (Candor)" "import Candor"
wall "the recommender takes no raw declaration" Recommender \
  "cannot convert value of type '[Declaration]' to expected argument type 'Permitted'" \
  "import Candor
func probe(_ recommender: Recommender, _ raw: [Declaration]) { _ = recommender.discover(raw) }"
wall "only the Gate can make a Permitted" Recommender \
  "inaccessible due to 'fileprivate' protection level" \
  "import Candor
import Foundation
func probe(_ use: Use, _ person: Person.ID) -> Permitted {
  Permitted(use, person: person, facts: [], acts: [], at: Date())
}"
wall "a copy takes no row that skipped the Gate" CandorServer \
  "inaccessible due to 'internal' protection level" \
  "import Fingerprints
func probe(_ copy: Copy, _ person: Row.Person) -> [UInt8] { copy.line(of: Row(person, [])) }"
# The next build must find the house as it was.
swift build "${flags[@]}" >/dev/null 2>&1 || { echo "the build is broken after the probes"; failed=1; }
exit $failed
