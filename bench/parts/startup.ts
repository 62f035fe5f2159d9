/** Start-up is measured by a program of its own. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../startup.ts", import.meta.url));

/** Prints what it says. */
export function measureStartup(): void {
  if (!existsSync(program)) console.log("startup: skipped: bench/startup.ts is not there");
  else spawnSync(process.execPath, ["--import", "tsx", program], { stdio: "inherit" });
}
