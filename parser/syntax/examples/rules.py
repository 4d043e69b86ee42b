"""Lines of a rule, a law, a table or a case that do not follow one another."""

from parser.syntax.examples.mistake import Mistake
from parser.syntax.examples.snippets import PROPERTIES, body, case, law, rule, words


def _after_properties(line: str) -> tuple[str, ...]:
    return (rule(line), *(rule(each, line) for each in PROPERTIES))


RULES = (
    Mistake(
        "missing-conclusion",
        "{found} comes before the conclusion of the rule",
        "write the conclusion first, then `if` and its conditions",
        (
            *_after_properties("if y holds"),
            *_after_properties("and y holds"),
            *_after_properties("unless y holds"),
            *_after_properties("(a) y holds"),
            *_after_properties("any of:"),
        ),
    ),
    Mistake(
        "calculated-conclusion",
        "a rule concludes a sentence, not a calculation",
        "write a sentence of the vocabulary; `and the total = 3` is a condition",
        (
            *_after_properties("the total = 3"),
            *_after_properties("a total = sum of the price where:"),
        ),
    ),
    Mistake(
        "missing-if",
        "this line follows the conclusion without `if`",
        "start the first condition with `if` or `unless`; a rule has one conclusion",
        (
            body("y holds"),
            body("it is false that y holds"),
            body("and y holds"),
            body("(a) y holds"),
            body("any of:"),
            body("the wedding <= today"),
            body("a total = sum of the price where:"),
            rule("it is false that h holds", "y holds"),
            rule("it is false that h holds", "it is false that y holds"),
            rule("it is false that h holds", "and y holds"),
            rule("it is false that h holds", "(a) y holds"),
            rule("it is false that h holds", "any of:"),
            rule("it is false that h holds", "the wedding <= today"),
        ),
    ),
    Mistake(
        "missing-and",
        "this condition starts with neither `and` nor `unless`",
        "write `and` or `unless` before it; the conclusion is the first line of the rule",
        (
            body("if x holds", "y holds"),
            body("if x holds", "it is false that y holds"),
            body("if x holds", "(b) y holds"),
            body("if x holds", "any of:"),
            body("if x holds", "the wedding <= today"),
            body("if x holds", "a total = sum of the price where:"),
            body("if x holds", "    y holds"),
            body("if x holds", "    (a) y holds"),
            body("if x holds", "    the wedding <= today"),
            body("if x holds", "    it is false that y holds"),
            body("if x holds", "    any of:"),
            body("if x holds", "    and y holds", "    z holds"),
            body("if a total = sum of the price where:", "    y holds", "    z holds"),
            body("if a total = sum of the price where:", "    y holds", "    the y = 3"),
            body("if a total = sum of the price where:", "    y holds", "    (a) y holds"),
        ),
    ),
    Mistake(
        "second-if",
        "this rule has an `if` already",
        "continue with `and` or `unless`",
        (body("if x holds", "if y holds"), body("if x holds", "    if y holds")),
    ),
    Mistake(
        "late-property",
        "{found} belongs before the conclusion",
        "move it up, under the `rule` line",
        (
            *(body(each) for each in PROPERTIES),
            *(body("if x holds", each) for each in PROPERTIES),
            *(rule("it is false that h holds", each) for each in PROPERTIES),
        ),
    ),
    Mistake(
        "misplaced-property",
        "{found} does not belong here",
        "`published`, `source` and `uses` are for the law, `mark` is for a provision",
        (
            *_after_properties('published "P"'),
            *_after_properties("published 2008-05-05"),
            *_after_properties('source "S"'),
            *_after_properties("retrieved 2008-05-05"),
            *_after_properties("consolidated to 2008-05-05"),
            *_after_properties("uses b"),
            *_after_properties('mark garbled "why"'),
            body('published "P"'),
            body('source "S"'),
            body("retrieved 2008-05-05"),
            body("consolidated to 2008-05-05"),
            body("uses b"),
            'law a "T"\n    cites "C"',
            'law a "T"\n    says "S"',
            'law a "T"\n    published "P"\n    cites "C"',
            'law a "T"\n    published "P"\n    says "S"',
            'provision A "T"\n    published "P"',
            'provision A "T"\n    reads "R"',
            'provision A "T"\n    in force from 2008-05-05',
            'provision A "T"\n    cites "C"\n    reads "R"',
        ),
    ),
    Mistake(
        "missing-condition",
        "no condition follows",
        "write a sentence, a comparison or a list such as `any of:` on this line",
        (
            body("if"),
            body("if x holds", "and"),
            body("if x holds", "unless"),
            body("if any of:", "    (a)"),
            body("if (a)"),
        ),
    ),
    Mistake(
        "item-with-connective",
        "an item of a list does not start with {found}",
        "remove it; the list itself says how its items belong together",
        (
            body("if any of:", "    and x holds"),
            body("if any of:", "    if x holds"),
            body("if a total = sum of the price where:", "    and x holds"),
            body("if a total = sum of the price where:", "    if x holds"),
            body("if any of:", "    (a) x holds", "    and y holds"),
        ),
    ),
    Mistake(
        "unless-in-list",
        "`unless` is no item of a list",
        "indent it under the item it is an exception to, or put it after the list",
        (
            body("if any of:", "    unless x holds"),
            body("if any of:", "    (a) x holds", "    unless y holds"),
            body("if a total = sum of the price where:", "    unless x holds"),
        ),
    ),
    Mistake(
        "too-far-in",
        "this line is indented too far",
        "line it up with the line above",
        (
            body("    if x holds"),
            rule('cites "C"', "    h holds"),
            law('published "P"', "    in force from 2008-05-05"),
            'provision A "T"\n    cites "C"\n        says "S"',
            'table "t.csv"\n    cites "C"\n        {C} is listed',
            'table "t.csv"\n    {C} is listed\n        {C} is listed',
            case("as of 2026-11-23", "    given"),
            case("given", "    x", "        y"),
            case("expect", "    x: yes", "        y: yes"),
            words("{person} is banned", "    {person} may stay"),
        ),
    ),
    Mistake(
        "second-line",
        "a table has one sentence",
        "write another `table` for another sentence; `cites` comes before it",
        (
            'table "t.csv"\n    {C} is listed\n    {D} is listed',
            'table "t.csv"\n    {C} is listed\n    the fee of {D} is listed',
            'table "t.csv"\n    {C} is listed\n    cites "C"',
        ),
    ),
)
