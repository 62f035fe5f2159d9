# What syslog and Dovecot's own log put before a text: the stamp, the host, the program. Order of the start symbols: starts.json.
#
#   foreign     a line of another program in the same file: `Jan  8 14:20:01 mx1 sshd[811]: …`
#   stampedline any line that begins with a stamp

@include "common.ne"

# Jan  8 14:20:01 mx1 sshd[811]: Accepted publickey for root       2026-01-08T14:20:01.404589+00:00 mx1 rsyslogd: [origin …]
foreign   -> syslogstamp " " host " " not("dovecot", "exim") until("[", ": ", " ") process:? ": " rest {% (d) => ({ stamp: d[0], host: d[2], program: d[4] }) %}
# Jan  8 14:20:01 mx1 last message repeated 3 times
repeated  -> syslogstamp " " host " last message repeated " number " times"     {% (d) => ({ stamp: d[0], host: d[2], program: null }) %}

# Jan 08 14:00:39 imap(ann@a.example): Error: …
stampedline -> stamp " " [0-9A-Za-z]                        {% first %}

# Jan  8 14:20:01       2026-01-08T14:20:00.404589+00:00       the forms of RFC 3164 and RFC 5424
syslogstamp -> monthstamp {% text %} | isodate "T" clocktime fraction:? offset:?       {% text %}
# 2026-01-08 14:25:01       Jan 08 14:00:39.123456       Dovecot's log_timestamp = "%Y-%m-%d %H:%M:%S ", "%b %d %H:%M:%S.%{usecs} "
stamp     -> monthstamp fraction:? {% text %} | isodate [ T] clocktime fraction:? offset:?         {% text %}
# Jan 08 14:00:39 (Dovecot)       Jan  8 14:20:01 (syslog)       Sep 8 07:46:30 (seen in bug reports)
monthstamp -> [A-Z] [a-z] [a-z] " " dayofmonth " " clocktime
dayofmonth -> " " D | D D:?
fraction  -> [.,] D:+
offset    -> "Z" | " ":? [-+] D D ":":? D D

# mx1.a.example       s166-62-100-187       2001-db8--1
host      -> [0-9A-Za-z] [0-9A-Za-z._-]:*                   {% text %}
# [24941]
process   -> "[" number "]"                                 {% second %}
