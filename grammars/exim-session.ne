# SMTP sessions: refused commands, sender verification, authentication. Included by exim-mainlog.ne.

# ================================================================ sessions

# H=mx.a.example (helo) [192.0.2.7]:4711 I=[198.51.100.1]:25 X=… CV=no F=<ann@a.example> A=login:ann temporarily rejected RCPT <bob@b.example>: relay not permitted
# U=root sender verify fail for <ann@a.example>: Unrouteable address
session   -> acldnssec:? origin iface:? identified      {% (d) => ({ kind: "session", at: "", pid: null, messageId: null, origin: d[1], interface: d[2], rest: d[3] }) %}
# The blank stands in front of DS (4.88 on):  DSH=mx.a.example [192.0.2.7] rejected …
acldnssec -> " DS"
origin    -> "H=" peer                                  {% (d) => ({ peer: d[1], user: null }) %}
           | "U=" colonword                             {% (d) => ({ peer: null, user: d[1] }) %}
# Behind an ident, which the stranger's host chose, a reason must not hold a verdict of its own.
identified -> " U=" colonword connection:? sessioncipher:? sessionverified:? dn:? sni:? sessionsender:? auth:? spf:? dmarc:? guardedverdict
             {% (d) => ({ ident: d[1], connection: d[2], cipher: d[3], verified: d[4], dn: d[5], sni: d[6], sender: d[7], auth: d[8], verdict: d[11] }) %}
           | connection:? sessioncipher:? sessionverified:? claimed
             {% (d) => ({ ident: null, connection: d[0], cipher: d[1], verified: d[2], dn: d[3].dn, sni: d[3].sni, sender: d[3].sender, auth: d[3].auth, verdict: d[3].verdict }) %}
# The same behind a certificate's name and a server name: the client chose both, and quotes in them are not escaped.
#   DN="CN=a" F=<x@y> rejected RCPT <z@z>: q" F=<ann@a.example> rejected RCPT <bob@b.example>: relay not permitted
claimed   -> dn sni:? sessionsender:? auth:? spf:? dmarc:? guardedverdict
             {% (d) => ({ dn: d[0], sni: d[1], sender: d[2], auth: d[3], verdict: d[6] }) %}
           | sni sessionsender:? auth:? spf:? dmarc:? guardedverdict
             {% (d) => ({ dn: null, sni: d[0], sender: d[1], auth: d[2], verdict: d[5] }) %}
           | sessionsender:? auth:? spf:? dmarc:? verdict
             {% (d) => ({ dn: null, sni: null, sender: d[0], auth: d[1], verdict: d[4] }) %}
# F=<ann@a.example>       F=ann@a.example (local_scan and older versions)
sessionsender -> " F=<" bracketed ">" {% second %} | " F=" nakedsender {% second %}
nakedsender -> not("<") until(" ")                      {% first %}
sessioncipher -> " X=" colonword                        {% second %}
sessionverified -> " CV=" colonword                     {% second %}
verdict   -> temporarily:? " rejected " refused         {% (d) => ({ kind: "exim.reject", temporary: d[0], what: d[2] }) %}
           | " dropped by " until(": ", ") [") because:? {% (d) => ({ kind: "exim.reject", temporary: null, what: { verb: "dropped by", argument: d[1], reason: d[2], partial: null } }) %}
           | " sender verify " verifyoutcome " for <" bracketed ">" because:?
             {% (d) => ({ kind: "exim.sender-verify", temporary: d[1], address: d[3], reason: d[5] }) %}
           | " RCPT " refusedaddress ": discarded by " until(" ACL") " ACL" because:?
             {% (d) => ({ kind: "exim.discarded", recipient: d[1], by: d[3], reason: d[5] }) %}
           | " Warning: " innocent                      {% (d) => ({ kind: "exim.warning", text: d[1] }) %}
guardedverdict -> temporarily:? " rejected " guardedrefused {% (d) => ({ kind: "exim.reject", temporary: d[0], what: d[2] }) %}
           | " dropped by " until(": ", ") [") guardedbecause:? {% (d) => ({ kind: "exim.reject", temporary: null, what: { verb: "dropped by", argument: d[1], reason: d[2], partial: null } }) %}
           | " sender verify " verifyoutcome " for <" bracketed ">" guardedbecause:?
             {% (d) => ({ kind: "exim.sender-verify", temporary: d[1], address: d[3], reason: d[5] }) %}
           | " RCPT " refusedaddress ": discarded by " until(" ACL") " ACL" guardedbecause:?
             {% (d) => ({ kind: "exim.discarded", recipient: d[1], by: d[3], reason: d[5] }) %}
           | " Warning: " guardedtext                   {% (d) => ({ kind: "exim.warning", text: d[1] }) %}
temporarily -> " temporarily"                           {% flag %}
verifyoutcome -> "fail" {% skip %} | "defer" {% flag %}
refused   -> "RCPT " refusedaddress because:?           {% (d) => ({ verb: "RCPT", argument: d[1], reason: d[2], partial: null }) %}
           | "MAIL" refusedsender:? because:?           {% (d) => ({ verb: "MAIL", argument: d[1], reason: d[2], partial: null }) %}
           | refusedphase because:?                     {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1], partial: null }) %}
           | refusedcommand saidonce:?                  {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1], partial: null }) %}
guardedrefused -> "RCPT " refusedaddress guardedbecause:? {% (d) => ({ verb: "RCPT", argument: d[1], reason: d[2], partial: null }) %}
           | "MAIL" refusedsender:? guardedbecause:?    {% (d) => ({ verb: "MAIL", argument: d[1], reason: d[2], partial: null }) %}
           | refusedphase guardedbecause:?              {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1], partial: null }) %}
           | refusedcommand guardedonce:?               {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1], partial: null }) %}
refusedsender -> " " refusedaddress                     {% second %}
# <bob@b.example>       bob@b.example       (as the client sent it)
refusedaddress -> "<" bracketed ">" {% second %} | bareaddress {% first %}
bareaddress -> not("<") until(": ", " ", "\"")          {% first %}
# connection in "connect" ACL       after DATA       during MIME ACL checks       by local_scan()       DATA
refusedphase -> "connection in " until(": ")            {% (d) => ({ verb: "connection in", argument: d[1] }) %}
           | "after " until(": ")                       {% (d) => ({ verb: "after", argument: d[1] }) %}
           | "during " until(": ")                      {% (d) => ({ verb: "during", argument: d[1] }) %}
           | "by " until(": ")                          {% (d) => ({ verb: "by", argument: d[1] }) %}
           | commandless " ":?                          {% (d) => ({ verb: d[0], argument: null }) %}
# AUTH plain AGFubgBzZWNyZXQ=       what stands behind the mechanism is a password
           | "AUTH " mechanismname secret:?             {% (d) => ({ verb: "AUTH", argument: d[1] }) %}
# (a blank behind the command where its argument would stand)       rejected STARTTLS       rejected DKIM
commandless -> "DATA" {% text %} | "STARTTLS" {% text %} | "QUIT" {% text %} | "DKIM" {% text %} | "PRDR" {% text %} | "XCLIENT" {% text %} | "BDAT" {% text %}
mechanismname -> [0-9A-Za-z_-]:+                        {% text %}
secret    -> " " until(": ", ") [")
# EHLO or HELO whatever the client said       VRFY bob       ETRN #b.example: the text may hold ": ", so a reason may not
refusedcommand -> "EHLO or HELO " until(": ", ") [")    {% (d) => ({ verb: "EHLO or HELO", argument: d[1] }) %}
           | "VRFY " until(": ", ") [")                 {% (d) => ({ verb: "VRFY", argument: d[1] }) %}
           | "EXPN " until(": ", ") [")                 {% (d) => ({ verb: "EXPN", argument: d[1] }) %}
           | "ETRN " until(": ", ") [")                 {% (d) => ({ verb: "ETRN", argument: d[1] }) %}
           | "ATRN " until(": ", ") [")                 {% (d) => ({ verb: "ATRN", argument: d[1] }) %}
because   -> ": " innocent                              {% second %}
saidonce  -> ": " until(": ", ") [")                    {% second %}
guardedbecause -> ": " guardedtext                      {% second %}
guardedonce -> ": " until(": ", ") [", " rejected ")    {% second %}
# A HELO that holds ") [" looks like two hosts: then no text behind it may hold the second.
innocent  -> until(") [")                               {% first %}
# The same behind an ident: nothing that could be the true verdict.
guardedtext -> until(") [", " rejected RCPT ", " rejected MAIL", " rejected EHLO or HELO ", " rejected AUTH ", " rejected VRFY ", " rejected EXPN ", " rejected ETRN ",
             " rejected ATRN ", " rejected DATA", " rejected STARTTLS", " rejected QUIT", " rejected DKIM", " rejected PRDR", " rejected XCLIENT", " rejected BDAT",
             " rejected after ", " rejected during ", " rejected by local_scan", " rejected connection ", " dropped by ", " sender verify fail for ", " sender verify defer for ",
             ": discarded by ", " Warning: ") {% first %}

# ================================================================ verdicts on what no rule above reads

# The peer is known and what was refused, but not where the client's words end: what stands behind the command is `partial`.
# H=(x) [192.0.2.7] rejected EHLO or HELO a: b: no such HELO       H=(x) [192.0.2.7] F=<> rejected RCPT <bob@b.example: no
doubtful  -> acldnssec:? origin iface:? connection:? sessioncipher:? sessionverified:? sessionsender:? auth:? spf:? dmarc:? temporarily:? " rejected " doubted
             {% (d) => ({ kind: "session", at: "", pid: null, messageId: null, origin: d[1], interface: d[2], rest: { ident: null, connection: d[3], cipher: d[4],
                verified: d[5], dn: null, sni: null, sender: d[6], auth: d[7], verdict: { kind: "exim.reject", temporary: d[10], what: d[12] } } }) %}
doubted   -> doubtedverb " " until(") [")               {% (d) => ({ verb: d[0], argument: null, reason: null, partial: d[2] }) %}
           | "AUTH " until(") [")                       {% (d) => ({ verb: "AUTH", argument: null, reason: null, partial: "***" }) %}
doubtedverb -> "RCPT" {% text %} | "MAIL" {% text %} | "EHLO or HELO" {% text %} | "VRFY" {% text %} | "EXPN" {% text %} | "ETRN" {% text %} | "ATRN" {% text %}

# A second ") [" in the line: src/parsers tries each as the end of the HELO, and takes the only one behind which a verdict stands.
#   H=mx.a.example (helo) [192.0.2.7] F=<ann@a.example> rejected RCPT <bob@b.example>: found in dnsbl (see (x) [192.0.2.7])
crowdedsession -> acldnssec:? "H=" crowdedname:? crowdedopening crowdedtext
             {% (d) => ({ kind: "crowded", at: "", pid: null, messageId: null, name: d[2], helo: d[3], text: d[4] }) %}
crowdedopening -> "(" {% flag %} | "[" {% skip %}
crowdedtext -> [^\n]:+                                   {% text %}
crowdedname -> peername " "                             {% first %}
# 192.0.2.7]:4711 I=[198.51.100.1]:25 F=<ann@a.example> rejected RCPT <bob@b.example>: any text
behindhelo -> ip "]" port:? iface:? crowdedrest         {% (d) => ({ ip: d[0], port: d[2], interface: d[3], rest: d[4] }) %}
crowdedrest -> connection:? sessioncipher:? sessionverified:? sessionsender:? auth:? spf:? dmarc:? crowdedverdict
             {% (d) => ({ ident: null, connection: d[0], cipher: d[1], verified: d[2], dn: null, sni: null, sender: d[3], auth: d[4], verdict: d[7] }) %}
# The HELO could end here, too, before an ident that holds the rest:      192.0.2.7] U=(z) [203.0.113.9] F=<ann@a.example> rejected …
behindident -> ip "]" port:? iface:? " U=" rest         {% (d) => ({ ip: d[0] }) %}
crowdedverdict -> temporarily:? " rejected " crowdedrefused {% (d) => ({ kind: "exim.reject", temporary: d[0], what: d[2] }) %}
           | " dropped by " until(": ") crowdedbecause:? {% (d) => ({ kind: "exim.reject", temporary: null, what: { verb: "dropped by", argument: d[1], reason: d[2], partial: null } }) %}
           | " sender verify " verifyoutcome " for <" bracketed ">" crowdedbecause:?
             {% (d) => ({ kind: "exim.sender-verify", temporary: d[1], address: d[3], reason: d[5] }) %}
           | " RCPT " refusedaddress ": discarded by " until(" ACL") " ACL" crowdedbecause:?
             {% (d) => ({ kind: "exim.discarded", recipient: d[1], by: d[3], reason: d[5] }) %}
           | " Warning: " rest                          {% (d) => ({ kind: "exim.warning", text: d[1] }) %}
crowdedrefused -> "RCPT " refusedaddress crowdedbecause:? {% (d) => ({ verb: "RCPT", argument: d[1], reason: d[2], partial: null }) %}
           | "MAIL" refusedsender:? crowdedbecause:?    {% (d) => ({ verb: "MAIL", argument: d[1], reason: d[2], partial: null }) %}
           | refusedphase crowdedbecause:?              {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1], partial: null }) %}
           | refusedcommand saidonce:?                  {% (d) => ({ verb: d[0].verb, argument: d[0].argument, reason: d[1], partial: null }) %}
crowdedbecause -> ": " rest                             {% second %}

# A recipient that the next server refused while ours still waited (cutthrough); what it said is the reason.
#   H=(helo) [192.0.2.7] bob@b.example F=<ann@a.example> rejected after DATA: R=r T=t H=mx.b.example [192.0.2.1] C="550 no"
passedon  -> "H=" peer passedident:? " " passedtarget parents:? original:? " F=<" bracketed ">" queue:? returnpath:? passedverdict " " innocent
             {% (d) => ({ kind: "exim.reject", at: "", pid: null, messageId: null, peer: d[1], localUser: null, interface: null, ident: d[2], connection: null,
                cipher: null, verified: null, dn: null, sni: null, sender: d[8], auth: null, temporary: d[12], verb: "after", argument: "DATA", reason: d[14], partial: null, record: null }) %}
passedtarget -> passedhead plainmore:*                  {% text %}
passedhead -> not("U=") until(" ", ":", "\"", "\\") | targetquoted
passedident -> " U=" colonword                          {% second %}
passedverdict -> " rejected after DATA:" {% skip %} | " tmp-reject from cutthrough after DATA:" {% flag %}

# rejected MAIL from (helo) [192.0.2.7]: no HELO/EHLO given       rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): x y
rejected  -> "rejected " rejectedwhat ": " innocent
             {% (d) => ({ kind: "exim.reject-command", at: "", pid: null, messageId: null, peer: null, interface: null, what: d[1], reason: d[3], record: null }) %}
rejectedwhat -> not("\"") until(": ", ") [") rejectedpeer:? {% text %}
rejectedpeer -> ") [" until(": ", ") [")
# F=<ann@a.example> temporarily rejected by non-SMTP ACL: text
# F=ann@a.example H=(helo) [192.0.2.7] P=esmtp rejected by local_scan(): text
nonsmtp   -> "F=" localsender localpeer:? localident:? connection:? localprotocol:? pipelining:? spf:? cipher:? verified:? dn:? sni:? auth:? prdr:? proxyip:? chunking:?
             temporarily:? " rejected by " until(": ", ") [") because:?
             {% (d) => ({ kind: "exim.reject-local", at: "", pid: null, messageId: null, peer: d[2] && d[2].peer, interface: d[2] && d[2].interface,
                sender: d[1], temporary: d[16], by: d[18], reason: d[19], record: null }) %}
localsender -> "<" bracketed ">" {% second %} | nakedsender {% first %}
localpeer -> sessionhost iface:? fastopen:?             {% (d) => ({ peer: d[0], interface: d[1] }) %}
localident -> " U=" colonword
localprotocol -> " P=" word

# dovecot_login authenticator failed for mx.a.example (helo) [192.0.2.7]:4711 I=[198.51.100.1]:587: 535 Incorrect authentication data (set_id=ann)
# login authenticator failed H=relay.example [192.0.2.1] 535 5.7.8 Error: authentication failed
authentication -> mechanism " authenticator failed for " literalhost:? peer iface:? failedident:? failedconnection:? ": " answer login:?
             {% (d) => ({ kind: "exim.auth-failed", at: "", pid: null, messageId: null, mechanism: d[0], peer: d[3], interface: d[4], ident: d[5], answer: d[8], login: d[9] }) %}
# The reason stands behind the login where the server itself was in trouble.
#   login authenticator failed for (helo) [192.0.2.7]: 435 Unable to authenticate at present (set_id=ann): failed to expand …
troubled  -> mechanism " authenticator failed for " literalhost:? peer iface:? failedident:? failedconnection:? ": " trouble " (set_id=" until(")") "): " until(")", ") [")
             {% (d) => ({ kind: "exim.auth-failed", at: "", pid: null, messageId: null, mechanism: d[0], peer: d[3], interface: d[4], ident: d[5],
                answer: d[8] + ": " + d[12], login: d[10] }) %}
trouble   -> "435 Unable to authenticate at present" {% text %} | "435 Internal error" {% text %}
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
loginmore -> ")" [^ :)\n] upto(")") | ") " [^ :)\[\n] upto(")")
