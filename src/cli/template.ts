import { ToolError } from "../error.ts";
import { defineCommand } from "./command.ts";
import { print } from "./console.ts";
import { exit } from "./exit.ts";
import { didYouMean } from "./usage.ts";

const ACTIONS = ["eject", "list", "check"] as const;
const DEFAULT_FOLDER = "mailmortem-templates";

/** `template`: the templates of the report, for those who want their own. */
export const templateCommand = defineCommand({
  name: "template",
  takes: "action",
  describe: "eject [DIR]: copy the report's templates to change them; list: name them; check DIR: check yours",
  options: { force: { type: "boolean", default: false, describe: "eject: overwrite files that are there" } },
  examples: [
    ["template eject my-templates", "Copy the templates, for report --template my-templates"],
    ["template check my-templates", "Say what is wrong with them, without any log"],
  ],
  run: async ({ action, folder, force }) => {
    const { sections } = await import("../report/sections/index.ts");
    const ids = sections.map(({ id }) => id);
    const { ejectTemplates, ourTemplates } = await import("./eject.ts");
    switch (action) {
      case "list":
        if (folder !== undefined)
          throw new ToolError("usage", `template list: takes nothing more; "${folder}" is too much`);
        await print([...ourTemplates(ids).keys()].map((path) => `${path}\n`).join(""));
        return exit.fine;
      case "eject": {
        const written = await ejectTemplates(folder ?? DEFAULT_FOLDER, ids, force);
        await print(written.map((path) => `${path}\n`).join(""));
        return exit.fine;
      }
      case "check": {
        if (folder === undefined)
          throw new ToolError("usage", "template check: name the folder that holds your templates");
        const { readTemplates } = await import("./templates.ts");
        const found = await readTemplates(folder);
        const count = Object.keys(found.sections).length + Object.keys(found.partials).length;
        await print(
          `${folder}: ${count} ${count === 1 ? "template" : "templates"}, nothing wrong; names are checked by report\n`,
        );
        return exit.fine;
      }
      default:
        throw new ToolError(
          "usage",
          `template: there is no action "${action}"${didYouMean(action, ACTIONS)}; the actions are ${ACTIONS.join(", ")}`,
        );
    }
  },
});
