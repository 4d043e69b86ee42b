"""The hooks for pre-commit and the action call commands that there are, with options they have."""

import re
import shlex

from engine.cli import VERBS, parse
from kb.files import WRITTEN
from tests.readme import ROOT

HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
ACTION = (ROOT / ".github/actions/law/action.yml").read_text(encoding="utf-8")


def test_each_hook_is_a_command_that_is_called_after_it() -> None:
    hooks = re.split(r"^- ", HOOKS, flags=re.MULTILINE)[1:]
    assert len(hooks) == 4
    for hook in hooks:
        said = dict(re.findall(r"^ *(\w+): (.*)$", hook, re.MULTILINE))
        _, verb = said["entry"].split()
        assert said["id"] == f"zakonik-{verb}"
        assert parse([verb, "."]).verb == verb
        assert all(re.search(said["files"], f"laws/a{ending}") for ending in WRITTEN)
        assert not re.search(said["files"], "a.lawyer")


def test_only_the_layout_is_a_matter_of_the_files_that_a_commit_touches() -> None:
    """A law rests on laws, and is tried by cases, in files that the commit may not touch."""
    for hook in re.split(r"^- ", HOOKS, flags=re.MULTILINE)[1:]:
        whole = "pass_filenames: false" in hook and 'args: ["."]' in hook
        assert whole != hook.startswith("id: zakonik-fmt")


def test_the_action_calls_commands_with_options_that_they_have() -> None:
    lines = re.findall(r"run: zakonik (.*)$", ACTION, re.MULTILINE)
    called = [shlex.split(line.partition(" >>")[0]) for line in lines]
    assert [words[0] for words in called] == ["check", "fmt", "lint", "test", "diff"]
    for words in called:
        assert words[0] in VERBS
        assert parse(words).verb == words[0]
