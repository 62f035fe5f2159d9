# Deliveries by LMTP and LDA, Sieve, LMTP connections. Included by dovecot.ne.

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

# ---------------------------------------------------------------- LMTP connections (lmtp/lmtp-client.c)

# Connect from local       Disconnect from 192.0.2.7: Logged out (state=READY)
lmtp      -> "Connect from " until(" ")                     {% (d) => ({
               kind: "dovecot.lmtp-connection", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               from: d[1], end: null }) %}
           | "Disconnect from " until(": ", " ") ": " rest  {% (d) => ({
               kind: "dovecot.lmtp-connection", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               from: d[1], end: d[3] }) %}
