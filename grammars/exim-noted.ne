# Whom a note about an SMTP session speaks of. These start symbols run over the text alone; where they do not fit, it stays
# unknown. A command, an address or a HELO of the stranger may look like a peer: nothing may follow that could be the true one.
#
#   told       the peer stands behind Exim's own words, or behind one text of the stranger
#   inetd      SMTP connection from (via inetd) …             would look like a HELO
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

# SMTP protocol error in "aUtH lOgIn" H=(test) [203.0.113.8]" H=(x) [192.0.2.6] AUTH command used when not advertised
command   -> "SMTP syntax error in \"" rest {% flag %} | "SMTP protocol error in \"" rest {% flag %}
behind    -> "\" H=" peer iface:? ident:? connectionid:? " " not("I=[", "U=", "Ci=") until(") [") {% (d) => ({ peer: d[1], interface: d[2] }) %}
ident     -> " U=" word
