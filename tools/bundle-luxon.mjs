/**
 * What the built program has of luxon, in a file of its own. Nothing that is printed follows the machine's language, and to
 * find that out luxon would load the tables of Intl.
 */
import { Settings } from "luxon";

Settings.defaultLocale = "en";

export { DateTime, IANAZone } from "luxon";
