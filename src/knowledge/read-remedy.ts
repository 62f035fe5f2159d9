/**
 * Where the package's own remedies come from: here, in the sources, the remedy.yaml that a person edits.
 *
 * The build checks each of them once and replaces this module in `dist/` by one that takes what it found from
 * from-json.ts (tools/bundle.mjs): loading a YAML parser and a schema library costs more than all other work on a
 * small log. A choice at run time would need either an import of both or an asynchronous one, and `buildReport` is
 * synchronous.
 */
export { remedyFromYaml as readRemedy } from "./from-yaml.ts";
