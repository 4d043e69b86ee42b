"""What the queries of the data ask, in sentences of the laws.

The names are those of the subsections; a number is the place of an argument, the letter after it
what stands there: `p` somebody, `a` an amount, `n` a number, `y` a year, `d` a day, `h` a home, `s`
a service, `m` a payment, `l` a plan, `t` the total of a list. A sentence that begins with `!` says
the contrary.
"""

from collections.abc import Mapping
from typing import Any

SENTENCES = {
    # Section 1.
    "s1/4": "the income tax of {0p} for the year to {1y} is {3a}",
    "s1_a/4": "{0p} owes {3a} by the table for joint return for the year to {1y}",
    "s1_a_1/6": "{0p} owes {5a} by the table for joint return for the year to {3y}",
    "s1_a_2/4": "{0p} owes {3a} by the table for joint return for the year to {1y}",
    "s1_b/4": "{0p} owes {3a} by the table for head of household for the year to {1y}",
    "s1_c/4": "{0p} owes {3a} by the table for unmarried for the year to {1y}",
    "s1_d/5": "{0p} owes {4a} by the table for separate return for the year to {2y}",
    # Section 2.
    "s2_a/5": "{0p} is a surviving spouse for the year to {4y}",
    "s2_a_1/6": "{0p} would be a surviving spouse of {1p} for the year to {5y}",
    "s2_a_1_A/4": "{0p} lost {1p} in one of the two years before the year to {3y}",
    "s2_a_1_B/4": "{0p} maintains {1h} for the dependent child {2p} in the year to {3y}",
    "s2_a_2_A/3": "{0p} remarried after the death of a spouse by {2y}",
    "s2_a_2_B/3": "a joint return could be made by {0p} with {1p} for the year to {2y}",
    "s2_b/4": "{0p} is a head of a household for the year to {3y}",
    "s2_b_1/4": "{0p} meets subsection b-1 with {2p} for the year to {3y}",
    "s2_b_1_A/4": "{0p} maintains a household for {2p} under letter A in the year to {3y}",
    "s2_b_1_A_i/3": "{1p} is a child described in A-i of {0p} for the year to {2y}",
    "s2_b_1_A_i_I/2": "{0p} is a married individual for the year to {1y}",
    "s2_b_1_A_i_II/3": "!{0p} made a joint return for the year to {2y} and is no dependent",
    "s2_b_1_A_ii/3": "{1p} is a dependent described in A-ii of {0p} for the year to {2y}",
    "s2_b_1_B/4": (
        "{0p} maintains a household for the parent {2p} under letter B in the year to {3y}"
    ),
    "s2_b_2_B/3": "{0p} is married to the nonresident alien {1p} for the year to {2y}",
    "s2_b_2_C/4": "{0p} is considered as married since {2p} died in the year to {3y}",
    "s2_b_3_A/2": "{0p} is a nonresident alien at some time in the year to {1y}",
    "s2_b_3_B/3": (
        "{1p} is a dependent of {0p} only as a member of the household in the year to {2y}"
    ),
    # Section 63.
    "s63/3": "the taxable income of {0p} for the year to {1y} is {2a}",
    "s63_a/3": "the taxable income of {0p} within subsection a is {2a} for the year to {1y}",
    "s63_b/3": "the taxable income of {0p} within subsection b is {2a} for the year to {1y}",
    "s63_b_1/3": "the standard deduction of {0p} is {2a} for the year to {1y}",
    "s63_b_2/3": "the deduction of {0p} for personal exemptions is {2a} for the year to {1y}",
    "s63_c/3": "the standard deduction of {0p} is {2a} for the year to {1y}",
    "s63_c_1/3": "the standard deduction of {0p} is {2a} for the year to {1y}",
    "s63_c_1_A/3": "the limited basic standard deduction of {0p} is {2a} for the year to {1y}",
    "s63_c_1_B/3": "the additional standard deduction of {0p} is {2a} for the year to {1y}",
    "s63_c_2/3": "the basic standard deduction of {0p} is {2a} for the year to {1y}",
    "s63_c_2_A/3": (
        "the basic standard deduction of {0p} by letter A is an amount for the year to {1y}"
    ),
    "s63_c_2_A_i/2": "{0p} has twice the amount because of a joint return for the year to {1y}",
    "s63_c_2_A_ii/2": "{0p} has twice the amount as a surviving spouse for the year to {1y}",
    "s63_c_2_B/3": (
        "the basic standard deduction of {0p} by letter B is {2a} for the year to {1y}"
    ),
    "s63_c_2_C/2": (
        "the basic standard deduction of any other person is {1a} for the year to {0y}"
    ),
    "s63_c_3/3": "the additional standard deduction of {0p} is {1a} for the year to {2y}",
    "s63_c_5/4": "the basic standard deduction of {0p} may not exceed {3a} for the year to {2y}",
    "s63_c_6/5": "{0p} is not eligible for the standard deduction for the year to {3y}",
    "s63_c_6_A/4": "{0p} is not eligible since a spouse itemizes for the year to {3y}",
    "s63_c_6_B/2": "{0p} is a nonresident alien at some time in the year to {1y}",
    "s63_c_6_D/2": "{0p} is not eligible as a trust for the year to {1y}",
    "s63_c_7_i/2": "the amount of letter B from 2018 to 2025 is {1a} for the year to {0y}",
    "s63_c_7_ii/2": "the amount of letter C from 2018 to 2025 is {1a} for the year to {0y}",
    "s63_d/4": "the itemized deductions of {0p} come to {2a} for the year to {3y}",
    "s63_d_2/4": "the deduction of {0p} for personal exemptions is {2t} for the year to {3y}",
    "s63_f/3": "the additional standard deduction of {0p} is {1a} for the year to {2y}",
    "s63_f_1_A/2": '{0p} has the additional amount "f-1-A" for the year to {1y}',
    "s63_f_1_B/2": '{0p} has the additional amount "f-1-B" for the year to {1y}',
    "s63_f_2_A/2": '{0p} has the additional amount "f-2-A" for the year to {1y}',
    "s63_f_2_B/2": '{0p} has the additional amount "f-2-B" for the year to {1y}',
    "s63_f_3/3": "the additional amount of {0p} is the higher {2a} for the year to {1y}",
    # Section 68.
    "s68_a/4": ("the itemized deductions of {1a} of {0p} are reduced by {2a} for the year to {3y}"),
    "s68_a_1/3": "3 percent of the excess of {0a} over {1a} is {2a}",
    "s68_a_2/2": "80 percent of the itemized deductions of {0a} is {1a}",
    "s68_b/3": "the applicable amount of {0p} under section 68 is {1a} for the year to {2y}",
    "s68_b_1_A/3": "{0p} has the applicable amount {1a} by letter A for the year to {2y}",
    "s68_b_1_B/3": "{0p} has the applicable amount {1a} by letter B for the year to {2y}",
    "s68_b_1_C/3": "{0p} has the applicable amount {1a} by letter C for the year to {2y}",
    "s68_b_1_D/3": "{0p} has the applicable amount {1a} by letter D for the year to {2y}",
    "s68_f/1": "section 68 does not apply to the year to {0y}",
    # Section 151.
    "s151/5": "the deduction of {0p} for personal exemptions is {1a} for the year to {4y}",
    "s151_a/3": "the deduction of {0p} for personal exemptions is {1a} for the year to {2y}",
    "s151_b/3": "{0p} has an exemption of {1a} for {0p} for the year to {2y}",
    "s151_b/4": "{0p} has an exemption of {2a} for {1p} for the year to {3y}",
    "s151_b_applies/3": "{0p} is entitled to an exemption for the spouse {1p} for the year to {2y}",
    "s151_c/4": "{0p} has an exemption of {2a} for {1p} for the year to {3y}",
    "s151_c_applies/3": (
        "{0p} is entitled to an exemption for the dependent {1p} for the year to {2y}"
    ),
    "s151_d/4": "the exemption amount of {0p} is {2a} for the year to {3y}",
    "s151_d_1/1": "the exemption amount before reductions is {0a} on 2017-12-31",
    "s151_d_2/5": "the exemption amount by paragraph d-2 of {1p} is {3a} for the year to {4y}",
    "s151_d_3/4": (
        "the exemption amount of {0p} reduced by the applicable percentage is {2a} "
        "for the year to {3y}"
    ),
    "s151_d_3_A/7": (
        "the exemption amount of {0p} reduced by the applicable percentage is {5a} "
        "for the year to {6y}"
    ),
    "s151_d_3_B/5": "the applicable percentage of {1p} is {0n} for the year to {3y}",
    "s151_d_5/2": "the exemption amount by paragraph d-5 is {0a} for the year to {1y}",
    # Section 152.
    "s152/3": "{0p} is a dependent of {1p} for the year to {2y}",
    "s152_a/5": "{0p} is described in subsection a with respect to {1p} for the year to {2y}",
    "s152_a_1/3": "{0p} is a qualifying child of {1p} for the year to {2y}",
    "s152_a_2/5": "{0p} is a qualifying relative of {1p} for the year to {2y}",
    "s152_b_1/3": "{0p} is a dependent of {1p} for the year to {2y}",
    "s152_b_2/4": "{0p} made a joint return for the year to {3y} and is no dependent",
    "s152_c/3": "{0p} is a qualifying child of {1p} for the year to {2y}",
    "s152_c_1/3": "{0p} is a qualifying child of {1p} for the year to {2y}",
    "s152_c_1_A/4": "{0p} bears a relationship of paragraph c-2 to {1p} by {?y}",
    "s152_c_1_B/6": ("{0p} shares the abode of {2p} for more than half of the year to {5y}"),
    "s152_c_1_C/3": "{0p} meets the age requirements with respect to {1p} for the year to {2y}",
    "s152_c_1_E/3": "!{0p} files a joint return for the year to {2y}",
    "s152_c_2/4": "{0p} bears a relationship of paragraph c-2 to {1p} by {?y}",
    "s152_c_2_A/5": "{0p} is a child or descendant of a child of {1p} by {?y}",
    "s152_c_2_B/5": "{0p} is a sibling or descendant of a sibling of {1p} by {?y}",
    "s152_c_3/3": "{0p} meets the age requirements with respect to {1p} for the year to {2y}",
    "s152_d/5": "{0p} is a qualifying relative of {1p} for the year to {2y}",
    "s152_d_1/5": "{0p} is a qualifying relative of {1p} for the year to {2y}",
    "s152_d_1_A/5": "{0p} bears a relationship of paragraph d-2 to {1p} for the year to {2y}",
    "s152_d_1_B/2": "{0p} has no income for the year to {1y}",
    "s152_d_1_D/2": "!{0p} is the qualifying child of somebody for the year to {1y}",
    "s152_d_2/5": "{0p} bears a relationship of paragraph d-2 to {1p} for the year to {2y}",
    "s152_d_2_A/4": "{0p} is a relative under letter A of {1p} for the year to {?y}",
    "s152_d_2_B/4": "{0p} is a relative under letter B of {1p} for the year to {?y}",
    "s152_d_2_C/4": "{0p} is a relative under letter C of {1p} for the year to {?y}",
    "s152_d_2_D/4": "{0p} is a relative under letter D of {1p} for the year to {?y}",
    "s152_d_2_E/5": "{0p} is a relative under letter E of {1p} for the year to {?y}",
    "s152_d_2_F/5": "{0p} is a relative under letter F of {1p} for the year to {?y}",
    "s152_d_2_G/4": "{0p} is a relative under letter G of {1p} for the year to {?y}",
    "s152_d_2_H/6": "{0p} is a member of the household of {1p} for the year to {2y}",
    # Section 3301 and section 3306(a).
    "s3301/4": "the excise tax of {0p} for the year to {1y} is {3a}",
    "s3306_a/3": "{0p} is an employer for the year to {1y}",
    "s3306_a_1/3": "{0p} is an employer by paragraph 1 for the year to {1y}",
    "s3306_a_1_A/3": "{0p} is an employer by letter A of paragraph 1 for the year to {1y}",
    "s3306_a_1_B/2": "{0p} is an employer by letter B of paragraph 1 for the year to {1y}",
    "s3306_a_2/3": "{0p} is an employer by paragraph 2 for the year to {1y}",
    "s3306_a_2_A/3": "{0p} is an employer by letter A of paragraph 2 for the year to {1y}",
    "s3306_a_2_B/2": "{0p} is an employer by letter B of paragraph 2 for the year to {1y}",
    "s3306_a_3/3": "{0p} is an employer by paragraph 3 for the year to {1y}",
    # Section 3306(b).
    "s3306_b/11": "{1m} is wages of {0a} by {3p} to {4p} for {2s} on a day",
    "s3306_b_1/2": "the part of {0a} that counts as wages is {1a}",
    "s3306_b_2/6": "{0m} is excepted by paragraph 2 of subsection b",
    "s3306_b_2_A/1": "{0l} is excepted on account of letter A",
    "s3306_b_2_C/1": "{0l} is excepted on account of letter C",
    "s3306_b_7/4": "{0m} is excepted by paragraph 7 of subsection b",
    "s3306_b_10/8": "{0m} is excepted by paragraph 10 of subsection b",
    "s3306_b_10_A/6": "{0m} is made because employment ended by death or disability",
    "s3306_b_10_B/3": "{1m} is made under a plan for employees generally",
    "s3306_b_11/2": "{0m} is excepted by paragraph 11 of subsection b",
    "s3306_b_15/4": "{0m} is excepted by paragraph 15 of subsection b",
    # Section 3306(c).
    "s3306_c/6": "{0s} is employment on {4d}",
    "s3306_c_A/4": "{0s} is performed by {2p} for {1p} within the United States",
    "s3306_c_B/4": "{0s} is performed by {2p} abroad for the American employer {1p}",
    "s3306_c_1/4": "{0s} of agricultural labor is excepted for the year to {3y}",
    "s3306_c_1_A_i/2": "{0p} meets letter A-i for the year to {1y}",
    "s3306_c_1_A_ii/2": "{0p} meets letter A-ii for the year to {1y}",
    "s3306_c_1_B/2": "{0s} is no agricultural labor of an admitted alien",
    "s3306_c_2/3": "{0s} is excepted by paragraph 2 on {2y}",
    "s3306_c_5/4": "{0s} is excepted by paragraph 5 on {3d}",
    "s3306_c_6/1": "{0s} is excepted by paragraph 6 on {?d}",
    "s3306_c_7/1": "{0s} is excepted by paragraph 7 on {?d}",
    "s3306_c_10/4": "{0s} is excepted by paragraph 10 on {3d}",
    "s3306_c_10_A/4": "{0s} is excepted as that of a student or the spouse of one on {3d}",
    "s3306_c_10_A_i/3": "{0p} is a student of {1p} on {2d}",
    "s3306_c_10_A_ii/4": "{1p} is the spouse of the student {0p} of {2p} on {3d}",
    "s3306_c_10_B/4": "{0s} is excepted as that of a patient on {3d}",
    "s3306_c_11/3": "{0s} is excepted by paragraph 11 on {?d}",
    "s3306_c_13/4": "{0s} is excepted by paragraph 13 on {3d}",
    "s3306_c_16/3": "{0s} is excepted by paragraph 16 on {?d}",
    "s3306_c_21/4": "{0s} is excepted by paragraph 21 on {3d}",
    # Section 7703.
    "s7703/9": "{0p} is married within section 7703 to {1p} for the year to {8y}",
    "s7703_a/6": "{0p} is married within subsection a to {1p} for the year to {5y}",
    "s7703_a_1/5": "{0p} was married to {1p} at the close of the year to {4y}",
    "s7703_a_2/5": "{0p} is legally separated from {1p} by {4y}",
    "s7703_b/6": "{0p} lives apart from {1p} in the year to {5y}",
    "s7703_b_1/6": "{0p} keeps {2h} as the home of {4p} for most of the year to {5y}",
    "s7703_b_2/4": "{0p} furnishes over half of the cost of {1h} in the year to {3y}",
    "s7703_b_3/4": (
        "{2h} is without the spouse of {0p} in the last six months of the year to {3y}"
    ),
    # What is no subsection.
    "gross_income/3": "the gross income of {0p} for the year to {1y} is {2a}",
    "tax/3": "the tax of {0p} for the year to {1y} is {2a}",
}

TABLES = {"a": "joint return", "b": "head of household", "c": "unmarried", "d": "separate return"}
for _letter, _table in TABLES.items():
    for _row, _numeral in enumerate(("i", "ii", "iii", "iv", "v"), 1):
        SENTENCES[f"s1_{_letter}_{_numeral}/2"] = (
            f"the tax of {_table} on {{0a}} is {{1a}} by row {_row}"
        )


def key(goal: Mapping[str, Any]) -> str:
    """Return under which name `SENTENCES` has a goal: its predicate and how many arguments.

    >>> key({"pred": "s152", "args": ["bob", "alice", 2015]})
    's152/3'
    """
    return f"{goal['pred']}/{len(goal['args'])}"
