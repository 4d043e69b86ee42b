// The page of an answer: what the verdict is, and the steps that can be folded.

import type { Part, ProofShown, Step } from "../src/protocol";
import { make } from "./dom";

const MARKS: Record<string, string> = {
  holds: "✓",
  fails: "✗",
  unknown: "?",
  open: "○",
  defeated: "⊘",
  conflict: "!",
};

export function proofOf(shown: ProofShown): HTMLElement {
  const word = make("strong", `word ${shown.word}`, shown.word.toUpperCase());
  const head = make("p", "answer", word, ` ${shown.question} `, make("span", "day", `as of ${shown.day}`));
  return make("div", "proof", head, ...shown.parts.map(partOf), ...shown.pages.map(proofOf));
}

function partOf(part: Part): HTMLElement {
  const points = part.points.map((lines) => make("li", "", ...lines.map((one) => make("div", "", one))));
  const list = points.length > 0 ? make("ul", "points", ...points) : null;
  const steps = part.steps.length > 0 ? make("ul", "steps", ...part.steps.map(stepOf)) : null;
  return make("div", "part", make("h3", "", part.title), list, steps);
}

function stepOf(step: Step): HTMLElement {
  const mark = make("span", `mark ${step.status}`, MARKS[step.status] ?? "");
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", step.status);
  const number = step.number === "" ? null : make("span", "number", `[${step.number}] `);
  const label = step.label === "" ? null : make("span", "label", `${step.label} `);
  const aside = step.aside === "" ? null : make("span", "aside", ` · ${step.aside}`);
  const see = step.see === "" ? null : make("span", "aside", ` see [${step.see}]`);
  const notes = step.notes.map((one) => make("div", "note", one));
  const line = make("span", "line", mark, number, label, step.text, aside, see);
  if (step.below.length === 0) {
    return make("li", "", line, ...notes);
  }
  const fold = make("details", "", make("summary", "", line), ...notes, make("ul", "steps", ...step.below.map(stepOf)));
  fold.setAttribute("open", "");
  return make("li", "", fold);
}
