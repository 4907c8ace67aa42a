"""`comp-data init` as a newcomer uses it: its hooks run by a real pre-commit, its CI job by a real shell."""

import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.test_init import write_guides
from tests.project.test_hooks import git, hooks, run

__all__ = ["hooks"]

COMP_DATA = (sys.executable, "-m", "comp_data")


@pytest.mark.slow
@pytest.mark.parametrize("where", [".", "data/guides"])
def test_hooks_and_job_work_as_they_are_written(tmp_path: Path, hooks: tuple[Path, str], where: str) -> None:
    top = tmp_path / "data"
    top.mkdir()
    git("init", "--quiet", cwd=top)
    write_guides(top / where)
    (top / "docs").mkdir()
    (top / "docs" / "about.md").write_text("# About\n", "utf-8")
    done = run(*COMP_DATA, "init", "--baseline", "--source", str(hooks[0]), "--rev", hooks[1], cwd=top)
    assert done.returncode == 1, done.stdout + done.stderr
    (left,) = [line for line in done.stdout.splitlines() if line.startswith("to do: ")]
    assert "CI cannot install comp-data from a folder of this machine" in left
    run(*COMP_DATA, "lint", "--fix", cwd=top)
    assert run("pre-commit", "install", cwd=top).returncode == 0
    git("add", "--all", cwd=top)
    committed = run("git", "commit", "-m", "Lint the guides", cwd=top)
    assert committed.returncode == 0, committed.stdout + committed.stderr
    assert committed.stderr.count("Passed") == 3

    write_guides(top / where, base_low=950000)
    git("add", "--all", cwd=top)
    stopped = run("git", "commit", "-m", "A wrong figure", cwd=top)
    assert stopped.returncode == 1
    assert "error CD204 inverted-range: San Francisco: base_low 950,000" in stopped.stderr

    git("checkout", "--quiet", "HEAD", "--", ".", cwd=top)
    workflow = yaml.safe_load((top / ".github" / "workflows" / "comp-data.yml").read_text("utf-8"))
    script = "\n".join(step["run"] for step in workflow["jobs"]["guides"]["steps"] if "run" in step)
    if where == ".":  # installing takes a while and does not depend on where the guides are
        assert run(sys.executable, "-m", "venv", str(tmp_path / "ci"), cwd=top).returncode == 0
        prepared = f"export PATH={tmp_path}/ci/bin:$PATH GITHUB_STEP_SUMMARY={tmp_path}/summary\n{script}"
    else:
        prepared = f"export GITHUB_STEP_SUMMARY={tmp_path}/summary\n{script.splitlines()[-1]}"
    job = run("bash", "-euc", prepared, cwd=top)
    assert job.returncode == 0, job.stdout + job.stderr
    assert (tmp_path / "summary").read_text("utf-8").count("### comp-data: 2 guides") == 1
