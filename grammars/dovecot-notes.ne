# Texts of which nothing more is needed, and texts that are known by their first words only. Included by dovecot.ne.

# ---------------------------------------------------------------- notes that need no action

notice    -> notetext                                       {% (d) => ({
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, text: d[0] }) %}
# Raw backtrace: #0 t_askpass[0x7f…] -> …                      (behind a Fatal or a Panic that has its own line)
notetext  -> "Raw backtrace: " rest                         {% skip %}

# ---------------------------------------------------------------- known by the first words only

cut       -> "Login: " rest                                 {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               method: null, ip: null, localIp: null, mailPid: null, security: null }) %}
           | "Logged in: " rest                             {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               method: null, ip: null, localIp: null, mailPid: null, security: null }) %}
           | cutword [:( ] rest                             {% (d) => ({
               kind: "dovecot.logout", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[2],
               reason: d[0], detail: null, bytesIn: null, bytesOut: null, counters: null }) %}
           | "mmap" rest                                    {% (d) => ({
               kind: "dovecot.mmap-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               mailbox: null, size: null, path: null, error: null }) %}
           | cutfamily rest                                 {% (d) => ({
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1], text: d[0] }) %}
cutword   -> endword {% text %} | tellword {% text %}
cutfamily -> "Mailbox " {% text %} | "msgid=" {% text %} | "sieve: " {% text %} | "service(" {% text %} | "master: service(" {% text %}
