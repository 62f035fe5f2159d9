# What Exim says of SMTP sessions that is no verdict: connections that come and go, protocol and syntax errors.
# Included by exim-mainlog.ne; exim-noted.ne says whom they speak of.

smtp      -> smtptext                           {% (d) => ({ kind: "exim.smtp", at: "", pid: null, messageId: null, peer: null, interface: null, text: d[0] }) %}
smtptext  -> smtphead rest {% text %} | "SMTP " smtpsays {% text %}
# SMTP error from remote mail server after …        (not what a panel's configuration writes: exim-notes.ne)
smtpsays  -> "connection " not("identification", "outbound") until(" ") smtpmore:? | not("connection") until(" ") smtpmore:?
smtpmore  -> " " rest
# SMTP connection from mx.a.example (helo) [192.0.2.7]:4711 closed by QUIT       SMTP call from [192.0.2.7] dropped: too many nonmail commands (last was "NOOP")
# unexpected disconnection while reading SMTP command from [192.0.2.7] D=1s       no MAIL in SMTP connection from [192.0.2.7] D=0s C=QUIT
# refused connection from [192.0.2.7] (host_reject_connection)       unqualified recipient rejected: <bob> H=(helo) [192.0.2.7]
smtphead  -> "unexpected disconnection while " | "unexpected EOF while " | "no MAIL in " | "Connection from " | "connection from " | "refused connection from "
           | "temporarily refused connection from " | "unqualified " | "too many recipients: " | "Too many recipients: " | "ETRN " | "ATRN " | "VRFY failed for "
           | "ident connection to " | "listen backlog " | "overlong message header line received " | "ridiculously long message header received "
           | "Message abandoned: " | "EHLO/HELO response must not contain newlines: " | "getsockopt() failed from " | "Error or EOF on input from " | "ignoring AUTH="
           | "rejected \"" | "temporarily rejected \"" | "PRDR " | "Ci=" | "peer close after all rcpt responses; " | "string too " | "timed out while reading local message" | "local_scan() " | "invalid return "

# H=(helo) [192.0.2.7] incomplete transaction (QUIT) from <ann@a.example> for bob@b.example
unfinishedsession -> unfinishedtext              {% (d) => ({ kind: "exim.smtp", at: "", pid: null, messageId: null, peer: null, interface: null, text: d[0] }) %}
unfinishedtext -> unfinishedorigin until(" incomplete transaction (") " incomplete transaction (" rest {% text %}
unfinishedorigin -> "H=" | "U="
