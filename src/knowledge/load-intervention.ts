/**
 * Reads an intervention.yaml in two steps: this one needs no logs, so that a command can refuse a bad file, and knows
 * the instants of its actions, before hours of logs are read. The other one is bind-findings.ts.
 */
import { checkDocument, openDocument } from "./document.ts";
import type { Intervention, StatedPlace } from "./intervention.ts";
import type { FindingReference, InterventionDraft } from "./intervention-draft.ts";
import { interventionSchema, type WrittenIntervention } from "./intervention-schema.ts";
import { luxonZone } from "./intervention-times.ts";
import { changedFile } from "./stated-file.ts";
import { statedLists } from "./stated-lists.ts";
import { statedPlaces, withResolved } from "./stated-places.ts";
import { settle } from "./todos.ts";
import { known } from "./written-list.ts";

/** What the reading of an intervention.yaml needs to know beside it. */
export interface InterventionSurroundings {
  /** Zone of times that name none, unless the document says one: an IANA name or an offset; UTC unless told. */
  readonly zone?: string;
}

/**
 * Parses and checks an intervention.yaml; pure.
 *
 * A scalar that is `TODO`, or begins with it, is not stated: it is null (a list goes without it) and listed in `todos`.
 *
 * @throws ToolError `document` with every mistake at once, `file:line:column: what was expected` each.
 */
export function readIntervention(
  text: string,
  file: string,
  { zone = "UTC" }: InterventionSurroundings = {},
): InterventionDraft {
  const document = openDocument(text, file, { scalars: "failsafe" });
  const placeOf = (path: readonly PropertyKey[]): StatedPlace => ({ line: 1, column: 1, ...document.placeOf(path) });
  const { value, todos, placed } = settle(document.value ?? {}, placeOf);
  const written = checkDocument(document, value ?? {}, interventionSchema(zoneOf(value) ?? zone));
  const named = (names: WrittenNames, path: readonly PropertyKey[]): readonly FindingReference[] =>
    known(names).map(({ value: name, at }) => ({ name, at: placeOf([...path, at]) }));

  const issues = known(written.issues).map(({ value: issue, at: origin }) => {
    const path = ["issues", origin];
    const references = [...named(issue.finding, [...path, "finding"]), ...named(issue.findings, [...path, "findings"])];
    return { origin, references, issue: { ...issueOf(issue), findings: names(references), at: placeOf(path) } };
  });
  // an issue whose only finding is a TODO has nothing yet to say the rest of
  const statedIssues = issues.filter(({ references }) => references.length > 0);

  const actions = known(written.actions).map(({ value: action, at: origin }) => {
    const path = ["actions", origin];
    const references = named(action.resolves, [...path, "resolves"]);
    return { origin, references, action: { ...actionOf(action), resolves: names(references), where: placeOf(path) } };
  });
  const datedActions = actions
    .flatMap(({ action, ...one }) => (action.at === null ? [] : [{ ...one, action: { ...action, at: action.at } }]))
    .sort((a, b) => Date.parse(a.action.at) - Date.parse(b.action.at));

  const places = statedPlaces(placed, {
    issues: statedIssues.map(({ origin }) => origin),
    actions: datedActions.map(({ origin }) => origin),
  });
  return {
    stated: {
      file,
      ...headOf(written),
      issues: statedIssues.map(({ issue }) => issue),
      actions: datedActions.map(({ action }) => action),
      ...statedLists(written),
      queue: queueOf(written.queue, placeOf(["queue"])),
      todos,
      places: withResolved(
        places,
        datedActions.map(({ references }) => references.map(({ at }) => at)),
      ),
    },
    references: [...issues, ...actions].flatMap(({ references }) => references),
  };
}

function names(references: readonly FindingReference[]): readonly string[] {
  return references.map(({ name }) => name);
}

type WrittenNames = readonly (string | null)[] | null | undefined;
type Written<K extends "issues" | "actions"> = NonNullable<NonNullable<WrittenIntervention[K]>[number]>;

/** The document's own zone, if it states one that exists; the schema complains of one that does not. */
function zoneOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("timezone" in value)) return null;
  return typeof value.timezone === "string" && luxonZone(value.timezone.trim()) !== null ? value.timezone.trim() : null;
}

function headOf(written: WrittenIntervention) {
  const { detection } = written;
  return {
    title: written.title ?? null,
    date: written.date ?? null,
    system: written.system ?? null,
    author: written.author ?? null,
    status: written.status ?? null,
    severity: written.severity ?? null,
    summary: written.summary ?? null,
    started: written.started ?? null,
    completed: written.completed ?? null,
    downtime: written.downtime ?? null,
    detection: detection ? { at: detection.at ?? null, by: detection.by ?? null, how: detection.how ?? null } : null,
  };
}

function issueOf(issue: Written<"issues">) {
  return {
    title: issue.title ?? null,
    symptom: issue.symptom ?? null,
    rootCause: issue.rootCause ?? null,
    trigger: issue.trigger ?? null,
    contributing: known(issue.contributing).map(({ value }) => value),
    impact: issue.impact ?? null,
    fixedAt: issue.fixedAt ?? null,
    stuck: issue.stuck ?? null,
    delivered: issue.delivered ?? null,
    lost: issue.lost ?? null,
    logins: issue.logins ?? null,
  };
}

function actionOf(action: Written<"actions">) {
  return {
    at: action.at,
    does: action.does ?? "",
    kind: action.kind ?? null,
    commands: known(action.commands).map(({ value }) => value.trim()),
    files: [...known(action.file), ...known(action.files)].flatMap(({ value }) => changedFile(value) ?? []),
    risks: known(action.risks).map(({ value }) => value),
    rollback: action.rollback ?? null,
  };
}

function queueOf(queue: WrittenIntervention["queue"], where: StatedPlace): Intervention["queue"] {
  if (queue === null || queue === undefined) return null;
  return {
    at: queue.at ?? null,
    active: queue.active ?? null,
    frozen: queue.frozen ?? null,
    notes: queue.notes ?? null,
    where,
  };
}
