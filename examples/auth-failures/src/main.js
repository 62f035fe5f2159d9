/** `node src/main.js LOG…`: the report of all of mailmortem's analyzers and of this one. */
import { analyze, buildReport, renderMarkdown } from "mailmortem";
import { authFailures } from "./auth-failures.js";

const analyzers = [authFailures];
const analysis = await analyze(process.argv.slice(2), { analyzers });
process.stdout.write(renderMarkdown(buildReport(analysis, { now: Date.now(), analyzers })));
