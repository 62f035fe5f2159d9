import { alerts } from "./alerts/section.ts";
import { assumptions } from "./assumptions/section.ts";
import { beforeAfter } from "./before-after/section.ts";
import { cacheFiles } from "./cache-files/section.ts";
import { changes } from "./changes/section.ts";
import { commands } from "./commands/section.ts";
import { coverage } from "./coverage/section.ts";
import { delivered } from "./delivered/section.ts";
import { detection } from "./detection/section.ts";
import { document } from "./document/section.ts";
import { documents } from "./documents/section.ts";
import { findings } from "./findings/section.ts";
import { hardening } from "./hardening/section.ts";
import { header } from "./header/section.ts";
import { impact } from "./impact/section.ts";
import { issues } from "./issues/section.ts";
import { left } from "./left/section.ts";
import { lessons } from "./lessons/section.ts";
import { maintenance } from "./maintenance/section.ts";
import { nextSteps } from "./next-steps/section.ts";
import { prevention } from "./prevention/section.ts";
import { queue } from "./queue/section.ts";
import { resources } from "./resources/section.ts";
import type { Section } from "./section.ts";
import { stated } from "./stated/section.ts";
import { status } from "./status/section.ts";
import { summary } from "./summary/section.ts";
import { timeline } from "./timeline/section.ts";
import { troubleshooting } from "./troubleshooting/section.ts";
import { verification } from "./verification/section.ts";

/** Every section that a report may have; modes.ts says which has which, in what order. A new one is its folder and a line in both. */
export const sections: readonly Section[] = [
  header,
  summary,
  stated,
  impact,
  timeline,
  detection,
  findings,
  issues,
  delivered,
  cacheFiles,
  changes,
  verification,
  prevention,
  status,
  queue,
  maintenance,
  alerts,
  hardening,
  troubleshooting,
  commands,
  documents,
  resources,
  beforeAfter,
  left,
  nextSteps,
  lessons,
  assumptions,
  coverage,
  document,
];
