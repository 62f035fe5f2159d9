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
               reason: d[0], bytesIn: d[2] === null ? null : d[2].bytesIn, bytesOut: d[2] === null ? null : d[2].bytesOut }) %}
# what ended, when the words before the colon do not say it themselves
ending    -> endword endtext:?                              {% second %}
           | tellword upto(" (", ": user=<", ": method=", ": rip=", " in=", " bytes=", " top=")     {% text %}
endword   -> "Disconnected" | "Aborted login" | "Login aborted"
tellword  -> "Login failed" | "Connection closed" | "Logged out" | "Client has quit the connection" | "Remote closed connection"
           | "Maximum number of connections from user+IP exceeded"
endtext   -> ": " reason                                    {% second %}
           | " " idle                                       {% second %}
reason    -> [A-Z] upto(" (", ": user=<", ": method=", ": rip=", " in=", " bytes=", " top=")        {% text %}
idle      -> "for inactivity" {% text %} | "in " [A-Z]:+ {% text %}
brackets  -> detail extra:*                                 {% first %}
detail    -> " (" why ")"                                   {% second %}
extra     -> " (" inside ")"                                {% skip %}
why       -> "auth failed, " number " attempts" inseconds:? more:?      {% (d) => ({ text: "auth failed", attempts: d[1], seconds: d[3] }) %}
           | "no auth attempts" inseconds:?                 {% (d) => ({ text: "no auth attempts", attempts: 0, seconds: d[1] }) %}
           | whytext                                        {% (d) => ({ text: d[0], attempts: null, seconds: null }) %}
inseconds -> " in " number " secs"                          {% second %}
more      -> ", " inside                                    {% skip %}
whytext   -> not("auth failed, ", "no auth attempts") upto("(", ")") nested:*      {% text %}
# brackets within brackets:      (client didn't finish SASL auth (waited 2 secs))
inside    -> upto("(", ")") nested:*
nested    -> "(" upto("(", ")") ")" upto("(", ")")

tail      -> ": " peer                                      {% (d) => ({ peer: d[1], bytesIn: null, bytesOut: null }) %}
# imap_logout_format, managesieve_logout_format, pop3_logout_format; POP3 logs no sums
           | " in=" number " out=" number counter:*         {% (d) => ({ peer: null, bytesIn: d[1], bytesOut: d[3] }) %}
           | " bytes=" number "/" number                    {% (d) => ({ peer: null, bytesIn: d[1], bytesOut: d[3] }) %}
           | " top=" number "/" number ", retr=" number "/" number ", del=" number "/" number ", size=" number       {% (d) => ({ peer: null, bytesIn: null, bytesOut: null }) %}
counter   -> " " [a-z] [a-z_]:* "=" number

# login_log_format_elements; an element without a value is not printed. The name is the stranger's, and so may look like elements:
#   user=<x>, rip=192.0.2.66, lip=192.0.2.1, TLS: a>, method=PLAIN, rip=192.0.2.7, …
# Each element may stand once, in its order, and none of the texts may hold another element, so such a line is not typed.
peer      -> "user=<" upto(">, ") ">" asprocess:? method:? ", rip=" ip local:? mailpid:? security:? sessionid:?
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
secured   -> "TLS handshaking" {% text %} | "TLS handshake" {% text %} | "TLS" {% text %} | "secured" {% text %} | "SSL" {% text %}
trouble   -> ": " until(", user=<", ", PID=", ", method=", ", rip=", ", lip=", ", mpid=", ", session=<", ", TLS", ", SSL")
alsocipher -> ", " cipher
cipher    -> protocol " with cipher " [0-9A-Za-z_-]:+ " (" number "/" number " bits)"       {% first %}
protocol  -> "TLSv" [0-9.]:+ {% text %} | "SSLv" [0-9.]:+ {% text %}
