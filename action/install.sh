#!/usr/bin/env bash
# Installs comp-data from the action's own checkout into an environment of its own, and outputs the command's path:
# the version that runs is the one that the workflow names behind the @, and the job's own Python stays as it is.
set -euo pipefail

python=${INPUT_PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error title=comp-data::Python 3.11 or newer is needed; actions/setup-python brings it"
  exit 2
fi

arguments=(--quiet --disable-pip-version-check)
while IFS= read -r line || [ -n "$line" ]; do
  line=${line%$'\r'}
  [ -z "$line" ] || arguments+=("$line")
done <<<"${INPUT_PIP_ARGUMENTS:-}"

environment=$RUNNER_TEMP/comp-data
"$python" -m venv --clear "$environment"
"$environment/bin/python" -m pip install "${arguments[@]}" "$GITHUB_ACTION_PATH"
"$environment/bin/comp-data" --version
echo "command=$environment/bin/comp-data" >>"$GITHUB_OUTPUT"
