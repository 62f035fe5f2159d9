import type { Intervention } from "../../knowledge/intervention.ts";
import type { Report } from "../model.ts";

/** Nothing was found and nobody states more than a head: advice for the day after would be noise. */
export function quiet({ status, intervention }: Report): boolean {
  return status === "clean" && (intervention === null || !saysMuch(intervention));
}

/** Whether a person filled in anything of substance; what `init` writes by itself on a clean day is none. */
function saysMuch(stated: Intervention): boolean {
  const { issues, actions, cacheFiles, preventive, services, domains, hardening, verification } = stated;
  const lists = [issues, cacheFiles, preventive, services, domains, hardening, verification, stated.nextSteps];
  const words = [...Object.values(stated.lessons), stated.documents, stated.signOff];
  return (
    [...lists, ...words].some((all) => all.length > 0) ||
    actions.some(({ does, commands, files }) => does !== "" || commands.length + files.length > 0) ||
    stated.summary !== null ||
    stated.queue !== null ||
    stated.downtime !== null ||
    stated.started !== null
  );
}
