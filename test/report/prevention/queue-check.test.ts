import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hostNames } from "../../../src/report/host.ts";
import { queueCheckFile } from "../../../src/report/prevention/files.ts";
import { FakeHost } from "./fake-host.ts";

const DEBIAN = hostNames({ exim: "exim4", panel: "debian", eximVersion: null, dovecotVersion: null });
const script = queueCheckFile(DEBIAN, [1]).content;

// As the real one: a criterion is needed, -c counts in words, the long form has age, size, id, sender, recipients.
const EXIQGREP = `
old=0 criterion=no count=no want=any
while getopts 'f:o:zxlibRc' option; do
  case $option in
    o) old=$OPTARG criterion=yes ;;
    z) want=1 criterion=yes ;;
    x) want=0 criterion=yes ;;
    c) count=yes ;;
  esac
done
[[ $criterion == yes ]] || { echo "Exim message queue display utility."; exit 1; }
all=0 matches=0
while read -r seconds age id frozen; do
  ((++all))
  ((seconds > old)) || continue
  [[ $want == any || $want == "$frozen" ]] || continue
  ((++matches))
  [[ $count == yes ]] || printf '%3s  1.2K %s <marie@acme.example>\\n          jan@globex.example\\n\\n' "$age" "$id"
done <"$QUEUE"
[[ $count == no ]] || echo "$matches matches out of $all messages"
`;

const message = (number: number, seconds: number, age: string, frozen = 0) =>
  `${seconds} ${age} 1vd7Tn-000${String(number).padStart(3, "0")}-2W ${frozen}\n`;
const young = Array.from({ length: 60 }, (_, at) => message(at, 120, "2m")).join("");

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
  host.program("exiqgrep", EXIQGREP);
});
afterEach(() => host.end());

function check(queue: string, paniclog = "", args: readonly string[] = []) {
  return host.run(script, args, {
    QUEUE: host.file("queue", queue),
    PANICLOG: host.file("paniclog", paniclog),
    STATE_DIRECTORY: join(host.folder, "state"),
  });
}

describe("exim-queue-check", () => {
  it.each([
    ["an empty queue", ""],
    ["60 young messages, which a limit of 50 would have called trouble", young],
    ["a message of an hour, to the second", message(1, 3600, "60m")],
  ])("is silent for %s", (_, queue) => {
    expect(check(queue)).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(host.calls()).toEqual([]);
  });

  it("speaks for four messages that waited for two days", () => {
    const old = [1, 2, 3, 4].map((number) => message(number, 174_000, "48h")).join("");
    const { status, stdout } = check(young + old);
    expect(status).toBe(1);
    expect(stdout.split("\n")).toEqual([
      "4 not frozen and older than 60 minutes, the oldest first:",
      ...[1, 2, 3, 4].map((number) => `  1vd7Tn-00000${number}-2W, for 48h: exim4 -Mvl 1vd7Tn-00000${number}-2W`),
      "",
    ]);
    expect(host.calls()).toEqual(["logger -t exim-queue-check -p mail.warning"]);
  });

  it("names ten of many", () => {
    const { stdout } = check(Array.from({ length: 30 }, (_, at) => message(at, 174_000, "48h")).join(""));
    expect(stdout.trimEnd().split("\n")).toHaveLength(11);
  });

  it("speaks for a frozen message, whatever its age", () => {
    expect(check(message(1, 10, "0m", 1))).toMatchObject({
      status: 1,
      stdout: "1 frozen:\n  1vd7Tn-000001-2W, for 0m: exim4 -Mvl 1vd7Tn-000001-2W\n",
    });
  });

  it("speaks for a panic log, without what moves a cursor", () => {
    const { status, stdout } = check("", "first\n2026-01-06 13:52:11 Tainted filename \u001b[31m'/etc/x'\n");
    expect([status, stdout]).toEqual([
      1,
      `${join(host.folder, "paniclog")} is not empty. Its last line:\n  2026-01-06 13:52:11 Tainted filename [31m'/etc/x'\n`,
    ]);
  });

  it.each([
    ["fails", "exit 1", "exiqgrep gave no answer"],
    ["prints nothing", "exit 0", "exiqgrep gave no answer"],
    ["prints its help", "echo 'Exim message queue display utility.'", "exiqgrep gave no answer"],
  ])("says so when exiqgrep %s", (_, program, says) => {
    host.program("exiqgrep", program);
    const { status, stdout } = check("");
    expect([status, stdout.startsWith(says)]).toEqual([1, true]);
  });

  it("says so when there is no exiqgrep", () => {
    const bare = new FakeHost();
    // where the script looks for programs by itself, this machine may have a real one
    const alone = script.replace(/^PATH=.*$/m, "");
    expect(alone).not.toBe(script);
    const { status, stdout } = bare.run(alone, [], { PANICLOG: "/nonexistent", STATE_DIRECTORY: bare.folder });
    bare.end();
    expect([status, stdout]).toEqual([1, "exiqgrep was not found: the queue was not looked at.\n"]);
  });

  it("asks again when a message leaves while the queue is listed", () => {
    host.program("exiqgrep", `if [[ ! -e $CALLS.once ]]; then : >"$CALLS.once"; exit 1; fi\n${EXIQGREP}`);
    expect(check(young).status).toBe(0);
  });

  it("tells the same once, news at once, everything with --again, and all of it after a calm", () => {
    const frozen = message(1, 10, "0m", 1);
    const again = message(2, 10, "0m", 1);
    const statuses = [
      check(frozen),
      check(frozen),
      check(frozen + again),
      check(frozen + again, "", ["--again"]),
      check(""),
      check(frozen + again),
    ].map((one) => [one.status, one.stdout !== ""]);
    expect(statuses).toEqual([
      [1, true],
      [0, false],
      [1, true],
      [1, true],
      [0, false],
      [1, true],
    ]);
  });

  it("tells everything at each run where it cannot remember", () => {
    const env = { QUEUE: host.file("queue", message(1, 10, "0m", 1)), PANICLOG: "/nonexistent" };
    const run = () => host.run(script, [], { ...env, STATE_DIRECTORY: "/dev/null/none" }).status;
    expect([run(), run()]).toEqual([1, 1]);
  });

  it("refuses options that it does not know", () => {
    expect(check("", "", ["-qff"])).toMatchObject({ status: 2, stderr: "usage: exim-queue-check [--again]\n" });
  });

  it("uses the names of the host", () => {
    const cpanel = hostNames({ exim: "exim", panel: "cpanel", eximVersion: null, dovecotVersion: null });
    expect(queueCheckFile(cpanel, [1]).content).toContain(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as the shell reads it
      "\nEXIM=exim\nPANICLOG=${PANICLOG:-/var/log/exim_paniclog}\n",
    );
  });
});
