#!/usr/bin/env bash
# Writes what changed since the base into the job summary, and into a comment on the pull request if asked: one comment
# for each pull request, found by its first line and replaced.
set -euo pipefail
source "$GITHUB_ACTION_PATH/action/isolate.sh"

mark='<!-- comp-data diff -->'
options=(--format=markdown)
paths=()
while IFS= read -r line || [ -n "$line" ]; do
  line=${line%$'\r'}
  [ -z "$line" ] || paths+=("$line")
done <<<"${INPUT_PATHS:-}"
if [ ${#paths[@]} -eq 1 ] && [ -d "${paths[0]}" ]; then
  options+=("--dataset=${paths[0]}")
fi
[ -z "${INPUT_CONFIG:-}" ] || options+=("--config=$INPUT_CONFIG")

report=$RUNNER_TEMP/comp-data-diff.md
"$COMP_DATA" diff "${options[@]}" -- "${INPUT_BASE:-auto}" >"$report"
head -n 1 "$report"

if [ "${INPUT_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$report" >>"$GITHUB_STEP_SUMMARY"
fi

[ "${INPUT_COMMENT:-false}" = true ] || exit 0
if ! [[ ${GITHUB_REF:-} =~ ^refs/pull/([0-9]+)/ ]]; then
  echo "::warning title=comp-data::This run has no pull request to comment on"
  exit 0
fi
issue=repos/$GITHUB_REPOSITORY/issues/${BASH_REMATCH[1]}
export GH_TOKEN=${INPUT_TOKEN:-}
{ printf '%s\n\n' "$mark" && cat "$report"; } >"$report.comment"

comment() {
  local own
  own=$(gh api --paginate "$issue/comments" \
    --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id") || return
  own=${own%%$'\n'*} # the first, if there are several
  if [ -n "$own" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$own" -F "body=@$report.comment"
  else
    gh api --silent "$issue/comments" -F "body=@$report.comment"
  fi
}
# The token of a pull request from a fork can only read: the summary has the diff nevertheless.
comment || echo "::warning title=comp-data::The diff could not be written as a comment: the job needs pull-requests: write"
