// Drives the extension in code-server with a headless Chromium, as somebody would by hand, and
// fails where it does not see what it should. Pictures of each step are written to a folder.
//
//   npm install --prefix editors/vscode/try
//   CHROMIUM=... CODE_SERVER=... ZAKONIK=... node editors/vscode/try/try.mjs PICTURES
//
// CHROMIUM is the browser, CODE_SERVER what starts code-server (its entry.js, or the program),
// ZAKONIK how the language server is started (words separated by blanks; `zakonik lsp --stdio`).

import { spawn, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const pictures = resolve(process.argv[2] ?? "pictures");
const said = (name, otherwise) => (process.env[name] ?? otherwise).split(" ");
const [browser] = said("CHROMIUM", "chromium");
const server = said("CODE_SERVER", "code-server");
const command = server[0].endsWith(".js") ? [process.execPath, ...server] : server;
const port = Number(process.env.PORT ?? 8765);
/** Milliseconds after which something is not seen: a busy machine takes its time. */
const PATIENCE = 180_000;

const folder = await mkdtemp(join(tmpdir(), "zakonik-try-"));
const [data, extensions, work] = ["data", "extensions", "work"].map((one) => join(folder, one));
await mkdir(join(data, "User"), { recursive: true });
await cp(join(root, "examples/library"), work, { recursive: true });
await writeFile(
  join(data, "User/settings.json"),
  JSON.stringify({
    "zakonik.command": said("ZAKONIK", "zakonik lsp --stdio"),
    "security.workspace.trust.enabled": false,
    "workbench.startupEditor": "none",
    "workbench.colorTheme": process.env.THEME ?? "Default Light Modern",
    "telemetry.telemetryLevel": "off",
    "chat.commandCenter.enabled": false,
    "editor.minimap.enabled": false,
    "files.autoSave": "off",
  }),
);
const own = ["--user-data-dir", data, "--extensions-dir", extensions, "--config", join(folder, "config.yaml")];
const vsix = join(here, "../dist/zakonik.vsix");
const put = spawnSync(command[0], [...command.slice(1), ...own, "--install-extension", vsix], { encoding: "utf8" });
if (put.status !== 0) {
  throw new Error(`the extension was not installed: ${put.stdout}${put.stderr}`);
}
const running = spawn(
  command[0],
  [...command.slice(1), ...own, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check", work],
  { stdio: ["ignore", "pipe", "inherit"] },
);
await new Promise((ready) => running.stdout.on("data", (one) => String(one).includes("HTTP server listening") && ready()));

await mkdir(pictures, { recursive: true });
const chrome = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
const page = await chrome.newPage({ viewport: { width: 1500, height: 950 } });
const refused = [];
page.setDefaultTimeout(PATIENCE);
page.on("console", (one) => {
  if (/content security policy/i.test(one.text()) && /view\.(js|css)|zakonik/i.test(one.text())) {
    refused.push(one.text());
  }
});
let number = 0;

async function picture(name) {
  number += 1;
  await page.screenshot({ path: join(pictures, `${String(number).padStart(2, "0")}-${name}.png`) });
}

async function see(what, locator) {
  try {
    await locator.first().waitFor({ state: "visible", timeout: PATIENCE });
    console.log(`seen: ${what}`);
  } catch (error) {
    await picture("missing");
    throw new Error(`not seen: ${what}`, { cause: error });
  }
}

async function run(name) {
  await page.keyboard.press("F1");
  await page.keyboard.type(name, { delay: 5 });
  await see(`command ${name}`, page.locator(".quick-input-list .monaco-list-row", { hasText: name }));
  await page.keyboard.press("Enter");
}

async function open(file) {
  await page.keyboard.press("Control+p");
  await page.keyboard.type(file, { delay: 5 });
  await see(file, page.locator(".quick-input-list .monaco-list-row", { hasText: file }));
  await page.keyboard.press("Enter");
  await see(`tab of ${file}`, page.locator(".tab.active", { hasText: file }));
}

async function go(line) {
  await page.keyboard.press("Control+g");
  await page.keyboard.type(String(line), { delay: 5 });
  await page.keyboard.press("Enter");
}

async function inView() {
  for (;;) {
    for (const frame of page.frames()) {
      if ((await frame.locator("#of-cases").count().catch(() => 0)) > 0) {
        return frame;
      }
    }
    await page.waitForTimeout(200);
  }
}

try {
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(work)}`);
  await see("the workbench", page.locator(".monaco-workbench"));
  await page.waitForTimeout(3000);
  await open("lending.law");
  await see("a lens above a rule", page.locator(".codelens-decoration", { hasText: "case" }));
  await picture("law");

  await page.locator(".pane-header", { hasText: "Provisions" }).click();
  await see("the provisions", page.locator(".monaco-list-row", { hasText: "LIB-2" }));
  await page.waitForTimeout(500);

  await run("Zakonik: Cases and Ladder Beside");
  const view = await inView();
  await see("all cases met", view.locator("#told", { hasText: "3 met, 0 not met" }));
  await see("a lit ladder", view.locator(".coil.yes"));
  await page.locator('.tab[data-resource-name="lending.law"]').click();
  await go(12);
  await page.waitForTimeout(800);
  await picture("cases-and-ladder");

  await view.locator(".expected", { hasText: "may Ivo borrow" }).click();
  await see("an open ladder", view.locator(".coil.open"));
  await see("the proof of Ivo", view.locator(".answer", { hasText: "DEPENDS" }));
  await picture("chosen-case");

  await page.locator('.tab[data-resource-name="lending.law"]').click();
  // Break the law: a word misspelled in a condition.
  const before = await readFile(join(work, "lending.law"), "utf8");
  const line = before.split("\n").findIndex((one) => one.includes("if the person owes a fee")) + 1;
  await go(line);
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await see("the mark of an error", page.locator(".squiggly-error"));
  await see("the view says so", view.locator("#told", { hasText: "1 error" }));
  await picture("broken");

  await page.keyboard.press("Control+.");
  await see("a quick fix", page.locator(".action-widget", { hasText: "write `the person owes a fee`" }));
  await picture("quick-fix");
  await page.keyboard.press("Enter");
  await see("all cases met again", view.locator("#told", { hasText: "3 met, 0 not met" }));
  await page.locator(".squiggly-error").first().waitFor({ state: "detached", timeout: PATIENCE });
  await picture("mended");

  // Change what the law says: a case turns red as one types.
  await go(18);
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("4", { delay: 20 });
  await see("a red case", view.locator(".expected.unmet", { hasText: "may Mira borrow" }));
  await view.locator(".expected.unmet").first().click();
  await see("the ladder shows where", view.locator(".contact.no", { hasText: "the number < 4" }));
  await picture("red");
  await page.locator('.tab[data-resource-name="lending.law"]').click();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("5", { delay: 20 });
  await see("all cases met at last", view.locator("#told", { hasText: "3 met, 0 not met" }));

  await open("lending.case");
  await see("a lens with an answer", page.locator(".codelens-decoration", { hasText: "✓ yes" }));
  await picture("case-file");

  if (refused.length > 0) {
    throw new Error(`the policy of the view refused: ${refused.join("\n")}`);
  }
  console.log("all seen");
} finally {
  await chrome.close();
  running.kill();
  await rm(folder, { recursive: true, force: true });
}
