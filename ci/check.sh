#!/usr/bin/env bash
# What action.yml runs: tonelint on the files that a pull request changes, with annotations, a summary and, if asked for, SARIF.
# TONELINT_BASE: the branch that the pull request goes to, empty to check everything.
set -euo pipefail
read -r -a paths <<< "${TONELINT_PATHS:-}"
read -r -a arguments <<< "${TONELINT_ARGUMENTS:-}"
if [[ -n "${TONELINT_BASE:-}" ]]; then
  # A checkout of depth 1, as it comes, knows neither the branch nor where the two parted.
  if [[ "$(git rev-parse --is-shallow-repository)" == true ]]; then
    git fetch --quiet --no-tags --unshallow origin
  fi
  git fetch --quiet --no-tags origin "+refs/heads/$TONELINT_BASE:refs/remotes/origin/$TONELINT_BASE"
  arguments+=(--since "origin/$TONELINT_BASE")
fi
if [[ -n "${TONELINT_SARIF:-}" ]]; then
  arguments+=(--output "sarif=$TONELINT_SARIF")
fi
status=0
tonelint check --format github "${arguments[@]}" "${paths[@]}" || status=$?
if [[ -s "${TONELINT_SARIF:-}" ]]; then
  # Code scanning would open an alert for what is suppressed as well.
  python - "$TONELINT_SARIF" << 'END'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    log = json.load(file)
for run in log["runs"]:
    run["results"] = [result for result in run["results"] if not result["suppressions"]]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(log, file, ensure_ascii=False)
END
fi
exit "$status"
