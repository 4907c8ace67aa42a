// Finding and running the program: always by its full path, so that a file of the workspace is never run in its place.

import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import * as path from "node:path";

/** The path of a program: itself if it is absolute, else the first in the absolute folders of PATH. */
export function findProgram(name: string, folders = process.env["PATH"] ?? ""): string | undefined {
  if (path.isAbsolute(name)) return isProgram(name) ? name : undefined;
  if (name !== path.basename(name)) return undefined;
  const endings = process.platform === "win32" ? [".exe"] : [""];
  for (const folder of folders.split(path.delimiter).filter((one) => path.isAbsolute(one))) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (isProgram(file)) return file;
    }
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What a run of the program printed. An exit code of 1 means findings, which are no failure. */
export async function run(program: string, given: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, given, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null || error.code === 1) resolve(stdout);
      else reject(new Error(stderr.trim() || error.message));
    });
  });
}

/** The settings of the extension that the server starts with. */
export function serverOptions(level: string): { level: string; asksReason: true } {
  return { level, asksReason: true };
}

/** Why a text is not a valid slug, by the rules of comp-data; undefined if it is one. */
export function slugProblem(text: string): string | undefined {
  if (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text)) return undefined;
  return "Use a-z, 0-9 and hyphens between them: data-engineer";
}
