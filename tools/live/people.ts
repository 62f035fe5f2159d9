/** Who sends and reads mail on the host, with the recorder's clients. */
import { join } from "node:path";
import { must, run } from "./commands.ts";
import { type Host, hostEnv, settle } from "./host.ts";

/** An account of the host sends from a mail program. */
export const submit = (host: Host, from: string, to: string, subject: string) =>
  send(host, from, to, subject, ["client=127.0.0.20", `user=${from}`, `password=pw-${from.split("@")[0]}`]);

/** A foreign server delivers. */
export const incoming = (host: Host, from: string, to: string, subject: string) =>
  send(host, from, to, subject, ["client=127.0.0.41"]);

/** Sends and waits until Exim has done with it. @throws Error when it was not taken. */
async function send(host: Host, from: string, to: string, subject: string, options: readonly string[]): Promise<void> {
  const words = ["server=127.0.0.1", `port=${host.ports.smtp}`, `from=${from}`, `to=${to}`, `subject=${subject}`];
  await must("/usr/bin/python3", [join(host.layout.stub, "send_mail.py"), ...words, ...options], {
    env: hostEnv(host),
  });
  await settle(host);
}

/** A program of the host, a website's form, sends. */
export async function form(host: Host, from: string, to: string, subject: string): Promise<void> {
  const input = `From: <${from}>\nTo: <${to}>\nSubject: ${subject}\n\nSent by a program of this host.\n`;
  await must(join(host.layout.bin, "exim"), ["-odf", "-f", from, to], { env: hostEnv(host), input });
  await settle(host);
}

/** One IMAP session; what each command was answered. */
export async function imap(host: Host, address: string, ...commands: readonly string[]): Promise<string> {
  const words = ["imap", "127.0.0.20", address, "tls=no", "server=127.0.0.1", `port=${host.ports.imap}`];
  const env = hostEnv(host);
  const { stdout } = await run("/usr/bin/python3", [join(host.layout.stub, "read_mail.py"), ...words, ...commands], {
    env,
  });
  await settle(host);
  return stdout;
}

/** Moves the clock when nothing is in progress, with a plain queue run every half hour of the way. */
export async function at(host: Host, iso: string): Promise<void> {
  await settle(host);
  const target = Date.parse(iso);
  for (let run = halfHourAfter(host.clock.now()); run < target; run += HALF_HOUR) {
    host.clock.set(new Date(run).toISOString());
    await must(join(host.layout.bin, "exim"), ["-q"], { env: hostEnv(host) });
    await settle(host);
  }
  host.clock.set(iso);
}

const HALF_HOUR = 30 * 60_000;
const halfHourAfter = (instant: number) => (Math.floor(instant / HALF_HOUR) + 1) * HALF_HOUR;
