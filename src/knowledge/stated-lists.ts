/** The plain lists of an intervention.yaml: rows that the report prints as they are stated. */
import type { Intervention } from "./intervention.ts";
import type { WrittenIntervention } from "./intervention-schema.ts";
import { changedFile } from "./stated-file.ts";
import { known } from "./written-list.ts";

type Lists = Pick<
  Intervention,
  | "cacheFiles"
  | "preventive"
  | "services"
  | "domains"
  | "hardening"
  | "verification"
  | "lessons"
  | "nextSteps"
  | "documents"
  | "signOff"
  | "document"
>;

/** The lists, without the rows whose first key is a TODO. */
export function statedLists(written: WrittenIntervention): Lists {
  const { lessons, document } = written;
  return {
    cacheFiles: known(written.cacheFiles).flatMap(({ value: { path, size, action } }) =>
      path === null ? [] : [{ path, size: size ?? null, action: action ?? null }],
    ),
    preventive: known(written.preventive).flatMap(({ value: { title, purpose, installed, file } }) =>
      title === null
        ? []
        : [
            {
              title,
              purpose: purpose ?? null,
              installed: installed ?? null,
              file: file ? changedFile(file) : null,
            },
          ],
    ),
    services: known(written.services).flatMap(({ value: { name, status, memory, notes } }) =>
      name === null ? [] : [{ name, status: status ?? "", memory: memory ?? null, notes: notes ?? null }],
    ),
    domains: known(written.domains).flatMap(({ value: { name, accounts, status, notes } }) =>
      name === null ? [] : [{ name, accounts: accounts ?? null, status: status ?? "", notes: notes ?? null }],
    ),
    hardening: known(written.hardening).flatMap(({ value: { item, evidence } }) =>
      item === null ? [] : [{ item, evidence: evidence ?? null }],
    ),
    verification: known(written.verification).flatMap(({ value: { what, command, output, at } }) =>
      what === null ? [] : [{ what, command: command?.trim() ?? null, output: output ?? null, at: at ?? null }],
    ),
    lessons: {
      wentWell: known(lessons?.wentWell).map(({ value }) => value),
      wentBadly: known(lessons?.wentBadly).map(({ value }) => value),
      lucky: known(lessons?.lucky).map(({ value }) => value),
    },
    nextSteps: known(written.nextSteps).flatMap(({ value }) =>
      value.task === null
        ? []
        : [
            {
              task: value.task,
              owner: value.owner ?? null,
              due: value.due ?? null,
              status: value.status ?? "open",
              type: value.type ?? null,
              priority: value.priority ?? null,
              ticket: value.ticket ?? null,
            },
          ],
    ),
    documents: known(written.documents).flatMap(({ value: { title, where } }) =>
      title === null ? [] : [{ title, where: where ?? "" }],
    ),
    signOff: known(written.signOff).flatMap(({ value: { name, role, at } }) =>
      name === null ? [] : [{ name, role: role ?? null, at: at ?? null }],
    ),
    document: {
      version: document?.version ?? null,
      lastUpdated: document?.lastUpdated ?? null,
      nextReview: document?.nextReview ?? null,
    },
  };
}
