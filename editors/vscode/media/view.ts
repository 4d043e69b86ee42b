// The view beside the editor. It shows what the extension tells it, and tells what was chosen.

import type { Came, CasesShown, CaseShown, FromView, Place, ToView } from "../src/protocol";
import { make, press, put } from "./dom";
import { ladderOf } from "./ladder";
import { proofOf } from "./proof";

declare function acquireVsCodeApi(): { postMessage(said: FromView): void };

const editor = acquireVsCodeApi();
let shown: CasesShown = { cases: [], errors: 0 };
let chosen = "";
/** What each expectation came to; what another text came to is kept until the new answer is there. */
const outcomes = new Map<string, Came | null>();
const rows = new Map<string, HTMLElement>();

const key = (at: Place): string => `${at.uri}#${at.place}`;

window.addEventListener("message", (event: MessageEvent<ToView>) => {
  const said = event.data;
  switch (said.kind) {
    case "cases":
      shown = said.shown;
      outcomes.clear();
      list();
      break;
    case "came":
      outcomes.set(key(said.at), said.came);
      paint(key(said.at));
      tell();
      break;
    case "chosen":
      chosen = said.at === null ? "" : key(said.at);
      rows.forEach((_, name) => paint(name));
      break;
    case "proof":
      put("proof", said.proof === null ? none("There is no answer to explain.") : proofOf(said.proof));
      break;
    case "ladder":
      put("ladder", said.ladder === null ? none("No rule is drawn: there is none here, it has no conditions, or it cannot be read.") : ladderOf(said.ladder, open));
      break;
  }
});

function open(uri: string, line: number): void {
  editor.postMessage({ kind: "open", uri, line });
}

function none(said: string): HTMLElement {
  return make("p", "none", said);
}

function list(): void {
  const before = new Map(rows);
  rows.clear();
  put("cases", ...shown.cases.map((one) => caseOf(one, before)));
  rows.forEach((_, name) => paint(name));
  tell();
}

function caseOf(one: CaseShown, before: Map<string, HTMLElement>): HTMLElement {
  const title = press("title link", "Show the case", () => open(one.uri, one.line), one.title);
  const expected = one.expected.map((each) => {
    const at = { uri: one.uri, place: each.place };
    const row = press("expected", "", () => editor.postMessage({ kind: "choose", at }));
    // Until it is asked again a row keeps the colour it had, so that nothing flickers.
    row.className = before.get(key(at))?.className ?? "expected";
    row.append(
      make("span", "mark"),
      make("span", "question", `${each.question}: ${each.wanted}`),
      make("span", "got"),
    );
    rows.set(key(at), row);
    return row;
  });
  return make("div", "case", title, ...expected);
}

function paint(name: string): void {
  const row = rows.get(name);
  const [mark, , got] = row?.children ?? [];
  if (row === undefined || mark === undefined || got === undefined) {
    return;
  }
  row.classList.toggle("chosen", name === chosen);
  row.setAttribute("aria-current", String(name === chosen));
  const came = outcomes.get(name);
  if (came === undefined) {
    return;
  }
  row.classList.toggle("met", came?.met === true);
  row.classList.toggle("unmet", came?.met === false);
  mark.textContent = came === null ? "·" : came.met ? "✓" : "✗";
  got.textContent = came !== null && !came.met ? `got ${came.got}` : "";
}

function tell(): void {
  const known = [...outcomes.values()];
  const met = known.filter((one) => one?.met === true).length;
  const unmet = known.filter((one) => one?.met === false).length;
  const all = shown.cases.reduce((sum, one) => sum + one.expected.length, 0);
  const errors = shown.errors === 1 ? "1 error" : `${shown.errors} errors`;
  const said =
    shown.errors > 0
      ? `${errors}: no case can be asked until the law is mended.`
      : all === 0
        ? "There are no cases of this file."
        : `${met} met, ${unmet} not met${met + unmet < all ? `, ${all - met - unmet} to ask` : ""}`;
  put("told", said);
}

editor.postMessage({ kind: "ready" });
