# Whom a note about an SMTP session or about TLS speaks of. These start symbols run over the text alone; where they do not fit, it stays
# unknown. A command, an address or a HELO of the stranger may look like a peer: nothing may follow that could be the true one.
#
#   told       the peer stands behind Exim's own words, or behind one text of the stranger
#   inetd      SMTP connection from (via inetd) …             would look like a HELO
#   secured    TLS: the peer of a session, or the server that Exim speaks to
#   command    SMTP syntax error in "…: the stranger's command may end like one, so the last peer counts
#   behind     that peer and what follows it

@include "common.ne"
@include "exim-peer.ne"

# SMTP connection from (via inetd) mx.a.example (helo) [192.0.2.7] closed by QUIT
inetd     -> "SMTP connection" connectionid:? " from (via inetd) " peer iface:? remainder:? {% (d) => ({ peer: d[3], interface: d[4] }) %}
told      -> toldhead peer iface:? remainder:?          {% (d) => ({ peer: d[1], interface: d[2] }) %}
toldhead  -> "SMTP connection" connectionid:? " from "
           | "SMTP call from "
           | "SMTP command timeout on" overtls:? " connection from "
           | "SMTP data timeout (message abandoned) on" overtls:? " connection from "
           | "SMTP connection lost after final dot H="
           | "no MAIL in " tls:? "SMTP connection from "
# unexpected disconnection while reading SMTP command from (helo) [192.0.2.7] D=1s
           | "unexpected disconnection while reading SMTP command from " | "unexpected EOF while reading SMTP command from "
           | "Connection from " | "connection from " | "refused connection from " | "temporarily refused connection from "
           | "overlong message header line received from " | "ridiculously long message header received from "
           | "Error or EOF on input from " | "getsockopt() failed from "
# SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from [192.0.2.7] input="x"
           | "SMTP protocol synchronization error (" hasty | "SMTP protocol violation: synchronization error (" hasty
           | "SMTP syntax error in \"" behindquote | "SMTP protocol error in \"" behindquote
           | "ETRN " until(" received from") " received from " | "ATRN " until(" received from") " received from "
           | "rejected \"" until("\" from ") "\" from " | "temporarily rejected \"" until("\" from ") "\" from "
           | "VRFY failed for " until(" H=") " H="
           | "ignoring AUTH=" until(" from") " from "
           | "unqualified " behindaddress | "too many recipients: " behindaddress
# H=(helo) [192.0.2.7] incomplete transaction (QUIT) from <ann@a.example> for bob@b.example
           | "H="
# rejected MAIL from (helo) [192.0.2.7]       rejected MAIL command (helo) [192.0.2.7]       rejected MAIL FROM:<ann@a.example> H=(helo) [192.0.2.7]
           | "EHLO from " | "HELO from " | "XCLIENT from " | "MAIL " refusedmail | "from <" behindaddress
refusedmail -> "from " | "command " "H=":? | "FROM:<" behindaddress
connectionid -> " Ci=" word
overtls   -> " TLS"
tls       -> "TLS "
hasty     -> "input sent without waiting for greeting): rejected connection from " "H=":? | "next input sent too soon: pipelining was " notyet:? "advertised): rejected \"" behindquote
notyet    -> "not "
behindquote -> until("\" H=") "\" H="
behindaddress -> until("> H=") "> H="
remainder -> ": " until(") [", "\" H=", "> H=", " received from", "\" from ") | " " not("I=[") until(") [", "\" H=", "> H=", " received from", "\" from ")

# TLS error on connection from mx.a.example (helo) [192.0.2.7]:4711 I=[198.51.100.1]:465 (SSL_accept): …       TLS recv error on connection from … (to 4.69)
# TLS error (SSL_read): on connection from [192.0.2.7] error:…       (Ci= from 4.97)
secured   -> securedhead connectionid:? " from " peer iface:? remainder:? {% (d) => ({ peer: d[3], interface: d[4] }) %}
# TLS error on connection to mx.b.example [192.0.2.1] (SSL_connect): …       DANE attempt failed; TLS connection to mx.b.example [192.0.2.1]: …
# TLS session failure: delivering unencrypted to mx.b.example [192.0.2.1] (not in hosts_require_tls)       a TLS session is required for mx.b.example [192.0.2.1], but …
           | serverhead peername " [" ip "]" port:? afterserver:? {% (d) => ({ peer: { name: d[1], helo: null, ip: d[3], port: d[5] }, interface: null }) %}
           | "TLS error on connection to " peername " [" ip "]" port:? afterserver:? {% (d) => ({ peer: { name: d[1], helo: null, ip: d[3], port: d[5] }, interface: null }) %}
# TLS session: (gnutls_handshake): timed out: delivering unencrypted to H=mx.b.example [192.0.2.1] (not in hosts_require_tls)        (4.90 on)
           | "TLS session: " until(": delivering unencrypted to H=", ": callout unencrypted to ") unencrypted peername " [" ip "] (not in hosts_require_tls)"
             {% (d) => ({ peer: { name: d[3], helo: null, ip: d[5], port: null }, interface: null }) %}
# [192.0.2.7] SSL verify error: depth=0 error=self signed certificate cert=/CN=a.example
           | "[" ip "] " rest                           {% (d) => ({ peer: { name: null, helo: null, ip: d[1], port: null }, interface: null }) %}
# SSL_write: (from (helo) [192.0.2.7]) syscall: Broken pipe
           | sslwrite peer iface:? ") " until(") [")    {% (d) => ({ peer: d[1], interface: d[2] }) %}
afterserver -> ": " rest | " " rest | ", but " rest
unencrypted -> ": delivering unencrypted to H=" | ": callout unencrypted to " "H=":?
sslwrite  -> "SSL_write: (from "
securedhead -> "STARTTLS received in already encrypted connection" | "TLS error on connection" | "TLS recv error on connection" | "TLS send error on connection" | "TLS error (SSL_read): on connection"
serverhead -> "DANE attempt failed; TLS connection to " | "TLS session failure: delivering unencrypted to " | "TLS session failure: callout unencrypted to " | "a TLS session is required for "

# SMTP protocol error in "aUtH lOgIn" H=(test) [203.0.113.8]" H=(x) [192.0.2.6] AUTH command used when not advertised
command   -> "SMTP syntax error in \"" rest {% flag %} | "SMTP protocol error in \"" rest {% flag %}
behind    -> "\" H=" peer iface:? ident:? connectionid:? " " not("I=[", "U=", "Ci=") until(") [") {% (d) => ({ peer: d[1], interface: d[2] }) %}
ident     -> " U=" word
