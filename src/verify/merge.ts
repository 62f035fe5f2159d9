import { type Answers, keepFirst, keepFirstOf, keepLast, keepNearest, kept } from "./answers.ts";
import type { Questions } from "./questions.ts";

/** Adds the answers of another part of the logs, to the same questions. */
export function mergeAnswers({ quotes }: Questions, into: Answers, other: Answers): void {
  other.nearest.forEach((list, at) => {
    for (const one of list) keepNearest(into.nearest[at] ?? [], one, quotes[at]?.at ?? []);
  });
  other.quotes.forEach((list, at) => {
    for (const one of list) keepFirst(into.quotes[at] ?? [], one, kept.quote);
  });
  other.recipients.forEach((answer, at) => {
    const mine = into.recipients[at];
    if (mine === undefined) return;
    for (const one of answer.within) keepFirst(mine.within, one, kept.within);
    for (const one of answer.before) keepLast(mine.before, one, kept.near);
    for (const one of answer.after) keepFirst(mine.after, one, kept.near);
  });
  other.users.forEach((answer, at) => {
    const mine = into.users[at];
    if (mine === undefined) return;
    for (const one of answer.logins) keepFirst(mine.logins, one, kept.logins);
    for (const one of answer.failures) keepFirst(mine.failures, one, kept.logins);
    for (const one of answer.lastLogin) keepLast(mine.lastLogin, one, 1);
    for (const one of answer.lastFailure) keepLast(mine.lastFailure, one, 1);
  });
  other.errors.forEach((list, at) => {
    for (const one of list)
      keepFirstOf(into.errors[at] ?? [], one, kept.errors, (a, b) => a.path === b.path && a.user === b.user);
  });
  for (const one of other.places) keepFirst(into.places, one, kept.places);
  for (const one of other.sizes)
    keepFirstOf(into.sizes, one, kept.sizes, (a, b) => a.path === b.path && a.size === b.size);
  for (const id of other.failedMessages) if (into.failedMessages.size < kept.messages) into.failedMessages.add(id);
  for (const one of other.firstFailures) keepFirst(into.firstFailures, one, kept.near);
  into.named ||= other.named;
  for (const name of other.mainLogs) into.mainLogs.add(name);
  for (const name of other.sessionLogs) into.sessionLogs.add(name);
}
