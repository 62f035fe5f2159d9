# Logins, and the ends of login processes and of mail sessions. Included by dovecot.ne.

# ---------------------------------------------------------------- logins (login-common/client-common.c)

# Login: user=<ann@a.example>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=48327, TLS, session=<AmKji+BHipV/AAAB>
# Logged in: user=<…>, …                                        (2.4)
login     -> loginword peer                                 {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: d[1].user, pid: null, session: d[1].session, level: null, partial: null,
               method: d[1].method, ip: d[1].ip, localIp: d[1].localIp, mailPid: d[1].mailPid, security: d[1].security }) %}
loginword -> "Login: " | "Logged in: "

# The end of a login process has the peer behind it, the end of a mail session its counters:
#   Disconnected: Connection closed (auth failed, 3 attempts in 20 secs): user=<ann>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, session=<s>
#   Aborted login (tried to use disallowed plaintext auth): rip=192.0.2.7, lip=192.0.2.1
#   Login aborted: Connection closed (no auth attempts in 1 secs) (no_auth_attempts): user=<>, rip=192.0.2.7, lip=192.0.2.1, TLS     (2.4)
#   Disconnected: Logged out in=104 out=11517 deleted=0 expunged=0
#   Connection closed: read(size=1024) failed: Connection reset by peer (UID FETCH running for 0.003 secs) in=5 out=6
gone      -> ending brackets:? tail:?                       {% (d) => d[2] !== null && d[2].peer !== null ? ({
               kind: "dovecot.login-failed", at: NaN, host: null, service: "", user: d[2].peer.user, pid: null, session: d[2].peer.session, level: null, partial: null,
               method: d[2].peer.method, ip: d[2].peer.ip, localIp: d[2].peer.localIp, mailPid: d[2].peer.mailPid, security: d[2].peer.security,
               reason: d[0], detail: d[1] === null ? null : d[1].text, attempts: d[1] === null ? null : d[1].attempts, seconds: d[1] === null ? null : d[1].seconds }) : ({
               kind: "dovecot.logout", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               reason: d[0], detail: d[1] === null ? null : d[1].text,
               bytesIn: d[2] === null ? null : d[2].bytesIn, bytesOut: d[2] === null ? null : d[2].bytesOut, counters: d[2] === null ? null : d[2].counters }) %}
# what ended, when the words before the colon do not say it themselves
ending    -> endword endtext:?                              {% second %}
           | tellword upto(" (", ": user=<", ": method=", ": rip=", " in=", " rip=", " bytes=", " top=", " retr=", " size=", " deleted=", " rcvd=")     {% text %}
           | failname " (pid=" number " id=" number ")"     {% first %}
failname  -> "Internal login failure"                       {% text %}
endword   -> "Disconnected" | "Aborted login" | "Login aborted"
tellword  -> "APOP failed: " | "Authenticate " | "Login failed" | "Timeout while finishing login" | "Connection closed" | "Logged out" | "Client has quit the connection" | "Remote closed connection" | "Server shutting down." | "Too many invalid IMAP commands." | "IMAP session state is inconsistent: "
           | "Maximum number of connections from user+IP exceeded"
endtext   -> ": " reason                                    {% second %}
           | " " idle                                       {% second %}
reason    -> [A-Z] upto(" (", ": user=<", ": method=", ": rip=", " in=", " rip=", " bytes=", " top=", " retr=", " size=", " deleted=", " rcvd=")        {% text %}
idle      -> "for inactivity" {% text %} | "by logging out" {% text %} | "in " [A-Z]:+ {% text %}
brackets  -> detail extra:*                                 {% first %}
           | toomany furthermore:?                          {% (d) => ({ text: d[0], attempts: d[1] === null ? null : d[1].attempts, seconds: d[1] === null ? null : d[1].seconds }) %}
detail    -> " (" why ")"                                   {% second %}
extra     -> " (" inside ")"                                {% skip %}
furthermore -> detail extra:*                               {% first %}
# (mail_max_userip_connections=10) (auth failed, 1 attempts in 0 secs)
toomany   -> " (" toomanytext ")"                           {% second %}
toomanytext -> toomanywords                                 {% text %}
toomanywords -> "mail_max_userip_connections=" number
# no auth attempts in 1 secs | auth failed, 3 attempts in 20 secs | client didn't finish SASL auth, waited 5 secs
# internal failure, 1/2 successful auths in 3 secs | cert required, client didn't start TLS
why       -> "no auth attempts" inseconds:?                 {% (d) => ({ text: "no auth attempts", attempts: 0, seconds: d[1] }) %}
           | whyhead whytail:?                              {% (d) => ({
               text: d[1] === null || d[1].text === null ? d[0] : d[0] + d[1].text, attempts: d[1] === null ? null : d[1].attempts, seconds: d[1] === null ? null : d[1].seconds }) %}
whyhead   -> not("no auth attempts", "mail_max_userip_connections=") upto(", ", "(", ")") whynested:*        {% text %}
whynested -> "(" upto("(", ")") ")" upto(", ", "(", ")")
whytail   -> ", " number tried                              {% (d) => ({ text: d[2].text === null ? null : ", " + d[1] + d[2].text, attempts: d[2].failed ? d[1] : null, seconds: d[2].seconds }) %}
           | ", waited " number " secs" more:?              {% (d) => ({ text: null, attempts: null, seconds: d[1] }) %}
           | whymore                                        {% (d) => ({ text: d[0], attempts: null, seconds: null }) %}
tried     -> " attempts" inseconds:? more:?                 {% (d) => ({ text: null, failed: true, seconds: d[1] }) %}
           | successes inseconds:? more:?                   {% (d) => ({ text: null, failed: false, seconds: d[1] }) %}
           | triedtext                                      {% (d) => ({ text: d[0], failed: false, seconds: null }) %}
# IDLE running for 0.001 + waiting input for 0.301 secs, 2 B in + 10 B out, state=wait-input
triedtext -> not(" attempts", " successful auths", "/", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9") until("(", ")") nested:*      {% text %}
successes -> " successful auths" | "/" number " successful auths"
whymore   -> ", " not("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "waited ") upto("(", ")") nested:*     {% text %}
inseconds -> " in " number " secs"                          {% second %}
more      -> ", " inside                                    {% skip %}
# brackets within brackets:      (client didn't finish SASL auth (waited 2 secs))
inside    -> upto("(", ")") nested:*
nested    -> "(" upto("(", ")") ")" upto("(", ")")

tail      -> ": " peer                                      {% (d) => ({ peer: d[1], bytesIn: null, bytesOut: null, counters: null }) %}
# imap_logout_format, managesieve_logout_format, pop3_logout_format; POP3 logs no sums
           | " in=" number " out=" number imapcounts:?      {% (d) => ({ peer: null, bytesIn: d[1], bytesOut: d[3], counters: d[4] }) %}
           | " bytes=" number "/" number                    {% (d) => ({ peer: null, bytesIn: d[1], bytesOut: d[3], counters: null }) %}
           | pop3counts                                     {% (d) => ({ peer: null, bytesIn: null, bytesOut: null, counters: d[0] }) %}
#  deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0        (2.2.10 has no sums behind expunged)
imapcounts -> " deleted=" number " expunged=" number trashed:? headers:?      {% (d) => ({
               deleted: d[1], expunged: d[3], trashed: d[4], headers: d[5] === null ? null : d[5].headers, headerBytes: d[5] === null ? null : d[5].headerBytes,
               bodies: d[5] === null ? null : d[5].bodies, bodyBytes: d[5] === null ? null : d[5].bodyBytes,
               appended: null, autoexpunged: null, tops: null, topBytes: null, retrieved: null, retrievedBytes: null, messages: null, mailboxBytes: null }) %}
trashed   -> " trashed=" number                             {% second %}
headers   -> " hdr_count=" number " hdr_bytes=" number " body_count=" number " body_bytes=" number      {% (d) => ({ headers: d[1], headerBytes: d[3], bodies: d[5], bodyBytes: d[7] }) %}
#  top=0/0, retr=1/772, del=1/9, size=7154
pop3counts -> " top=" number "/" number ", retr=" number "/" number ", del=" number "/" number ", size=" number       {% (d) => ({
               deleted: d[9], expunged: null, trashed: null, headers: null, headerBytes: null, bodies: null, bodyBytes: null,
               appended: null, autoexpunged: null, tops: d[1], topBytes: d[3], retrieved: d[5], retrievedBytes: d[7], messages: d[11], mailboxBytes: d[13] }) %}
# any counters in any order, and whose they are:      in=7 bytes=12/345, size=8 rip=192.0.2.7 session=<s>
counters  -> itspeer:? firstcounter countermore:*       {% (d) => ({ first: d[1], more: d[2] }) %}
countermore -> counter {% first %} | sessionpart {% first %}
itspeer   -> " rip=" ip comma:? sessionpart:*               {% skip %}
sessionpart -> " " peername "=" ip comma:?                  {% skip %}
           | " session=<" sessiontext ">" comma:?           {% skip %}
peername  -> "rip" | "lip"
firstcounter -> " " firstname "=" number pair:? comma:?     {% (d) => ({ name: d[1], value: d[3], second: d[4] }) %}
firstname -> "in" {% text %} | "out" {% text %} | "bytes" {% text %} | "top" {% text %} | "retr" {% text %} | "size" {% text %} | "deleted" {% text %} | "rcvd" {% text %}
countedend -> endword countedtext:?                         {% second %}
           | tellword upto(" (", " in=", " out=", " rip=", " bytes=", " top=", " retr=", " size=", " deleted=", " rcvd=")     {% text %}
countedtext -> ": " countedreason                           {% second %}
           | " " idle                                       {% second %}
countedreason -> [A-Z] upto(" (", " in=", " out=", " rip=", " bytes=", " top=", " retr=", " size=", " deleted=", " rcvd=")        {% text %}
counter   -> " " countername "=" number pair:? comma:?      {% (d) => ({ name: d[1], value: d[3], second: d[4] }) %}
countername -> countertext                                  {% text %}
countertext -> "in" | "out" | "bytes" | "rcvd" | "sent" | "top" | "retr" | "size" | "deleted" | "del" | "expunged" | "trashed" | "hdr_count" | "hdr_bytes"
           | "body_count" | "body_bytes" | "appended" | "append_count" | "autoexpunged"
pair      -> "/" number                                     {% second %}
comma     -> ","

# login_log_format_elements; an element without a value is not printed. The name is the stranger's, and so may look like elements:
#   user=<x>, rip=192.0.2.66, lip=192.0.2.1, TLS: a>, method=PLAIN, rip=192.0.2.7, …
# What another server answered may stand before them, so a name holds no `: user=<`.
# Each element may stand once, in its order, and none of the texts may hold another element, so such a line is not typed.
peer      -> "user=<" upto(">, ", ": user=<") ">" asprocess:? method:? ", rip=" ip local:? mailpid:? security:? sessionid:?
             {% (d) => ({ user: d[1] === "" ? null : d[1], method: d[4], ip: d[6], localIp: d[7], mailPid: d[8], security: d[9], session: d[10] }) %}
           | "method=" mechanism ", rip=" ip local:? mailpid:? security:? sessionid:?
             {% (d) => ({ user: null, method: d[1], ip: d[3], localIp: d[4], mailPid: d[5], security: d[6], session: d[7] }) %}
           | "rip=" ip local:? mailpid:? security:? sessionid:?
             {% (d) => ({ user: null, method: null, ip: d[1], localIp: d[2], mailPid: d[3], security: d[4], session: d[5] }) %}
asprocess -> ", PID=" number
method    -> ", method=" mechanism                          {% second %}
mechanism -> [0-9A-Za-z_-]:+                                {% text %}
local     -> ", lip=" ip                                    {% second %}
mailpid   -> ", mpid=" number                               {% second %}
sessionid -> ", session=<" sessiontext ">"                  {% second %}
sessiontext -> [0-9A-Za-z+/=:._-]:+                         {% text %}
# TLS | secured | TLS handshaking: SSL_accept() failed: error:0A000126:SSL routines::unexpected eof while reading
# TLS: Disconnected, TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)
security  -> ", " cipher                                    {% second %}
           | ", " secured trouble:? alsocipher:?            {% second %}
secured   -> encrypted {% first %} | "secured" {% text %}
encrypted -> "TLS handshaking" {% text %} | "TLS handshake" {% text %} | "TLS" {% text %} | "SSL" {% text %}
trouble   -> ": " until(", user=<", ", PID=", ", method=", ", rip=", ", lip=", ", mpid=", ", session=<", ", TLS", ", SSL")
alsocipher -> ", " cipher
cipher    -> protocol " with cipher " [0-9A-Za-z_-]:+ " (" number "/" number " bits)"       {% first %}
protocol  -> "TLSv" [0-9.]:+ {% text %} | "SSLv" [0-9.]:+ {% text %}

# Elements in an order of the site's own. The name of one may not be known here: src/parsers/dovecot-lists.ts decides.
arrending -> endword arrtext:?                              {% second %}
           | tellword upto(" (", ": user=<", ": method=", ": rip=", ": lip=", ": mpid=", ": session=<", ": pid=")     {% text %}
arrtext   -> ": " arrreason                                 {% second %}
           | " " idle                                       {% second %}
arrreason -> [A-Z] upto(" (", ": user=<", ": method=", ": rip=", ": lip=", ": mpid=", ": session=<", ": pid=")        {% text %}
# behind a reason, the first must be one that the reason cannot hold
elements2 -> element2 elementmore:*                         {% (d) => ({ first: d[0], more: d[1] }) %}
element2  -> "user=<" upto(">") ">"                         {% (d) => ({ name: "user", value: d[1], bracketed: true }) %}
           | "session=<" upto(">") ">"                      {% (d) => ({ name: "session", value: d[1], bracketed: true }) %}
           | element2name "=" plainvalue                    {% (d) => ({ name: d[0], value: d[2], bracketed: false }) %}
element2name -> "method" {% text %} | "rip" {% text %} | "lip" {% text %} | "mpid" {% text %} | "pid" {% text %}
elements  -> element elementmore:*                          {% (d) => ({ first: d[0], more: d[1] }) %}
elementmore -> ", " element                                 {% second %}
element   -> elementname "=" elementvalue                   {% (d) => ({ name: d[0], value: d[2].value, bracketed: d[2].bracketed }) %}
           | cipher                                         {% (d) => ({ name: "cipher", value: d[0], bracketed: false }) %}
           | "secured" shorttrouble:?                       {% (d) => ({ name: "security", value: "secured", bracketed: false }) %}
           | encrypted securedby:?                          {% (d) => ({ name: "security", value: d[1] === null ? d[0] : d[1], bracketed: false }) %}
elementname -> [a-z] [a-z0-9_]:*                            {% text %}
           | "PID"                                          {% text %}
elementvalue -> "<" upto(">") ">"                           {% (d) => ({ value: d[1], bracketed: true }) %}
           | cipher                                         {% (d) => ({ value: d[0], bracketed: false }) %}
           | clientid                                       {% (d) => ({ value: d[0], bracketed: false }) %}
           | plainvalue                                     {% (d) => ({ value: d[0], bracketed: false }) %}
plainvalue -> not("TLSv", "SSLv", "<", "\"") until(", ", " ", ">", "<")       {% text %}
# client_id="name" "Thunderbird" "version" "140"           (%{client_id}, an IMAP arglist)
clientid  -> quoted clientmore:*                            {% text %}
clientmore -> " " quoted | " NIL"
shorttrouble -> ": " until(", ")
# TLS=TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)        (TLS=%k)
securedby -> shorttrouble                                   {% skip %}
           | "=" tlsvalue                                   {% second %}
tlsvalue  -> tlsword withcipher:?                           {% first %}
           | null                                           {% skip %}
tlsword   -> [0-9A-Za-z._-]:+                               {% text %}
withcipher -> " with cipher " [0-9A-Za-z_-]:+ " (" number "/" number " bits)"

# ---------------------------------------------------------------- proxies (login-common/login-proxy.c, client-common-auth.c)

# proxy(ann): started proxying to 198.51.100.9:143: user=<ann>, …                  proxy(ann): disconnecting 192.0.2.7 (Disconnected by client): user=<ann>, …
# proxy(ann,198.51.100.9:143): Started proxying to remote host (0.042 secs): …     proxy(ann,198.51.100.9:143): Disconnected by client (5s idle, in=345, out=6789): …
# The texts hold what the other server answered, so the peer's first element may not stand in them.
proxied   -> "proxy(" upto(",", ")") proxyto:? "): " proxytext ": " peer      {% (d) => ({
               kind: "dovecot.proxy", at: NaN, host: null, service: "", user: d[6].user, pid: null, session: d[6].session, level: null, partial: null,
               method: d[6].method, ip: d[6].ip, localIp: d[6].localIp, mailPid: d[6].mailPid, security: d[6].security,
               outcome: d[4].outcome, destination: d[4].destination === null ? d[2] : d[4].destination, reason: d[4].reason }) %}
proxyto   -> "," until(")")                                 {% second %}
proxytext -> "started proxying to " colonword proxymaster:?       {% (d) => ({ outcome: "started", destination: d[1], reason: null }) %}
           | "Started proxying to " proxyserver proxytime:?        {% (d) => ({ outcome: "started", destination: d[1], reason: null }) %}
           | "disconnecting " colonword proxyreason:?      {% (d) => ({ outcome: "ended", destination: null, reason: d[2] }) %}
           | proxyended                                     {% (d) => ({ outcome: "ended", destination: null, reason: d[0] }) %}
           | proxyfailed                                    {% (d) => ({ outcome: "failed", destination: null, reason: d[0] }) %}
proxyserver -> "remote host"                                {% skip %}
           | "<" until(">") ">"                             {% second %}
           | serverword                                     {% first %}
serverword -> [0-9A-Za-z.[] upto(" ", ":") colonmore:*      {% text %}
proxymaster -> " (master " until(")") ")"
proxytime -> " (" until("(", ")") ")"
proxyreason -> " (" proxyinside ")"                         {% second %}
proxyinside -> inside                                       {% text %}
proxyended -> "Disconnected by " until(": user=<", ": method=", ": rip=")    {% text %}
proxyfailed -> not("started proxying to ", "Started proxying to ", "disconnecting ", "Disconnected by ") until(": user=<", ": method=", ": rip=")    {% text %}
