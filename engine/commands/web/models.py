"""What a request says, as it is checked and described for programs."""

from datetime import date
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, FailFast, Field, model_validator
from pydantic_core import PydanticCustomError

from engine.commands.options import written_day
from engine.commands.web.jobs import Given, ReportForm, Told
from engine.commands.web.limits import MANY, QUESTION, TEXT, TURNS


def _day(value: object) -> date:
    """Return the day that a text names; a number is none, though one could count seconds."""
    found = written_day(value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("day", "it is not a day: write YYYY-MM-DD")
    return found


Day = Annotated[date, BeforeValidator(_day)]
Sentence = Annotated[str, Field(max_length=QUESTION)]
Sentences = Annotated[list[Sentence], Field(max_length=MANY), FailFast()]


_SHOWN = 3
"""How many keys that are not known are named."""


class Strict(BaseModel):
    """What is not known is refused, so that a slip in a name is no silence."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _has_no_other(cls, value: Any) -> Any:
        """Refuse keys that are not known by one error, however many there are."""
        if isinstance(value, dict):
            others = (one for one in value if one not in cls.model_fields)
            named = ", ".join(f"`{_shown(one)}`" for one in islice(others, _SHOWN))
            if named:
                known = {"named": named, "keys": ", ".join(f"`{one}`" for one in cls.model_fields)}
                raise PydanticCustomError(
                    "unknown_key", "there is no {named}: the keys are {keys}", known
                )
        return value


def _shown(key: Any) -> str:
    """Return the beginning of a key; half a letter is written as an escape."""
    return str(key)[:40].encode("utf-8", "backslashreplace").decode("utf-8")


class Situation(Strict):
    """What is told of a situation."""

    case: Annotated[
        str, Field(max_length=TEXT, description="the text of a case file; empty: nothing is known")
    ] = ""
    title: Annotated[Sentence, Field(description="which case of the text is meant")] = ""
    facts: Annotated[Sentences, Field(description="facts told besides, a sentence each")] = []
    as_of: Annotated[Day | None, Field(description="the day of the question")] = None
    readings: Annotated[Sentences, Field(description="choices such as `CONV-7=in-time`")] = []
    laws: Annotated[Sentences, Field(description="further bodies of law, such as `statute`")] = []
    language: Annotated[
        Literal["", "en", "me"], Field(description="of the answer; empty: that of the question")
    ] = ""

    def told(self) -> Told:
        """Return what is told as the workers take it."""
        return Told(
            self.case,
            self.title,
            tuple(self.facts),
            self.as_of,
            tuple(self.readings),
            tuple(self.laws),
            self.language,
        )


class Question(Strict):
    """A question about a situation."""

    situation: Situation = Situation()
    question: Annotated[Sentence, Field(min_length=1)]


class Questions(Strict):
    """Questions about one situation."""

    situation: Situation = Situation()
    questions: Annotated[list[Sentence], Field(min_length=1, max_length=MANY), FailFast()]


class Supposition(Question):
    """A question, and what is supposed otherwise; with nothing supposed: what would turn a *no*."""

    facts: Sentences = []
    without: Sentences = []


class Said(Strict):
    """What is said of one thing that a question of an interview asks."""

    so: Literal["yes", "no", "unsure"]
    rows: Annotated[
        list[Sentences],
        FailFast(),
        Field(max_length=MANY, description="what was typed for each blank; empty: not known"),
    ] = []
    whole: Annotated[bool, Field(description="these are all")] = False

    def given(self) -> Given:
        """Return what is said as the workers take it."""
        return Given(self.so, tuple(tuple(row) for row in self.rows), self.whole)


class Conversation(Question):
    """A question, and what was said of each question of its interview so far."""

    said: Annotated[
        list[Annotated[list[Said], Field(max_length=MANY), FailFast()]],
        Field(max_length=TURNS),
        FailFast(),
    ] = []


class CaseText(Strict):
    """The text of a case file."""

    case: Annotated[str, Field(max_length=TEXT)]


class ReportOn(Questions):
    """Questions to report on, and the form of the report."""

    form: ReportForm = "html"
