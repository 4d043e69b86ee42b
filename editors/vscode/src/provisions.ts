// The provisions of the law in the active editor: each with what carries it and how often it is tried.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { ProvisionShown } from "./protocol";

const ICONS: Record<ProvisionShown["kind"], string> = {
  rule: "symbol-function",
  impossible: "error",
  note: "note",
  reading: "symbol-enum",
};

export class Provisions implements vscode.TreeDataProvider<ProvisionShown> {
  private readonly changed = new vscode.EventEmitter<void>();
  private waiting: NodeJS.Timeout | undefined;
  private uri = "";
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly client: () => LanguageClient | undefined) {}

  refresh(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.changed.fire(), 300);
  }

  async getChildren(parent?: ProvisionShown): Promise<ProvisionShown[]> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === "zakonik" && document.fileName.endsWith(".law")) {
      this.uri = document.uri.toString();
    }
    const client = this.client();
    if (parent !== undefined || client === undefined || this.uri === "") {
      return [];
    }
    return client.sendRequest<ProvisionShown[]>("zakonik/provisions", { uri: this.uri });
  }

  getTreeItem(one: ProvisionShown): vscode.TreeItem {
    const item = new vscode.TreeItem(one.name);
    item.description = one.title;
    item.tooltip = [one.title, one.cites, one.says].filter((line) => line !== "").join("\n");
    const untried = one.kind === "rule" && one.cases === 0;
    item.iconPath = new vscode.ThemeIcon(
      ICONS[one.kind],
      untried ? new vscode.ThemeColor("list.warningForeground") : undefined,
    );
    if (one.kind === "rule") {
      item.tooltip += `\n${one.cases === 1 ? "1 case names" : `${one.cases} cases name`} it`;
    }
    item.command = {
      command: "zakonik.reveal",
      title: "Show",
      arguments: [this.uri, one.line],
    };
    return item;
  }
}
