// Marks in the margin of a law: what no worked case tries, and mistakes that none would notice.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { MarkShown } from "./protocol";

type Kind = MarkShown["kind"];

const RULERS: Record<Kind, string> = {
  rule: "editorOverviewRuler.warningForeground",
  condition: "editorOverviewRuler.warningForeground",
  mutant: "editorOverviewRuler.infoForeground",
};

export class Marks implements vscode.Disposable {
  private readonly looks: Record<Kind, vscode.TextEditorDecorationType>;
  private readonly whole = new Set<string>();

  constructor(
    root: vscode.Uri,
    private readonly client: () => LanguageClient | undefined,
  ) {
    const look = (kind: Kind): vscode.TextEditorDecorationType =>
      vscode.window.createTextEditorDecorationType({
        gutterIconPath: vscode.Uri.joinPath(root, "media", `${kind}.svg`),
        gutterIconSize: "contain",
        overviewRulerColor: new vscode.ThemeColor(RULERS[kind]),
        overviewRulerLane: vscode.OverviewRulerLane.Left,
      });
    this.looks = { rule: look("rule"), condition: look("condition"), mutant: look("mutant") };
  }

  dispose(): void {
    Object.values(this.looks).forEach((one) => one.dispose());
  }

  /** Ask again for the laws that are seen; large ones only once somebody has asked for them. */
  async refresh(asked: boolean): Promise<void> {
    const client = this.client();
    const wanted = vscode.workspace.getConfiguration("zakonik").get<boolean>("coverage") ?? true;
    if (client === undefined || !(wanted || asked)) {
      return;
    }
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      const uri = document.uri.toString();
      if (document.languageId !== "zakonik" || !document.fileName.endsWith(".law")) {
        continue;
      }
      if (asked && editor === vscode.window.activeTextEditor) {
        this.whole.add(uri);
      }
      const version = document.version;
      const params = { uri, whole: this.whole.has(uri) };
      const found = await client.sendRequest<MarkShown[] | null>("zakonik/marks", params);
      if (document.version === version) {
        this.draw(editor, found ?? []);
      }
    }
  }

  /** Forget the marks of a law that is being changed: they were those of another text. */
  fade(document: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document) {
        this.draw(editor, []);
      }
    }
  }

  private draw(editor: vscode.TextEditor, found: MarkShown[]): void {
    for (const [kind, look] of Object.entries(this.looks)) {
      const drawn = found
        .filter((one) => one.kind === kind && one.line < editor.document.lineCount)
        .map((one) => ({
          range: editor.document.lineAt(one.line).range,
          hoverMessage: new vscode.MarkdownString().appendText(one.said),
        }));
      editor.setDecorations(look, drawn);
    }
  }
}
