# SMTP sessions: refused commands, sender verification, authentication. Included by exim-mainlog.ne.

# ================================================================ sessions

# H=mx.a.example (helo) [192.0.2.7]:4711 I=[198.51.100.1]:25 X=… CV=no F=<ann@a.example> A=login:ann temporarily rejected RCPT <bob@b.example>: relay not permitted
# U=root sender verify fail for <ann@a.example>: Unrouteable address
session   -> origin iface:? identified                  {% (d) => ({ kind: "session", at: "", pid: null, messageId: null, origin: d[0], interface: d[1], rest: d[2] }) %}
origin    -> "H=" peer                                  {% (d) => ({ peer: d[1], user: null }) %}
           | "U=" colonword                             {% (d) => ({ peer: null, user: d[1] }) %}
# Behind an ident, which the stranger's host chose, a reason must not hold a verdict of its own.
identified -> " U=" colonword connection:? sessioncipher:? sessionverified:? dn:? sni:? sessionsender:? auth:? spf:? dmarc:? guardedverdict
             {% (d) => ({ ident: d[1], connection: d[2], cipher: d[3], verified: d[4], dn: d[5], sni: d[6], sender: d[7], auth: d[8], verdict: d[11] }) %}
           | connection:? sessioncipher:? sessionverified:? dn:? sni:? sessionsender:? auth:? spf:? dmarc:? verdict
             {% (d) => ({ ident: null, connection: d[0], cipher: d[1], verified: d[2], dn: d[3], sni: d[4], sender: d[5], auth: d[6], verdict: d[9] }) %}
# F=<ann@a.example>       F=ann@a.example (local_scan and older versions)
sessionsender -> " F=<" bracketed ">" {% second %} | " F=" nakedsender {% second %}
nakedsender -> not("<") until(" ")                      {% first %}
sessioncipher -> " X=" colonword                        {% second %}
sessionverified -> " CV=" colonword                     {% second %}
verdict   -> temporarily:? " rejected " refused         {% (d) => ({ kind: "exim.reject", temporary: d[0], what: d[2] }) %}
           | " dropped by " until(": ", ") [") because:? {% (d) => ({ kind: "exim.reject", temporary: null, what: { verb: "dropped by", argument: d[1], reason: d[2] } }) %}
           | " sender verify " verifyoutcome " for <" bracketed ">" because:?
             {% (d) => ({ kind: "exim.sender-verify", temporary: d[1], address: d[3], reason: d[5] }) %}
           | " RCPT " refusedaddress ": discarded by " until(" ACL") " ACL" because:?
             {% (d) => ({ kind: "exim.discarded", recipient: d[1], by: d[3], reason: d[5] }) %}
           | " Warning: " innocent                      {% (d) => ({ kind: "exim.warning", text: d[1] }) %}
guardedverdict -> temporarily:? " rejected " guardedrefused {% (d) => ({ kind: "exim.reject", temporary: d[0], what: d[2] }) %}
           | " sender verify " verifyoutcome " for <" bracketed ">" guardedbecause:?
             {% (d) => ({ kind: "exim.sender-verify", temporary: d[1], address: d[3], reason: d[5] }) %}
           | " RCPT " refusedaddress ": discarded by " until(" ACL") " ACL" guardedbecause:?
             {% (d) => ({ kind: "exim.discarded", recipient: d[1], by: d[3], reason: d[5] }) %}
           | " Warning: " guardedtext                   {% (d) => ({ kind: "exim.warning", text: d[1] }) %}
temporarily -> " temporarily"                           {% flag %}
verifyoutcome -> "fail" {% skip %} | "defer" {% flag %}
refused   -> "RCPT " refusedaddress because:?           {% (d) => ({ verb: "RCPT", argument: d[1], reason: d[2] }) %}
           | "MAIL" refusedsender:? because:?           {% (d) => ({ verb: "MAIL", argument: d[1], reason: d[2] }) %}
           | refusedphase because:?                     {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1] }) %}
           | refusedcommand saidonce:?                  {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1] }) %}
guardedrefused -> "RCPT " refusedaddress guardedbecause:? {% (d) => ({ verb: "RCPT", argument: d[1], reason: d[2] }) %}
           | "MAIL" refusedsender:? guardedbecause:?    {% (d) => ({ verb: "MAIL", argument: d[1], reason: d[2] }) %}
           | refusedphase guardedbecause:?              {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1] }) %}
           | refusedcommand guardedonce:?               {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1] }) %}
refusedsender -> " " refusedaddress                     {% second %}
# <bob@b.example>       bob@b.example       (as the client sent it)
refusedaddress -> "<" bracketed ">" {% second %} | bareaddress {% first %}
bareaddress -> not("<") until(":", " ", "\"")           {% first %}
# connection in "connect" ACL       after DATA       during MIME ACL checks       by local_scan()       DATA
refusedphase -> "connection in " until(": ")            {% (d) => ({ verb: "connection in", argument: d[1] }) %}
           | "after " until(": ")                       {% (d) => ({ verb: "after", argument: d[1] }) %}
           | "during " until(": ")                      {% (d) => ({ verb: "during", argument: d[1] }) %}
           | "by " until(": ")                          {% (d) => ({ verb: "by", argument: d[1] }) %}
           | "DATA"                                     {% (d) => ({ verb: "DATA", argument: null }) %}
           | "STARTTLS"                                 {% (d) => ({ verb: "STARTTLS", argument: null }) %}
           | "QUIT"                                     {% (d) => ({ verb: "QUIT", argument: null }) %}
# EHLO or HELO whatever the client said       AUTH login       VRFY bob       ETRN #b.example: the text may hold ": ", so a reason may not
refusedcommand -> "EHLO or HELO " until(": ", ") [")    {% (d) => ({ verb: "EHLO or HELO", argument: d[1] }) %}
           | "AUTH " until(": ", ") [")                 {% (d) => ({ verb: "AUTH", argument: d[1] }) %}
           | "VRFY " until(": ", ") [")                 {% (d) => ({ verb: "VRFY", argument: d[1] }) %}
           | "EXPN " until(": ", ") [")                 {% (d) => ({ verb: "EXPN", argument: d[1] }) %}
           | "ETRN " until(": ", ") [")                 {% (d) => ({ verb: "ETRN", argument: d[1] }) %}
because   -> ": " innocent                              {% second %}
saidonce  -> ": " until(": ", ") [")                    {% second %}
guardedbecause -> ": " guardedtext                      {% second %}
guardedonce -> ": " until(": ", ") [", " rejected ")    {% second %}
# A HELO that holds ") [" looks like two hosts: then no text behind it may hold the second.
innocent  -> until(") [")                               {% first %}
guardedtext -> until(") [", " rejected ", " sender verify ") {% first %}

# rejected MAIL from (helo) [192.0.2.7]: no HELO/EHLO given       rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): x y
rejected  -> "rejected " rejectedwhat ": " innocent
             {% (d) => ({ kind: "exim.reject-command", at: "", pid: null, messageId: null, peer: null, interface: null, what: d[1], reason: d[3], record: null }) %}
rejectedwhat -> not("\"") until(": ", ") [") rejectedpeer:? {% text %}
rejectedpeer -> ") [" until(": ", ") [")
# F=<ann@a.example> temporarily rejected by non-SMTP ACL: text
# F=ann@a.example H=(helo) [192.0.2.7] P=esmtp rejected by local_scan(): text
nonsmtp   -> "F=" localsender localhost:? temporarily:? " rejected by " until(": ", ") [") because:?
             {% (d) => ({ kind: "exim.reject-local", at: "", pid: null, messageId: null, sender: d[1], temporary: d[3], by: d[5], reason: d[6], record: null }) %}
localsender -> "<" bracketed ">" {% second %} | nakedsender {% first %}
localhost -> sessionhost localprotocol:?
localprotocol -> " P=" word

# dovecot_login authenticator failed for mx.a.example (helo) [192.0.2.7]:4711 I=[198.51.100.1]:587: 535 Incorrect authentication data (set_id=ann)
# login authenticator failed H=relay.example [192.0.2.1] 535 5.7.8 Error: authentication failed
authentication -> mechanism " authenticator failed for " literalhost:? peer iface:? failedident:? failedconnection:? ": " answer login:?
             {% (d) => ({ kind: "exim.auth-failed", at: "", pid: null, messageId: null, mechanism: d[0], peer: d[3], interface: d[4], ident: d[5], answer: d[8], login: d[9] }) %}
sentauthentication -> mechanism " authenticator " sentoutcome " H=" peername " [" ip "]" port:? " " rest
             {% (d) => ({ kind: "exim.auth-failed-outgoing", at: "", pid: null, messageId: null, mechanism: d[0], peer: { name: d[4], ip: d[6], port: d[8] }, answer: d[10] }) %}
sentoutcome -> "failed" | "cancelled authentication"
mechanism -> [0-9A-Za-z_]:+                            {% text %}
literalhost -> "H="                                     {% skip %}
failedident -> " U=" colonword                          {% second %}
failedconnection -> " Ci=" colonword                    {% second %}
answer    -> until(" (set_id=", ") [")                  {% first %}
login     -> " (set_id=" loginname ")"                  {% second %}
loginname -> upto(")") loginmore:*                      {% text %}
loginmore -> ")" [^ )\n] upto(")")
