# Dovecot's log, 2.2 to 2.4: its own file and syslog. Order of the start symbols: starts.json.
#
# Two stages. An envelope start reads up to the text; the first that matches is final. A body start must reach the line's end.
#
#   stamped     Jan 08 14:00:39 imap(ann@a.example)<1><s>: …      and through syslog: Jan  8 14:00:39 mx1 dovecot: imap(…)…: …
#   tagged      dovecot[442]: imap(…)…: …                          (a journal without its stamp)
#   levelled    Jan 08 14:00:39 Error: …                           (the service is cut off)
#   syslogged   Jan  8 14:00:39 mx1 dovecot: …                     (the same, through syslog)
#   crowded     Jan 08 14:00:39 imap(…                             (a user name with `)<` in it: only the service is certain)
#   bare        imap(ann@a.example): Error: …                      (the stamp is cut off)
#
#   debug       Debug: …                  recognised, never kept: with auth_debug_passwords these texts hold passwords
#   typed       a text that is known by its first bytes
#   mailboxed   Mailbox NAME: …           the name is the user's own
#   delivered22 SESSION: msgid=…          2.2 writes the session into the text
#   authtext    sql(…                     another text about an authentication: no system call, whatever the name says
#   called      CALL(…) failed: …         begins with any word
#   throttled   service(imap): command startup failed, …      (after typed: their first words are the same)
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

# ================================================================ envelope

# Jan 08 14:00:39 imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Error: …
stamped   -> stamp " " origin                               {% (d) => ({ stamp: d[0], origin: d[2] }) %}
# dovecot[442]: imap-login: Login: …
tagged    -> tag facility:? anyservice unit                 {% (d) => ({ stamp: "", origin: { host: null, service: d[2], level: null, unit: d[3] } }) %}
# Jan 08 14:00:39 Error: Corrupted index cache file /…          dovecot: Apr 23 11:16:05 Error: child 86116 (imap) killed with signal 11
levelled  -> oldtag:? stamp " " levelword ": "              {% (d) => ({ stamp: d[1], origin: { host: null, service: "", level: d[3], unit: null } }) %}
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

# dovecot: | dovecot[442]: | dovecot-backend[12]: | dovecot: [ID 702911 mail.info]       (instance_name; Solaris)
tag       -> "dovecot" instance:? process:? ": "
instance  -> [-_.] not("auth", "lda") until("[", ":", " ", "(")
facility  -> "[ID " [0-9]:+ " " [a-z0-9.]:+ "] "
oldtag    -> "dovecot: "
# with the program's name before it, any service: plugins and sites add their own
anyservice -> [a-z] [a-z0-9_-]:*                            {% text %}
service   -> servicename                                    {% text %}
servicename -> "aggregator" | "anvil" | "auth-worker" | "auth" | "config" | "deliver" | "dict-async" | "dict" | "director" | "dns-client"
           | "doveadm-server" | "doveadm" | "dovecot-auth" | "dovecot-lda" | "dsync-local" | "dsync-remote" | "dsync-server" | "dsync"
           | "imap-hibernate" | "imap-login" | "imap-urlauth-login" | "imap-urlauth-worker" | "imap-urlauth" | "imap"
           | "indexer-worker" | "indexer" | "ipc" | "lda" | "lmtp" | "log" | "managesieve-login" | "managesieve" | "master"
           | "old-stats" | "pop3-login" | "pop3" | "quota-status" | "replicator" | "script-login" | "script" | "ssl-params" | "stats"
           | "submission-login" | "submission"

# : | (ann@a.example): | (4711): | (4711, ann@a.example): | (ann@a.example)<4711><session>: | (ann@a.example,192.0.2.7,sasl:plain)<session>:
# What the texts mean depends on how many there are; src/parsers/dovecot-envelope.ts says so.
unit      -> ": "                                           {% skip %}
           | "(" upto(")<", "): ", ",") further:? ")" angles:? ": "     {% (d) => ({ first: d[1], further: d[2], angles: d[4] }) %}
angles    -> angle angle:?                                  {% (d) => ({ first: d[0], second: d[1] }) %}
further   -> "," upto(")<", "): ")                          {% second %}
angle     -> "<" upto(">", "<", ")") ">"                    {% second %}

levelword -> "Debug" {% text %} | "Info" {% text %} | "Warning" {% text %} | "Error" {% text %} | "Fatal" {% text %} | "Panic" {% text %}
level     -> levelword ": "                                 {% first %}

# ================================================================ bodies

debug     -> "Debug: " rest                                 {% (d) => ({ level: "Debug", mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: null } }) %}
typed     -> level:? body                                   {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
mailboxed -> level:? "Mailbox " until(": ") ": " index      {% (d) => ({ level: d[0], mailbox: d[2], event: d[4] }) %}
# jBt1EfjCMk3uMQAAm9eMBA: msgid=<x@a.example>: saved mail to INBOX
delivered22 -> level:? session22 ": " delivery              {% (d) => ({ level: d[0], mailbox: null, event: d[3] }) %}
# sql(mmap(size=1) failed with file .a,192.0.2.7,<s>): Password mismatch (given password: …)
authtext  -> level:? authwhole                              {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[1] } }) %}
called    -> level:? call                                   {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
           | level:? "Mailbox " until(": ") ": " strictcall {% (d) => ({ level: d[0], mailbox: d[2], event: d[4] }) %}
throttled -> level:? throttling                             {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
partly    -> level:? cut                                    {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
leveltext -> level rest                                     {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[1] } }) %}
othertext -> rest                                           {% (d) => ({ level: null, mailbox: null, event: {
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[0] } }) %}

session22 -> "<" until(">", " ") ">" | S S S S S S S S S:* (":" [0-9A-Za-z]:+):?
S         -> [0-9A-Za-z+/=]

body      -> login {% first %} | gone {% first %} | delivery {% first %} | sieve {% first %} | index {% first %} | memory {% first %}
           | child {% first %} | master {% first %} | behalf {% first %} | library {% first %} | lmtp {% first %} | auth {% first %} | pam {% first %} | notice {% first %}

# ---------------------------------------------------------------- logins (login-common/client-common.c)

# Login: user=<ann@a.example>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=48327, TLS, session=<AmKji+BHipV/AAAB>
# Logged in: user=<…>, …                                        (2.4)
login     -> loginword peer                                 {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: d[1].user, pid: null, session: d[1].session, level: null, partial: null,
               method: d[1].method, ip: d[1].ip, localIp: d[1].localIp, mailPid: d[1].mailPid, security: d[1].security }) %}
loginword -> "Login: " | "Logged in: "

# The end of a login process has the peer behind it, the end of a mail session its counters:
#   Disconnected: Connection closed (auth failed, 3 attempts in 20 secs): user=<ann>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, session=<s>
#   Aborted login (tried to use disallowed plaintext auth): rip=192.0.2.7, lip=192.0.2.1
#   Login aborted: Connection closed (no auth attempts in 1 secs) (no_auth_attempts): user=<>, rip=192.0.2.7, lip=192.0.2.1, TLS     (2.4)
#   Disconnected: Logged out in=104 out=11517 deleted=0 expunged=0
#   Connection closed: read(size=1024) failed: Connection reset by peer (UID FETCH running for 0.003 secs) in=5 out=6
gone      -> ending brackets:? tail:?                       {% (d) => d[2] !== null && d[2].peer !== null ? ({
               kind: "dovecot.login-failed", at: NaN, host: null, service: "", user: d[2].peer.user, pid: null, session: d[2].peer.session, level: null, partial: null,
               method: d[2].peer.method, ip: d[2].peer.ip, localIp: d[2].peer.localIp, mailPid: d[2].peer.mailPid, security: d[2].peer.security,
               reason: d[0], detail: d[1] === null ? null : d[1].text, attempts: d[1] === null ? null : d[1].attempts, seconds: d[1] === null ? null : d[1].seconds }) : ({
               kind: "dovecot.logout", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               reason: d[0], bytesIn: d[2] === null ? null : d[2].bytesIn, bytesOut: d[2] === null ? null : d[2].bytesOut }) %}
# what ended, when the words before the colon do not say it themselves
ending    -> endword endtext:?                              {% second %}
           | tellword upto(" (", ": user=<", ": method=", ": rip=", " in=", " bytes=", " top=")     {% text %}
endword   -> "Disconnected" | "Aborted login" | "Login aborted"
tellword  -> "Login failed" | "Connection closed" | "Logged out" | "Client has quit the connection" | "Remote closed connection"
           | "Maximum number of connections from user+IP exceeded"
endtext   -> ": " reason                                    {% second %}
           | " " idle                                       {% second %}
reason    -> [A-Z] upto(" (", ": user=<", ": method=", ": rip=", " in=", " bytes=", " top=")        {% text %}
idle      -> "for inactivity" {% text %} | "in " [A-Z]:+ {% text %}
brackets  -> detail extra:*                                 {% first %}
detail    -> " (" why ")"                                   {% second %}
extra     -> " (" inside ")"                                {% skip %}
why       -> "auth failed, " number " attempts" inseconds:? more:?      {% (d) => ({ text: "auth failed", attempts: d[1], seconds: d[3] }) %}
           | "no auth attempts" inseconds:?                 {% (d) => ({ text: "no auth attempts", attempts: 0, seconds: d[1] }) %}
           | whytext                                        {% (d) => ({ text: d[0], attempts: null, seconds: null }) %}
inseconds -> " in " number " secs"                          {% second %}
more      -> ", " inside                                    {% skip %}
whytext   -> not("auth failed, ", "no auth attempts") upto("(", ")") nested:*      {% text %}
# brackets within brackets:      (client didn't finish SASL auth (waited 2 secs))
inside    -> upto("(", ")") nested:*
nested    -> "(" upto("(", ")") ")" upto("(", ")")

tail      -> ": " peer                                      {% (d) => ({ peer: d[1], bytesIn: null, bytesOut: null }) %}
# imap_logout_format, managesieve_logout_format, pop3_logout_format; POP3 logs no sums
           | " in=" number " out=" number counter:*         {% (d) => ({ peer: null, bytesIn: d[1], bytesOut: d[3] }) %}
           | " bytes=" number "/" number                    {% (d) => ({ peer: null, bytesIn: d[1], bytesOut: d[3] }) %}
           | " top=" number "/" number ", retr=" number "/" number ", del=" number "/" number ", size=" number       {% (d) => ({ peer: null, bytesIn: null, bytesOut: null }) %}
counter   -> " " [a-z] [a-z_]:* "=" number

# login_log_format_elements; an element without a value is not printed. The name is the stranger's, and so may look like elements:
#   user=<x>, rip=192.0.2.66, lip=192.0.2.1, TLS: a>, method=PLAIN, rip=192.0.2.7, …
# Each element may stand once, in its order, and none of the texts may hold another element, so such a line is not typed.
peer      -> "user=<" upto(">, ") ">" asprocess:? method:? ", rip=" ip local:? mailpid:? security:? sessionid:?
             {% (d) => ({ user: d[1] === "" ? null : d[1], method: d[4], ip: d[6], localIp: d[7], mailPid: d[8], security: d[9], session: d[10] }) %}
           | "method=" mechanism ", rip=" ip local:? mailpid:? security:? sessionid:?
             {% (d) => ({ user: null, method: d[1], ip: d[3], localIp: d[4], mailPid: d[5], security: d[6], session: d[7] }) %}
           | "rip=" ip local:? mailpid:? security:? sessionid:?
             {% (d) => ({ user: null, method: null, ip: d[1], localIp: d[2], mailPid: d[3], security: d[4], session: d[5] }) %}
asprocess -> ", PID=" number
method    -> ", method=" mechanism                          {% second %}
mechanism -> [0-9A-Za-z_-]:+                                {% text %}
local     -> ", lip=" ip                                    {% second %}
mailpid   -> ", mpid=" number                               {% second %}
sessionid -> ", session=<" sessiontext ">"                  {% second %}
sessiontext -> [0-9A-Za-z+/=:._-]:+                         {% text %}
# TLS | secured | TLS handshaking: SSL_accept() failed: error:0A000126:SSL routines::unexpected eof while reading
# TLS: Disconnected, TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)
security  -> ", " cipher                                    {% second %}
           | ", " secured trouble:? alsocipher:?            {% second %}
secured   -> "TLS handshaking" {% text %} | "TLS handshake" {% text %} | "TLS" {% text %} | "secured" {% text %} | "SSL" {% text %}
trouble   -> ": " until(", user=<", ", PID=", ", method=", ", rip=", ", lip=", ", mpid=", ", session=<", ", TLS", ", SSL")
alsocipher -> ", " cipher
cipher    -> protocol " with cipher " [0-9A-Za-z_-]:+ " (" number "/" number " bits)"       {% first %}
protocol  -> "TLSv" [0-9.]:+ {% text %} | "SSLv" [0-9.]:+ {% text %}

# ---------------------------------------------------------------- deliveries (lib-lda/mail-deliver.c, deliver_log_format)

# msgid=<x@a.example>: saved mail to INBOX       msgid=<x@a.example>: save failed to INBOX: Quota exceeded (mailbox for user is full)
# msgid=unspecified from=<ann@a.example> size=155980 vsize=157963 session=161ms delivery=134ms: saved mail to INBOX
delivery  -> "msgid=" messageid logfields:? ": " delivered  {% (d) => ({
               kind: "dovecot.delivered", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               headerMessageId: d[1], outcome: d[4].outcome, mailbox: d[4].mailbox, error: d[4].error }) %}
delivered -> "saved mail to " until(": ")                   {% (d) => ({ outcome: "saved", mailbox: d[1], error: null }) %}
           | "save failed to open mailbox " until(": ") ": " deliveryerror      {% (d) => ({ outcome: "failed", mailbox: d[1], error: d[3] }) %}
           | "save failed to " not("open mailbox ") until(": ") ": " deliveryerror      {% (d) => ({ outcome: "failed", mailbox: d[1], error: d[3] }) %}
           | "rejected: " deliveryerror                     {% (d) => ({ outcome: "rejected", mailbox: null, error: d[1] }) %}
           | "forwarded to <" until(">") ">"                {% (d) => ({ outcome: "forwarded", mailbox: d[1], error: null }) %}
# A message id is the sender's: <x>: save failed to Trash       so no outcome may follow behind an outcome
deliveryerror -> not("saved mail to ", "save failed to ", "rejected: ", "forwarded to <", "stored mail into ")
           until(": saved mail to ", ": save failed to ", ": rejected: ", ": forwarded to <", ": stored mail into ")     {% text %}
messageid -> "<" until(">") ">"                             {% second %}
           | "unspecified"                                  {% skip %}
           | not("<", "unspecified") until(":", " ")        {% text %}
logfields -> " " [a-z] [a-z_]:* "=" until(": ")

# ---------------------------------------------------------------- Sieve (pigeonhole lib-sieve/sieve-actions.c, cmd-redirect.c, cmd-vacation.c)

# sieve: msgid=<x@a.example>: fileinto action: stored mail into mailbox 'Logs'
sieve     -> "sieve: " sieveid:? sieveaction:? sieved       {% (d) => ({
               kind: "dovecot.sieve", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               headerMessageId: d[1], action: d[2], outcome: d[3].outcome, target: d[3].target, error: d[3].error }) %}
sieveid   -> "msgid=" messageid ": "                        {% second %}
sieveaction -> actionword " action: "                       {% first %}
actionword -> actionname                                    {% text %}
actionname -> "fileinto" | "redirect" | "discard" | "reject" | "ereject" | "vacation" | "keep" | "notify" | "pipe" | "execute" | "filter" | "report"
# a mailbox name may hold quotes ('it's mine'), but not ": ", which an outcome would have behind it
sieved    -> "stored mail into mailbox '" inquotes "'"        {% (d) => ({ outcome: "stored", target: d[1], error: null }) %}
           | "left message in mailbox '" inquotes "'"         {% (d) => ({ outcome: "left", target: d[1], error: null }) %}
           | "failed to store into mailbox '" inquotes "': " deliveryerror        {% (d) => ({ outcome: "failed", target: d[1], error: d[3] }) %}
           | "forwarded to <" until(">") ">"                {% (d) => ({ outcome: "forwarded", target: d[1], error: null }) %}
           | "discarded duplicate forward to <" until(">") ">"      {% (d) => ({ outcome: "duplicate forward", target: d[1], error: null }) %}
           | "sent vacation response to <" until(">") ">"   {% (d) => ({ outcome: "vacation", target: d[1], error: null }) %}
           | "discarded duplicate vacation response to <" until(">") ">"        {% (d) => ({ outcome: "duplicate vacation", target: d[1], error: null }) %}
           | "rejected message from <" upto(">") "> (" until("(", ")") ")"      {% (d) => ({ outcome: "rejected", target: d[1], error: null }) %}
           | [mM] "arked message to be discarded if not explicitly delivered (discard action)"       {% (d) => ({ outcome: "discarded", target: null, error: null }) %}
           | "piped message to program `" until("'") "'"    {% (d) => ({ outcome: "piped", target: d[1], error: null }) %}
# Failed to compile script `/home/a/.dovecot.sieve' (view user logfile `/home/a/.dovecot.sieve.log' for more information)
           | [fF] "ailed to compile script `" until("'") "' (view user logfile `" until("'") "' for more information)"        {% (d) => ({ outcome: "not compiled", target: d[2], error: null }) %}
inquotes  -> until("'", ": ") quote:*                       {% text %}
quote     -> "'" until("'", ":")

# ---------------------------------------------------------------- index files (lib-index/mail-index.c, mail-cache.c, mail-index-map-read.c)

# [Mailbox Logs: ]mmap(size=1395104500) failed with file /home/a/mail/.Logs/dovecot.index.cache: Cannot allocate memory
# mmap() failed with file … (to 2.2.13)       mmap_anon(/…/dovecot.index.cache, 1395104500) failed: … (mmap_disable = yes)
index     -> mmapped                                        {% (d) => ({
               kind: "dovecot.mmap-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, size: d[0].size, path: d[0].path, error: d[0].error }) %}
           | cachebroken                                    {% (d) => ({
               kind: "dovecot.cache-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[0].path, error: d[0].error }) %}
           | indexbroken                                    {% (d) => ({
               kind: "dovecot.index-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[0].path, error: d[0].error }) %}
mmapped   -> "mmap(" mapsize:? ") failed" mapfile:? ": " errno          {% (d) => ({ size: d[1], path: d[3], error: d[5] }) %}
           | "mmap(" bracketpath ") failed: " errno         {% (d) => ({ size: null, path: d[1], error: d[3] }) %}
           | "mmap_istream.mmap(" bracketpath ") failed: " errno        {% (d) => ({ size: null, path: d[1], error: d[3] }) %}
           | "mmap_anon(" bracketpath ", " number ") failed: " errno    {% (d) => ({ size: d[3], path: d[1], error: d[5] }) %}
           | "mmap_anon(" number ") failed: " errno         {% (d) => ({ size: d[1], path: null, error: d[3] }) %}
mapsize   -> "size=" number                                 {% second %}
mapfile   -> " with file " path                             {% second %}
# Corrupted index cache file (to 2.3.10), Deleting corrupted cache (from 2.3.13): Dovecot mends it itself
cachebroken -> "Deleting corrupted cache: " cacheflaw            {% (d) => ({ path: null, error: d[1] }) %}
           | "Deleting corrupted cache record uid=" number ": " cacheflaw    {% (d) => ({ path: null, error: d[3] }) %}
           | "UID " number ": Deleting corrupted cache record: " cacheflaw   {% (d) => ({ path: null, error: d[3] }) %}
           | "Corrupted index cache file " path ": " cacheflaw   {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Corrupted record in index cache file " path ": " cacheflaw     {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Cache file " path ": File is too large - deleting"        {% (d) => ({ path: d[1], error: "File is too large" }) %}
indexbroken -> "Corrupted index file " path ": " flaw       {% (d) => ({ path: d[1], error: d[3] }) %}
# Corrupted transaction log file /…/dovecot.index.log seq 2: Invalid transaction log size (sync_offset=40)
           | "Corrupted transaction log file " pathseq " seq " number ": " flaw      {% (d) => ({ path: d[1], error: d[5] }) %}
           | "Transaction log file " path ": marked corrupted"          {% (d) => ({ path: d[1], error: "marked corrupted" }) %}
           | "Index file " path ": indexid changed: " flaw  {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Log synchronization error at seq=" number ",offset=" number " for " path ": " flaw      {% (d) => ({ path: d[5], error: d[7] }) %}
           | "Fixed index file " path ": " flaw             {% (d) => ({ path: d[1], error: d[3] }) %}
           | "fscking index file " path                     {% (d) => ({ path: d[1], error: null }) %}
# a path may hold blanks, but not ": "; documentation shortens it to .../
path      -> [/.] upto(": ")                                {% text %}
pathseq   -> "/" upto(" seq", ":")                        {% text %}
bracketpath -> "/" upto(") failed: ", ", ", ": ")           {% text %}
# strerror(3) of glibc, and Dovecot's own reasons in its place. Closed, because a mailbox may be called
# `a: mmap(size=1) failed with file /x`, and any text of Dovecot may follow that name.
errno     -> errnoname                                      {% text %}
errnodetail -> errnoname errnobracket:?                     {% text %}
errnobracket -> " (" inside ")"
errnoname -> "Address already in use" | "Argument list too long" | "Bad address" | "Bad file descriptor" | "Bad message" | "Broken pipe"
           | "Cached message size smaller than expected" | "Cannot allocate memory" | "Connection refused" | "Connection reset by peer"
           | "Connection timed out" | "Device or resource busy" | "Directory not empty" | "Disk quota exceeded" | "Exec format error"
           | "File exists" | "File name too long" | "File too large" | "Function not implemented" | "Illegal seek" | "Input/output error"
           | "Interrupted system call" | "Invalid argument" | "Invalid cross-device link" | "Is a directory" | "No child processes"
           | "No locks available" | "No space left on device" | "No such device or address" | "No such device" | "No such file or directory"
           | "No such process" | "Not a directory" | "Not supported" | "Operation not permitted" | "Operation not supported"
           | "Operation timed out" | "Out of memory" | "Permission denied" | "Protocol error" | "Read-only file system"
           | "Remote I/O error" | "Resource deadlock avoided" | "Resource temporarily unavailable" | "Stale file handle"
           | "Stale NFS file handle" | "Structure needs cleaning" | "Text file busy" | "Timer expired" | "Too many levels of symbolic links"
           | "Too many links" | "Too many open files in system" | "Too many open files" | "Transport endpoint is not connected"
           | "Value too large for defined data type"
# mail_cache_set_corrupted(), all versions; closed for the same reason
cacheflaw -> cacheflawtext                                  {% text %}
cacheflawtext -> cacheflawhead upto("(", ")", ": ") flawbracket:*
cacheflawhead -> "Broken " | "Cache file too large" | "Cache record offset " | "Corrupted " | "Duplicated field in header: " | "File too small"
           | "Too many continued " | "Unsupported " | "field " | "file_seq is 0" | "header " | "invalid " | "missing header fields"
           | "next_offset in field header " | "record " | "registered field " | "reset_id mismatch "
# Behind a mailbox name a ": " stands only in brackets, and every bracket is closed, or it could be the name's:
#   Permission denied (euid=2001(a) egid=8(mail) missing +r perm: /home/a/mail/.Logs/dovecot.index.log)
flaw      -> until("(", ")", ": ") flawbracket:*       {% text %}
flawbracket -> "(" inside ")" upto("(", ")", ": ")

# ---------------------------------------------------------------- other system calls

# open(/home/a/mail/.Logs/dovecot.index.log) failed: Permission denied (euid=2001(a) …)       net_connect_unix(imap) failed: Resource temporarily unavailable
# pread_full() failed with file /…/dovecot.index.cache: Input/output error
# master(imap): read() failed: Remote closed connection (destination service { process_limit } reached?) (client-pid=48534, …)
call      -> callname argument failing            {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: d[0], path: d[2].path === null ? d[1] : d[2].path, error: d[2].error }) %}
# behind a mailbox name, only with an error of the system
strictcall -> callname argument denied                      {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: d[0], path: d[2].path === null ? d[1] : d[2].path, error: d[2].error }) %}
denied    -> " failed: " errnodetail                        {% (d) => ({ path: null, error: d[1] }) %}
           | " failed with file " path ": " errnodetail     {% (d) => ({ path: d[1], error: d[3] }) %}
behalf    -> "master(" until(")") "): " call                {% (d) => d[3] %}
# imap: Error: dovecot/imap: error while loading shared libraries: libdovecot-storage.so.0: failed to map segment from shared object
# (written by ld.so under a vsz_limit that is too low; the child then dies with error 127)
library   -> "dovecot/" until(": ", " ") ": error while loading shared libraries: " until(": ") ": " until(": ")       {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: "load", path: d[3], error: d[5] }) %}
callname  -> [a-z] [a-z0-9_.]:*                             {% text %}
argument  -> "()"                                           {% skip %}
           | "(" argumenttext ")"                           {% second %}
argumenttext -> [^):] upto(") failed", ": ")                {% text %}
failing   -> " failed: " flaw                               {% (d) => ({ path: null, error: d[1] }) %}
           | " failed with file " path ": " flaw            {% (d) => ({ path: d[1], error: d[3] }) %}

# ---------------------------------------------------------------- memory (lib/mempool-*.c, data-stack.c)

# pool_system_realloc(16777216): Out of memory       data stack: Out of memory when allocating 134217768 bytes
memory    -> memorycall                                     {% (d) => ({
               kind: "dovecot.out-of-memory", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               call: d[0].call, bytes: d[0].bytes }) %}
memorycall -> allocator "(" number "): Out of memory"       {% (d) => ({ call: d[0], bytes: d[2] }) %}
           | "calloc(1, " number "): Out of memory"         {% (d) => ({ call: "calloc", bytes: d[1] }) %}
           | "data stack: Out of memory when allocating " number " bytes"      {% (d) => ({ call: "data stack", bytes: d[1] }) %}
           | codec ": Out of memory"                        {% (d) => ({ call: d[0], bytes: null }) %}
           | "Out of memory"                                {% (d) => ({ call: null, bytes: null }) %}
allocator -> allocatorname                                  {% text %}
allocatorname -> "pool_system_malloc" | "pool_system_realloc" | "pool_alloconly_realloc" | "pool_allocfree_malloc" | "block_alloc"
           | "OpenSSL: malloc" | "OpenSSL: realloc"
codec     -> codecname                                      {% text %}
codecname -> "zlib" | "bzlib" | "lzma" | "zstd" | "t_push()" | "deflateInit()"

# ---------------------------------------------------------------- the master on its children (master/service-process.c)

# master: service(imap): child 48682 returned error 83 (Out of memory (service imap { vsz_limit=32 MB }, you may need to increase it) - set CORE_…)
# service(imap-login): child 1234 killed with signal 11 (core not dumped - https://…) [last ip=192.0.2.7]
# child 86116 (imap) killed with signal 11                      (1.x)
child     -> mastertag:? "service(" servicetext "): " serviceevent       {% (d) => Object.assign(d[4], { of: d[2] }) %}
           | "child " number " (" servicetext ") " died     {% (d) => Object.assign(d[5], { of: d[3], child: d[1] }) %}
mastertag -> "master: "
servicetext -> until(")")                                   {% text %}
serviceevent -> "child " number " " died                    {% (d) => Object.assign(d[3], { child: d[1] }) %}
# process_limit (100) reached, client connections are being dropped       client_limit (1000) reached, … (pid=12, reuse_port=yes)
           | limitname " (" number ") reached, client connections are being dropped" extra:?      {% (d) => ({
               kind: "dovecot.limit-reached", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               of: "", limit: d[0], value: d[2] }) %}
died      -> "returned error " number exitreason:? lastip:? {% (d) => ({
               kind: "dovecot.child-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               of: "", child: 0, error: d[1], vszLimit: d[2] === null ? null : d[2].vszLimit, text: d[2] === null ? null : d[2].text }) %}
           | "killed with signal " number killreason:? lastip:?        {% (d) => ({
               kind: "dovecot.child-killed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               of: "", child: 0, signal: d[1], text: d[2] }) %}
# error 83 names the limit unless it is 0; 80 to 82 log, 84 exec, 89 Fatal failure
exitreason -> " (Out of memory" limited:? ")"               {% (d) => ({ vszLimit: d[1], text: "Out of memory" }) %}
           | " (" exittext ")"                              {% (d) => ({ vszLimit: null, text: d[1] }) %}
limited   -> " (service " word " { vsz_limit=" number " MB }, you may need to increase it)" coredump:?      {% (d) => d[3] %}
exittext  -> [^O()] inside                                  {% text %}
coredump  -> " - " until("(", ")") nested:*
killreason -> " (" killtext ")"                             {% second %}
killtext  -> inside                                         {% text %}
lastip    -> " [last ip=" ip "]"
limitname -> "process_limit" {% text %} | "client_limit/service_count" {% text %} | "client_limit" {% text %}

# ---------------------------------------------------------------- the master (master/main.c, service-monitor.c, master-settings.c)

master    -> mastered                                       {% (d) => ({
               kind: "dovecot.master", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               notice: d[0].notice, version: d[0].version, text: d[0].text }) %}
# Dovecot v2.3.19.1 (9b53102964) starting up for imap, pop3 (core dumps disabled)
mastered  -> "Dovecot v" word revision:? " starting up" protocols:? " (core dumps " coredumps ")"       {% (d) => ({ notice: "start", version: d[1], text: d[4] }) %}
# Killed with signal 15 (by pid=48337 uid=0 code=kill)
           | "Killed with " stopper                         {% (d) => ({ notice: "stop", version: null, text: d[1] }) %}
           | "SIGHUP received - reloading configuration"    {% (d) => ({ notice: "reload", version: null, text: null }) %}
# service auth { client_limit=1000 } is lower than required under max. load (1328)
           | lowlimit                                       {% (d) => ({ notice: "limit-low", version: null, text: d[0] }) %}
# service(imap): command startup failed, throttling for 2.000 secs
throttling -> mastertag:? "service(" servicetext "): command startup failed, throttling for " [0-9.]:+ " secs"      {% (d) => ({
               kind: "dovecot.master", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               notice: "throttled", version: null, text: d[2] }) %}
revision  -> " (" [0-9a-f]:+ ")"
protocols -> " for " until(" (")                 {% second %}
coredumps -> "disabled" | "enabled"
stopper   -> "signal " number " (by pid=" number " uid=" number " code=" until(")") ")"       {% text %}
lowlimit  -> "service " word " { client_limit=" number " } is lower than required under max. load (" number ")" rest       {% text %}
           | "fd limit (ulimit -n) is lower than required under max. load (" number " < " number "), because of " rest      {% text %}

# ---------------------------------------------------------------- LMTP connections (lmtp/lmtp-client.c)

# Connect from local       Disconnect from 192.0.2.7: Logged out (state=READY)
lmtp      -> "Connect from " until(" ")                     {% (d) => ({
               kind: "dovecot.lmtp-connection", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               from: d[1], end: null }) %}
           | "Disconnect from " until(": ", " ") ": " rest  {% (d) => ({
               kind: "dovecot.lmtp-connection", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               from: d[1], end: d[3] }) %}

# ---------------------------------------------------------------- authentication (auth/auth-request.c)

# passwd-file(ann@a.example,192.0.2.7,<sp1rrOFHzZd/AABN>): Password mismatch       ldap(dog,192.0.2.7,): invalid credentials
# conn unix:auth-worker (pid=58074,uid=109): auth-worker<4>: sql(ann@a.example,192.0.2.7): unknown user
# sql: Password mismatch (given password: hunter2)              (2.4: the user stands in the prefix)
# The name may be `x,192.0.2.66): unknown user (given password: `, and a password may be anything (auth_verbose_passwords): it is read over,
# never kept, and holds no "): " in a typed line.
auth      -> worker:? database who:? ": " verdict secret:?  {% (d) => ({
               kind: "dovecot.auth-failed", at: NaN, host: null, service: "", user: d[2] === null ? null : d[2].user, pid: null, session: d[2] === null ? null : d[2].session,
               level: null, partial: null, database: d[1], ip: d[2] === null ? null : d[2].ip, verdict: d[4] }) %}
authwhole -> databasename "(" rest                          {% text %}
worker    -> "conn unix:" [a-z-]:+ " (" until(")") "): auth-worker<" number ">: "
database  -> databasename                                   {% text %}
databasename -> "auth" | "bsdauth" | "checkpassword" | "cram-md5" | "dict" | "digest-md5" | "external" | "imap" | "ldap" | "login" | "lua" | "oauth2"
           | "oauthbearer" | "pam" | "passwd-file" | "passwd" | "plain" | "policy" | "scram-sha-1" | "scram-sha-256" | "shadow" | "sql" | "static"
           | "userdb" | "vpopmail" | "xoauth2"
who       -> "(" upto(",", ")") whence:? ")"                {% (d) => ({ user: d[1] === "?" || d[1] === "" ? null : d[1], ip: d[2] === null ? null : d[2].ip, session: d[2] === null ? null : d[2].session }) %}
whence    -> ",<" sessiontext ">"                           {% (d) => ({ ip: null, session: d[1] }) %}
           | "," whenceip authsession:?                     {% (d) => ({ ip: d[1], session: d[2] }) %}
whenceip  -> ip                                             {% first %}
authsession -> ",<" sessiontext ">"                         {% second %}
           | ",master"                                      {% skip %}
           | ","                                            {% skip %}
verdict   -> verdictword                                    {% text %}
           | "pam_authenticate() failed: " until(" (given", " (SHA1", " - trying", "):")     {% text %}
           | "pam_acct_mgmt() failed: " until(" (given", " (SHA1", " - trying", "):")     {% text %}
verdictword -> "unknown user" | "Password mismatch" bind:? | "password mismatch" | "invalid credentials" | "Empty username" | "Invalid username"
           | "user not found from userdb" | "User unknown" | "User found from deny passdb" | "user disabled" | "password expired"
           | "nopassword set but password is non-empty" | "No password returned (and no nopassword)"
bind      -> " (for LDAP bind)"
secret    -> " (given password: " upto("): ") | " (SHA1 of given password: " upto("): ") | " - trying the next " [a-z]:+

# pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=ann rhost=192.0.2.7  user=root
# (written by PAM through Dovecot's own syslog tag)
pam       -> "pam_unix(" until(")") "): authentication failure; logname=" upto(" ") " uid=" number " euid=" number " tty=" until(" ") " ruser=" upto(" ") " rhost=" ip pamuser:?      {% (d) => ({
               kind: "dovecot.auth-failed", at: NaN, host: null, service: "", user: d[11], pid: null, session: null, level: null, partial: null,
               database: "pam", ip: d[13], verdict: "authentication failure" }) %}
pamuser   -> "  user=" until(" ")

# ---------------------------------------------------------------- notes that need no action

notice    -> notetext                                       {% (d) => ({
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[0] }) %}
# Raw backtrace: #0 t_askpass[0x7f…] -> …                      (behind a Fatal or a Panic that has its own line)
notetext  -> "Raw backtrace: " rest                         {% skip %}
           | timemoved                                      {% text %}
timemoved -> "Time " ("moved" | "just moved" | "jumped") " " ("backwards" | "forward") rest

# ---------------------------------------------------------------- known by the first words only

cut       -> "Login: " rest                                 {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               method: null, ip: null, localIp: null, mailPid: null, security: null }) %}
           | "Logged in: " rest                             {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               method: null, ip: null, localIp: null, mailPid: null, security: null }) %}
           | cutword [:( ] rest                             {% (d) => ({
               kind: "dovecot.logout", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[2],
               reason: d[0], bytesIn: null, bytesOut: null }) %}
           | "mmap" rest                                    {% (d) => ({
               kind: "dovecot.mmap-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               mailbox: null, size: null, path: null, error: null }) %}
           | cutfamily rest                                 {% (d) => ({
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1], text: d[0] }) %}
cutword   -> endword {% text %} | tellword {% text %}
cutfamily -> "Mailbox " {% text %} | "msgid=" {% text %} | "sieve: " {% text %} | "service(" {% text %} | "master: service(" {% text %}

# ================================================================ the right half of `Mailbox NAME: …`, for the resolver

# Mailbox a: mmap(size=1) failed with file b: mmap(size=1395104500) failed with file /home/u/mail/.a: mmap(size=1) failed with file b/dovecot.index.cache: Cannot allocate memory
# The path ends at /dovecot.index…, whatever the name puts before it.
halves    -> "mmap(size=" number ") failed with file " halfpath ": " errno     {% (d) => ({
               kind: "dovecot.mmap-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, size: d[1], path: d[3], error: d[5] }) %}
           | "Deleting corrupted cache: " cacheflaw         {% (d) => ({
               kind: "dovecot.cache-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: null, error: d[1] }) %}
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
