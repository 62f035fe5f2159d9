/** Asks the judging process with a time limit; one that hangs is killed, by its id, and another one begun. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderVariable } from "./folder.ts";
import type { Answer, Question } from "./judge.ts";

/** To load the program takes its time, and is no round. */
const loading = 120_000;
/** Of a heap that no round needs; the program promises to bound its memory. */
const heap = "--max-old-space-size=1024";
const judge = fileURLToPath(new URL("./judge.ts", import.meta.url));

/** One process at a time, begun when it is needed. */
export class Asking {
  readonly #limit: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "mailmortem-fuzz-"));
  #child: ChildProcess | null = null;
  #said = "";
  #id = 0;
  #modules = new Set<string>();

  /** @param limit of a round, ms */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * The answer, or the fault `hang` or `died`.
   *
   * @param times of the usual limit
   */
  async ask(question: Omit<Question, "id">, times = 1): Promise<Answer> {
    const child = this.#child ?? (await this.#begin());
    // the first question loads the module
    if (!this.#modules.has(question.module)) {
      this.#modules.add(question.module);
      const made = await this.#answer(child, { ...question, ask: { seed: 0, round: 0 }, isOnlyMade: true }, loading);
      if (made.faults.length > 0) return made;
    }
    return this.#answer(child, question, this.#limit * times);
  }

  /** Ends the process, and removes what it wrote. */
  close(): void {
    this.#kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #kill(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }

  async #begin(): Promise<ChildProcess> {
    this.#said = "";
    this.#modules = new Set();
    const child = fork(judge, [], {
      execArgv: [heap, "--import", "tsx"],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, [folderVariable]: this.#folder },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.#said = `${this.#said}${chunk}`.slice(-4000);
      });
    this.#child = child;
    const first = await this.#wait(child, 0, loading);
    if (first.faults.length > 0) throw new Error(`the judging process does not start: ${first.faults.join(" ")}`);
    return child;
  }

  #answer(child: ChildProcess, question: Omit<Question, "id">, limit: number): Promise<Answer> {
    const id = ++this.#id;
    const waiting = this.#wait(child, id, limit);
    if (child.connected) child.send({ id, ...question } satisfies Question);
    return waiting;
  }

  #wait(child: ChildProcess, id: number, limit: number): Promise<Answer> {
    return new Promise((resolve) => {
      const end = (answer: Answer) => {
        clearTimeout(timer);
        child.removeAllListeners("message").removeAllListeners("close");
        if (answer.faults.some((fault) => /^(?:hang|died):/.test(fault))) this.#kill();
        resolve(answer);
      };
      const fault = (text: string): Answer => ({ id, faults: [text], material: null });
      const timer = setTimeout(() => end(fault(`hang: no answer in ${limit / 1000} s`)), limit);
      child.on("close", (code, signal) => end(fault(`died: ${signal ?? `exit ${code}`}; ${this.#said.trim()}`)));
      child.on("message", (answer: Answer) => {
        if (answer.id === id) end(answer);
      });
      if (child.exitCode !== null) end(fault(`died: exit ${child.exitCode}; ${this.#said.trim()}`));
    });
  }
}
