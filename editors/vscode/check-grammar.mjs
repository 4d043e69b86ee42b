// The grammar as VS Code runs it, against our own tokens: reads lines of JSON, each a file with the
// kind of each of its characters (`python -m tests.parser.highlight.kinds`), and says where a
// scope contradicts them.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
const wasm = await readFile(require.resolve("vscode-oniguruma/release/onig.wasm"));
await oniguruma.loadWASM(wasm);
const path = new URL("syntaxes/zakonik.tmLanguage.json", import.meta.url);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(await readFile(path, "utf8"), path.pathname),
});
const grammar = await registry.loadGrammar("source.zakonik");

let files = 0;
let coloured = 0;
let all = 0;
const wrong = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { file, text, kinds, scopes } = JSON.parse(line);
  files += 1;
  let at = 0;
  let state = textmate.INITIAL;
  for (const one of text.split("\n")) {
    const found = grammar.tokenizeLine(one, state);
    state = found.ruleStack;
    for (const { startIndex, endIndex, scopes: theirs } of found.tokens) {
      const scope = theirs.at(-1);
      for (let place = startIndex; place < Math.min(endIndex, one.length); place += 1) {
        const ours = scopes[kinds[at + place]];
        if (/\s/.test(one[place])) continue;
        all += ours === undefined ? 0 : 1;
        if (scope === "source.zakonik") continue;
        coloured += 1;
        if (scope !== ours) wrong.push(`${file}: ${one.trim()}: ${one[place]} is ${ours}, not ${scope}`);
      }
    }
    at += one.length + 1;
  }
}
console.log(`${files} files: ${((100 * coloured) / all).toFixed(1)} % of what our tokens colour`);
for (const one of wrong.slice(0, 20)) {
  console.error(one);
}
process.exit(wrong.length > 0 || files === 0 ? 1 : 0);
