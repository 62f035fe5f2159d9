/** The JSON Schema of a report, from the type that every renderer reads: src/report/model.ts. */
import { createGenerator } from "ts-json-schema-generator";

/** Draft 7; descriptions are the type's own comments. */
export function reportJsonSchema(): unknown {
  const schema = createGenerator({
    path: "src/report/model.ts",
    tsconfig: "tsconfig.json",
    type: "Report",
    expose: "export",
    jsDoc: "extended",
    // the build and the tests check types
    skipTypeCheck: true,
  }).createSchema("Report");
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "urn:mailmortem:schema:report:1",
    title: "mailmortem report",
    ...schema,
  };
}
