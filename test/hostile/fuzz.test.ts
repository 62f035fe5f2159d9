/** The fuzzer (tools/fuzz.ts): some rounds of every surface, and that it finds what is planted. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/grammar/random.ts";
import { Asking } from "../../tools/fuzz/asking.ts";
import { looseWords } from "../../tools/fuzz/loose-words.ts";
import { mutate } from "../../tools/fuzz/mutate.ts";
import { fuzzRounds } from "../../tools/fuzz/rounds.ts";
import { findingText } from "../../tools/fuzz/say.ts";
import { shrink } from "../../tools/fuzz/shrink.ts";
import { kindOf, seedOf } from "../../tools/fuzz/surface.ts";
import { surfaces } from "../../tools/fuzz/surfaces.ts";
import { markupFaults, pageFaults, plainFaults } from "./judges.ts";

const planted = (name: string) => new URL(`planted/${name}.ts`, import.meta.url).href;
const seed = 20261128;
const course = { seed: 6, from: 0, rounds: 30, time: 60_000, limit: 10_000 };

describe("finds what is planted, makes it small, and says how to repeat it", () => {
  it.each([
    ["throws", 10_000, /^threw TypeError at test\/hostile\/planted\/throws\.ts line \d+: the word/, 3],
    ["leaks", 10_000, /^strange token: image$/, 3],
    ["dies", 10_000, /^died: exit 134; $/, 150],
    ["hangs", 400, /^hang: no answer in [\d.]+ s$/, 150],
  ] as const)(
    "%s",
    async (name, limit, says, length) => {
      const { findings } = await fuzzRounds(planted(name), { ...course, limit, most: 1, tries: length > 3 ? 4 : 400 });
      const [finding] = findings;
      if (finding === undefined) throw new Error("nothing was found");
      expect(finding.faults[0]).toMatch(says);
      expect(finding.size).toBeGreaterThan(200);
      const shrunk = Object.values(finding.shrunk ?? {}).join("");
      expect(shrunk).toContain("a\tb");
      expect(shrunk.length).toBeLessThanOrEqual(length);
      const text = findingText(name, course.seed, finding);
      expect(text).toContain(`FOUND ${name}, seed 6, round ${finding.round}\n`);
      expect(text).toContain(`shrunk from ${finding.size} characters to ${shrunk.length}:\n`);
      expect(text).toContain("a\\tb");
      expect(text).toContain(`repeat: npm run fuzz -- --surface ${name} --seed 6 --round ${finding.round}\n`);
      expect(plainFaults(text)).toEqual([]);
      if (name !== "throws") return;
      // that round alone has the same fault
      const again = await fuzzRounds(planted(name), { ...course, limit, from: finding.round, rounds: 1, tries: 0 });
      expect(again.findings.map(({ faults }) => kindOf(faults[0] ?? ""))).toEqual([kindOf(finding.faults[0] ?? "")]);
    },
    180_000,
  );
});

it("ends with 1 for a finding, 2 for a surface that is not there, and says the seed first", () => {
  const fuzz = (...args: readonly string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "tools/fuzz.ts", "--seed", "6", ...args], { encoding: "utf8" });
  const leaks = ["--surface", "test/hostile/planted/leaks.ts"];
  const found = fuzz(...leaks, "--rounds", "30");
  expect(found.stdout).toMatch(/^seed 6\nFOUND test\/hostile\/planted\/leaks\.ts, seed 6, round \d+\n/);
  expect(found.stdout).toMatch(/: 30 rounds in \d+ s, slowest \d+ in \d+ ms, 1 kinds of findings, \d+ more alike\n$/);
  expect(found.status).toBe(1);
  const [, round = ""] = /--round (\d+)\n/.exec(found.stdout) ?? [];
  const again = fuzz(...leaks, "--round", round);
  expect([again.status, again.stdout.split("\n").slice(0, 6)]).toEqual([1, found.stdout.split("\n").slice(0, 6)]);
  const none = fuzz("--surface", "nonsense");
  expect([none.status, none.stderr]).toEqual([2, expect.stringMatching(/^fuzz: there is no surface nonsense; /)]);
}, 120_000);

describe("rounds", () => {
  /** How many of each surface: some seconds of work together. */
  const rounds: Readonly<Record<string, number>> = {
    explain: 2,
    html: 2,
    templates: 2,
    config: 15,
    intervention: 4,
    state: 6,
  };

  it("of every surface find nothing, and are the same in another process", async () => {
    const files = readdirSync(new URL("../../tools/fuzz/surfaces/", import.meta.url)).sort();
    expect([...surfaces.keys()].map((name) => `${name}.ts`).sort()).toEqual(files);
    const [asking, other] = [new Asking(60_000), new Asking(60_000)];
    try {
      for (const [name, module] of surfaces) {
        for (let round = 0; round < (rounds[name] ?? 2); round++) {
          const answer = await asking.ask({ module, ask: { seed, round } });
          expect([name, round, answer.faults, answer.material]).toEqual([name, round, [], null]);
        }
        // what is shrunk may lack everything
        expect([name, (await asking.ask({ module, ask: { material: {} } })).faults]).toEqual([name, []]);
      }
      for (const name of ["config", "init"]) {
        const question = { module: surfaces.get(name) ?? "", ask: { seed, round: 2 }, isOnlyMade: true };
        const { material } = await asking.ask(question);
        expect(Object.values(material ?? {}).join("").length).toBeGreaterThan(100);
        expect((await other.ask(question)).material).toEqual(material);
      }
    } finally {
      asking.close();
      other.close();
    }
  }, 300_000);

  it("do not depend on those before, nor seeds on their neighbours", () => {
    const text = "2026-01-06 08:00:00 1vd1yz-000CYR-39 Completed\n".repeat(20);
    const changed = (seed: number, round: number) =>
      mutate(text, { tokens: ["x"], others: [text] }, new Random(seedOf(seed, round)));
    const all = [1, 2, 3].flatMap((seed) => [0, 1, 2, 3].map((round) => changed(seed, round)));
    expect(new Set(all).size).toBe(all.length);
    expect(changed(3, 2)).toBe(all[10]);
    // on every machine: a change of the mutations changes this
    expect([seedOf(1, 0), seedOf(1, 1), seedOf(2, 0)]).toEqual([3493665791, 1605469605, 33955721]);
  });
});

it("shrinks texts, lines and characters, within its bounds", async () => {
  const whole = { a: "1\n2\nwanted\n4\n", b: "also", c: "not needed" };
  let tried = 0;
  const holds = async ({ a = "", b = "" }: Readonly<Record<string, string>>) => {
    tried++;
    return a.includes("ant") && b.includes("s");
  };
  expect(await shrink(whole, holds, { tries: 400 })).toEqual({ a: "ant", b: "s" });
  expect(tried).toBeLessThan(60);
  expect(await shrink(whole, holds, { tries: 0 })).toEqual(whole);
  expect(await shrink(whole, holds, { tries: 400, isOver: () => true })).toEqual(whole);
});

it.each<readonly [what: string, faults: readonly string[], kind: string | null]>([
  ["prose", markupFaults("# Report\n\nof `<b>`"), null],
  ["a picture", markupFaults("![x](https://evil.example/p.png)"), "strange token"],
  ["an address", markupFaults("[x](https://evil.example/)"), "strange address"],
  ["a line separator", markupFaults("a\u2028b"), "not plain"],
  ["a page", pageFaults("<p>a</p>"), null],
  ["a script", pageFaults("<script>x</script>"), "strange tag"],
  ["a handler", pageFaults('<p onclick="x">'), "strange tag"],
  ["a foreign style sheet", pageFaults('<link href="https://evil.example/">'), "strange tag"],
  ["a bare angle", pageFaults("<p>a < b</p>"), "strange tag"],
  ["words", looseWords('at 13:52:11, "quoted" (and/or) 50% \\| `@here`').map((word) => `loose: ${word}`), null],
  ["a mention", looseWords("as @here says").map((word) => `loose: ${word}`), "loose"],
  ["an issue", looseWords("see GH-12").map((word) => `loose: ${word}`), "loose"],
  ["a commit", looseWords("see a41457a3ff7d").map((word) => `loose: ${word}`), "loose"],
  ["an emoji", looseWords("so :smile:").map((word) => `loose: ${word}`), "loose"],
])("judges see %s", (_what, faults, kind) => {
  expect(faults[0] === undefined ? null : kindOf(faults[0])).toBe(kind);
});
