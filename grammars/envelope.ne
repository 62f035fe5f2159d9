# What carries a line of Exim or Dovecot to a file that is not their own: syslog, the journal, containers, multilog.
# Each start reads up to the text. Order of the start symbols: starts.json.
#
#   classic     Jan  8 14:20:01 mx1 exim[4711]: …               <22>Jan  8 … and 2026-01-08T14:20:01.404589+01:00 mx1 …, too
#   protocolbom <22>1 2026-01-08T14:20:01.003Z mx1 exim 4711 - - …      RFC 5424 with a byte order mark before the text
#   protocolblank the same with one more blank before the text
#   protocol    the same without either
#   full        Thu 2026-01-08 14:20:01 CET mx1 exim[4711]: …   journalctl -o short-full, with-unit
#   unix        1767878401.404589 mx1 exim[4711]: …             journalctl -o short-unix
#   spaced      2026-01-08 14:20:01 mx1 exim[4711]: …           rsyslog templates of sites; only for Exim with its pid
#   hosted      mx1 exim[4711]: …                               the stamp is cut off; only for Exim with its pid
#   alone       exim[4711]: …
#
# Carriers hold a whole line, envelope and all:
#
#   container   2026-01-08T14:20:01.003456789Z stdout F …       CRI: containerd, cri-o, podman's k8s-file
#   multilog    @400000004c91b044077a9e94 …                     TAI64N
#   timed       2026-01-08T14:20:01.003456789Z …                docker logs -t, kubectl logs --timestamps
#   composed    mail-1  | …                                     docker compose logs
#
# The program's name is the first word behind the host, whatever the text behind it mimics.

@include "common.ne"
@include "syslog.ne"

# Jan  8 14:20:01 mx1 exim[4711]: 2026-01-08 14:20:01 1vdpup-000CfU-1V Completed       Jan  8 14:20:01 <mail.info> mx1 exim[4711]: …
classic   -> priority:? syslogstamp " " severity:? host " " program process:? ": "     {% (d) => ({ stamp: d[1], zone: null, severity: d[3], host: d[4], program: d[6], pid: d[7] }) %}
# <22>1 2026-01-08T14:20:01.003Z mx1 exim 4711 - [origin ip="192.0.2.1"] BOM text
protocolbom -> protocolhead "\u00EF\u00BB\u00BF"         {% first %}
# <22>1 2026-01-08T14:20:01.003Z mx1 exim 4711 - -  text       rsyslog keeps the blank that stands before the text of a classic line
protocolblank -> protocolhead " "                           {% first %}
protocol  -> protocolhead                                   {% first %}
# Thu 2026-01-08 14:20:01 CET mx1 exim4.service[4711]: …
full      -> weekday " " walltime " " zonename " " host " " program process:? ": "     {% (d) => ({ stamp: d[2], zone: d[4], severity: null, host: d[6], program: d[8], pid: d[9] }) %}
# 1767878401.404589 mx1 exim[4711]: …
unix      -> epoch " " host " " program process:? ": "      {% (d) => ({ stamp: d[0], zone: "unix", severity: null, host: d[2], program: d[4], pid: d[5] }) %}
# 2019-10-22 03:39:17 mx1.a.example exim[29786]: dovecot_login authenticator failed …
spaced    -> walltime " " host " " eximname process ": "    {% (d) => ({ stamp: d[0], zone: null, severity: null, host: d[2], program: d[4], pid: d[5] }) %}
# mail.a.example exim[3751842]: 2021-07-17 23:20:49 …
hosted    -> host " " eximname process ": "                 {% (d) => ({ stamp: "", zone: null, severity: null, host: d[0], program: d[2], pid: d[3] }) %}
# exim[3751842]: 2021-07-17 23:20:49 …
alone     -> eximname process ": "                          {% (d) => ({ stamp: "", zone: null, severity: null, host: null, program: d[0], pid: d[1] }) %}

# <22>      facility * 8 + severity
priority  -> "<" D:+ ">"
# postfix/smtpd       CROND       run-parts(/etc/cron.daily)       exim4_outgoing
program   -> not("last message repeated ", "-- ") until("[", ": ", " ", "]") {% text %}
weekday   -> [A-Z] [a-z] [a-z]
walltime  -> isodate " " clocktime fraction:?               {% text %}
# CET       UTC       +03       -0330
zonename  -> [A-Z]:+ {% text %} | [-+] D D:* {% text %}
epoch     -> D D D D D D D D D D:* "." D:+                  {% text %}

protocolhead -> priority:? "1 " protocolstamp " " field " " field " " procid " " field " " extras " " {% (d) => ({ stamp: d[2], zone: null, severity: null, host: d[4], program: d[6], pid: d[8] }) %}
protocolstamp -> isodate "T" clocktime fraction:? protocolzone {% text %} | "-" {% skip %}
protocolzone -> "Z" | [-+] D D ":" D D
field     -> until(" ")                                     {% text %}
procid    -> number {% first %} | [^0-9 ] upto(" ") {% skip %}
# -      [origin ip="192.0.2.1" x-n="a\]b"][timeQuality]
extras    -> "-" | extra:+
extra     -> "[" until(" ", "]") parameter:* "]"
parameter -> " " until("=", " ", "]") "=\"" upto("\"", "\\") escaping:* "\""
escaping  -> "\\" [^\n] upto("\"", "\\")

# What Exim and its packages call themselves (syslog_processname):      exim  exim4  exim4_outgoing  exim4.service
eximname  -> [Ee] "xim" [0-9]:? eximmore:?                  {% text %}
eximmore  -> [-_.+@] until("[", ": ", " ", "]")

# Daemons that quote what strangers send, or run commands of users: never Exim, whatever their text looks like.
stranger  -> strangername [^\n]:*                           {% flag %}
strangername -> "sshd" | "sftp" | "postfix" | "sendmail" | "sm-mta" | "cron" | "CRON" | "/usr/sbin/cron" | "/USR/SBIN/CRON" | "kernel" | "systemd" | "rsyslogd" | "syslogd" | "syslog-ng"
           | "su" | "login" | "named" | "unbound" | "spamd" | "spamc" | "clamd" | "freshclam" | "rspamd" | "amavis" | "MailScanner" | "opendkim" | "opendmarc" | "policyd" | "greylist" | "milter"
           | "httpd" | "apache" | "nginx" | "php" | "mysqld" | "mariadbd" | "proftpd" | "pure-ftpd" | "vsftpd" | "fail2ban" | "saslauthd" | "courier" | "cyrus" | "snmpd" | "ntpd" | "chronyd" | "dbus" | "audit" | "-"

# ================================================================ carriers

# 2026-01-08T14:20:01.003456789Z stdout P half of a long line
container -> isostamp " std" stream " " cut " "             {% (d) => ({ stamp: d[0], stream: d[2], cut: d[4] }) %}
# @400000004c91b044077a9e94 imap-login: Info: …
multilog  -> "@" tai " "                                    {% (d) => ({ stamp: d[1], stream: "tai", cut: null }) %}
# 2026-01-08T14:20:01.003456789Z Jan 08 14:20:01 imap-login: Info: …
timed     -> isostamp " "                                   {% (d) => ({ stamp: d[0], stream: null, cut: null }) %}
# mail-1  | Jan 08 14:20:01 imap-login: Info: …
composed  -> [0-9a-z] [0-9a-z_.-]:* " " " ":* "| "          {% (d) => ({ stamp: "", stream: null, cut: null }) %}

isostamp  -> isodate "T" clocktime fraction:? offset        {% text %}
stream    -> "out" {% text %} | "err" {% text %}
cut       -> "F" {% skip %} | "P" {% flag %}
tai       -> X X X X X X X X X X X X X X X X X X X X X X X X {% text %}
X         -> [0-9a-f]

# ================================================================ how a text begins

# [2/3] … a piece of an entry that is longer than 870 bytes; [2\3] … a piece that ends where the entry has a line's end
part      -> "[" number cutmark number "]"                  {% (d) => ({ what: "part", count: d[1], of: d[3], mark: d[2] }) %}
cutmark   -> "/" {% text %} | "\\" {% text %}
# message repeated 3 times: [ 2026-01-08 14:20:01 …]          rsyslog, $RepeatedMsgReduction on
again     -> "message repeated " number " times: ["         {% (d) => ({ what: "again", count: d[1], of: 0, mark: "" }) %}
# [ID 197553 mail.info]          Solaris
solaris   -> "[ID " number " " [a-z0-9.]:+ "]"              {% (d) => ({ what: "solaris", count: 0, of: 0, mark: "" }) %}
# 2026-01-08 14:20:01 …
own       -> isodate " " clocktime [ .]                     {% (d) => ({ what: "own", count: 0, of: 0, mark: "" }) %}

# ================================================================ lines of others that name their program in another way

# <13>Jan  8 14:20:01 mx1 fail2ban.actions        [811]: NOTICE [exim] Ban 192.0.2.7
headpadded    -> head [a-z] [a-z0-9._-]:* " ":+ job ": " rest {% skip %}
# Thu 2026-01-08 14:20:01 CET mx1 run-parts(/etc/cron.daily)[811] finished logrotate
headstarting  -> head otherprogram "[" number "] " rest         {% skip %}
# <46>Jan  8 14:20:01 mx1 -- MARK --
headmarked    -> head "-- MARK --"                              {% skip %}
# <46>Jan  8 14:20:01 mx1 last message repeated 3 times
headrepeated  -> head "last message repeated " number " time" "s":? {% skip %}
head      -> headstamp " " host " "
headstamp -> priority:? syslogstamp freebsd:? | weekday " " walltime " " zonename | epoch
freebsd   -> " <" [0-9a-z.]:+ ">"

# A second line of a text, as journalctl indents it.
indented  -> "    " rest                                    {% skip %}
