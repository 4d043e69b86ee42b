"""The text of `help` in a conversation."""

GUIDE = """\
Tell facts in sentences, and ask questions; every line is one of these:

  Ana is married to Marko from 2020-05-01      a fact
  it is false that Ana is banned               its denial
  all marriages of Ana are given               nothing more of the kind is to come
  can Ana obtain citizenship by admittance     a question (also with who, which, when, how many)

  why                 the reasons of the last answer
  why not             each rule that could have made it true, the nearest miss first
  missing             what would decide it, or turn it
  proof 2, expand     the second explanation; all of them
  what if FACT; FACT; without FACT      the last question with other facts, this once

  facts               what was told, with numbers
  forget 2            take a fact back (its number, its words, or `all`)
  undo                take the last change back
  as of 2027-01-01    ask for another day (`as of today`: the real one)

  under CONV-7 in-time    read a text otherwise; under statute: with that body of law
  readings            what there is to choose from
  explain CIT-ADM-4   a rule in plain words

  save FILE.case      keep the case;  load FILE.case  takes one up
  report FILE.html    a report on the last question, to hand on (also .pdf, .docx, .md,
                      .txt, .json; `report FILE.pdf me` in Montenegrin)
  quit
"""
