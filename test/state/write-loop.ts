/** Writes two states in turn, without end: its parent kills it. `tsx write-loop.ts FILE` */
import { continuedTerms } from "../../src/api/continued.ts";
import { writeState } from "../../src/state/file.ts";
import { stateOf } from "./two-states.ts";

const [, , path = ""] = process.argv;
const how = continuedTerms({ tz: "UTC", jobs: 1 });
const states = [await stateOf("b", how), await stateOf("a", how)] as const;
console.log("ready");
for (;;) for (const state of states) await writeState(path, state, how.folds);
