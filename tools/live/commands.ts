/** Runs a program to its end, never longer than its time. */
import { type ChildProcess, spawn } from "node:child_process";

export interface Ran {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Conditions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Milliseconds after which it is killed; 30 seconds unless given. */
  readonly within?: number;
}

const running = new Set<ChildProcess>();

/** Ends what `run` still waits for. */
export function endRunning(): void {
  for (const child of running) child.kill("SIGTERM");
}

/** @throws Error when it cannot be started or takes too long; any exit code is an answer. */
export function run(program: string, args: readonly string[], conditions: Conditions = {}): Promise<Ran> {
  const { cwd, env, input, within = 30_000 } = conditions;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    running.add(child);
    const told = `${program} ${args.join(" ")}`.slice(0, 200);
    let stdout = "";
    let stderr = "";
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
      // whoever inherited its output may live on
      child.stdout.destroy();
      child.stderr.destroy();
    }, within);
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.stdin.on("error", () => {}); // it may end without reading
    child.stdin.end(input ?? "");
    child.on("error", (error) => {
      running.delete(child);
      clearTimeout(timer);
      reject(new Error(`${told}: ${error.message}`));
    });
    child.on("close", (code) => {
      running.delete(child);
      clearTimeout(timer);
      if (late) reject(new Error(`${told}: not done within ${within / 1000} s\n${stdout}${stderr}`));
      else resolve({ code, stdout, stderr });
    });
  });
}

/**
 * The same for a program that has to succeed.
 *
 * @throws Error with its output when it does not.
 */
export async function must(program: string, args: readonly string[], conditions: Conditions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, conditions);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}: exit ${code}\n${stdout}${stderr}`);
  return stdout;
}
