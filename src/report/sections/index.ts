import { assumptions } from "./assumptions/section.ts";
import { beforeAfter } from "./before-after/section.ts";
import { changes } from "./changes/section.ts";
import { coverage } from "./coverage/section.ts";
import { delivered } from "./delivered/section.ts";
import { findings } from "./findings/section.ts";
import { header } from "./header/section.ts";
import { issues } from "./issues/section.ts";
import { left } from "./left/section.ts";
import { queue } from "./queue/section.ts";
import type { Section } from "./section.ts";
import { summary } from "./summary/section.ts";
import { timeline } from "./timeline/section.ts";

/** The sections of the report, in order. A new one is its folder and its line here. */
export const sections: readonly Section[] = [
  header,
  summary,
  findings,
  issues,
  delivered,
  queue,
  beforeAfter,
  timeline,
  changes,
  left,
  assumptions,
  coverage,
];
