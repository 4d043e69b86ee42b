// The page of an answer, as a text that can be read and closed, and has nothing to be saved.

import * as vscode from "vscode";

const SCHEME = "zakonik-why";

export class Why implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private page = "";
  readonly onDidChange = this.changed.event;

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }

  provideTextDocumentContent(): string {
    return this.page;
  }

  /** Show a page beside the text, in the place of the one before. */
  async show(page: string): Promise<void> {
    this.page = page.replace(/^```text\n/, "").replace(/\n```$/, "");
    const uri = vscode.Uri.from({ scheme: SCHEME, path: "Why" });
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, SCHEME);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  }
}
