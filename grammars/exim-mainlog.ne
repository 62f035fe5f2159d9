# Exim's main log and reject log, all versions from 4.50 to 4.99, every log selector. Order of the start symbols: starts.json.
#
#   line        a line whose shape is known by its first bytes
#   authfail    AUTHENTICATOR authenticator failed …            begins with a name that the site chose
#   authsent    the same for a login of ours at another server
#   ignored     ADDRESS: error ignored                           begins with an address
#   hostnote    H=mx.example [192.0.2.1] Connection refused      (a session line with the same beginning is tried first)
#   sslnote     [192.0.2.7] SSL verify error …                   (its first byte looks like a pid)
#   unfinished  H=… incomplete transaction (QUIT)                 a session line with the same beginning is tried first
#   oldhost     mx.example [192.0.2.1] Connection refused        begins with a host name
#   discarded   => :blackhole: <ADDRESS> R=r                     a delivery without transport
#   blackholed  => blackhole (…): text                           a delivery without router
#   tolerant    flag, address and fields in any order: a field that a later Exim adds costs only itself
#   loose       flag and address, the rest as it stands
#   looser      the same where not even the address is well formed
#   other…      the stamp and the id only
#
# Whoever may speak to the server chooses HELO, ident, addresses, subject, message id, certificate names and replies.
# Each such text names the marks that it must not hold; behind it no rule may take the rest of the line.

@include "common.ne"
@include "exim-envelope.ne"

# ================================================================ envelope and body

line      -> stamp pid:? msgid:? " " body               {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
authfail  -> stamp pid:? msgid:? " " authentication     {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
authsent  -> stamp pid:? msgid:? " " sentauthentication {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
ignored   -> stamp pid:? msgid " " errorignored         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
hostnote  -> stamp pid:? msgid:? " " host               {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
unfinished -> stamp pid:? msgid:? " " unfinishedsession {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
oldhost   -> stamp pid:? msgid " " hostalone             {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
discarded -> stamp pid:? msgid:? " " discard            {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
blackholed -> stamp pid:? msgid:? " " blackhole         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
sslnote   -> stamp msgid:? " " ssl                      {% (d) => (d[3].at = d[0], d[3].messageId = d[1], d[3]) %}
tolerant  -> stamp pid:? msgid:? " " flagged            {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
loose     -> stamp pid:? msgid:? " " cut                {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
looser    -> stamp pid:? msgid:? " " torn               {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}

body      -> arrival {% first %} | delivery {% first %} | deferral {% first %} | failure {% first %}
           | lifecycle {% first %} | tainted {% first %} | unexpanded {% first %} | unsigned {% first %}
           | session {% first %} | rejected {% first %} | nonsmtp {% first %}
           | queuerun {% first %} | daemon {% first %} | arguments {% first %} | nohostname {% first %}
           | note {% first %}

# ================================================================ arrival

# <= ann@a.example H=mx.a.example (helo.a.example) [192.0.2.7]:4711 I=[198.51.100.1]:25 P=esmtps L X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no
#    SNI=mx.b.example A=login:ann K S=1234 DKIM=a.example RT=0.3s id=1@a.example T="hello" from <ann@a.example> for bob@b.example
arrival   -> arrivalflag sender parentid:? dnssec:? sessionhost:? iface:? fastopen:? ident:? connection:? protocol pipelining:? spf:?
             cipher:? verified:? dn:? sni:? auth:? prdr:? proxyip:? chunking:? size eightbit:? dkim:? arc:? dmarc:? receivetime:?
             queue:? madeid:? headerid:? subject:? rawsender:? recipients:?
             {% (d) => ({ kind: "exim.arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], parent: d[2], dnssec: d[3],
                peer: d[4], interface: d[5], fastOpen: d[6], ident: d[7], connection: d[8], protocol: d[9], pipelining: d[10], spf: d[11],
                cipher: d[12], verified: d[13], dn: d[14], sni: d[15], auth: d[16], prdr: d[17], proxy: d[18], chunking: d[19], size: d[20],
                eightBit: d[21], dkim: d[22], arc: d[23], dmarc: d[24], receiveTime: d[25], queue: d[26], headerMessageIdMade: d[27],
                headerMessageId: d[28], subject: d[29], rawSender: d[30], recipients: d[31], partial: null }) %}
# (= is an arrival that control=fakereject pretended to refuse.
arrivalflag -> "<= " {% skip %} | "(= " {% flag %}
sender    -> "<>" {% skip %} | senderaddress {% first %}
senderaddress -> senderhead addressmore:*               {% text %}
senderhead -> not("<") until(" ", "\"", "\\") | addressmore
parentid  -> " R=" id                                   {% second %}
dnssec    -> " DS"                                      {% flag %}
sessionhost -> " H=" peer                               {% second %}
iface     -> " I=[" ip "]" port:?                       {% (d) => ({ ip: d[1], port: d[3] }) %}
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
recipients -> " for" recipient:+                        {% second %}
# A word that only structure has, or begins with, shows that a field in front of it was made up by a stranger.
recipient -> " " recipienttext                          {% second %}
recipienttext -> recipienthead addressmore:*            {% text %}
recipienthead -> "for" [^ "\\] upto(" ", "\"", "\\") | addressmore
           | not("for", "<", "[", "H=", "I=[", "P=", "S=", "T=\"", "id=", "id*=", "X=", "CV=", "A=") until(" ", "\"", "\\")

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
envelopesender -> " F=<" bracketed ">"                  {% second %}
returnpath -> " P=<" bracketed ">"                      {% second %}
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
hostaddress -> " [" ip "]" port:? reused:?              {% (d) => ({ ip: d[1], port: d[3], reused: d[4] }) %}
reused    -> "*"                                        {% flag %}

# ================================================================ life of a message

lifecycle -> "Completed" queuetime:?            {% (d) => ({ kind: "exim.completed", at: "", pid: null, messageId: null, queueTime: d[1] }) %}
           | "Message is frozen"                {% (d) => ({ kind: "exim.still-frozen", at: "", pid: null, messageId: null }) %}
# Frozen (delivery error message)       Frozen by the system filter: text
           | "Frozen" frozenreason:?            {% (d) => ({ kind: "exim.frozen", at: "", pid: null, messageId: null, by: null, reason: d[1] }) %}
# frozen by root       unfrozen by root       Unfrozen by errmsg timer
           | "frozen by " rest                  {% (d) => ({ kind: "exim.frozen", at: "", pid: null, messageId: null, by: d[1], reason: null }) %}
           | "unfrozen by " rest                {% (d) => ({ kind: "exim.unfrozen", at: "", pid: null, messageId: null, by: d[1] }) %}
           | "Unfrozen by " rest                {% (d) => ({ kind: "exim.unfrozen", at: "", pid: null, messageId: null, by: d[1] }) %}
           | "removed by " rest                 {% (d) => ({ kind: "exim.removed", at: "", pid: null, messageId: null, by: d[1] }) %}
# Message removed because older than 4w
           | "Message removed because " rest    {% (d) => ({ kind: "exim.removed", at: "", pid: null, messageId: null, by: d[1] }) %}
# cancelled by timeout_frozen_after       cancelled by system filter: text
           | "cancelled by " rest               {% (d) => ({ kind: "exim.cancelled", at: "", pid: null, messageId: null, by: d[1] }) %}
# moved from input, msglog to Finput, Fmsglog
           | "moved from " word " " word " to " rest {% (d) => ({ kind: "exim.moved", at: "", pid: null, messageId: null, to: d[5] }) %}
           | edited                             {% (d) => ({ kind: "exim.edited", at: "", pid: null, messageId: null, what: d[0] }) %}
           | spoollocked                        {% (d) => ({ kind: "exim.spool-locked", at: "", pid: null, messageId: null }) %}
frozenreason -> " " rest                                {% second %}
edited    -> editedhead rest                            {% text %}
# recipient <bob@b.example> added by root       address <bob@b.example> marked delivered by root
# sender address changed to <ann@a.example> by root       original recipients ignored (system filter)
editedhead -> "recipient <" | "address <" | "sender address changed to <" | "original recipients ignored "
# Spool file for 1vdpup-000CfU-1V is locked (another process is handling this message)       (without the id to 4.93)
spoollocked -> "Spool " until(" is locked") " is locked" rest {% skip %}
# nobody@b.example <list@b.example>: error ignored        ann@a.example: error ignored: RFC 3461 DSN, failure notify not requested
errorignored -> plaintarget original:? ": error ignored" rest
             {% (d) => ({ kind: "exim.error-ignored", at: "", pid: null, messageId: null, recipient: d[0] }) %}

# ================================================================ taint, expansion, signing: exim-reasons.ne says what they mean

tainted   -> taintedtext                        {% (d) => ({ kind: "exim.tainted", at: "", pid: null, messageId: null, taint: null, text: d[0] }) %}
taintedtext -> taintedhead rest                         {% text %}
# Tainted filename for search: '/etc/exim4/domains/a.example/aliases'       Taint mismatch, Ustrncpy: parse_forward_list 1398
# attempt to use tainted value 'a.example' from '$sender_address_domain' for interface       Attempt to exec tainted path: '/usr/bin/x'
# tainted search query is not properly quoted (router r, /etc/exim4/exim4.conf 14): select …       Warning: Tainted … (4.95)
taintedhead -> "Tainted " | "Taint mismatch, " | "tainted " | "attempt to use tainted " | "attempt to used tainted " | "attempt to expand tainted "
           | "attempt to open tainted " | "Attempt to exec tainted " | "Warning: Tainted " | "Error in system filter: Tainted "
unexpanded -> unexpandedtext                    {% (d) => ({ kind: "exim.expansion-failed", at: "", pid: null, messageId: null, option: null, router: null, transport: null, text: d[0] }) %}
# failed to expand condition "${if …}" for r1 router: NULL       expansion of "…" failed …       NULL
unexpandedtext -> unexpandedhead rest {% text %} | "NULL" {% text %}
unexpandedhead -> "failed to expand " | "Failed to expand " | "expansion of " | "Expansion of "
# unable to open file for reading: /etc/exim4/domains/a.example/dkim.pem       (to 4.90: unable to open private key file for reading: …)
unsigned  -> keyfile rest                       {% (d) => ({ kind: "exim.unsigned", at: "", pid: null, messageId: null, path: d[1], text: d[0] + d[1] }) %}
           | unsignedtext                       {% (d) => ({ kind: "exim.unsigned", at: "", pid: null, messageId: null, path: null, text: d[0] }) %}
unsignedtext -> unsignedhead rest                       {% text %}
# DKIM: message could not be signed, and dkim_strict is set. Deferring message delivery.
unsignedhead -> "DKIM: message could not be signed" | "DKIM: signing failed"
keyfile   -> "unable to open file for reading: " {% text %} | "unable to open private key file for reading: " {% text %} | "unable to read private key file: " {% text %}

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

# H=mx.a.example (helo) [192.0.2.7]:4711       (helo) [192.0.2.7]       [192.0.2.7]
peer      -> "[" ip "]" port:?                          {% (d) => ({ name: null, helo: null, ip: d[1], port: d[3] }) %}
           | "(" upto(") [") ") [" ip "]" port:?        {% (d) => ({ name: null, helo: d[1], ip: d[3], port: d[5] }) %}
           | peername peerhelo:? " [" ip "]" port:?     {% (d) => ({ name: d[0], helo: d[1], ip: d[3], port: d[5] }) %}
peername  -> not("[", "(", "H=") until(" ")                   {% first %}
peerhelo  -> " (" upto(") [") ")"                       {% second %}

# rejected MAIL from (helo) [192.0.2.7]: no HELO/EHLO given       rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): x y
rejected  -> "rejected " rejectedwhat ": " innocent
             {% (d) => ({ kind: "exim.reject-command", at: "", pid: null, messageId: null, what: d[1], reason: d[3] }) %}
rejectedwhat -> not("\"") until(": ", ") [") rejectedpeer:? {% text %}
rejectedpeer -> ") [" until(": ", ") [")
# F=<ann@a.example> temporarily rejected by non-SMTP ACL: text
# F=ann@a.example H=(helo) [192.0.2.7] P=esmtp rejected by local_scan(): text
nonsmtp   -> "F=" localsender localhost:? temporarily:? " rejected by " until(": ", ") [") because:?
             {% (d) => ({ kind: "exim.reject-local", at: "", pid: null, messageId: null, sender: d[1], temporary: d[3], by: d[5], reason: d[6] }) %}
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

# ================================================================ queue runs, daemon, notes

# Start queue run: pid=4711 -qff       End 'slow' queue run: pid=4711       Start ODMR queue run: pid=4711 -qq -Rr @b.example (4.99)
queuerun  -> queueend " " queueodmr:? queuename:? "queue run: pid=" processid queueoptions:?
             {% (d) => ({ kind: "exim.queue-run", at: "", pid: null, messageId: null, end: d[0], queue: d[3], process: d[5], options: d[6] }) %}
queueend  -> "Start" {% skip %} | "End" {% flag %}
queueodmr -> "ODMR "
queuename -> "'" upto("'") "' "                         {% second %}
queueoptions -> " " rest                                {% second %}
processid -> [0-9p]:+                                   {% text %}
# exim 4.96 daemon started: pid=4711, -q30m, listening for SMTP on port 25 (IPv6 and IPv4)       pid 4711: SIGHUP received: re-exec daemon
daemon    -> "exim " word " daemon " daemonsays
             {% (d) => ({ kind: "exim.daemon", at: "", pid: null, messageId: null, version: d[1], process: d[3].process, text: d[3].text }) %}
           | "pid " processid ": " rest
             {% (d) => ({ kind: "exim.daemon", at: "", pid: null, messageId: null, version: null, process: d[1], text: d[3] }) %}
daemonsays -> "started: pid=" processid ", " rest       {% (d) => ({ process: d[1], text: d[3] }) %}
           | daemonends                                 {% (d) => ({ process: "", text: d[0] }) %}
# exim 4.96 daemon terminating, inetd wait timeout reached.
daemonends -> "terminating" rest                        {% text %}
# cwd=/home/ann/my mail 3 args: /usr/sbin/exim4 -bd -q30m
arguments -> "cwd=" directory " " number " args: " until(" args: ")
             {% (d) => ({ kind: "exim.arguments", at: "", pid: null, messageId: null, directory: d[1], count: d[3], arguments: d[5] }) %}
directory -> until(" ") directoryword:*                 {% text %}
directoryword -> " " not("0", "1", "2", "3", "4", "5", "6", "7", "8", "9") until(" ")
# no host name found for IP address 192.0.2.7
nohostname -> "no host name found for IP address " rest
             {% (d) => ({ kind: "exim.no-host-name", at: "", pid: null, messageId: null, ip: d[1] }) %}

# Families whose lines are known by their opening words and of which nothing more than the text is needed.
note      -> smtptext                           {% (d) => ({ kind: "exim.smtp", at: "", pid: null, messageId: null, text: d[0] }) %}
           | tlstext                            {% (d) => ({ kind: "exim.tls", at: "", pid: null, messageId: null, text: d[0] }) %}
           | checktext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "check", text: d[0] }) %}
           | queuetext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "queue", text: d[0] }) %}
           | lookuptext                         {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "lookup", text: d[0] }) %}
           | rewritetext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "rewrite", text: d[0] }) %}
smtptext  -> smtphead rest                              {% text %}
# SMTP connection from mx.a.example (helo) [192.0.2.7]:4711 closed by QUIT       SMTP call from [192.0.2.7] dropped: too many nonmail commands (last was "NOOP")
# unexpected disconnection while reading SMTP command from [192.0.2.7] D=1s       no MAIL in SMTP connection from [192.0.2.7] D=0s C=QUIT
# refused connection from [192.0.2.7] (host_reject_connection)       unqualified recipient rejected: <bob> H=(helo) [192.0.2.7]
smtphead  -> "SMTP " | "unexpected disconnection while " | "unexpected EOF while " | "no MAIL in " | "Connection from " | "connection from " | "refused connection from "
           | "temporarily refused connection from " | "unqualified " | "too many recipients: " | "Too many recipients: " | "ETRN " | "ATRN " | "VRFY failed for "
           | "ident connection to " | "listen backlog " | "overlong message header line received " | "ridiculously long message header received "
           | "Message abandoned: " | "EHLO/HELO response must not contain newlines: " | "getsockopt() failed from " | "Error or EOF on input from " | "ignoring AUTH="
           | "rejected \"" | "temporarily rejected \"" | "PRDR " | "Ci=" | "peer close after all rcpt responses; " | "string too " | "timed out while reading local message" | "local_scan() " | "invalid return "
tlstext   -> tlshead rest                               {% text %}
# TLS error on connection from (helo) [192.0.2.7] (gnutls_handshake): timed out       DANE error: tlsa lookup not DNSSEC
# TLS session: (gnutls_handshake): …: delivering unencrypted to H=mx.b.example [192.0.2.1] (not in hosts_require_tls)
tlshead   -> "TLS " | "(SSL_" | "(gnutls_" | "SSL " | "SSL_" | "DANE " | "OCSP " | "GnuTLS " | "Received TLS " | "Required TLS certificate " | "STARTTLS received " | "Warning: No server certificate defined; "
           | "SNI unusable " | "ALPN unusable " | "tls_verify_certificates \"" | "tls_on_connect_ports " | "a TLS session is required " | "Connection aborted; STARTTLS " | "Server certificate " | "Server OSCP " | "already initialised GnuTLS" | "DH: "
checktext -> checkhead rest                             {% text %}
# DKIM: d=a.example s=sel c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded]       malware acl condition: clamd: unable to connect …
checkhead -> "DKIM: d=" | "DKIM: validation " | "DKIM: Error " | "DKIM: unknown " | "DKIM: hash " | "DKIM: unrecognised " | "PDKIM: " | "ARC: " | "DMARC " | "dmarc: " | "arc: " | "signing: " | "signing_init: " | "DK: " | "Message signed with DKIM: "
           | "malware acl condition: " | "spam acl condition: " | "regex acl condition: " | "demime acl condition: " | "decode acl condition: " | "dcc acl condition: " | "DCC: " | "malware filename " | "malware condition: " | "mime_regex acl condition " | "MIME acl condition " | "MIME ACL: "
           | "decode ACL condition: " | "regex acl condition warning " | "bmi error " | "bmi warning: " | "Temporary error with DCC: " | "Unknown DCC response: " | "Wrong header from DCC, " | "spamassassin acl condition: "
queuetext -> queuehead rest                             {% text %}
# no immediate delivery: queued by ACL       Abandon queue run: pid=4711 (load 9.50, max 8.00)       lowest numbered MX record points to local host: self.example
queuehead -> "no immediate delivery: " | "Abandon queue run: " | "abandon queue run " | "notify triggered queue run" | "lowest numbered MX record points to local host"
           | "remote host address is the local host" | "routing loop for " | "Delivery deferred by system filter" | "internal error: bounce message failure "
lookuptext -> lookuphead rest                           {% text %}
# DNS list lookup defer (probably timeout) for 7.2.0.192.bl.example: assumed not in list       Long lookup …
lookuphead -> "DNS list lookup " | "Long " | "dnssec fail on " | "CNAME loop for " | "host name alias list truncated" | "lookup of host " | "list matching forced to fail" | "no IP address found for host "
rewritetext -> rewritehead rest                         {% text %}
# "ann@old.example" from env-from rewritten as "ann@a.example" by rule 1
rewritehead -> "\"" until("\" from ") "\" from " | "qualify/rewrite: " | "rewrite: " | "rewrite rule repeat "

# H=mx.b.example [192.0.2.1] Connection refused       H=mx.b.example [192.0.2.1]:25: SMTP error from remote mail server after …
# H=mx.b.example [192.0.2.1] TLS error on connection (recv): …        (tried behind the session lines, which begin alike)
host      -> "H=" peername " [" ip "]" port:? hostsays
             {% (d) => ({ kind: "exim.host", at: "", pid: null, messageId: null, peer: { name: d[1], dnssec: null, ip: d[3], port: d[5], reused: null }, text: d[6] }) %}
hostsays  -> ": " rest {% second %} | " " hosttext      {% second %}
hosttext  -> not("X=", "CV=", "DN=", "SNI=", "F=<", "A=", "I=[", "U=", "Ci=", "rejected ", "temporarily rejected ", "sender verify ", "Warning: ", "RCPT ", "incomplete transaction ", ":") until("H=", "F=<") {% first %}

# mx.b.example [192.0.2.1] Connection refused       (before H= came in with 4.86)
hostalone -> hostname " [" ip "]" port:? hostsays
             {% (d) => ({ kind: "exim.host", at: "", pid: null, messageId: null, peer: { name: d[0], dnssec: null, ip: d[2], port: d[4], reused: null }, text: d[5] }) %}
hostname  -> [0-9A-Za-z] [0-9A-Za-z._-]:*               {% text %}
# H=(helo) [192.0.2.7] incomplete transaction (QUIT) from <ann@a.example> for bob@b.example
unfinishedsession -> unfinishedtext              {% (d) => ({ kind: "exim.smtp", at: "", pid: null, messageId: null, text: d[0] }) %}
unfinishedtext -> unfinishedorigin until(" incomplete transaction (") " incomplete transaction (" rest {% text %}
unfinishedorigin -> "H=" | "U="

# => :blackhole: <bob@b.example> F=<ann@a.example> R=r       => discarded <bob@b.example> R=userforward
discard   -> arrow " " plaintarget parents:? original:? envelopesender:? failedqueue:? returnpath:? failedrouter queuetime:? deliverytime:? cause:?
             {% (d) => ({ kind: "exim.delivery", at: "", pid: null, messageId: null, recipient: d[2], parents: d[3], original: d[4], sender: d[5],
                queue: d[6], returnPath: d[7], router: d[8], transport: null, peer: null, proxy: null, interface: null, fastOpen: null,
                sequence: null, cipher: null, verified: null, dn: null, auth: null, pipelining: null, prdr: null, chunking: null,
                deliveryTime: d[10], partial: null, flag: d[0], size: null, shadow: null, dkim: null, confirmation: null,
                queueTime: d[9], remark: d[11] }) %}
# => blackhole (DATA ACL discarded recipients): because of that       => discarded (system filter)
blackhole -> arrow " " plaintarget parents cause:?
             {% (d) => ({ kind: "exim.delivery", at: "", pid: null, messageId: null, recipient: d[2], parents: d[3], original: null, sender: null,
                queue: null, returnPath: null, router: null, transport: null, peer: null, proxy: null, interface: null, fastOpen: null,
                sequence: null, cipher: null, verified: null, dn: null, auth: null, pipelining: null, prdr: null, chunking: null,
                deliveryTime: null, partial: null, flag: d[0], size: null, shadow: null, dkim: null, confirmation: null,
                queueTime: null, remark: d[4] }) %}

# [192.0.2.7] SSL verify error: depth=0 error=self signed certificate cert=/CN=a.example
ssl       -> ssltext                            {% (d) => ({ kind: "exim.tls", at: "", pid: null, messageId: null, text: d[0] }) %}
ssltext   -> "[" ip "] " sslhead rest                   {% text %}
sslhead   -> "Received " | "Recieved OCSP " | "SSL verify " | "after QUIT, " | "TLS " | "depth="

# ================================================================ lines that no rule above reads to their end

# <= ann@a.example H=(helo) [192.0.2.7] NEW=field P=esmtp S=10          what is known of its fields is assembled in src/parsers
flagged   -> arrivalflag sender arrivalfield:+ rawsender:? recipients:?
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

# The flag and the address as far as they are well formed, and the rest.
cut       -> arrivalflag sender " " rest         {% (d) => ({ kind: "cut-arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], partial: d[3] }) %}
           | arrow " " address " " rest          {% (d) => ({ kind: "cut-delivery", at: "", pid: null, messageId: null, flag: d[0], recipient: d[2], partial: d[4] }) %}
           | "== " address " " rest              {% (d) => ({ kind: "cut-deferral", at: "", pid: null, messageId: null, recipient: d[1], partial: d[3] }) %}
           | "** " address " " rest              {% (d) => ({ kind: "cut-failure", at: "", pid: null, messageId: null, recipient: d[1], partial: d[3] }) %}
torn      -> arrivalflag word tornrest:?         {% (d) => ({ kind: "cut-arrival", at: "", pid: null, messageId: null, fake: d[0], sender: d[1], partial: d[2] }) %}
           | arrow " " word tornrest:?           {% (d) => ({ kind: "cut-delivery", at: "", pid: null, messageId: null, flag: d[0], recipient: d[2], partial: d[3] }) %}
           | "== " word tornrest:?               {% (d) => ({ kind: "cut-deferral", at: "", pid: null, messageId: null, recipient: d[1], partial: d[2] }) %}
           | "** " word tornrest:?               {% (d) => ({ kind: "cut-failure", at: "", pid: null, messageId: null, recipient: d[1], partial: d[2] }) %}
tornrest  -> " " rest                                   {% second %}

# The id is kept, so that no trace of a message is lost.
otherid   -> stamp pid:? msgid " " unknown              {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
otherpid  -> stamp pid " " unknown                      {% (d) => (d[3].at = d[0], d[3].pid = d[1], d[3]) %}
otherzone -> zonedstamp " " unknown                     {% (d) => (d[2].at = d[0], d[2]) %}
other     -> plainstamp " " unknown                     {% (d) => (d[2].at = d[0], d[2]) %}
unknown   -> rest                               {% (d) => ({ kind: "exim.other", at: "", pid: null, messageId: null, text: d[0] }) %}
