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
nohostname -> "no host name found for IP address " rest
             {% (d) => ({ kind: "exim.no-host-name", at: "", pid: null, messageId: null, ip: d[1] }) %}

# Families whose lines are known by their opening words and of which nothing more than the text is needed.
note      -> tlstext                            {% (d) => ({ kind: "exim.tls", at: "", pid: null, messageId: null, text: d[0] }) %}
           | checktext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "check", text: d[0] }) %}
           | queuetext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "queue", text: d[0] }) %}
           | lookuptext                         {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "lookup", text: d[0] }) %}
           | rewritetext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "rewrite", text: d[0] }) %}
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
# [192.0.2.7] SSL verify error: depth=0 error=self signed certificate cert=/CN=a.example
ssl       -> ssltext                            {% (d) => ({ kind: "exim.tls", at: "", pid: null, messageId: null, text: d[0] }) %}
ssltext   -> "[" ip "] " sslhead rest                   {% text %}
sslhead   -> "Received " | "Recieved OCSP " | "SSL verify " | "after QUIT, " | "TLS " | "depth="
