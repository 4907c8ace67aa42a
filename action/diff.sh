#!/usr/bin/env bash
# Puts what changed since the base into the job summary, and into a comment on the pull request if asked. One comment
# a pull request: it is found by its first line, and written anew.
set -euo pipefail

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
  echo "::warning title=comp-data::This run is of no pull request, so there is none to comment on"
  exit 0
fi
issue=repos/$GITHUB_REPOSITORY/issues/${BASH_REMATCH[1]}
export GH_TOKEN=${INPUT_TOKEN:-}
{ printf '%s\n\n' "$mark" && cat "$report"; } >"$report.comment"

comment() {
  local own
  own=$(gh api --paginate "$issue/comments" \
    --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id") || return
  own=${own%%$'\n'*} # the first, where there are several
  if [ -n "$own" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$own" -F "body=@$report.comment"
  else
    gh api --silent "$issue/comments" -F "body=@$report.comment"
  fi
}
# A pull request from a fork has a token that only reads: the summary has the diff all the same.
comment || echo "::warning title=comp-data::The diff could not be put into a comment; pull-requests: write lets it"
