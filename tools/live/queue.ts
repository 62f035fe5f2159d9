/** Exim's queue, as its own programs show it. */
import { type Host, onHost } from "./host.ts";

export interface Queue {
  readonly active: number;
  readonly frozen: number;
  readonly frozenBounces: number;
}

/** Counted by `exim -bp`. @throws Error when exiqgrep counts otherwise: then nothing can be said of the queue. */
export async function queueOf(host: Host): Promise<Queue> {
  const heads = (await printed(host, "exim -bp")).split("\n").filter((line) => /^\s*\d+[smhdw]\s/.test(line));
  const frozen = heads.filter((line) => line.endsWith("*** frozen ***"));
  const queue = {
    active: heads.length - frozen.length,
    frozen: frozen.length,
    frozenBounces: frozen.filter((line) => line.includes(" <> ")).length,
  };
  const counts = await Promise.all(["-x", "-z", "-z -f '^<>$'"].map((which) => matches(host, which)));
  if (counts.join() !== [queue.active, queue.frozen, queue.frozenBounces].join())
    throw new Error(`exim -bp and exiqgrep disagree: ${JSON.stringify(queue)}, ${counts.join()}`);
  return queue;
}

/** Ids that exiqgrep selects: `-f '^<marie@'`, `-z`. */
export async function idsInQueue(host: Host, selection: string): Promise<readonly string[]> {
  return (await printed(host, `exiqgrep -i ${selection}`))
    .split("\n")
    .filter((id) => id !== "")
    .sort();
}

async function matches(host: Host, selection: string): Promise<number> {
  return Number(/^(\d+) matches/.exec(await printed(host, `exiqgrep -c ${selection}`))?.[1]);
}

async function printed(host: Host, command: string): Promise<string> {
  const { code, stdout, stderr } = await onHost(host, command);
  if (code !== 0) throw new Error(`${command}: exit ${code}\n${stdout}${stderr}`);
  return stdout;
}
