"""The typed conversation: editing, history, completion and colours by prompt_toolkit."""

import os
import sys

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import ThreadedCompleter
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from engine.commands.talk.completer import SentenceCompleter
from engine.commands.talk.conversation import Conversation
from engine.commands.talk.guide import first_screen
from engine.commands.talk.highlighting import SentenceLexer
from engine.commands.terminal import medium

_STYLE = Style.from_dict(
    {
        "prompt": "ansiblue",
        "command": "ansimagenta",
        "name": "ansicyan",
        "value": "ansigreen",
        "wrong": "ansired",
        "bottom-toolbar": "noreverse ansibrightblack",
    }
)


def talk(conversation: Conversation) -> None:
    """Talk at the terminal until `quit` or the end of the input (Ctrl-D).

    Ctrl-C clears the line that is being typed and loses nothing else.
    """
    completer = SentenceCompleter(conversation)
    session: PromptSession[str] = PromptSession(
        history=_history(conversation),
        completer=ThreadedCompleter(completer),
        complete_while_typing=True,
        auto_suggest=AutoSuggestFromHistory(),
        lexer=SentenceLexer(),
        style=_STYLE,
        key_bindings=_keys(),
        multiline=Condition(lambda: _goes_on(session.default_buffer.text)),
        prompt_continuation=_continued,
        bottom_toolbar=lambda: completer.hint(session.default_buffer.document),
        color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
        reserve_space_for_menu=6,
    )
    print(first_screen(conversation.desk.kb, conversation.desk.day), end="")
    while True:
        try:
            typed = session.prompt([("class:prompt", "zakonik> ")])
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        conversation.medium = medium()
        sys.stdout.write(conversation.reload())
        for line in typed.replace("\\\n", " ").splitlines():
            done = conversation.say(line)
            sys.stdout.write(done.said)
            if done.ends:
                return
        sys.stdout.flush()


def _goes_on(text: str) -> bool:
    """Tell whether Enter begins a new line: in an open quote, or after a backslash."""
    return text.count('"') % 2 == 1 or text.endswith("\\")


def _continued(width: int, line_number: int, wrap_count: int) -> StyleAndTextTuples:
    return [("class:prompt", "... ".rjust(width))]


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        """Begin a new line."""
        event.current_buffer.insert_text("\n")

    return keys


def _history(conversation: Conversation) -> History:
    """Return the lines typed before, kept beside the autosaved case."""
    if not conversation.autosave:
        return InMemoryHistory()
    folder = os.path.dirname(conversation.autosave)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        path = os.path.join(folder, "history")
        with open(path, "a", encoding="utf-8"):
            pass
        os.chmod(path, 0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)
