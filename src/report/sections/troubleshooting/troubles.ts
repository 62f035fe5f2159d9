/** Common troubles with what mends them. The cause first; nothing here deletes an index or forces a whole queue. */
import type { AnalyzerId } from "../../../analyzers/analysis.ts";
import type { HostNames } from "../../host.ts";
import type { Inputs } from "../../inputs.ts";
import { type Prose, prose } from "../../prose.ts";

export interface Trouble {
  readonly issue: string;
  readonly symptom: Prose;
  readonly solution: Prose;
  /** Findings of this kind have their own steps in the report. */
  readonly analyzer: AnalyzerId | null;
}

/** Those of the programs whose logs were read. */
export function troubles(host: HostNames, given: Inputs, hestia: boolean): readonly Trouble[] {
  const { exim } = host;
  const dovecotTroubles: readonly Trouble[] = [
    {
      issue: "Large cache",
      symptom: prose({ code: "Cannot allocate memory" }, " or ", { code: "returned error 83" }, " in Dovecot's log"),
      solution: prose(
        { code: "doveadm mailbox cache purge -u USER MAILBOX" },
        "; then ",
        { code: "mail_cache_max_size" },
        " below the ",
        { code: "vsz_limit" },
        " of each service that opens mailboxes. Delete no index file.",
      ),
      analyzer: "mmap-failure",
    },
  ];
  const eximTroubles: readonly Trouble[] = [
    {
      issue: "Stuck mail",
      symptom: prose("Messages wait longer than an hour: ", { code: "exiqgrep -x -o 3600" }),
      solution: prose(
        "Read why (",
        { code: `${exim} -Mvl ID` },
        ", ",
        { code: "exinext DOMAIN" },
        "), mend the cause, then ",
        { code: `${exim} -M ID` },
        " for one message or ",
        { code: `${exim} -Rf DOMAIN` },
        " for all of a domain.",
      ),
      analyzer: "stuck-queue",
    },
    {
      issue: "Refused file name",
      symptom: prose({ code: "Tainted filename" }, " in the main log or the panic log, often with a misleading ", {
        code: "Permission denied",
      }),
      solution: prose(
        "Take the template of your panel or package that is made for this version of Exim, or put the value through a ",
        { code: "dsearch" },
        " lookup. Whether the file exists, and who may read it, has nothing to do with it.",
      ),
      analyzer: "tainted-filename",
    },
    {
      issue: "Frozen bounces",
      symptom: prose({ code: "*** frozen ***" }, " with an empty sender in ", { code: `${exim} -bp` }),
      solution: prose(
        "Look at the message that failed first (",
        { code: `exigrep PARENT ${host.mainlog}` },
        "): its sender was never told. Then thaw or remove the bounce by its id.",
      ),
      analyzer: "frozen-bounce",
    },
    {
      issue: "Relay refuses the login",
      symptom: prose(
        { code: "535" },
        " on a ",
        { code: "==" },
        " or ",
        { code: "**" },
        " line: this host could not log in elsewhere",
      ),
      solution: prose(
        "Compare user and password of the relay with what its provider gave; test with ",
        { code: `${exim} -v -M ID` },
        ". No mailbox's password has to do with it.",
      ),
      analyzer: null,
    },
  ];
  return [
    ...(given.dovecot ? dovecotTroubles : []),
    ...(given.exim ? eximTroubles : []),
    {
      issue: "Login refused",
      symptom: prose({ code: "535 Incorrect authentication data" }, " for a user of this host"),
      solution: prose(
        "See whose name and which address it is. From one person: set a new password",
        ...(hestia ? [" (", { code: "v-change-mail-account-password USER DOMAIN ACCOUNT PASSWORD" }, ")"] : []),
        " and test it with ",
        { code: "doveadm auth test USER" },
        ". From strangers, many names: somebody guesses; block the address.",
      ),
      analyzer: null,
    },
  ];
}
