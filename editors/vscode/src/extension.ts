// The extension: it starts the language server and adds what only an editor can do.

import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";

import { findProgram, run, serverOptions, slugProblem } from "./program";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const commands: Record<string, (...given: never[]) => Promise<void>> = {
    "comp-data.fixAll": fixAll,
    "comp-data.newGuide": newGuide,
    "comp-data.showReport": showReport,
    "comp-data.restart": restart,
    "comp-data.askReason": askReason,
  };
  for (const [name, command] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, reported(command)));
  }
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("comp-data.path")) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function setting(name: string): string {
  return vscode.workspace.getConfiguration("comp-data").get<string>(name) ?? "";
}

function program(): string {
  const found = findProgram(setting("path"));
  if (found === undefined) {
    throw new Error(`${setting("path")} was not found: install it (pip install "comp-data[lsp]"), or set comp-data.path`);
  }
  return found;
}

function reported(command: (...given: never[]) => Promise<void>): (...given: never[]) => Promise<void> {
  return async (...given) => {
    try {
      await command(...given);
    } catch (error) {
      void vscode.window.showErrorMessage(`comp-data: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

const start = reported(async () => {
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "untitled", language: "markdown" },
    ],
    initializationOptions: serverOptions(setting("level")),
    synchronize: { configurationSection: "comp-data" },
  };
  const server = { command: program(), args: ["server"], options: { cwd: homedir() } };
  client = new LanguageClient("comp-data", "comp-data", server, options);
  await client.start();
});

async function restart(): Promise<void> {
  await client?.stop();
  client = undefined;
  await start();
}

async function fixAll(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const codes = editor ? vscode.languages.getDiagnostics(editor.document.uri).map(({ code }) => code) : [];
  // VS Code keeps the line ends of a file in every other edit.
  if (codes.some((code) => (typeof code === "object" ? code.value : code) === "CD008")) {
    await editor?.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.LF));
  }
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.comp-data", apply: "first" });
}

async function askReason(uri: never, code: never, line: never): Promise<void> {
  const reason = await vscode.window.showInputBox({
    prompt: `Why is ${String(code)} right here? The reason is written into the guide.`,
    validateInput: (text) => (text.includes("-->") ? "The reason must not contain -->" : undefined),
  });
  if (reason === undefined || reason.trim() === "") return;
  await vscode.commands.executeCommand("comp-data.suppress", uri, code, line, reason);
}

async function folder(): Promise<string | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const chosen = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  return chosen?.uri.fsPath;
}

async function newGuide(): Promise<void> {
  const cwd = await folder();
  if (cwd === undefined) return;
  const company = await vscode.window.showInputBox({ prompt: "Company: acme", validateInput: slugProblem });
  const role = company && (await vscode.window.showInputBox({ prompt: "Role: data-engineer", validateInput: slugProblem }));
  if (!company || !role) return;
  const written = (await run(program(), ["new", company, role], cwd)).trim();
  await vscode.window.showTextDocument(vscode.Uri.file(path.resolve(cwd, written)));
}

async function showReport(): Promise<void> {
  const cwd = await folder();
  if (cwd === undefined) return;
  const content = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: "comp-data: linting" },
    () => run(program(), ["lint", "--format", "markdown", "--level", setting("level")], cwd),
  );
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "markdown", content }));
}
