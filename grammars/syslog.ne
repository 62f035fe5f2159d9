# What syslog, the journal and Dovecot's own log put before a text: the stamp, the host, the program. Order of the start symbols: starts.json.
#
#   foreign     a line of another program in the same file: `Jan  8 14:20:01 mx1 sshd[811]: …`
#   padded      `Jan  8 14:20:01 mx1 fail2ban.actions        [811]: NOTICE …`
#   repeated    `Jan  8 14:20:01 mx1 last message repeated 3 times`: of whom, only the line above says
#   starting    `Jan  8 14:20:01 mx1 run-parts(/etc/cron.daily)[811] finished logrotate`
#   marked      `Jan  8 14:20:01 mx1 -- MARK --`
#   journalmark what journalctl says itself: `-- Boot 2f3b… --`
#   stampedline any line that begins with a stamp

@include "common.ne"

# Jan  8 14:20:01 mx1 sshd[811]: Accepted publickey for root       2026-01-08T14:20:01.404589+00:00 mx1 rsyslogd: [origin …]
# Jan  8 14:20:01 mx1 CROND[811]: (root) CMD (…)
foreign   -> syslogstamp " " severity:? host " " otherprogram job:? ": " rest {% (d) => ({ stamp: d[0], host: d[3], program: d[5] }) %}
otherprogram -> not("dovecot", "exim", "Exim", "last message repeated ", "-- ") until("[", ": ", " ") {% text %}
# Jan  8 14:20:01 mx1 fail2ban.actions        [811]: NOTICE [exim] Ban 192.0.2.7
padded    -> syslogstamp " " severity:? host " " [a-z] [a-z0-9._-]:* " ":+ job ": " rest {% (d) => ({ stamp: d[0], host: d[3], program: null }) %}
# Jan  8 14:20:01 mx1 last message repeated 3 times
repeated  -> syslogstamp " " severity:? host " last message repeated " number " time" "s":?     {% (d) => ({ stamp: d[0], host: d[3], program: null }) %}
# Jan  8 14:20:01 mx1 run-parts(/etc/cron.daily)[811] finished logrotate
starting  -> syslogstamp " " severity:? host " " otherprogram "[" number "] " rest {% (d) => ({ stamp: d[0], host: d[3], program: d[5] }) %}
# Jan  8 14:20:01 mx1 -- MARK --
marked    -> syslogstamp " " severity:? host " -- MARK --"  {% (d) => ({ stamp: d[0], host: d[3], program: null }) %}
# -- Boot 2f3b7a0c --       -- Journal begins at Thu 2026-01-08 14:20:01 CET. --       -- Logs begin at …       -- No entries --       -- Reboot --
journalmark -> "-- " journalword rest                       {% (d) => ({ stamp: "", host: null, program: null }) %}
journalword -> "Boot " | "Journal begins at " | "Logs begin at " | "No entries" | "Reboot"

# Jan 08 14:00:39 imap(ann@a.example): Error: …
stampedline -> stamp " " [0-9A-Za-z]                        {% first %}

# Jan  8 14:20:01       2026-01-08T14:20:00.404589+00:00       the forms of RFC 3164 and RFC 5424
syslogstamp -> monthstamp {% text %} | isodate "T" clocktime fraction:? offset:?       {% text %}
# 2026-01-08 14:25:01       Jan 08 14:00:39.123456       Dovecot's log_timestamp = "%Y-%m-%d %H:%M:%S ", "%b %d %H:%M:%S.%{usecs} "
stamp     -> monthstamp {% text %} | isodate [ T] clocktime fraction:? offset:?         {% text %}
# Jan 08 14:00:39 (Dovecot)       Jan  8 14:20:01 (syslog)       Sep 8 07:46:30 (seen in bug reports)       Jan 08 14:20:01.404589 (journalctl -o short-precise)
monthstamp -> [A-Z] [a-z] [a-z] " " dayofmonth " " clocktime fraction:?
dayofmonth -> " " D | D D:?
fraction  -> [.,] D:+
offset    -> "Z" | " ":? [-+] D D ":":? D D

# mx1.a.example       s166-62-100-187       2001:db8::1
host      -> [0-9A-Za-z] [0-9A-Za-z._-]:* colons:?          {% text %}
colons    -> ":" [0-9a-f:] [0-9a-f:.]:*
# <mail.info> FreeBSD's syslogd -v
severity  -> "<" [0-9a-z.]:+ "> "                           {% flag %}
# [24941]
process   -> "[" number "]"                                 {% second %}
# [main]
job       -> "[" until("]") "]"
