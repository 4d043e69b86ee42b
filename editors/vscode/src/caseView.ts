// The view beside the editor: cases green or red as one types, the proof of the chosen one, and the
// rule at the cursor as a ladder that this case lights.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type {
  Came,
  CasesShown,
  FromView,
  LadderShown,
  Place,
  ProofShown,
  ToView,
} from "./protocol";
import { reveal } from "./reveal";

/** Milliseconds without a key before the cases are asked again. */
const PAUSE = 150;

export class CaseView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private followed: vscode.TextDocument | undefined;
  private line = 0;
  private shown: CasesShown = { cases: [], errors: 0 };
  private chosen: { uri: string; title: string; nth: number } | undefined;
  private round = 0;
  private waiting: NodeJS.Timeout | undefined;
  private moving: NodeJS.Timeout | undefined;

  constructor(
    private readonly root: vscode.Uri,
    private readonly client: () => LanguageClient | undefined,
  ) {}

  dispose(): void {
    this.panel?.dispose();
  }

  show(): void {
    this.follow(vscode.window.activeTextEditor);
    if (this.panel !== undefined) {
      this.panel.reveal(undefined, true);
      this.refresh();
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("zakonik.cases", "Cases", place, {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(this.root, "dist"),
        vscode.Uri.joinPath(this.root, "media"),
      ],
      retainContextWhenHidden: true,
    });
    this.panel = panel;
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((said: FromView) => void this.heard(said));
    panel.webview.html = this.page(panel.webview);
  }

  /** Ask the cases again, once nobody has typed for a moment. */
  refresh(): void {
    this.follow(vscode.window.activeTextEditor);
    if (this.panel === undefined) {
      return;
    }
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.asked(), PAUSE);
  }

  /** Follow the cursor: in a law to its rule, in a case file to its case. */
  moved(editor: vscode.TextEditor): void {
    if (editor.document !== this.followed || this.panel === undefined) {
      return;
    }
    const line = editor.selection.active.line;
    if (line === this.line) {
      return;
    }
    this.line = line;
    clearTimeout(this.moving);
    this.moving = setTimeout(() => {
      if (this.followed?.fileName.endsWith(".case")) {
        this.chooseAt(line);
      }
      void this.drawn(this.round);
    }, PAUSE);
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId === "zakonik" && editor.document !== this.followed) {
      this.followed = editor.document;
      this.line = editor.selection.active.line;
      this.chosen = undefined;
    }
  }

  private tell(said: ToView): void {
    void this.panel?.webview.postMessage(said);
  }

  private async heard(said: FromView): Promise<void> {
    switch (said.kind) {
      case "ready":
        await this.asked();
        break;
      case "choose":
        this.choose(said.at);
        await this.drawn(this.round);
        break;
      case "open":
        await reveal(said.uri, said.line);
        break;
    }
  }

  /** Remember a case by its title: its place moves while somebody types above it. */
  private choose(at: Place): void {
    for (const one of this.shown.cases) {
      const nth = one.expected.findIndex((each) => each.place === at.place);
      if (one.uri === at.uri && nth >= 0) {
        this.chosen = { uri: at.uri, title: one.title, nth };
      }
    }
  }

  private chooseAt(line: number): void {
    const before = this.shown.cases.filter((one) => one.line <= line).at(-1);
    if (before === undefined) {
      return;
    }
    const nth = Math.max(
      0,
      before.expected.findIndex((each) => each.line === line),
    );
    this.chosen = { uri: before.uri, title: before.title, nth };
  }

  private place(): Place | null {
    const chosen = this.chosen;
    if (chosen === undefined) {
      return null;
    }
    const of = this.shown.cases.find(
      (one) => one.uri === chosen.uri && one.title === chosen.title,
    );
    const expected = of?.expected[chosen.nth] ?? of?.expected[0];
    return of !== undefined && expected !== undefined
      ? { uri: of.uri, place: expected.place }
      : null;
  }

  /** Ask each case in turn, the chosen one first; a change meanwhile ends the round. */
  private async asked(): Promise<void> {
    const round = ++this.round;
    const client = this.client();
    const document = this.followed;
    if (client === undefined || document === undefined || this.panel === undefined) {
      return;
    }
    const uri = document.uri.toString();
    const shown = await client.sendRequest<CasesShown>("zakonik/cases", { uri });
    if (round !== this.round) {
      return;
    }
    this.shown = shown;
    if (this.place() === null) {
      this.chosen = undefined;
      if (document.fileName.endsWith(".case")) {
        this.chooseAt(this.line);
      }
      const first = shown.cases[0];
      if (this.chosen === undefined && first !== undefined) {
        this.chosen = { uri: first.uri, title: first.title, nth: 0 };
      }
    }
    const file = vscode.workspace.asRelativePath(document.uri);
    this.panel.title = `Cases: ${file.split("/").at(-1) ?? file}`;
    this.tell({ kind: "cases", file, shown });
    await this.drawn(round);
    for (const one of shown.cases) {
      for (const { place } of one.expected) {
        const at = { uri: one.uri, place };
        const came = await client.sendRequest<Came | null>("zakonik/came", at);
        if (round !== this.round) {
          return;
        }
        this.tell({ kind: "came", at, came });
      }
    }
  }

  /** Show the chosen case with its proof, and the rule at the cursor in its light. */
  private async drawn(round: number): Promise<void> {
    const client = this.client();
    if (client === undefined || this.followed === undefined) {
      return;
    }
    const chosen = this.place();
    this.tell({ kind: "chosen", at: chosen });
    const params = { uri: this.followed.uri.toString(), line: this.line };
    const lit = chosen !== null ? { ...params, chosen } : params;
    const ladder = await client.sendRequest<LadderShown | null>("zakonik/ladder", lit);
    const proof =
      chosen !== null ? await client.sendRequest<ProofShown | null>("zakonik/proof", chosen) : null;
    if (round === this.round) {
      this.tell({ kind: "ladder", ladder });
      this.tell({ kind: "proof", proof });
    }
  }

  private page(webview: vscode.Webview): string {
    const script = webview.asWebviewUri(vscode.Uri.joinPath(this.root, "dist", "view.js"));
    const style = webview.asWebviewUri(vscode.Uri.joinPath(this.root, "media", "view.css"));
    const only = webview.cspSource;
    const policy = `default-src 'none'; script-src ${only}; style-src ${only}`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style.toString()}">
<title>Cases</title>
</head>
<body>
<main>
<section aria-labelledby="of-cases"><h2 id="of-cases">Cases</h2><p id="told" role="status"></p><div id="cases"></div></section>
<section aria-labelledby="of-ladder"><h2 id="of-ladder">Ladder</h2><div id="ladder"></div></section>
<section aria-labelledby="of-proof"><h2 id="of-proof">Proof</h2><div id="proof"></div></section>
</main>
<script src="${script.toString()}"></script>
</body>
</html>`;
  }
}
