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
