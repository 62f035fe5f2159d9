/** Everything that was recorded of a daemon, as templates by class. */
import { chance } from "../chance.ts";
import { type Class, classOf } from "./class.ts";
import { livesOf } from "./lives.ts";
import { type Population, population } from "./population.ts";
import { isTrue } from "./proof.ts";
import { type Daemon, type RecordedLine, recordedLogs } from "./recorded.ts";
import { type Template, templateOf } from "./template.ts";
import { organisation } from "./variables.ts";

export interface Learned {
  readonly templates: ReadonlyMap<Class, readonly Template[]>;
  /** Subjects as recorded. */
  readonly subjects: readonly string[];
  /** The line that the daemon writes when it starts, without its stamp. */
  readonly start: string;
  /** Templates that were read as something else once their gaps were filled anew; they are left out. */
  readonly untrue: readonly Template[];
}

export function learn(daemon: Daemon): Learned {
  const logs = recordedLogs(daemon);
  const lines = logs.flat();
  const own = ownDomains([...lines, ...recordedLogs("exim").flat()]);
  const subjects = [
    ...new Set(lines.flatMap(({ event }) => ("subject" in event && event.subject ? [event.subject] : []))),
  ];
  const trial: Population = population(chance(1), subjects);
  const templates = new Map<Class, Template[]>();
  const untrue: Template[] = [];
  for (const life of logs.flatMap(livesOf)) {
    const kind = classOf(life);
    if (kind === undefined) continue;
    const template = templateOf(life, (domain) => own.has(domain));
    if (!isTrue(daemon, template, trial)) untrue.push(template);
    else templates.set(kind, [...(templates.get(kind) ?? []), template]);
  }
  return { templates, subjects, untrue, start: startOf(lines) };
}

/** Domains of addresses that were delivered without another host. */
function ownDomains(lines: readonly RecordedLine[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap(({ event }) =>
      event.kind === "exim.delivery" && event.peer === null && event.original !== null
        ? [organisation(event.original.slice(event.original.lastIndexOf("@") + 1))]
        : [],
    ),
  );
}

function startOf(lines: readonly RecordedLine[]): string {
  const line = lines.find(({ event }) => event.kind === "exim.daemon" || event.kind === "dovecot.master");
  if (line === undefined) throw new Error("no daemon starts in the recorded logs");
  return line.text;
}
