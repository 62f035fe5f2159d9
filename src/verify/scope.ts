/** Which findings a claim is about. Said by names first (paths, users, macros), then by topic; never more than that. */
import { type Analysis, type AnalyzerId, type Finding, isExternal } from "../analyzers/analysis.ts";
import type { About } from "./claims.ts";

const topics: Readonly<Record<AnalyzerId, RegExp>> = {
  "tainted-filename": /taint|\brelay\b|\bsmtp|outgoing|\brouters?\b/i,
  "mmap-failure": /\bindex\b|\bcaches?\b|dovecot|\bimap\b|\bmmap\b|memory/i,
  "stuck-queue": /\bqueued?\b|\bstuck\b|\bheld\b|\bwait(?:s|ed|ing)?\b/i,
  "frozen-bounce": /frozen|froze|bounce/i,
};

/** No claim is known to be about what an analyzer from outside found, unless it names its subject. */
function topicOf(finding: Finding): RegExp | undefined {
  return isExternal(finding) ? undefined : topics[finding.analyzer];
}

/** The claim itself and its headings. */
const topicLevels = 2;
const PLACE = /\b[\w.]{1,40}:\d{1,9}\b/g;

/**
 * The findings that a claim may be about: causes, and what stands alone. All of them when its words single out none, and
 * none when they are of a topic that no finding is of.
 */
export function findingsAbout(about: About, analysis: Analysis): readonly Finding[] {
  let left = analysis.findings.filter(({ causedBy }) => causedBy === null);
  let hasTopic = false;
  let isNarrowed = false;
  for (const [level, text] of about.entries()) {
    const named = left.filter((finding) => namesOf(finding).some((name) => text.includes(name)));
    if (named.length > 0) return named;
    // a whole section has words of every topic, and the name of a log is none
    if (isNarrowed || level >= topicLevels) continue;
    const words = text.replace(PLACE, "");
    hasTopic ||= Object.values(topics).some((topic) => topic.test(words));
    const meant = left.filter((finding) => withEffects([finding], analysis).some((one) => topicOf(one)?.test(words)));
    if (meant.length > 0) {
      left = meant;
      isNarrowed = true;
    }
  }
  return hasTopic && !isNarrowed ? [] : left;
}

/** A finding and what it caused. */
export function withEffects(scope: readonly Finding[], { findings }: Analysis): readonly Finding[] {
  const keys = new Set(scope.map(({ key }) => key));
  return [...scope, ...findings.filter(({ causedBy }) => causedBy !== null && keys.has(causedBy))];
}

/** What singles a finding out in a text. */
function namesOf(finding: Finding): readonly string[] {
  if (isExternal(finding)) return [finding.subject].filter((name) => name.length > 4);
  switch (finding.analyzer) {
    case "tainted-filename": {
      const { pattern, example, macro } = finding.facts;
      return [pattern, example, macro].filter((name) => name !== null && name.length > 4) as string[];
    }
    case "mmap-failure": {
      const { user, file } = finding.facts;
      return [user, ...(file === null ? [] : [file])].filter((name) => name.length > 4);
    }
    case "stuck-queue":
      return [finding.facts.cause, finding.facts.said];
    case "frozen-bounce":
      return [finding.facts.cause, finding.facts.said, ...finding.facts.bounces.map(({ id }) => id)];
  }
}

/** Whether a path is one of a pattern's: `*` stands for anything between two slashes. */
export function fitsPattern(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const names = path.split("/");
  return parts.length === names.length && parts.every((part, at) => fitsPart(part, names[at] ?? ""));
}

function fitsPart(part: string, name: string): boolean {
  const star = part.indexOf("*");
  if (star < 0) return part === name;
  const [head, tail] = [part.slice(0, star), part.slice(part.lastIndexOf("*") + 1)];
  return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}
