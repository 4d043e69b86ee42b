"""Where the laws that a report cites were read: each source once, with the laws read in it."""

from collections.abc import Sequence
from dataclasses import replace

from engine.pages.report.document import Block, Point, Points, Run, Text
from engine.pages.report.sentences import law
from engine.pages.report.words import Words
from parser.provenance import Provenance
from parser.resolved.vocabulary import Provision


def sources(cited: Sequence[tuple[Provision, str]], frame: Words) -> tuple[Block, ...]:
    """Return the sources of cited provisions, each of which comes with a node that it decides.

    A law that does not say where it was read is left out.
    """
    found: dict[Provenance, tuple[dict[str, Text], str]] = {}
    for provision, node in cited:
        said = provision.provenance
        if said.source:
            laws, _ = found.setdefault(replace(said, ours=()), ({}, node))
            laws.setdefault(provision.law, _titled(provision, frame))
    points = tuple(
        Point(_source(said, frame), node, tuple(laws.values()))
        for said, (laws, node) in found.items()
    )
    return (Points(points),) if points else ()


def _titled(provision: Provision, frame: Words) -> Text:
    title, ours = law(provision.law_title), provision.provenance.ours
    if provision.published:
        published = frame("word.published", published=law(provision.published))
        title = (*title, Run(" "), *published)
    if not ours:
        return (*title, Run("."))
    what = frame.listed([frame.word(f"ours.{one.replace(' ', '_')}") for one in ours])
    return (*title, Run("; "), *frame("provenance.ours", what=what))


def _source(said: Provenance, frame: Words) -> Text:
    days = (
        ("retrieved", said.retrieved),
        ("published_on", said.published),
        ("consolidated_to", said.consolidated),
    )
    text = law(said.source)
    for key, day in days:
        if day is not None:
            text = (*text, Run("; "), *frame(f"provenance.{key}", day=frame.day(day)))
    return (*text, Run("."))
