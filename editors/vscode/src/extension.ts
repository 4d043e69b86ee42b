// The client of `zakonik lsp`, and what our editor shows beside a text.

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { CaseView } from "./caseView";
import { Marks } from "./marks";
import { Provisions } from "./provisions";
import { reveal } from "./reveal";
import { Why } from "./why";

let client: LanguageClient | undefined;

const MEANT = [{ language: "zakonik" }];

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = (): LanguageClient | undefined => client;
  const view = new CaseView(context.extensionUri, started);
  const why = new Why();
  const provisions = new Provisions(started);
  const marks = new Marks(context.extensionUri, started);
  context.subscriptions.push(
    view,
    why,
    marks,
    vscode.window.registerTreeDataProvider("zakonik.provisions", provisions),
    vscode.commands.registerCommand("zakonik.showCases", () => view.show()),
    vscode.commands.registerCommand("zakonik.showCoverage", () => marks.refresh(true)),
    vscode.commands.registerCommand("zakonik.restart", restart),
    vscode.commands.registerCommand("zakonik.reveal", reveal),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  const refresh = (): void => {
    view.refresh();
    provisions.refresh();
    void marks.refresh(false);
  };

  async function restart(): Promise<void> {
    const before = client;
    client = undefined;
    await before?.dispose();
    if (!vscode.workspace.isTrusted) {
      return;
    }
    const next = made(why);
    try {
      await next.start();
    } catch (error) {
      void missing(error);
      return;
    }
    client = next;
    await vscode.commands.executeCommand("setContext", "zakonik.active", true);
    refresh();
  }

  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document.languageId === "zakonik" && event.contentChanges.length > 0) {
        view.refresh();
        provisions.refresh();
        marks.fade(event.document);
      }
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === "zakonik") {
        void marks.refresh(false);
      }
    }),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.window.onDidChangeTextEditorSelection((event) => view.moved(event.textEditor)),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

function made(why: Why): LanguageClient {
  const said = vscode.workspace.getConfiguration("zakonik").get<string[]>("command") ?? [];
  const [command = "zakonik", ...args] = said;
  const run = { command, args };
  return new LanguageClient("zakonik", "Zakonik", run, {
    documentSelector: MEANT,
    middleware: {
      // The lens of an expectation has a command of the server that returns a page: show it.
      executeCommand: async (name, told, next) => {
        const page: unknown = await next(name, told);
        if (name === "zakonik.why" && typeof page === "string") {
          await why.show(page);
        }
        return page;
      },
    },
  });
}

async function missing(error: unknown): Promise<void> {
  const settings = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(
    `The language server of Zakonik did not start (${String(error)}). ` +
      "Install it with: pip install 'zakonik[lsp]', or say where it is in zakonik.command.",
    settings,
  );
  if (chosen === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "zakonik.command");
  }
}
