# Lines of Exim that no opening word tells: a name that the site chose stands in front, an address or a sentence of another
# program. What is Exim's own stands in the middle. Included by exim-mainlog.ne; tried behind all that begins with Exim's own words.

# Openings that a line above has too, which knows more.
# <bob@b.example>: pipe transport output: Hi from pipe       <bob@b.example>: failed to expand transport's helo_data value for callout: …
reopened  -> "<" bracketed ">: " addressedhead rest
             {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "delivery", text: d[0] + d[1] + d[2] + d[3] + d[4] }) %}
           | dkimuncertain                      {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "dkim", text: d[0] }) %}
           | dccrefused                         {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "spam", text: d[0] }) %}
           | muawrapped                         {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "delivery", text: d[0] }) %}
           | spooltext                          {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "spool", text: d[0] }) %}
           | spoolstate {% first %}
addressedhead -> word " transport output: " {% text %} | "failed to expand transport's " {% text %}
# H=mx.a.example [192.0.2.7] F=<ann@a.example>: rejected by DCC       H=[192.0.2.7] F=<ann@a.example>: rejected by DCC
dccrefused -> "H=" dccpeer:? "[" ip "] F=<" bracketed ">: rejected by DCC" {% text %}
dccpeer   -> peername " "
# ** mua_wrapper is set but recipients cannot all be delivered in one transaction        (a flag and no address)
muawrapped -> "** mua_wrapper is set but recipients cannot all be delivered " rest {% text %}
# DKIM: d=a.example s=sel c=relaxed/relaxed a=rsa-sha256 i=a b@a.example [verification succeeded]        (a blank in a stranger's tag)
dkimuncertain -> "DKIM: d=" rest                        {% text %}

# r1 router: skipped error: domain missing or malformed in "bob"       remote_smtp transport process returned non-zero status 0x0100: exit code 1
# cram authenticator (CRAM-MD5): Cyrus SASL permanent failure: no mechanism       3 select() failures: Bad file descriptor
sitenamed -> sitename namesays rest
             {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: d[1].topic, text: d[0] + d[1].says + d[2] }) %}
sitename  -> [0-9A-Za-z_]:+                             {% text %}
namesays  -> namerouter {% (d) => ({ topic: "router", says: d[0] }) %} | nameprocess {% (d) => ({ topic: "delivery", says: d[0] }) %} | nameauth {% (d) => ({ topic: "auth", says: d[0] }) %}
           | namedaemon {% (d) => ({ topic: "daemon", says: d[0] }) %} | nameverify {% (d) => ({ topic: "callout", says: d[0] }) %} | nameopen {% (d) => ({ topic: "config", says: d[0] }) %}
namerouter -> " router: " {% text %} | " router returned unknown value " {% text %} | " router generated more than " {% text %} | " router failed to expand " {% text %}
nameprocess -> " transport process " {% text %} | " received while reading local message" {% text %}
nameauth  -> " authenticator (" {% text %}
namedaemon -> ": sendto: " {% text %} | " " [a-z]:+ "() failure" {% text %}
# sender verify defer (making callout connection): T=remote_smtp …
nameverify -> " verify defer (making callo" {% text %} | " verify fail (making callo" {% text %}
# bounce_message_file is not absolute after expansion: 'x'       dlopen_x module y.so is not compatible with this version of Exim
nameopen  -> " is not absolute after expansion: '" {% text %} | " is not untainted after expansion: '" {% text %} | " module " word " is not compatible with this version of Exim" {% text %}

# A flagged line or a session that no rule reads whole is not one of these, whatever a stranger wrote into it.
# TLS session: (gnutls_handshake): …: delivering unencrypted to H=mx.b.example [192.0.2.1] (not in hosts_require_tls)        (4.90 on)
# no IP address found for host mx.b.example in host list item "mx.b.example"       192.0.2.7 failed to match: accepted by +include_unknown
sentence  -> sentencehead sentencesays rest
             {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: d[1].topic, text: d[0] + d[1].says + d[2] }) %}
sentencehead -> not("H=", "U=", "F=", "[", "+", "-", "<", "(", ">", "=", "*", " ") until(": delivering unencrypted to H=", ": callout unencrypted to", ": accepted by +include_", " in host list item \"", " when checking",
               " (while routing <", " (while verifying <", ": chown(", ": name too long", " does not appear to be a", " does not contain the expected module info symbol",
               " unknown error (memory/cpu corruption?)")
             {% first %}
sentencesays -> sentencetls {% (d) => ({ topic: "tls", says: d[0] }) %} | sentencelist {% (d) => ({ topic: "lookup", says: d[0] }) %} | sentencerouter {% (d) => ({ topic: "router", says: d[0] }) %}
           | sentenceload {% (d) => ({ topic: "config", says: d[0] }) %} | sentencesocks {% (d) => ({ topic: "proxy", says: d[0] }) %}
sentencetls -> ": delivering unencrypted to H=" {% text %} | ": callout unencrypted to" {% text %}
sentencelist -> ": accepted by +include_" {% text %} | " in host list item \"" {% text %} | " when checking" {% text %}
sentencerouter -> " (while routing <" {% text %} | " (while verifying <" {% text %}
# exim.c:924: chown(/var/spool/exim4/x, 103:106) failed (Operation not permitted). Please contact the authors and refer to …
sentenceload -> ": chown(" {% text %} | ": name too long" {% text %} | " does not appear to be a" {% text %} | " does not contain the expected module info symbol" {% text %}
sentencesocks -> " unknown error (memory/cpu corruption?)" {% text %}
