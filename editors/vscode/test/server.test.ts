// The real server, spoken to over stdio with the protocol's own library, as the extension starts it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  CodeActionRequest,
  CompletionRequest,
  DidOpenTextDocumentNotification,
  DidChangeTextDocumentNotification,
  ExecuteCommandRequest,
  ApplyWorkspaceEditRequest,
  HoverRequest,
  InitializeRequest,
  InitializedNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  ExitNotification,
  createProtocolConnection,
  type CodeAction,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";

import { findProgram, run, serverOptions, slugProblem } from "../src/program";

const program = findProgram("comp-data") ?? assert.fail("comp-data is not on the PATH");
const root = path.resolve(__dirname, "../../../..");
const top = mkdtempSync(path.join(tmpdir(), "comp-data-"));
const file = path.join(top, "seeds", "huggingface-enterprise", "ml-ai-engineer.md");
const uri = pathToFileURL(file).href;
let connection: ProtocolConnection;
const waiting: ((params: PublishDiagnosticsParams) => void)[] = [];

async function diagnostics(version: number): Promise<Diagnostic[]> {
  return new Promise((resolve) => {
    waiting.push((params) => {
      if (params.version === version) resolve(params.diagnostics);
    });
  });
}

before(async () => {
  cpSync(path.join(root, "seeds"), path.join(top, "seeds"), { recursive: true });
  const server = spawn(program, ["server"], { stdio: ["pipe", "pipe", "inherit"] });
  connection = createProtocolConnection(server.stdout, server.stdin);
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => waiting.forEach((one) => one(params)));
  connection.listen();
  const answer = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(top).href,
    workspaceFolders: [{ uri: pathToFileURL(top).href, name: "guides" }],
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
    initializationOptions: serverOptions("info"),
  });
  assert.equal(answer.serverInfo?.name, "comp-data");
  await connection.sendNotification(InitializedNotification.type, {});
});

after(async () => {
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  rmSync(top, { recursive: true });
});

test("findings, completion, hover, fixes and a suppression with a reason", async () => {
  const text = readFileSync(file, "utf-8").replace("bonus_pct: 5\n", "bonus_pct: null\n");
  const first = diagnostics(1);
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "markdown", version: 1, text },
  });
  assert.ok((await first).some((one) => one.code === "CD504"));

  const wrong = text.replace("base_low: 200000", "base_low: 900000");
  const second = diagnostics(2);
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: wrong }],
  });
  const found = (await second).find((one) => one.code === "CD204") ?? assert.fail("CD204 is not reported");
  const lines = wrong.split("\n");
  assert.equal(lines[found.range.start.line]?.slice(found.range.start.character, found.range.end.character), "900000");

  const textDocument = { uri };
  const shown = await connection.sendRequest(HoverRequest.type, { textDocument, position: found.range.start });
  assert.match(JSON.stringify(shown), /base 900,000 \+ stock/);

  const line = lines.findIndex((one) => one.startsWith("role_type: "));
  const offered = await connection.sendRequest(CompletionRequest.type, { textDocument, position: { line, character: 11 } });
  const labels = (Array.isArray(offered) ? offered : (offered?.items ?? [])).map((one) => one.label);
  assert.deepEqual(labels, ["standard", "specialty"]);

  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const context = { diagnostics: [], only: ["source.fixAll.comp-data"] };
  const [fix] = (await connection.sendRequest(CodeActionRequest.type, { textDocument, range, context })) as CodeAction[];
  assert.ok(JSON.stringify(fix?.edit).includes("bonus_pct_high: 15"));

  const here = { textDocument, range: found.range, context: { diagnostics: [] } };
  const actions = (await connection.sendRequest(CodeActionRequest.type, here)) as CodeAction[];
  const ask = actions.find((one) => one.title.startsWith("Suppress CD204"));
  assert.equal(ask?.command?.command, "comp-data.askReason");
  const edit = new Promise<WorkspaceEdit>((resolve) => {
    connection.onRequest(ApplyWorkspaceEditRequest.type, (params) => {
      resolve(params.edit);
      return { applied: true };
    });
  });
  const given = [...(ask?.command?.arguments ?? []), "quoted by the company"];
  await connection.sendRequest(ExecuteCommandRequest.type, { command: "comp-data.suppress", arguments: given });
  assert.match(JSON.stringify(await edit), /comp-data: ignore\[CD204\] quoted by the company/);
});

test("a new guide and a report", async () => {
  const written = (await run(program, ["new", "acme", "data-engineer"], top)).trim();
  assert.equal(written, "seeds/acme/data-engineer.md");
  assert.match(await run(program, ["lint", "--format", "markdown"], top), /comp-data: 2 guides/);
  await assert.rejects(run(program, ["new", "acme", "data-engineer"], top), /exists already/);
});

test("a program is found by its full path only", () => {
  assert.equal(findProgram(program), program);
  assert.equal(findProgram("./comp-data", top), undefined);
  assert.equal(findProgram("comp-data", `.${path.delimiter}bin`), undefined);
  assert.equal(findProgram("/nowhere/comp-data"), undefined);
  assert.equal(slugProblem("data-engineer"), undefined);
  assert.ok(slugProblem("Data Engineer"));
});
