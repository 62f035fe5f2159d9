/** What mailmortem prints of a log that is read in one way or another. */
import { spawn } from "node:child_process";
import { mailmortem } from "./programs.ts";

/** How to read it. */
export interface Way {
  /** The logs lie there under {@link logFiles}: evidence is chosen by source and line, so that all have the same sources. */
  readonly folder: string;
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** To be done before each reading: the first of two incremental runs. */
  readonly before?: () => Promise<void>;
  /** What this way may print otherwise, as the files are stored otherwise: left out of both before they are compared. */
  readonly unlike?: RegExp;
}

export type Output = readonly [what: string, text: string];

/** The present of all of them: it is printed. Dovecot's stamps have no year. */
const always = ["--now", "2027-01-01T00:00:00Z", "--year", "2026"];
/** What the logs are called in every folder, packed or not. */
export const logFiles = ["mainlog", "dovecot.log"] as const;

/** The analysis as JSON and the report as Markdown. A way with `before` is prepared anew for each. */
export async function outputs(way: Way): Promise<readonly Output[]> {
  return [await output(way, "analyze", "--format", "json"), await output(way, "report")];
}

/** What one command prints. */
export async function output(way: Way, command: string, ...options: readonly string[]): Promise<Output> {
  await way.before?.();
  return [command, await printed(command, way, [...options, ...always, ...(way.options ?? [])])];
}

/** Outputs without what a way may print otherwise. */
export function without(unlike: RegExp | undefined, all: readonly Output[]): readonly Output[] {
  return unlike === undefined ? all : all.map(([what, text]) => [what, text.replace(unlike, "")]);
}

/** Where two outputs part; undefined when they are the same. */
export function differenceOf(expected: readonly Output[], observed: readonly Output[]): string | undefined {
  for (const [at, [what, text]] of expected.entries()) {
    const other = observed[at]?.[1] ?? "";
    if (text === other) continue;
    const lines = other.split("\n");
    const own = text.split("\n");
    const parted = own.findIndex((one, index) => one !== lines[index]);
    const line = parted === -1 ? own.length : parted;
    return `\`${what}\` differs from line ${line + 1} on: ${(lines[line] ?? "").trim().slice(0, 80)}`;
  }
  return undefined;
}

function printed(command: string, { folder, env }: Way, options: readonly string[]): Promise<string> {
  const program = mailmortem(command, logFiles, options);
  const child = spawn(program.command, program.args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) =>
      status === 0
        ? resolve(Buffer.concat(chunks).toString("utf8"))
        : reject(new Error(`${command} in ${folder} ${options.join(" ")}: ended with ${status}`)),
    );
  });
}
