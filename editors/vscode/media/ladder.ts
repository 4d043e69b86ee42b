// A rule as a ladder: the current comes in at the top, conditions in series stand below each other,
// alternatives are the rungs between two rails, and what follows is at the bottom.

import type { LadderShown, Passing, Rung } from "../src/protocol";
import { make, press } from "./dom";

type Open = (uri: string, line: number) => void;

const LIGHT: Record<Passing, string> = { through: "yes", not: "no", open: "open", "": "dark" };
const MARKS: Record<Passing, string> = { through: "✓", not: "✗", open: "?", "": "" };
const WORDS: Record<Passing, string> = {
  through: "lets through",
  not: "does not let through",
  open: "not known",
  "": "not looked at",
};
const TURNED: Record<Passing, Passing> = { through: "not", not: "through", open: "open", "": "" };

export function ladderOf(shown: LadderShown, open: Open): HTMLElement {
  const lit = shown.passing !== "";
  const flow = make("div", "flow series");
  flow.append(make("div", `source ${lit ? "live" : ""}`, "if"));
  const live = series(flow, shown.rungs, lit, false, (line) => open(shown.uri, line));
  flow.append(wire(live));
  flow.append(make("div", `coil ${LIGHT[shown.passing]}`, shown.concludes));
  const title = `${shown.rule} ${shown.title}`.trim();
  const head = press("rule link", "Show the rule", () => open(shown.uri, shown.line), title);
  const cites = shown.cites === "" ? null : make("span", "cites", shown.cites);
  return make("div", "ladder", make("div", "head", head, cites), make("div", "scroll", flow));
}

/** Draw conditions below each other, and return whether the current comes out of the last one. */
function series(
  into: HTMLElement,
  rungs: Rung[],
  live: boolean,
  turned: boolean,
  open: (line: number) => void,
): boolean {
  let current = live;
  for (const one of rungs) {
    into.append(wire(current));
    into.append(drawn(one, current, turned, open));
    current = current && one.passing === "through";
  }
  return current;
}

function drawn(
  one: Rung,
  live: boolean,
  turned: boolean,
  open: (line: number) => void,
): HTMLElement {
  const light = LIGHT[turned ? TURNED[one.passing] : one.passing];
  if (one.form === "contact") {
    return contact(one, light, open);
  }
  const enters = live && !one.barred;
  const leaves = enters && one.inside.some((each) => each.passing === "through");
  const inside = make("div", `${one.form} ${enters ? "live" : ""} ${leaves ? "out" : ""}`);
  if (one.form === "series") {
    series(inside, one.inside, enters, turned !== one.barred, open);
  } else {
    for (const each of one.inside) {
      const branch = make("div", "branch");
      branch.append(make("div", `tap ${enters ? "live" : ""}`));
      branch.append(drawn(each, enters, turned !== one.barred, open));
      const out = enters && each.passing === "through";
      branch.append(make("div", `tap last ${out ? "live" : ""}`));
      inside.append(branch);
    }
  }
  const unless = one.barred ? make("span", "bar", "not") : null;
  const said = one.said === "" ? null : make("span", "said", one.said);
  const caption = make("div", "caption", unless, one.text, mark(one.passing), said);
  return make("div", `group ${one.barred ? "barred" : ""} ${light}`, caption, inside);
}

function contact(one: Rung, light: string, open: (line: number) => void): HTMLElement {
  const unless = one.barred ? make("span", "bar", "not") : null;
  const said = one.said === "" || one.said === one.text ? null : make("span", "said", one.said);
  const looks = `contact ${one.barred ? "barred" : ""} ${light}`;
  const text = make("span", "", unless, one.text, mark(one.passing));
  if (one.line < 0) {
    return make("div", looks, text, said);
  }
  return press(looks, WORDS[one.passing], () => open(one.line), text, said);
}

function mark(passing: Passing): HTMLElement | null {
  if (passing === "") {
    return null;
  }
  const made = make("span", "mark", MARKS[passing]);
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", WORDS[passing]);
  return made;
}

function wire(live: boolean): HTMLElement {
  return make("div", `wire ${live ? "live" : ""}`);
}
