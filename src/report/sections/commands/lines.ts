/** Commands that are asked for most, with the names that programs and files have on this host. */
import type { HostNames } from "../../host.ts";
import type { Inputs } from "../../inputs.ts";
import { shellWord } from "../../shell.ts";

interface Useful {
  readonly does: string;
  readonly commands: readonly string[];
}

/** Comment lines and commands, a blank line between two purposes. Capital words stand for names to put in. */
export function commandLines(host: HostNames, given: Inputs, mmap: boolean): readonly string[] {
  const { exim } = host;
  const logs = `${shellWord(host.mainlog)} ${shellWord(host.paniclog)}`;
  const forExim: readonly Useful[] = [
    { does: "The queue, and how many messages are in it (frozen ones too)", commands: [`${exim} -bp`, `${exim} -bpc`] },
    {
      does: "What waits longer than an hour and is not frozen; what is frozen",
      commands: ["exiqgrep -x -o 3600", "exiqgrep -z"],
    },
    { does: "Log and header of one message", commands: [`${exim} -Mvl ID`, `${exim} -Mvh ID`] },
    { does: "Everything the log says of one message", commands: [`exigrep ID ${shellWord(host.mainlog)}`] },
    { does: "When a host or domain is tried again, and why it waits", commands: ["exinext DOMAIN"] },
    {
      does: "The route of an address, as for mail of this sender; without -f, what depends on the sender is not tried",
      commands: [`${exim} -f SENDER -bt RECIPIENT`],
    },
    {
      does: "Deliver one message now, or all for a domain, once the cause is mended",
      commands: [`${exim} -v -M ID`, `${exim} -Rf DOMAIN`],
    },
    { does: "Check Exim's configuration; its version", commands: [host.eximCheck.source, `${exim} -bV`] },
    { does: "Follow the log and the panic log, across rotation", commands: [`tail -F ${logs}`] },
  ];
  const forDovecot: readonly Useful[] = [
    { does: "Dovecot's settings that differ from the defaults", commands: ["doveconf -n"] },
    { does: "Dovecot's errors, and where it logs", commands: ["doveadm log errors", "doveadm log find"] },
    { does: "Who is logged in", commands: ["doveadm who"] },
    {
      does: "Messages and size of a user's mailboxes",
      commands: ["doveadm -f table mailbox status -u USER 'messages vsize' '*'"],
    },
    ...(mmap
      ? [
          {
            does: "Have Dovecot shrink a cache, and read the limits in force",
            commands: [
              "doveadm mailbox cache purge -u USER MAILBOX",
              "doveconf service/imap/vsz_limit mail_cache_max_size",
            ],
          },
        ]
      : []),
  ];
  return [...(given.exim ? forExim : []), ...(given.dovecot ? forDovecot : [])].flatMap(({ does, commands }, at) => [
    ...(at === 0 ? [] : [""]),
    `# ${does}`,
    ...commands,
  ]);
}
