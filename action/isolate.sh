# Sourced first by every step: the steps run in the workspace, where a pull request may have put a pip.py or a click.py.
# Python must import nothing from there, in this process or any that it starts.
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONPLATLIBDIR PYTHONUSERBASE
export PYTHONSAFEPATH=1 PYTHONNOUSERSITE=1 PYTHONUTF8=1
