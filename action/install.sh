#!/usr/bin/env bash
# Installs comp-data from the action's own checkout into a new environment, and outputs the path of the command: the
# version that runs is the one that the workflow names after the @, and the Python of the job is not changed.
set -euo pipefail
source "$GITHUB_ACTION_PATH/action/isolate.sh"

python=${INPUT_PYTHON:-python3}
if ! "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error title=comp-data::Python 3.11 or newer is needed; actions/setup-python installs it"
  exit 2
fi

arguments=(--quiet --disable-pip-version-check)
while IFS= read -r line || [ -n "$line" ]; do
  line=${line%$'\r'}
  [ -z "$line" ] || arguments+=("$line")
done <<<"${INPUT_PIP_ARGUMENTS:-}"

environment=$RUNNER_TEMP/comp-data
"$python" -I -m venv --clear "$environment"
commands=$environment/bin
[ -d "$commands" ] || commands=$environment/Scripts # Windows
"$commands/python" -I -m pip install "${arguments[@]}" "$GITHUB_ACTION_PATH"
"$commands/comp-data" --version
echo "command=$commands/comp-data" >>"$GITHUB_OUTPUT"
