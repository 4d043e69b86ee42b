"""What the tools of an assistant take beside what programs send over HTTP, and what they give."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from engine.commands.web.models import Questions, Sentence, Strict


class QuestionsInSteps(Questions):
    """Questions about one situation, answered shortly or step by step."""

    every_step: Annotated[
        bool, Field(description="tell every step of the proofs, with all nodes as data: long")
    ] = False


class Word(Strict):
    """A word, or several that stand together."""

    word: Annotated[Sentence, Field(min_length=1)]


class Named(Strict):
    """The id of a rule, provision or reading."""

    id: Annotated[Sentence, Field(min_length=1)]


class Wanted(Strict):
    """Which questions are wanted."""

    law: Annotated[Sentence, Field(description="the id of a law; empty: of all")] = ""
    word: Annotated[Sentence, Field(description="a word they have; empty: any")] = ""


class _Given(BaseModel):
    """What comes back may have more than is named here: `docs/json.md` describes all of it."""

    model_config = ConfigDict(extra="allow")


class Provision(_Given):
    """A provision that an answer cites."""

    rule: Annotated[str, Field(description="its id")]
    law: str
    cites: Annotated[str, Field(description="its place in the law")]
    says: Annotated[str | None, Field(description="its content in other words")]
    uri: Annotated[str, Field(description="the resource that has all there is to say about it")]


class Answered(_Given):
    """An answer, and what has to be cited with it."""

    question: str
    as_of: str
    verdict: Annotated[
        str | None,
        Field(
            description="yes, no, depends (on what an authority finds), unknown (facts are "
            "missing), silent (the laws do not speak of it); null for an open question with rows"
        ),
    ]
    provisions: list[Provision]
    answer: Annotated[dict[str, Any], Field(description="the schema `zakonik/answer`")]


class Answers(_Given):
    """An answer for each question."""

    answers: list[Answered]


class Settling(_Given):
    """What would settle a question."""

    verdict: str | None
    asks: list[dict[str, Any]]
    answer: Answered


class Supposed(_Given):
    """The answers before and after what was supposed, or the answer and what would turn it."""

    before: Answered | None = None
    after: Answered | None = None
    answer: Answered | None = None


class NextStep(_Given):
    """The next question of an interview, or the answer at its end."""

    ended: bool
    verdict: str
    answer: Answered | None = None


class Checked(_Given):
    """What is wrong with the text of a case."""

    cases: int
    diagnostics: list[dict[str, Any]]


class Entries(_Given):
    """What there is to say about an id."""

    entries: list[dict[str, Any]]


class Occurring(_Given):
    """Where a word occurs."""

    sentences: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    names: dict[str, list[str]]


class OfLaw(_Given):
    """The questions that one law answers."""

    law: str
    title: str
    questions: list[dict[str, Any]]


class Questionnaire(_Given):
    """The questions by law; where there are none the ids of the `others`."""

    laws: list[OfLaw]
    others: list[str]


class Written(_Given):
    """A report that is in the content beside this."""

    form: str
    media: str
    bytes: int
