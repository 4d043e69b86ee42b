"""The reply to a question about what lies on the desk, or the error that there is none."""

from engine.answers.ask import ask
from engine.answers.reply import Reply
from engine.answers.situations import question_of
from engine.commands.talk.state import Desk
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.span import NOWHERE


def refusal(code: str, message: str, advice: str) -> SourceError:
    """Return the error that a request cannot be carried out."""
    return SourceError((Diagnostic(code, message, NOWHERE, help=advice),))


def reply_to(desk: Desk, question: str = "") -> Reply:
    """Return the reply to a question, or to the one asked last.

    Raises SourceError if none was asked, or what it says does not fit.
    """
    text = question or desk.asked
    if not text:
        raise refusal("no-question", "no question was asked yet", "ask one, such as `can Ana …`")
    case = desk.case
    return ask(desk.kb, question_of(desk.kb, text, case), case, backend=desk.backend)
