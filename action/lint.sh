#!/usr/bin/env bash
# Lints as the inputs say, writes the job summary, and exits with the linter's exit code.
set -euo pipefail
source "$GITHUB_ACTION_PATH/action/isolate.sh"

summary_most=1000000 # bytes; a step's summary may have 1 MiB
options=()
paths=(--)

# option NAME VALUE: an option of the linter, if the input is not empty.
option() {
  [ -z "$2" ] || options+=("$1=$2")
}

option --config "${INPUT_CONFIG:-}"
option --preset "${INPUT_PRESET:-}"
option --baseline "${INPUT_BASELINE:-}"
option --level "${INPUT_LEVEL:-}"
option --fail-on "${INPUT_FAIL_ON:-}"
while IFS= read -r line || [ -n "$line" ]; do
  line=${line%$'\r'}
  [ -z "$line" ] || options+=("$line")
done <<<"${INPUT_ARGUMENTS:-}"
while IFS= read -r line || [ -n "$line" ]; do
  line=${line%$'\r'}
  [ -z "$line" ] || paths+=("$line")
done <<<"${INPUT_PATHS:-}"

formats=("--format=${INPUT_FORMAT:-github}")
sarif=${INPUT_SARIF:-}
case $sarif in
  *[$'\n\r']*) echo "::error title=comp-data::The input sarif must be one file, on one line" && exit 2 ;;
  '' | /*) ;;
  *) sarif=$PWD/$sarif ;;
esac
[ -z "$sarif" ] || formats+=("--format=sarif=$sarif")

[ "${INPUT_SUMMARY:-true}" = true ] || unset GITHUB_STEP_SUMMARY
status=0
"$COMP_DATA" lint "${formats[@]}" ${options[@]+"${options[@]}"} "${paths[@]}" || status=$?

echo "exit-code=$status" >>"$GITHUB_OUTPUT"
if [ "$status" -le 1 ] && [ -f "$sarif" ]; then
  echo "sarif=$sarif" >>"$GITHUB_OUTPUT"
fi

# GitHub shows ten annotations of a step; the summary has every finding. If the format has not written one, it is the
# findings as text, with all markup escaped. A file that the arguments name has the report already, and keeps it.
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ ! -s "$GITHUB_STEP_SUMMARY" ] && [ "$status" -le 1 ]; then
  text=$RUNNER_TEMP/comp-data-summary.txt
  : >"$text"
  options+=(--format=full --max-findings=0 "--output-file=$text")
  "$COMP_DATA" lint "${options[@]}" "${paths[@]}" 2>/dev/null || true
  {
    echo '### Compensation guides'
    echo '<pre>'
    sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' "$text" |
      LC_ALL=C awk -v most="$summary_most" '{ size += length($0) + 1 } size <= most { print } END { if (size > most) print "…" }'
    echo '</pre>'
  } >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
