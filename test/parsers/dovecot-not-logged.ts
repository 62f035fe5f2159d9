import type { Format } from "./dovecot-catalogue.ts";

/** Formats of the catalogue that are no line of a log, by group, with the reason of each. */
export interface NotLogged {
  readonly reason: string;
  readonly is: (format: Format) => boolean;
}

/** The calls that only make a string. What becomes of it is said by the format that it is put into. */
const MAKES_STRING = /^(?:(?:t_strdup_printf|str_printfa|=error|=reason)(?:,|$))+$/;
const makesString = ({ call }: Format) => MAKES_STRING.test(call);

export const notLogged: readonly NotLogged[] = [
  {
    reason: "test programs and command line tools of Pigeonhole write to the terminal",
    is: ({ where }) => /^(?:testsuite|sieve-tools)\//.test(where) || /\/test-/.test(where),
  },
  { reason: "an answer to an SMTP or LMTP client", is: ({ call }) => call === "smtp_server_command_fail" },
  {
    reason: "protocol between processes or with a client: it ends in a line break or holds tabs",
    is: (format) =>
      makesString(format) && /\\[rnt]|^(?:XCLIENT |\* |\[CAPABILITY |"x-session-id"|I ID )/.test(format.format),
  },
  {
    reason: "a piece that is put behind or around another text: it begins with a blank, a bracket, a comma or a dash",
    is: ({ format, call }) => /^[ ,(-]/.test(format) && !/log_error/.test(call),
  },
  {
    reason: "a text put around another one that is a format of its own: nothing of it is fixed in front",
    is: (format) => makesString(format) && /^'?%/.test(format.format),
  },
  {
    reason: "a frame for other formats of the catalogue: service(imap): …",
    is: ({ format }) => /^(?:service\(%s\):? (?:%s|child %s )?|(?:master|proxy)\(%s(?:,%s(?::%u)?)?\): )$/.test(format),
  },
  {
    reason: "the title of a process, in the process list",
    is: (format) => makesString(format) && /^\[/.test(format.format),
  },
  {
    reason: "an environment variable or the name of a file, a setting, a service",
    is: (format) =>
      makesString(format) &&
      /^(?:SOCKET|SSL_SOCKET|DEFAULT-FATAL$|ssl-server$|proxy_dest_%s$|<input fd %d>$|service %s \{ client_limit \}$|session=%s)/.test(
        format.format,
      ),
  },
  {
    reason: "a word or a page of the documentation that the catalogue took for a format",
    is: ({ format }) => /^(?:noncached|anonymous|unordered_access|too_many_headers|core\/admin\/\S+)$/.test(format),
  },
  {
    reason: "a part of the text in brackets behind the reason of a disconnect, or the reason itself",
    is: (format) =>
      makesString(format) &&
      /(?:^|,)=reason/.test(format.call) &&
      !/^[A-Z][a-z]+ (?:server|request)/.test(format.format),
  },
  {
    reason: "the end of another line: the caller has written what stands before it",
    is: (format) =>
      makesString(format) &&
      /^(?:Timeout while finishing login|Invalid %s: %s$|Unsupported$|in %u secs$|returned error %d$|Out of memory \(service )/.test(
        format.format,
      ),
  },
  {
    reason: "the event's name or a word for statistics, not a text",
    is: ({ format, call }) => /^(?:mail_cache_corrupted|mail_cache_record_corrupted)$/.test(format) && call !== "",
  },
];
