/** Where logs and what is made of them lie. Git ignores it. */
import { fileURLToPath } from "node:url";

export const data = fileURLToPath(new URL("data/", import.meta.url));
