// Shows a line of a file where that file is open already, or else in the first column.

import * as vscode from "vscode";

export async function reveal(uri: string, line: number): Promise<void> {
  const place = new vscode.Position(Math.max(0, line), 0);
  const address = vscode.Uri.parse(uri);
  const beside = vscode.window.visibleTextEditors.find(
    (one) => one.document.uri.toString() === address.toString(),
  );
  await vscode.window.showTextDocument(address, {
    viewColumn: beside?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(place, place),
  });
}
