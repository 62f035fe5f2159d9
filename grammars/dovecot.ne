# Dovecot's log, 2.2 to 2.4: its own file and syslog. Order of the start symbols: starts.json.
#
# Two stages. An envelope start reads up to the text; the first that matches is final. A body start must reach the line's end.
#
#   stamped     Jan 08 14:00:39 imap(ann@a.example)<1><s>: …      and through syslog: Jan  8 14:00:39 mx1 dovecot: imap(…)…: …
#   tagged      dovecot[442]: imap(…)…: …                          (a journal without its stamp)
#   levelled    Jan 08 14:00:39 Error: …                           (the service is cut off)
#   syslogged   Jan  8 14:00:39 mx1 dovecot: …                     (the same, through syslog)
#   glued       Jan 08 14:00:39 IMAP(ann@a.example):Error: …       (mail_log_prefix without a blank at its end)
#   crowded     Jan 08 14:00:39 imap(…                             (a user name with `)<` in it: only the service is certain)
#   named       Jan 08 14:00:39 quota-warning: Error: …            (a service of the site's own)
#   bare        imap(ann@a.example): Error: …                      (the stamp is cut off)
#
#   debug       Debug: …                  recognised, never kept: with auth_debug_passwords these texts hold passwords
#   typed       a text that is known by its first bytes
#   mailboxed   Mailbox NAME: …           the name is the user's own
#   delivered22 SESSION: msgid=…          2.2 writes the session into the text
#   deliveredloose msgid=… subject=…: …   fields of the site's own in deliver_log_format
#   autherrors  sql(ann): Password query failed: …   a database that gives no answer
#   authtext    sql(…                     another text about an authentication: no system call, whatever the name says
#   arranged    Login: rip=192.0.2.7, user=<ann>, …       the elements of a login in another order than Dovecot's, or further ones
#   counted     Logged out bytes=12/345 in=7 …            the same of counters; which field is whose: src/parsers/dovecot-lists.ts
#   streamed    read(/…/cur/1.m1) failed: zlib.read(/…/cur/1.m1): unexpected EOF at 123     texts within texts (dovecot-mails.ne)
#   called      CALL(…) failed: …         begins with any word
#   throttled   service(imap): command startup failed, …  service(imap): fork() failed: …      (after typed: their first words are the same)
#   partly      the family is certain, the rest is not: nothing is guessed
#   leveltext   Error: …
#   othertext   …
#
# User names, mailbox names, message ids and passwords are what strangers chose. Behind such a text its own separator may not
# occur again in a typed line, and no rule takes the rest of the line; what is left goes to `partly`, and a mailbox name that
# looks like a log line goes on to `halves`, which the resolver in src/parsers/mailbox-resolver.ts asks about every cut.
#
# A body has every field of its event (src/parsers/events.ts); those of the envelope are filled in by src/parsers/dovecot.ts.
# `at` is NaN until then: a double from the start, or V8 changes the shape of every event when its instant comes (three times slower).

@include "common.ne"
@include "syslog.ne"
@include "dovecot-login.ne"
@include "dovecot-delivery.ne"
@include "dovecot-index.ne"
@include "dovecot-mails.ne"
@include "dovecot-service.ne"
@include "dovecot-auth.ne"
@include "dovecot-notes.ne"

# ================================================================ envelope

# Jan 08 14:00:39 imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Error: …
stamped   -> stamp " " origin                               {% (d) => ({ stamp: d[0], origin: d[2] }) %}
# Jan 08 14:00:39 IMAP(ann@a.example):Error: …
glued     -> stamp " " service "(" upto("):", ",", ")<", ")[") "):" levelword ": "      {% (d) => ({ stamp: d[0], origin: { host: null, service: d[2], level: d[6], unit: { first: d[4], further: null, angles: null, pid: null } } }) %}
# Jan 08 14:00:39 quota-warning: Error: …
named     -> stamp " " anyservice unit levelword ": "       {% (d) => ({ stamp: d[0], origin: { host: null, service: d[2], level: d[4], unit: d[3] } }) %}
# dovecot[442]: imap-login: Login: …
tagged    -> tag facility:? anyservice unit                 {% (d) => ({ stamp: "", origin: { host: null, service: d[2], level: null, unit: d[3] } }) %}
# dovecot: Apr 23 11:16:05 Info: auth(default): …              (log_path of 1.x with syslog's name before the stamp)
oldtagged -> oldtag stamp " " origin                        {% (d) => ({ stamp: d[1], origin: d[3] }) %}
# Jan 08 14:00:39 Error: Corrupted index cache file /…          dovecot: Apr 23 11:16:05 Error: child 86116 (imap) killed with signal 11
levelled  -> oldtag:? stamp " " levelword ": "              {% (d) => ({ stamp: d[1], origin: { host: null, service: "", level: d[3], unit: null } }) %}
# Jan  8 14:00:39 mx1 dovecot: service=imap, user=ann@a.example, ip=[192.0.2.7]. …       (Plesk's mail_log_prefix)
sited     -> stamp " " host " " tag "service=" sitesservice ", user=" upto(", ip=[") ", ip=[" sitesip:? "]. "      {% (d) => ({ stamp: d[0], origin: { host: d[2], service: d[6], level: null,
               unit: { first: d[8], further: d[10], angles: null, pid: null } } }) %}
# Jan  8 14:00:39 mx1 dovecot: message repeated 2 times: [ …]
syslogged -> stamp " " host " " tag                         {% (d) => ({ stamp: d[0], origin: { host: d[2], service: "", level: null, unit: null } }) %}
# Jan 08 14:00:39 imap(a)<b)<48362><6ddr1eBHnKR/AAAB>: …
crowded   -> stamp " " service "("                          {% (d) => ({ stamp: d[0], origin: { host: null, service: d[2], level: null, unit: null } }) %}
# imap(ann@a.example): Error: mmap(size=…) failed with file …    (only with a level: what stands at the left margin may be anything)
bare      -> service unit levelword ": "                    {% (d) => ({ stamp: "", origin: { host: null, service: d[0], level: d[2], unit: d[1] } }) %}

# Dovecot's own file: a service of the closed list, or the level first (doveadm log errors), or the host and the program.
origin    -> service unit                                   {% (d) => ({ host: null, service: d[0], level: null, unit: d[1] }) %}
           | levelword ": " service unit                    {% (d) => ({ host: null, service: d[2], level: d[0], unit: d[3] }) %}
           | host " " program                               {% (d) => ({ host: d[0], service: d[2].service, level: null, unit: d[2].unit }) %}
# … mx1 dovecot[442]: imap-login: …       … mx1 dovecot-auth: …       … mx1 auth: pam_unix(dovecot:auth): …
program   -> tag facility:? anyservice unit                 {% (d) => ({ service: d[2], unit: d[3] }) %}
           | service unit                                   {% (d) => ({ service: d[0], unit: d[1] }) %}

# auth(default): …                     behind `dovecot: `: the log of 1.x through syslog says the program's name twice
doubled   -> service unit                                   {% (d) => ({ host: null, service: d[0], level: null, unit: d[1] }) %}

# dovecot: | dovecot[442]: | dovecot-backend[12]: | dovecot: [ID 702911 mail.info]       (instance_name; Solaris)
tag       -> "dovecot" instance:? process:? ": "
instance  -> [-_.] not("auth", "lda") until("[", ":", " ", "(")
facility  -> "[ID " [0-9]:+ " " [a-z0-9.]:+ "] "
oldtag    -> "dovecot: "
sitesservice -> [a-z] [a-z0-9_-]:*                          {% text %}
sitesip   -> ip                                             {% first %}
# with the program's name before it, any service: plugins and sites add their own
anyservice -> [a-z] [a-z0-9_-]:*                            {% text %}
           | capitals                                       {% text %}
service   -> servicename                                    {% text %}
servicename -> "aggregator" | "anvil" | "auth-worker" | "auth" | "config" | "deliver" | "dict-async" | "dict" | "director" | "dns-client"
           | "doveadm-server" | "doveadm" | "dovecot-auth" | "dovecot-lda" | "dsync-local" | "dsync-remote" | "dsync-server" | "dsync"
           | "imap-hibernate" | "imap-login" | "imap-urlauth-login" | "imap-urlauth-worker" | "imap-urlauth" | "imap"
           | "indexer-worker" | "indexer" | "ipc" | "lda" | "lmtp" | "log" | "managesieve-login" | "managesieve" | "master"
           | "old-stats" | "pop3-login" | "pop3" | "quota-status" | "replicator" | "script-login" | "script" | "ssl-params" | "stats"
           | "submission-login" | "submission" | capitals
# mail_log_prefix = "%Us(%u): "
capitals  -> "DOVEADM" | "DSYNC-LOCAL" | "DSYNC-SERVER" | "IMAP-HIBERNATE" | "IMAP" | "INDEXER-WORKER" | "LDA" | "LMTP" | "MANAGESIEVE" | "POP3" | "SUBMISSION"

# (ann@a.example)[4711]: | (ann@a.example,192.0.2.7):          (mail_log_prefix of the site's own)
# : | (ann@a.example): | (4711): | (4711, ann@a.example): | (ann@a.example)<4711><session>: | (ann@a.example,192.0.2.7,sasl:plain)<session>:
# What the texts mean depends on how many there are; src/parsers/dovecot-envelope.ts says so.
unit      -> ": "                                           {% skip %}
           | "(" upto(")<", ")[", "): ", ",") further:? ")" angles:? process:? ": "     {% (d) => ({ first: d[1], further: d[2], angles: d[4], pid: d[5] }) %}
angles    -> angle angle:?                                  {% (d) => ({ first: d[0], second: d[1] }) %}
further   -> "," upto(")<", ")[", "): ")                    {% second %}
angle     -> "<" upto(">", "<", ")") ">"                    {% second %}

levelword -> "Debug" {% text %} | "Info" {% text %} | "Warning" {% text %} | "Error" {% text %} | "Fatal" {% text %} | "Panic" {% text %}
level     -> levelword ": "                                 {% first %}

# ================================================================ bodies

debug     -> "Debug: " rest                                 {% (d) => ({ level: "Debug", mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "debug", text: null } }) %}
typed     -> level:? body                                   {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
mailboxed -> level:? "Mailbox " until(": ") ": " ofmailbox  {% (d) => ({ level: d[0], mailbox: d[2], event: d[4] }) %}
ofmailbox -> index {% first %} | lockwait {% first %} | storage {% first %}
# jBt1EfjCMk3uMQAAm9eMBA: msgid=<x@a.example>: saved mail to INBOX
delivered22 -> level:? session22 ": " deliveredevent        {% (d) => ({ level: d[0], mailbox: null, event: d[3] }) %}
deliveredevent -> delivery {% first %} | sieve {% first %}
# msgid=<x@a.example> subject=Hello there: saved mail to INBOX
deliveredloose -> level:? loosedelivery                     {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
# sql(ann@a.example,192.0.2.7): Password query failed: …
autherrors -> level:? autherror                             {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
# Login: rip=192.0.2.7, user=<ann@a.example>, method=PLAIN, lip=192.0.2.1, TLS, ja3=cd08e31494f9531f560d64c695473da9
arranged  -> level:? loginword elements                     {% (d) => ({ level: d[0], mailbox: null, list: d[2], event: {
               kind: "dovecot.login", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               method: null, ip: null, localIp: null, mailPid: null, security: null } }) %}
           | level:? arrending brackets:? ": " elements2    {% (d) => ({ level: d[0], mailbox: null, list: d[4], event: {
               kind: "dovecot.login-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               method: null, ip: null, localIp: null, mailPid: null, security: null,
               reason: d[1], detail: d[2] === null ? null : d[2].text, attempts: d[2] === null ? null : d[2].attempts, seconds: d[2] === null ? null : d[2].seconds } }) %}
# Disconnected: Logged out rcvd=5 in=6 out=7 top=1/20, size=8
counted   -> level:? countedend brackets:? counters         {% (d) => ({ level: d[0], mailbox: null, list: d[3], event: {
               kind: "dovecot.logout", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               reason: d[1], detail: d[2] === null ? null : d[2].text, bytesIn: null, bytesOut: null, counters: null } }) %}
# sql(mmap(size=1) failed with file .a,192.0.2.7,<s>): Password mismatch (given password: …)
authtext  -> level:? authwhole                              {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[1] } }) %}
called    -> level:? lostwhy                                {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
           | level:? call                                   {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
           | level:? "Mailbox " until(": ") ": " ofmail:? strictcall      {% (d) => ({ level: d[0], mailbox: d[2], event: d[5] }) %}
# Mailbox INBOX: UID=7: read(/…/cur/1.m1) failed: …
ofmail    -> "UID=" number ": " | "UID " number ": "
throttled -> level:? throttling                             {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
partly    -> level:? cut                                    {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
leveltext -> level rest                                     {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[1] } }) %}
othertext -> rest                                           {% (d) => ({ level: null, mailbox: null, event: {
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[0] } }) %}

session22 -> "<" until(">", " ") ">" | S S S S S S S S S:* (":" [0-9A-Za-z]:+):?
S         -> [0-9A-Za-z+/=]

body      -> login {% first %} | gone {% first %} | proxied {% first %} | delivery {% first %} | sieve {% first %} | index {% first %} | memory {% first %}
           | lockwait {% first %} | storage {% first %} | assertion {% first %} | timemoved {% first %} | tlstrouble {% first %}
           | child {% first %} | master {% first %} | behalf {% first %} | library {% first %} | lmtp {% first %} | auth {% first %} | queued {% first %} | relayed {% first %} | pam {% first %} | notice {% first %}

# ================================================================ the right half of `Mailbox NAME: …`, for the resolver

# Mailbox a: mmap(size=1) failed with file b: mmap(size=1395104500) failed with file /home/u/mail/.a: mmap(size=1) failed with file b/dovecot.index.cache: Cannot allocate memory
# The path ends at /dovecot.index…, whatever the name puts before it.
halves    -> "mmap(size=" number ") failed with file " halfpath ": " errno     {% (d) => ({
               kind: "dovecot.mmap-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, size: d[1], path: d[3], error: d[5] }) %}
           | "Deleting corrupted cache: " cacheflaw         {% (d) => ({
               kind: "dovecot.cache-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: null, error: d[1] }) %}
           | recordhalf                                     {% first %}
           | "open(" halfpath ") failed: " denial         {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: "open", path: d[1], error: d[3] }) %}
           | "fscking index file " halfpath                 {% (d) => ({
               kind: "dovecot.index-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], error: null }) %}
halfpath  -> "/" upto("/dovecot.index") "/dovecot.index" [a-z0-9.]:*     {% text %}
# Permission denied (euid=2001(a) egid=8(mail) missing +r perm: /home/u/mail/.a/dovecot.index.log)
denial    -> errnoname permission:?                         {% text %}
permission -> " (euid=" until(": ") ": " halfpath ")"
