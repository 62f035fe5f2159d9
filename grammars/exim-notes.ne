# Queue runs, the daemon, and families that are known by their opening words. Included by exim-mainlog.ne.

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
nohostname -> "no host name found for IP address " ip
             {% (d) => ({ kind: "exim.no-host-name", at: "", pid: null, messageId: null, ip: d[1] }) %}

# Families whose lines are known by their opening words and of which nothing more than the text is needed. What they say
# of TLS, of signatures and scanners, and of lookups is in files of their own.
note      -> queuetext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "queue", text: d[0] }) %}
           | dnstext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "dns", text: d[0] }) %}
           | lookuptext                       {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "lookup", text: d[0] }) %}
           | hintstext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "hints", text: d[0] }) %}
           | acltext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "acl", text: d[0] }) %}
           | rewritetext                      {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "rewrite", text: d[0] }) %}
           | filtertext                       {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "filter", text: d[0] }) %}
           | routertext                       {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "router", text: d[0] }) %}
           | deliverytext                     {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "delivery", text: d[0] }) %}
           | daemontext                       {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "daemon", text: d[0] }) %}
           | paneltext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "panel", text: d[0] }) %}
           | proxytext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "proxy", text: d[0] }) %}
           | dkimtext                         {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "dkim", text: d[0] }) %}
           | arctext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "arc", text: d[0] }) %}
           | dmarctext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "dmarc", text: d[0] }) %}
           | malwaretext                      {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "malware", text: d[0] }) %}
           | spamtext                         {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "spam", text: d[0] }) %}
           | scantext                         {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "scan", text: d[0] }) %}

# no immediate delivery: queued by ACL       Abandon queue run: pid=4711 (load 9.50, max 8.00)       notify triggered queue run
queuetext -> queuehead rest                             {% text %}
queuehead -> "no immediate delivery: " | "Abandon queue run: " | "abandon queue run " | "notify triggered queue run"
           | "internal error: bounce message failure "
# internal ACL error: unknown ratelimit mode 7       ACL for QUIT returned ERROR: unknown ACL condition
# "discard" verb not allowed in connection ACL        (its first byte is tried in rewritehead)
acltext   -> aclhead rest                               {% text %}
aclhead   -> "internal ACL error: " | "ACL for QUIT returned ERROR: " | "ACL for not-QUIT returned ERROR: " | "ACL \"warn\" with \"message\" setting found "
           | "unknown log name \"" | "configured error code starts with incorrect digit " | "smtp_notquit_exit() called more than once " | "Header modification in data ACLs "
# "ann@old.example" from env-from rewritten as "ann@a.example" by rule 1       rewrite rule repeat ignored after 10 times
# Rewrite of ann@a.example yielded unqualified address "ann"
rewritetext -> rewritehead rest                         {% text %}
rewritehead -> "\"" until("\" from ") "\" from " | "qualify/rewrite: " | "rewrite: " | "rewrite rule repeat ignored " | "Rewrite of "
# Delivery deferred by system filter       redirection process 4711 vanished unexpectedly
# internal problem in r1 router (recipient is bob@b.example): unexpected status 000b from redirect subprocess (but data correctly received)
filtertext -> filterhead rest                           {% text %}
filterhead -> "Delivery deferred by system filter" | "system filter generated more than " | "creation of pipe for filter or :include: failed for "
           | "redirection process " | "internal problem in "
# lowest numbered MX record points to local host: self.example (while routing <bob@self.example>)       routing loop for bob@b.example
# Error in r1 router: no transport defined       bad router variable name 'x' in router 'r1'
routertext -> routerhead rest                           {% text %}
routerhead -> "lowest numbered MX record points to local host" | "remote host address is the local host" | "routing loop for " | "bad router variable name '"
           | "Error in " word " router: " | "lookup of host "
# Failed to find user "info" from expanded string "$local_part" for the r1 router
           | "Failed to find user \"" | "Failed to find group \""
# shadow transport "t1" not found       Process 4711 finished: not found in remote transport process list
# Child mail process returned status 1: errno=0: Success       Error while reading message with no usable sender address (at x): no recipient addresses
# failed to open /var/log/pipe to log output from t1 transport: Permission denied        (begins like an error of any file: exim-paniclog.ne)
deliverytext -> deliveryhead rest                       {% text %}
deliveryhead -> "shadow transport \"" | "Fork failed for local delivery to " | "Failed to connect to " | "bad local_part " | "Delivery status for " | "Unexpected error return "
           | "remote delivery process count got out of step" | "Process " | "Failed writing transport result" | "header snprintf failed"
           | "Failed to reopen " | "failed to read delivery status for " | "failed to read pipe from transport process " | "bad protocol option in transport: '"
           | "Child mail process returned status " | "Error while waiting for child mail process " | "Error while reading message with no usable sender address"
           | "setup fail for " | "callout transport '" | "overlong write_command in outgoing SMTP" | "overlong formatted string in transport"
# Remote host mx.b.example [192.0.2.1] closed connection in response to EHLO b.example        (to 4.84, behind it H=… says whose words they are)
           | "Remote host " | "Malformed SMTP reply " | "LMTP error after " | "retry time not reached for any host"
           | "address count mismatch for data read from pipe " | "malformed data (" | "insufficient address data read from pipe "
# socket bind() to port 25 for address (any IPv4) failed: Address already in use: waiting 30s before trying again (9 more tries)
# daemon: fork of queue-runner process failed: Resource temporarily unavailable       pid file path "x" does not contain a '/'
daemontext -> daemonhead rest                           {% text %}
daemonhead -> "socket bind() to port " | "daemon_notifier_socket " | "daemon: " | "setting SO_REUSEADDR on socket failed " | "Setting IPV6_V6ONLY on daemon's " | "listen() failed on interface "
           | "fork() failed when starting daemon: " | "no port specified for interface " | "Failed to create IPv6 socket for wildcard listening "
           | "pid file path " | "failed to dup inetd socket safely away: " | "failed to set socket NODELAY: " | "debugging Exim in inetd wait mode starting"
           | "Daemon cannot be run when mua_wrapper is set" | "Input from inetd is not supported when mua_wrapper is set" | "can't return to previous working dir: "
# SMTP connection identification H=localhost A=127.0.0.1 P=40128 M=1vdpup-000CfU-1V U=ann ID=1005 S=ann@a.example B=identify_local_connection
# Sender identification U=ann D=a.example S=ann@a.example       SMTP connection outbound 1767878334 1vdpup-000CfU-1V a.example bob@b.example
paneltext -> panelhead rest                             {% text %}
panelhead -> "Sender identification U=" | "SMTP connection identification H=" | "SMTP connection outbound "
# Unrecognised socks auth method 3       socks auth failed       Bad expansion for socks_proxy in t1
proxytext -> proxyhead rest                             {% text %}
proxyhead -> "Unrecognised socks auth method " | "socks auth failed" | "Bad expansion for socks_proxy in "

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
