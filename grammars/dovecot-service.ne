# The master process and what it says of its children. Included by dovecot.ne.

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
           | limitname " (" number ") reached" dropping:? extra:?      {% (d) => ({
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
dropping  -> ", client connections are being dropped"
limitname -> "process_limit" {% text %} | "client_limit/service_count" {% text %} | "client_limit" {% text %}

# ---------------------------------------------------------------- the master (master/main.c, service-monitor.c, master-settings.c)

master    -> mastered                                       {% (d) => ({
               kind: "dovecot.master", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               notice: d[0].notice, version: d[0].version, text: d[0].text }) %}
# Dovecot v2.3.19.1 (9b53102964) starting up for imap, pop3 (core dumps disabled)       Dovecot Pro v2.3.21 (47349e2482) starting up without any protocols
mastered  -> "Dovecot " edition:? "v" word revision:? " starting up" protocols:? coredumps:?       {% (d) => ({ notice: "start", version: d[3], text: d[6] }) %}
# Killed with signal 15 (by pid=48337 uid=0 code=kill)
           | "Killed with " stopper                         {% (d) => ({ notice: "stop", version: null, text: d[1] }) %}
           | "SIGHUP received - reloading configuration"    {% (d) => ({ notice: "reload", version: null, text: null }) %}
# service auth { client_limit=1000 } is lower than required under max. load (1328)
           | lowlimit                                       {% (d) => ({ notice: "limit-low", version: null, text: d[0] }) %}
# service(imap): command startup failed, throttling for 2.000 secs
# service(imap): fork() failed: Resource temporarily unavailable (ulimit -u 63 reached?)
throttling -> mastertag:? "service(" servicetext "): " troubled      {% (d) => d[4].kind === "dovecot.master" ? Object.assign(d[4], { text: d[2] }) : d[4] %}
troubled  -> "command startup failed, throttling for " [0-9.]:+ " secs"      {% (d) => ({
               kind: "dovecot.master", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               notice: "throttled", version: null, text: null }) %}
           | call                                           {% first %}
revision  -> " (" [0-9a-f]:+ ")"
edition   -> "Pro "
protocols -> " for " until(" (")                 {% second %}
           | " without any protocols"                       {% skip %}
coredumps -> " (core dumps " ("disabled" | "enabled") ")"
stopper   -> "signal " number " (by pid=" number " uid=" number " code=" until(")") ")"       {% text %}
lowlimit  -> "service " word " { client_limit=" number " } is lower than required under max. load (" number ")" rest       {% text %}
           | "fd limit (ulimit -n) is lower than required under max. load (" number " < " number "), because of " rest      {% text %}

# ---------------------------------------------------------------- assertions (lib/macros.h, lib/failures.c)

# file mail-index-sync-update.c: line 1019 (mail_index_sync_map): assertion failed: (map->hdr.indexid == index->indexid)
assertion -> "file " until(": ") ": line " number " (" until(")") "): " assertedtext      {% (d) => ({
               kind: "dovecot.assertion", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               file: d[1], sourceLine: d[3], function: d[5], text: d[7] }) %}
assertedtext -> assertedwords                               {% text %}
assertedwords -> "assertion failed: " rest | "unreached"

# ---------------------------------------------------------------- the clock (lib/ioloop.c, lib-master/master-service.c, master/main.c)

# Time moved backwards by 7 seconds, waiting for 180 secs until new services are launched again.       Time jumped forwards 17 seconds
timemoved -> "Time " moved direction byhow:? " " decimal " seconds" consequence:?      {% (d) => ({
               kind: "dovecot.time-moved", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               direction: d[2], seconds: Number(d[5]), consequence: d[7] }) %}
moved     -> "moved " | "just moved " | "jumped "
direction -> "backwards"                                    {% (d) => "backwards" %}
           | "forwards"                                     {% (d) => "forwards" %}
           | "forward"                                      {% (d) => "forwards" %}
byhow     -> " by"
consequence -> ", " rest                                    {% second %}
           | " - " rest                                     {% second %}
           | "." fullstop:?                                 {% second %}
fullstop  -> " " rest                                       {% second %}

# ---------------------------------------------------------------- certificates and keys (lib-ssl-iostream, login-common/ssl-proxy-openssl.c)

# Couldn't parse private ssl_key: error:0906D06C:PEM routines:PEM_read_bio:no start line
tlstrouble -> tlstext                                       {% (d) => ({
               kind: "dovecot.tls", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               error: d[0] }) %}
tlstext   -> tlswords                                       {% text %}
tlswords  -> tlsopening rest
tlsopening -> "Couldn't parse private " | "Can't load ssl_" | "Can't load private ssl_" | "Can't load SSL " | "Can't load alternative SSL " | "Can't load DH "
           | "There is no valid PEM certificate" | "SSL context initialization failed" | "Failed to initialize SSL " | "Failed to initialize ssl "
           | "Received invalid SSL certificate" | "Invalid certificate: " | "SSL certificate doesn't match expected host name " | "SSL certificate not received"
           | "SSL private key file is password protected" | "Couldn't initialize SSL " | "TLS initialization failed" | "Corrupted SSL "
           | "SSL: Stacked error: " | "SSL failed: where=" | "SSL alert: where="
