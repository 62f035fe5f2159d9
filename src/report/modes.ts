/** Which sections a report has, and in which order, by what it is for. */

/**
 * `intervention`: what was broken, what was done, how the host stands; for the operator's own files. `postmortem`: how it
 * came about, what it cost, what is learnt; for the team. `summary`: a page for whoever decides.
 */
export const modes = ["intervention", "postmortem", "summary"] as const;
/** What a report is for. */
export type Mode = (typeof modes)[number];

/** Section ids in order; a section that has nothing to say is left out. */
export const sectionsOf: Readonly<Record<Mode, readonly string[]>> = {
  intervention: [
    "header",
    "summary",
    "stated",
    "impact",
    "timeline",
    "detection",
    "findings",
    "issues",
    "delivered",
    "cache-files",
    "changes",
    "verification",
    "prevention",
    "status",
    "queue",
    "maintenance",
    "alerts",
    "hardening",
    "troubleshooting",
    "commands",
    "documents",
    "resources",
    "before-after",
    "left",
    "next-steps",
    "lessons",
    "assumptions",
    "coverage",
    "document",
  ],
  postmortem: [
    "header",
    "summary",
    "impact",
    "timeline",
    "detection",
    "findings",
    "issues",
    "changes",
    "verification",
    "before-after",
    "stated",
    "lessons",
    "next-steps",
    "prevention",
    "alerts",
    "delivered",
    "queue",
    "left",
    "documents",
    "assumptions",
    "coverage",
    "document",
  ],
  summary: ["header", "summary", "stated", "impact", "findings", "before-after", "left", "next-steps"],
};
