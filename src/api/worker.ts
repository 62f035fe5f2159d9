/** The module of a worker thread: what this program's dialects and folds are. Nobody imports it; threads.ts starts it. */
import { analyzers, foldsOf } from "../analyzers/index.ts";
import { serveThread } from "../engine/serve.ts";
import { dialects } from "../parsers/index.ts";
import type { FoldSettings } from "./threads.ts";

serveThread({
  dialects,
  folds: (settings) => foldsOf(analyzers, settings as FoldSettings),
});
