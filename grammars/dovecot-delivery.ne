# Deliveries by LMTP and LDA, Sieve, LMTP connections. Included by dovecot.ne.

# ---------------------------------------------------------------- deliveries (lib-lda/mail-deliver.c, deliver_log_format)

# msgid=<x@a.example>: saved mail to INBOX       msgid=<x@a.example>: save failed to INBOX: Quota exceeded (mailbox for user is full)
# msgid=unspecified from=<ann@a.example> size=155980 vsize=157963 session=161ms delivery=134ms: saved mail to INBOX
delivery  -> "msgid=" messageid:? logsender:? logsize:? logvsize:? logsession:? logdelivery:? ": " delivered  {% (d) => ({
               kind: "dovecot.delivered", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               headerMessageId: d[1], sender: d[2], size: d[3], virtualSize: d[4], sessionTime: d[5], deliveryTime: d[6],
               outcome: d[8].outcome, mailbox: d[8].mailbox, error: d[8].error }) %}
           | barely                                         {% (d) => ({
               kind: "dovecot.delivered", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               headerMessageId: null, sender: null, size: null, virtualSize: null, sessionTime: null, deliveryTime: null,
               outcome: d[0].outcome, mailbox: d[0].mailbox, error: d[0].error }) %}
# saved mail to INBOX                                           (deliver_log_format = "%$"; a user name may begin like it: `lmtp(save failed to )<): …`)
barely    -> "saved mail to " until(": ", ")")                   {% (d) => ({ outcome: "saved", mailbox: d[1], error: null }) %}
           | "save failed to " not("open mailbox ") until(": ", ")") ": " deliveryerror      {% (d) => ({ outcome: "failed", mailbox: d[1], error: d[3] }) %}
logsender -> " from=" senderlogged                          {% second %}
senderlogged -> "<" upto(">") ">"                           {% second %}
           | senderword                                     {% text %}
senderword -> [0-9A-Za-z_.+=-] upto(" ", ":") colonmore:*
logsize   -> " size=" number                                {% second %}
logvsize  -> " vsize=" number                               {% second %}
logsession -> " session=" number "ms"                       {% second %}
logdelivery -> " delivery=" number "ms"                     {% second %}
# fields of the site's own: %s is the sender's subject
loosedelivery -> "msgid=" looseid:? logfields ": " delivered      {% (d) => ({
               kind: "dovecot.delivered", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               headerMessageId: d[1], sender: null, size: null, virtualSize: null, sessionTime: null, deliveryTime: null,
               outcome: d[4].outcome, mailbox: d[4].mailbox, error: d[4].error }) %}
           | sitesfield until(" msgid=", ":") laterid:? ": " delivered      {% (d) => ({
               kind: "dovecot.delivered", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               headerMessageId: d[2], sender: null, size: null, virtualSize: null, sessionTime: null, deliveryTime: null,
               outcome: d[4].outcome, mailbox: d[4].mailbox, error: d[4].error }) %}
# from=<bob@b.example>, msgid=<x@b.example>, size=512: saved mail to INBOX
sitesfield -> "from=" | "subject=" | "size=" | "vsize=" | "to=" | "sender="
laterid   -> " msgid=" laterword                            {% second %}
laterword -> looseid:? laterfields:?                        {% first %}
looseid   -> "<" until(">") ">" comma:?                     {% second %}
           | "unspecified" comma:?                          {% skip %}
           | not("<", "unspecified") until(":", " ")        {% text %}
laterfields -> " " [a-z] [a-z_]:* "=" until(": ", " msgid=")
delivered -> "saved mail to " until(": ")                   {% (d) => ({ outcome: "saved", mailbox: d[1], error: null }) %}
           | "save failed to open mailbox " until(": ") ": " deliveryerror      {% (d) => ({ outcome: "failed", mailbox: d[1], error: d[3] }) %}
           | "save failed to " not("open mailbox ") until(": ") ": " deliveryerror      {% (d) => ({ outcome: "failed", mailbox: d[1], error: d[3] }) %}
           | "rejected: " deliveryerror                     {% (d) => ({ outcome: "rejected", mailbox: null, error: d[1] }) %}
           | "forwarded to <" until(">") ">"                {% (d) => ({ outcome: "forwarded", mailbox: d[1], error: null }) %}
           | "stored mail into mailbox '" inquotes "'"      {% (d) => ({ outcome: "saved", mailbox: d[1], error: null }) %}
           | unrejected                                     {% (d) => ({ outcome: "rejected", mailbox: null, error: d[0] }) %}
# lib-lda/mail-send.c mail_send_rejection()
unrejected -> unrejectedtext                                {% text %}
unrejectedtext -> unrejectedwords deliveryerror
unrejectedwords -> "Auto-submitted message discarded: " | "Return-Path missing, rejection reason: " | "Temporarily failed to send rejection: " | "Permanently failed to send rejection: "
# A message id is the sender's: <x>: save failed to Trash       so no outcome may follow behind an outcome
deliveryerror -> not("saved mail to ", "save failed to ", "rejected: ", "forwarded to <", "stored mail into ")
           until(": saved mail to ", ": save failed to ", ": rejected: ", ": forwarded to <", ": stored mail into ")     {% text %}
# (nothing where the mail has none and the site's format does not say so: `msgid=: saved mail to INBOX`)
messageid -> "<" until(">") ">"                             {% second %}
           | "unspecified"                                  {% skip %}
           | not("<", "unspecified") until(":", " ")        {% text %}
# msgid=<x@b.example>, from=<bob@b.example>, size=512
logfields -> " " [a-z] [a-z_]:* "=" until(": ")

# ---------------------------------------------------------------- Sieve (pigeonhole lib-sieve/sieve-actions.c, cmd-redirect.c, cmd-vacation.c)

# sieve: msgid=<x@a.example>: fileinto action: stored mail into mailbox 'Logs'
sieve     -> sievetag sieveid:? sieveaction:? sieved        {% (d) => ({
               kind: "dovecot.sieve", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               headerMessageId: d[1], action: d[2], outcome: d[3].outcome, target: d[3].target, error: d[3].error }) %}
sievetag  -> "sieve: " | "imapsieve: "
sieveid   -> "msgid=" messageid:? ": "                        {% second %}
sieveaction -> actionword " action: "                       {% first %}
actionword -> actionname                                    {% text %}
actionname -> "fileinto" | "redirect" | "discard" | "reject" | "ereject" | "vacation" | "keep" | "notify" | "pipe" | "execute" | "filter" | "report"
           | "implicit keep" | "addflag" | "setflag"
# a mailbox name may hold quotes ('it's mine'), but not ": ", which an outcome would have behind it
sieved    -> "stored mail into mailbox '" inquotes "'"      {% (d) => ({ outcome: "stored", target: d[1], error: null }) %}
           | "left message in mailbox '" inquotes "'"       {% (d) => ({ outcome: "left", target: d[1], error: null }) %}
           | "failed to store into mailbox '" inquotes "': " deliveryerror        {% (d) => ({ outcome: "failed", target: d[1], error: d[3] }) %}
           | "store into mailbox '" until("'", ": ") "' " unstored      {% (d) => ({ outcome: d[3], target: d[1], error: null }) %}
           | "forwarded to <" until(">") ">"                {% (d) => ({ outcome: "forwarded", target: d[1], error: null }) %}
           | "discarded duplicate forward to <" until(">") ">"      {% (d) => ({ outcome: "duplicate forward", target: d[1], error: null }) %}
           | "failed to redirect message to <" until(">") ">: " deliveryerror      {% (d) => ({ outcome: "redirect failed", target: d[1], error: d[3] }) %}
           | "not forwarding message to <" until(">") ">: the 'x-sieve-redirected-from' header indicates a mail loop"       {% (d) => ({ outcome: "mail loop", target: d[1], error: null }) %}
           | "sent vacation response to <" until(">") ">"   {% (d) => ({ outcome: "vacation", target: d[1], error: null }) %}
           | "discarded duplicate vacation response to <" until(">") ">"        {% (d) => ({ outcome: "duplicate vacation", target: d[1], error: null }) %}
           | novacation                                     {% (d) => ({ outcome: "no vacation", target: d[0], error: null }) %}
           | "failed to send vacation response to " until(": ") ": <" until(">") "> (" until("(", ")") ")"      {% (d) => ({ outcome: "vacation failed", target: d[1], error: d[3] }) %}
           | "rejected message from <" upto(">") "> (" until("(", ")") ")"      {% (d) => ({ outcome: "rejected", target: d[1], error: null }) %}
           | "failed to send rejection message to <" until(">") ">: " deliveryerror        {% (d) => ({ outcome: "rejection failed", target: d[1], error: d[3] }) %}
           | norejection                                    {% (d) => ({ outcome: "no rejection", target: null, error: null }) %}
           | [mM] "arked message to be discarded if not explicitly delivered (discard action)"       {% (d) => ({ outcome: "discarded", target: null, error: null }) %}
           | "piped message to program `" until("'") "'"    {% (d) => ({ outcome: "piped", target: d[1], error: null }) %}
           | "failed to pipe message to program: " deliveryerror       {% (d) => ({ outcome: "pipe failed", target: null, error: d[1] }) %}
           | "sent '" until("'") "' report to <" until(">") ">"        {% (d) => ({ outcome: "report", target: d[3], error: null }) %}
# Failed to compile script `/home/a/.dovecot.sieve' (view user logfile `/home/a/.dovecot.sieve.log' for more information)
           | [fF] "ailed to compile script " scriptquote until("'") "'" userlog:?       {% (d) => ({ outcome: "not compiled", target: d[3], error: null }) %}
           | "Failed to open script '" until("'") "' for " until(" (") openwhy:?       {% (d) => ({ outcome: "not opened", target: d[1], error: d[4] }) %}
# Execution of script /home/a/.dovecot.sieve failed, but implicit keep was successful (user logfile … may reveal additional details)
           | "Execution of script " scriptpath ranbadly loghint:?      {% (d) => ({ outcome: d[2], target: d[1], error: null }) %}
           | "Encountered corrupt binary: re-compiling script " scriptlast     {% (d) => ({ outcome: "recompiled", target: d[1], error: null }) %}
unstored  -> "skipped" {% text %} | "aborted" {% text %}
scriptquote -> "`" | "'"
scriptpath -> "/" until(" failed", " was aborted", " ")     {% text %}
           | "'" until("'") "'"                             {% second %}
scriptlast -> "/" until(" ")                                {% text %}
           | "'" until("'") "'"                             {% second %}
ranbadly  -> " " rantext                                    {% second %}
rantext   -> ranwords                                       {% text %}
ranwords  -> "failed, but implicit keep was successful" | "failed with unsuccessful implicit keep" | "was aborted due to temporary failure"
           | "was aborted due to excessive resource usage"
userlog   -> " (view user logfile " scriptquote until("'") "' for more information)"
loghint   -> " (user logfile " until("(", ")") ")"
openwhy   -> " (" until("(", ")") ")"                       {% second %}
novacation -> "discarded vacation reply to <>"              {% skip %}
           | "discarded vacation reply to own address <" until(">") ">" asargument:?      {% second %}
           | "discarding vacation response " vacationless   {% second %}
           | "not sending vacation response to system address <" until(">") ">"      {% second %}
vacationless -> "to mailinglist recipient <" until(">") ">" {% second %}
           | "to auto-submitted message from <" until(">") ">"      {% second %}
           | "to precedence=" until(" ") " message from <" until(">") ">"      {% (d) => d[3] %}
           | "to message from <" until(">") "> ('" until("'") "' flag found in x-auto-response-suppress header)"      {% second %}
           | "for implicitly delivered message; no known (envelope) recipient address found in message headers (recipient=<" until(">") ">" until("(", ")") ")"      {% second %}
asargument -> " (as specified using :addresses argument)"
norejection -> "not sending reject message (skipped)" | "not sending reject message to <>" | "not sending reject message (would cause second response to sender)"
           | "reject action aborted: envelope recipient is <>"
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

# ---------------------------------------------------------------- submission (submission/submission-backend-relay.c)

# Successfully relayed message: from=<ann@a.example>, to=<bob@b.example>, size=1234, id=oXxV…, rcpt=1/1, reply=`250 2.0.0 OK'
relayed   -> relayedword " message: from=<" upto(">") ">" relayto:? ", size=" number relayid:? relaycount ", reply=`" upto("'") "'"      {% (d) => ({
               kind: "dovecot.relayed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               outcome: d[0], sender: d[2], recipient: d[4], size: d[6], reply: d[10] }) %}
relayedword -> "Successfully relayed"                       {% (d) => "relayed" %}
           | "Failed to relay"                              {% (d) => "failed" %}
relayto   -> ", to=<" upto(">") ">"                         {% second %}
relayid   -> ", id=" until(", ", " ")
relaycount -> ", nrcpt=" number | ", rcpt=" number "/" number
