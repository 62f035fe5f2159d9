import { expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/index.ts";
import { type Mode, modes, sectionsOf } from "../../src/report/modes.ts";
import { sections } from "../../src/report/sections/index.ts";
import { headings } from "./sections/printed.ts";
import { incidentReport } from "./support/incident.ts";

const ids = sections.map(({ id }) => id);

it("each section is registered once", () => {
  expect([...new Set(ids)]).toEqual(ids);
});

it.each(modes)("%s names each of its sections once, and only registered ones", (mode) => {
  const named = sectionsOf[mode];
  expect([...new Set(named)]).toEqual(named);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});

it("every registered section is in a mode, and the intervention has all of them", () => {
  const named = new Set(modes.flatMap((mode) => sectionsOf[mode]));
  expect(ids.filter((id) => !named.has(id))).toEqual([]);
  expect([...sectionsOf.intervention].sort()).toEqual([...ids].sort());
});

const TITLE = "# Mail server intervention, 8 January 2026";
const chapters: Readonly<Record<Mode, readonly string[]>> = {
  intervention: [
    TITLE,
    "## Executive summary",
    "## Stated and seen",
    "## Impact",
    "## Timeline",
    "## Detection",
    "## Issues identified",
    "## Mail delivered or bounced after being stuck",
    "## Additional large cache files",
    "## What was changed",
    "## Verification",
    "## Preventive measures",
    "## Current system status",
    "## Mail queue at the end of the log",
    "## Maintenance schedule",
    "## Monitoring alerts",
    "## Security hardening",
    "## Troubleshooting reference",
    "## Useful commands",
    "## Related documents",
    "## External resources",
    "## Before and after",
    "## What is left to do",
    "## Next steps",
    "## Lessons",
    "## Assumptions",
    "## Coverage",
    "## About this document",
  ],
  postmortem: [
    TITLE,
    "## Executive summary",
    "## Impact",
    "## Timeline",
    "## Detection",
    "## Issues identified",
    "## What was changed",
    "## Verification",
    "## Before and after",
    "## Stated and seen",
    "## Lessons",
    "## Next steps",
    "## Preventive measures",
    "## Monitoring alerts",
    "## Mail delivered or bounced after being stuck",
    "## Mail queue at the end of the log",
    "## What is left to do",
    "## Related documents",
    "## Assumptions",
    "## Coverage",
    "## About this document",
  ],
  summary: [
    TITLE,
    "## Executive summary",
    "## Stated and seen",
    "## Impact",
    "## Issues identified",
    "## Before and after",
    "## What is left to do",
    "## Next steps",
  ],
};

it.each(modes)("%s of the recorded night has its chapters in this order", async (mode) => {
  const markdown = renderMarkdown(await incidentReport(), { mode });
  expect(headings(markdown).filter((heading) => /^##? /.test(heading))).toEqual(chapters[mode]);
});

it("a summary is a page or two, the intervention is the default", async () => {
  const report = await incidentReport();
  expect(renderMarkdown(report)).toBe(renderMarkdown(report, { mode: "intervention" }));
  expect(renderMarkdown(report, { mode: "summary" }).length).toBeLessThan(renderMarkdown(report).length / 4);
});
