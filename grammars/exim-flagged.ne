# The flagged lines of Exim's main log: <= (= => -> >> *> == **. Included by exim-mainlog.ne.

# ================================================================ arrival

# <= ann@a.example H=mx.a.example (helo.a.example) [192.0.2.7]:4711 I=[198.51.100.1]:25 P=esmtps L X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no
#    SNI=mx.b.example A=login:ann K S=1234 DKIM=a.example RT=0.3s id=1@a.example T="hello" from <ann@a.example> for bob@b.example
arrival   -> arrivalflag sender parentid:? dnssec:? sessionhost:? iface:? fastopen:? ident:? connection:? protocol pipelining:? spf:?
             cipher:? verified:? dn:? sni:? auth:? prdr:? proxyip:? chunking:? size eightbit:? dkim:? arc:? dmarc:? receivetime:?
             queue:? madeid:? headerid:? subject:? rawsender:? recipients:? lostend:?
             {% (d) => ({ kind: "exim.arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], parent: d[2], dnssec: d[3],
                peer: d[4], interface: d[5], fastOpen: d[6], ident: d[7], connection: d[8], protocol: d[9], pipelining: d[10], spf: d[11],
                cipher: d[12], verified: d[13], dn: d[14], sni: d[15], auth: d[16], prdr: d[17], proxy: d[18], chunking: d[19], size: d[20],
                eightBit: d[21], dkim: d[22], arc: d[23], dmarc: d[24], receiveTime: d[25], queue: d[26], headerMessageIdMade: d[27],
                headerMessageId: d[28], subject: d[29], rawSender: d[30], recipients: d[31], partial: d[32] }) %}
# (= is an arrival that control=fakereject pretended to refuse.
arrivalflag -> "<= " {% skip %} | "(= " {% flag %}
sender    -> "<>" {% skip %} | senderaddress {% first %}
senderaddress -> senderhead addressmore:*               {% text %}
senderhead -> not("<") until(" ", "\"", "\\") | addressmore
parentid  -> " R=" id                                   {% second %}
dnssec    -> " DS"                                      {% flag %}
sessionhost -> " H=" peer                               {% second %}
fastopen  -> " " fastopentext                           {% second %}
fastopentext -> "TFO" "*":?                             {% text %}
# U=spaced user       ends at the protocol, which every arrival has (behind the connection id, from 4.97)
ident     -> " U=" until(" Ci=", " P=")                 {% second %}
connection -> " Ci=" word                               {% second %}
protocol  -> " P=" word                                 {% second %}
# L used, L* early pipelining, L. offered, - not used by the client
pipelining -> " " pipeliningtext                        {% second %}
pipeliningtext -> "L" [*.]:? "-":?                      {% text %}
# SPF alone is a pass (after 4.99)
spf       -> " SPF" policyresult:?                      {% (d) => d[1] ?? "pass" %}
policyresult -> "=" word                                {% second %}
cipher    -> " X=" word                                 {% second %}
verified  -> " CV=" word                                {% second %}
# The certificate's owner chose the name and may have put quotes into it: behind it no quote may stand in a word.
#   DN="/C=BE/O="Odd" Mail/CN=a.example"
dn        -> " DN=\"" dntext "\""                       {% second %}
dntext    -> upto("\"") dnmore:*                        {% text %}
dnmore    -> "\"" [^ ":] upto("\"") | "\" " [^":ACDFKLPQRSWdrst] upto("\"")
# SNI=mx.example (from 4.93)       SNI="mx.example"
sni       -> " SNI=" snitext                            {% second %}
snitext   -> "\"" unquoted "\"" {% second %} | unquoted {% first %}
unquoted  -> until(" ", "\"")                           {% first %}
auth      -> " A=" unquoted                             {% second %}
prdr      -> " PRDR"                                    {% flag %}
proxyip   -> " PRX=" unquoted                           {% second %}
chunking  -> " K"                                       {% flag %}
size      -> " S=" number                               {% second %}
eightbit  -> " M8S=" number                             {% second %}
dkim      -> " DKIM=" unquoted                          {% second %}
arc       -> " ARC"                                     {% flag %}
dmarc     -> " DMARC" policyresult:?                    {% (d) => d[1] ?? "pass" %}
receivetime -> " RT=" word                              {% second %}
queue     -> " Q=" word                                 {% second %}
madeid    -> " id*=" address                            {% second %}
headerid  -> " id=" address                             {% second %}
subject   -> " T=\"" quotable "\""                      {% second %}
rawsender -> " from <" bracketed ">"                    {% second %}
# F=, P=, from        where a page that showed the log took <…> for markup
strippedsender -> rawsender {% first %} | " from" {% skip %}
# … for bob@b.example carol@b.example <trunc>        the rest was left out where the line outgrew Exim's buffer of 8 kB (4.94 on)
lostend   -> " " cutmark                                {% second %}
cutmark   -> "<trunc>"                                  {% text %}
overflow  -> "**** log string overflowed log buffer ****" {% text %}
recipients -> " for" recipient:+                        {% second %}
# A word that only structure has, or begins with, shows that a field in front of it was made up by a stranger.
recipient -> " " recipienttext                          {% second %}
recipienttext -> recipienthead recipientmore:*          {% text %}
recipientmore -> "\\" [^\n] upto(" ", "\"", "\\", "****") | quoted upto(" ", "\"", "\\", "****")
recipienthead -> "for" [^ "\\*] upto(" ", "\"", "\\", "****") | recipientmore
           | not("for", "<", "[", "H=", "I=[", "P=", "S=", "T=\"", "id=", "id*=", "X=", "CV=", "A=") until(" ", "\"", "\\", "****")

# ================================================================ delivery, deferral, failure

# => bob <bob@b.example> F=<ann@a.example> R=r T=t S=1234 H=mx.b.example [192.0.2.1]:25* X=… CV=yes DN="…" L K C="250 ok" QT=3s DT=1s
delivery  -> arrow " " target parents:? original:? envelopesender:? queue:? returnpath:? router:? transport size:?
             remotehost:? shadow:? proxy:? iface:? fastopen:? sequence:? cipher:? verified:? dn:? auth:? pipelining:? prdr:? chunking:?
             dkim:? confirmation:? queuetime:? deliverytime:?
             {% (d) => ({ kind: "exim.delivery", at: "", pid: null, messageId: null, recipient: d[2], parents: d[3], original: d[4], sender: d[5],
                queue: d[6], returnPath: d[7], router: d[8], transport: d[9], peer: d[11], proxy: d[13], interface: d[14], fastOpen: d[15],
                sequence: d[16], cipher: d[17], verified: d[18], dn: d[19], auth: d[20], pipelining: d[21], prdr: d[22], chunking: d[23],
                deliveryTime: d[27], partial: null, flag: d[0], size: d[10], shadow: d[12], dkim: d[24], confirmation: d[25],
                queueTime: d[26], remark: null }) %}
arrow     -> "=>" {% text %} | "->" {% text %} | ">>" {% text %} | "*>" {% text %}

# == bob@b.example R=r T=t defer (-44) H=mx.b.example [192.0.2.1] X=… CV=no DT=2s: SMTP error from remote mail server after RCPT TO:<bob@b.example>: 450 …
# == bob@b.example routing defer (-52): retry time not reached
deferral  -> "== " target parents:? original:? envelopesender:? queue:? returnpath:? router:? transport:? routing:? " defer (" errno deferredby
             {% (d) => ({ kind: "deferral", at: "", pid: null, messageId: null, recipient: d[1], parents: d[2], original: d[3], sender: d[4], queue: d[5], returnPath: d[6],
                router: d[7], transport: d[8], routing: d[9], errno: d[11].errno, strerror: d[11].strerror, by: d[12] }) %}
routing   -> " routing"                                 {% flag %}
# (-44)   Exim's own code, no text        (111): Connection refused   the system's, with its text
errno     -> ownerrno ")"                               {% (d) => ({ errno: d[0], strerror: null }) %}
           | syserrno "): " until(" H=", " DT=", ":")   {% (d) => ({ errno: d[0], strerror: d[2] }) %}
# (dd): Network Error      Exim's own test suite masks numbers that differ between systems
           | maskederrno "): " until(" H=", " DT=", ":") {% (d) => ({ errno: d[0], strerror: d[2] }) %}
ownerrno  -> "-" [0-9]:+ {% int %} | "0" {% int %}
syserrno  -> [1-9] [0-9]:*                              {% int %}
maskederrno -> "dd" {% skip %} | "EEE" {% skip %}
deferredby -> hostlog deferredhost              {% (d) => ({ host: d[0], dn: d[1].dn, outgoing: d[1].outgoing, deliveryTime: d[1].deliveryTime, reason: d[1].reason }) %}
           | deliverytime:? cause:?             {% (d) => ({ host: null, dn: null, outgoing: null, deliveryTime: d[0], reason: d[1] }) %}
deferredhost -> named outgoing:? deliverytime:? namedcause:? {% (d) => ({ dn: d[0], outgoing: d[1], deliveryTime: d[2], reason: d[3] }) %}
           | outgoing:? deliverytime:? cause:?  {% (d) => ({ dn: null, outgoing: d[0], deliveryTime: d[1], reason: d[2] }) %}
cause     -> ": " rest                                  {% second %}
namedcause -> ": " until("\":", "\" :")     {% second %}

# ** bob@b.example <list@b.example> F=<ann@a.example> R=r T=t H=mx.b.example [192.0.2.1] X=… CV=yes: SMTP error from …: 550 … DT=1s
# ** bob@b.example : Unrouteable address           (": " to 4.98, " : " from 4.99)
failure   -> "** " target parents:? original:? envelopesender:? failedqueue:? returnpath:? failedby
             {% (d) => ({ kind: "failure", at: "", pid: null, messageId: null, recipient: d[1], parents: d[2], original: d[3], sender: d[4], queue: d[5], returnPath: d[6], by: d[7] }) %}
failedby  -> failedrouter failedtransport:? failedat {% (d) => ({ router: d[0], transport: d[1], at: d[2] }) %}
           | failedtransport failedat           {% (d) => ({ router: null, transport: d[0], at: d[1] }) %}
           | failedbare                         {% (d) => ({ router: null, transport: null, at: d[0] }) %}
failedat  -> hostlog failedhost                 {% (d) => ({ host: d[0], dn: d[1].dn, outgoing: d[1].outgoing, deliveryTime: d[1].deliveryTime, reason: d[1].reason }) %}
           | reason:? deliverytime:?            {% (d) => ({ host: null, dn: null, outgoing: null, deliveryTime: d[1], reason: d[0] }) %}
failedhost -> named outgoing:? namedreason:? deliverytime:?  {% (d) => ({ dn: d[0], outgoing: d[1], deliveryTime: d[3], reason: d[2] }) %}
           | outgoing:? reason:? deliverytime:? {% (d) => ({ dn: null, outgoing: d[0], deliveryTime: d[2], reason: d[1] }) %}
# A failure without router and transport: the reason must not hold what only a router's line has.
failedbare -> colon until(" R=", " T=", " H=", " DT=") deliverytime:? {% (d) => ({ host: null, dn: null, outgoing: null, deliveryTime: d[2], reason: d[1] }) %}
           | " " wrapperreason                  {% (d) => ({ host: null, dn: null, outgoing: null, deliveryTime: null, reason: d[1] }) %}
           | deliverytime                       {% (d) => ({ host: null, dn: null, outgoing: null, deliveryTime: d[0], reason: null }) %}
colon     -> ": " {% skip %} | " : " {% skip %}
reason    -> colon until(" DT=")                        {% second %}
namedreason -> colon until("\":", "\" :", " DT=")     {% second %}
# ** bob@b.example routing yielded a local delivery       ** bob@b.example mua_wrapper forced failure for deferred delivery
wrapperreason -> wrapperhead rest                       {% text %}
wrapperhead -> "routing yielded " | "mua_wrapper "

# **** log string overflowed log buffer ****        where nothing of the text was left (to 4.92)
lost      -> losttext                                   {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "log", text: d[0] }) %}
losttext  -> "**** log string overflowed log buffer ****" rest {% text %}

# ** FAIL not here (FAIL)@b.example <"FAIL not here (FAIL)"@b.example> R=q : not here        (a local part that looks like parents)
oddfailure -> "** " until(" <", ":", " R=", " T=", " H=", " F=") original envelopesender:? failedqueue:? returnpath:? oddlyby
             {% (d) => ({ kind: "failure", at: "", pid: null, messageId: null, recipient: d[1], parents: null, original: d[2], sender: d[3], queue: d[4], returnPath: d[5], by: d[6] }) %}
oddlyby   -> failedrouter failedtransport:? failedat    {% (d) => ({ router: d[0], transport: d[1], at: d[2] }) %}

# What Exim delivers to: an address, a local part, a pipe command, a file, :blackhole:. Unquoted, blanks and all.
#   :fail: some text@b.example       |/bin/sh -c "exit 1; R=x T=y" and more       /var/mail/some dir/file       >reply@b.example
target    -> targethead targetmore:*                    {% text %}
targethead -> until(" ", ":", "\"", "\\") | targetquoted | ":" [a-z]:+ ":" upto(" ", ":", "\"", "\\")
# The same without blanks outside of quotes.
plaintarget -> targethead plainmore:*                   {% text %}
plainmore -> targetquoted | ":" [^ "\\] upto(" ", ":", "\"", "\\")
targetmore -> targetquoted | ":" [^ "\\] upto(" ", ":", "\"", "\\") | " " targetword upto(" ", ":", "\"", "\\") | " " targetquoted
targetquoted -> "\\" [^\n] upto(" ", ":", "\"", "\\") | quoted upto(" ", ":", "\"", "\\")
# The first letters of a word that cannot open what may follow a target:      (parent)  <original>  R=  T=  QT=  routing  defer (
targetword -> [^ "\\:(<CDFHPQRSTdmr] | [CFHPRS] [^= ":\\] | "T" [^= ":\\] | "Q" [^=T ":\\] | "D" [^T ":\\]
           | "d" [^e ":\\] | "de" [^f ":\\] | "defer " [^( ":\\] | "m" [^u ":\\] | "r" [^o ":\\] | "ro" [^u ":\\]
parents   -> " (" upto(")") ")"                         {% second %}
original  -> " <" bracketed ">"                         {% second %}
envelopesender -> " F=<" bracketed ">" {% second %} | " F=" {% skip %}
returnpath -> " P=<" bracketed ">" {% second %} | " P=" {% skip %}
router    -> " R=" word                                 {% second %}
transport -> " T=" word                                 {% second %}
failedqueue -> " Q=" colonword                          {% second %}
failedrouter -> " R=" colonword                         {% second %}
failedtransport -> " T=" colonword                      {% second %}
shadow    -> " ST=" word shadowerror:?                  {% (d) => ({ transport: d[1], error: d[2] }) %}
shadowerror -> " (" upto(")") ")"                       {% second %}
proxy     -> " PRX=[" ip "]" port:?                     {% (d) => ({ ip: d[1], port: d[3] }) %}
sequence  -> " PS=" colonword                           {% second %}
confirmation -> " C=\"" quotable "\""                   {% second %}
queuetime -> " QT=" colonword                           {% second %}
deliverytime -> " DT=" colonword                        {% second %}
# The host of a ** or ==, as on a delivery, but a word may be followed by ": ".
hostlog   -> remotehost proxy:? iface:? fastopen:? sequence:? hostcipher:? hostverified:?
             {% (d) => ({ peer: d[0], proxy: d[1], interface: d[2], fastOpen: d[3], sequence: d[4], cipher: d[5], verified: d[6] }) %}
hostcipher -> " X=" colonword                           {% second %}
hostverified -> " CV=" colonword                        {% second %}
named     -> dn                                         {% first %}
outgoing  -> hostauth pipelining:? prdr:? chunking:?    {% (d) => ({ auth: d[0], pipelining: d[1], prdr: d[2], chunking: d[3] }) %}
           | pipelining prdr:? chunking:?               {% (d) => ({ auth: null, pipelining: d[0], prdr: d[1], chunking: d[2] }) %}
           | prdr chunking:?                            {% (d) => ({ auth: null, pipelining: null, prdr: d[0], chunking: d[1] }) %}
           | chunking                                   {% (d) => ({ auth: null, pipelining: null, prdr: null, chunking: d[0] }) %}
hostauth  -> " A=" hostword                             {% second %}
hostword  -> until(" ", ":", "\"") hostwordmore:*       {% text %}
hostwordmore -> ":" [^ ":] upto(" ", ":", "\"")

# H=mx.b.example DS [192.0.2.1]:25*        H=mx.b.example
remotehost -> " H=" colonword hostdnssec:? hostaddress:? {% (d) => ({ name: d[1], dnssec: d[2], ip: d[3] && d[3].ip, port: d[3] && d[3].port, reused: d[3] && d[3].reused }) %}
hostdnssec -> " DS"                                     {% flag %}
hostaddress -> " [" ip "]" hostport:? reused:?          {% (d) => ({ ip: d[1], port: d[3], reused: d[4] }) %}
# [2001:db8::41]:-1      the host was never connected to (-N)
hostport  -> port {% first %} | ":-1" {% skip %}
reused    -> "*"                                        {% flag %}

# => :blackhole: <bob@b.example> F=<ann@a.example> R=r       => discarded <bob@b.example> R=userforward
discard   -> arrow " " plaintarget parents:? original:? envelopesender:? failedqueue:? returnpath:? failedrouter queuetime:? deliverytime:? cause:?
             {% (d) => ({ kind: "exim.delivery", at: "", pid: null, messageId: null, recipient: d[2], parents: d[3], original: d[4], sender: d[5],
                queue: d[6], returnPath: d[7], router: d[8], transport: null, peer: null, proxy: null, interface: null, fastOpen: null,
                sequence: null, cipher: null, verified: null, dn: null, auth: null, pipelining: null, prdr: null, chunking: null,
                deliveryTime: d[10], partial: null, flag: d[0], size: null, shadow: null, dkim: null, confirmation: null,
                queueTime: d[9], remark: d[11] }) %}
# => >Ann Smith <ann@a.example> <bob@b.example> R=vacation T=vacation_reply       whom a filter answers: a name and all, from a stranger's
# header. It may look like an original and fields, but then what follows it would be a second original, which no line has.
autoreply -> arrow " " replyto parents:? original envelopesender:? queue:? returnpath:? router:? transport size:? queuetime:? deliverytime:?
             {% (d) => ({ kind: "exim.delivery", at: "", pid: null, messageId: null, recipient: d[2], parents: d[3], original: d[4], sender: d[5],
                queue: d[6], returnPath: d[7], router: d[8], transport: d[9], peer: null, proxy: null, interface: null, fastOpen: null,
                sequence: null, cipher: null, verified: null, dn: null, auth: null, pipelining: null, prdr: null, chunking: null,
                deliveryTime: d[12], partial: null, flag: d[0], size: d[10], shadow: null, dkim: null, confirmation: null,
                queueTime: d[11], remark: null }) %}
replyto   -> replytext                                  {% text %}
replytext -> ">" until(" <") " <" bracketed ">"
# => blackhole (DATA ACL discarded recipients): because of that       => discarded (system filter)
blackhole -> arrow " " plaintarget parents cause:?
             {% (d) => ({ kind: "exim.delivery", at: "", pid: null, messageId: null, recipient: d[2], parents: null, original: null, sender: null,
                queue: null, returnPath: null, router: null, transport: null, peer: null, proxy: null, interface: null, fastOpen: null,
                sequence: null, cipher: null, verified: null, dn: null, auth: null, pipelining: null, prdr: null, chunking: null,
                deliveryTime: null, partial: null, flag: d[0], size: null, shadow: null, dkim: null, confirmation: null,
                queueTime: null, remark: d[4] === null ? d[3] : d[3] + ": " + d[4] }) %}

# ================================================================ lines that no rule above reads to their end

# <= ann@a.example H=(helo) [192.0.2.7] NEW=field P=esmtp S=10          what is known of its fields is assembled in src/parsers
flagged   -> arrivalflag sender arrivalfield:+ strippedsender:? recipients:?
             {% (d) => ({ kind: "tolerated-arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], fields: d[2], rawSender: d[3], recipients: d[4] }) %}
           | arrow " " address parents:? original:? deliveryfield:+
             {% (d) => ({ kind: "tolerated-delivery", at: "", pid: null, messageId: null, flag: d[0], recipient: d[2], parents: d[3], original: d[4], fields: d[5] }) %}
arrivalfield -> sessionhost                             {% (d) => ({ key: "H", value: d[0] }) %}
           | " " fieldkey fieldvalue:?                  {% (d) => ({ key: d[1], value: d[2] }) %}
deliveryfield -> " H=" colonword hostaddress            {% (d) => ({ key: "H", value: { name: d[1], dnssec: null, ip: d[2].ip, port: d[2].port, reused: d[2].reused } }) %}
           | " " fieldkey fieldvalue:?                  {% (d) => ({ key: d[1], value: d[2] }) %}
fieldkey  -> [A-GI-Z] [0-9A-Za-z*.-]:* {% text %} | "H" [0-9A-Za-z*.-]:+ {% text %} | "id" "*":? {% text %}
fieldvalue -> "=" fieldtext                             {% second %}
# T="he said \"hi\""       F=<ann@a.example>       I=[198.51.100.1]:25       P=esmtp
fieldtext -> "\"" quotable "\"" {% second %} | "<" bracketed ">" {% second %} | "[" ip "]" port:? {% (d) => ({ ip: d[1], port: d[3] }) %} | fieldword {% first %}
fieldword -> fieldhead addressmore:*                    {% text %}
fieldhead -> not("<", "[") until(" ", "\"", "\\") | "\\" [^\n] upto(" ", "\"", "\\")

# The same where the line outgrew Exim's buffer: the fields that cannot be cut, and the rest.
#   => bob@b.example R=r T=t H=mx.b.example [192.0.2.1] C="250 o**** log string overflowed log buffer ****
overflown -> arrivalflag sender parentid:? dnssec:? sessionhost:? iface:? " " lostrest overflow
             {% (d) => ({ kind: "cut-arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], parent: d[2], peer: d[4], interface: d[5], partial: d[7] + d[8] }) %}
           | arrow " " target parents:? original:? envelopesender:? queue:? returnpath:? router:? transport " " lostfields overflow
             {% (d) => ({ kind: "cut-delivery", at: "", pid: null, messageId: null, flag: d[0], recipient: d[2], parents: d[3], original: d[4], router: d[8], transport: d[9], partial: d[11] + d[12] }) %}
lostfields -> until("**** log string")                  {% first %}
lostrest  -> not("I=[", "H=", "DS", "R=") until("**** log string", ") [") {% first %}
# The flag and the address as far as they are well formed, and the rest.
cut       -> arrivalflag sender " " rest         {% (d) => ({ kind: "cut-arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], parent: null, peer: null, interface: null, partial: d[3] }) %}
           | arrow " " address " " rest          {% (d) => ({ kind: "cut-delivery", at: "", pid: null, messageId: null, flag: d[0], recipient: d[2], parents: null, original: null, router: null, transport: null, partial: d[4] }) %}
           | "== " address " " rest              {% (d) => ({ kind: "cut-deferral", at: "", pid: null, messageId: null, recipient: d[1], partial: d[3] }) %}
           | "** " address " " rest              {% (d) => ({ kind: "cut-failure", at: "", pid: null, messageId: null, recipient: d[1], partial: d[3] }) %}
torn      -> arrivalflag word tornrest:?         {% (d) => ({ kind: "cut-arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], parent: null, peer: null, interface: null, partial: d[2] }) %}
           | arrow " " word tornrest:?           {% (d) => ({ kind: "cut-delivery", at: "", pid: null, messageId: null, flag: d[0], recipient: d[2], parents: null, original: null, router: null, transport: null, partial: d[3] }) %}
           | "== " word tornrest:?               {% (d) => ({ kind: "cut-deferral", at: "", pid: null, messageId: null, recipient: d[1], partial: d[2] }) %}
           | "** " word tornrest:?               {% (d) => ({ kind: "cut-failure", at: "", pid: null, messageId: null, recipient: d[1], partial: d[2] }) %}
tornrest  -> " " rest                                   {% second %}
