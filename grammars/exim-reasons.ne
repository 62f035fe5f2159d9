# What the free text of a line means: the reason of a == or **, and the lines that name a refused (tainted) value.
# These start symbols run on rare lines only, over the text alone. Texts: Exim's source, 4.50 to 4.99.
#
#   reason:  replycoded, reply      the other side's answer; tried first, it may hold any of the words below
#            malformed, known, beginning
#   taint:   tainted                a line or reason that itself says "tainted"
#   expand:  expansion              which option, router or transport could not be expanded
#   answer:  greylisted, overquota, full      what a reply's own words say
#   word:    plainword              one word of a grouping key

@include "common.ne"

# ================================================================ what the other side answered

# SMTP error from remote mail server after RCPT TO:<bob@b.example>: 450 4.2.0 <bob@b.example>: Recipient address rejected: Greylisted
replycoded -> replyhead stage ": " oldhost:? code [ -] enhanced after:?
             {% (d) => ({ family: "reply", protocol: d[0], stage: d[1], code: d[4], enhanced: d[6], said: d[7] }) %}
reply     -> replyhead stage ": " oldhost:? code said
             {% (d) => ({ family: "reply", protocol: d[0], stage: d[1], code: d[4], enhanced: null, said: d[5] }) %}
replyhead -> replyprotocol " error " replyfrom          {% first %}
replyprotocol -> "SMTP" {% text %} | "LMTP" {% text %}
replyfrom -> "from remote mail server after " | "from remote mailer after " | "after "
# RCPT TO:<bob@b.example>       pipelined MAIL FROM:<ann@a.example> SIZE=1234       pipelined end of data       initial connection
stage     -> pipelined:? stagename stagerest:?          {% second %}
pipelined -> "pipelined "
stagename -> "initial connection" {% text %} | "end of data" {% text %} | "sending data block" {% text %} | "RCPT TO" {% text %} | "MAIL FROM" {% text %} | "DATA" {% text %}
           | "HELO" {% text %} | "EHLO" {% text %} | "LHLO" {% text %} | "STARTTLS" {% text %} | "AUTH" {% text %} | "BDAT" {% text %} | "RSET" {% text %} | "QUIT" {% text %}
stagerest -> ":<" bracketed ">" upto(": ") | " " until(": ")
# host mx.b.example [192.0.2.1]: 550 …       (to 4.84)
oldhost   -> "host " until(": ") ": "
code      -> [245] D D                                  {% int %}
enhanced  -> [245] "." D:+ "." D:+                       {% text %}
after     -> [^0-9] rest                                {% text %}
said      -> rest                                       {% first %}

# Greylisted, see http://…       (the words within an answer)
greylisted -> until("reylist", "raylist", "REYLIST", "rey-list", "rey list") greyword rest {% flag %}
greyword  -> "reylist" | "raylist" | "REYLIST" | "rey-list" | "rey list"
overquota -> until("uota", "UOTA") quotaword rest       {% flag %}
quotaword -> "uota" | "UOTA"
full      -> until("ailbox full", "ailbox is full", "nsufficient system storage") fullword rest {% flag %}
fullword  -> "ailbox full" | "ailbox is full" | "nsufficient system storage"

# ================================================================ reasons of Exim's own

# retry time not reached       retry time not reached for any host for 'b.example'       Retry time not yet reached       retry timeout exceeded
# all hosts for 'b.example' have been failing for a long time (and retry time not reached)
known     -> "retry time not reached" retrytail:?       {% (d) => ({ family: "retry", key: "retry time not reached", host: d[1] }) %}
           | "Retry time not yet reached" rest          {% (d) => ({ family: "retry", key: "retry time not reached", host: null }) %}
           | "retry timeout exceeded" rest              {% (d) => ({ family: "retry", key: "retry timeout exceeded", host: null }) %}
           | "some host address lookups failed and retry time not reached" rest {% (d) => ({ family: "retry", key: "retry time not reached", host: null }) %}
           | "all hosts" retryhost:? " have been failing for a long time" rest  {% (d) => ({ family: "retry", key: "all hosts have been failing for a long time", host: d[1] }) %}
           | "domain is in queue_domains" rest          {% (d) => ({ family: "local", key: "domain is in queue_domains", host: null }) %}
# SMTP timeout after initial connection       a TLS session is required, but the server did not offer TLS support
           | opening rest                               {% (d) => ({ family: d[0], key: null, host: null }) %}
retrytail -> " for any host" upto(" for '") retryhost:? {% third %}
retryhost -> " for '" until("'") "'"                    {% second %}

opening   -> ambiguous {% (d) => "ambiguous" %} | unrouteable {% (d) => "unrouteable" %} | refused {% (d) => "refused" %} | timeout {% (d) => "timeout" %}
           | closed {% (d) => "closed" %} | network {% (d) => "network" %} | dns {% (d) => "dns" %} | tls {% (d) => "tls" %} | auth {% (d) => "auth" %}
           | quota {% (d) => "quota" %} | disk {% (d) => "disk" %} | permission {% (d) => "permission" %} | local {% (d) => "local" %} | loop {% (d) => "frozen-loop" %}
ambiguous -> "NULL" | "Permission denied" | "failed to expand " | "Failed to expand " | "expansion of " | "Expansion of " | "configuration error"
           | "internal configuration error" | "condition check " | "failed to open "
unrouteable -> "Unrouteable address" | "unrouteable " | "Unroutable " | "unknown mail domain" | "unknown local-part" | "Unknown user" | "unknown user"
refused   -> "Connection refused" | "could not connect: Connection refused"
timeout   -> "SMTP timeout " | "Connection timed out" | "Operation timed out" | "could not connect: Connection timed out" | "timed out" | "LMTP timeout "
closed    -> "Remote host closed " | "remote host closed " | "Malformed SMTP reply " | "Connection reset by peer" | "Broken pipe"
network   -> "No route to host" | "Network is unreachable" | "Network is down" | "Network Error" | "Host is unreachable" | "could not connect: No route to host"
           | "could not connect: Network is unreachable" | "Cannot assign requested address" | "Address family not supported"
dns       -> "host lookup " | "lookup of host " | "lookup failed for all hosts " | "all relevant MX records " | "an MX or SRV record indicated " | "an SRV record indicated " | "DNS lookup " | "no IP address found "
tls       -> "a TLS session is required" | "TLS session" | "TLS error" | "DANE " | "STARTTLS " | "Required TLS "
auth      -> "authentication required" | "Authentication required"
quota     -> "mailbox is full" | "Over quota" | "over quota" | "Disk quota exceeded" | "quota exceeded"
disk      -> "No space left on device" | "Read-only file system" | "Input/output error" | "Too many open files" | "File too large"
# mailbox /var/mail/bob has wrong uid (0 != 8)
permission -> "Operation not permitted" | "Not owner" | "mailbox /" | "opened mailbox "
# Child process of address_pipe transport returned 1 from command: /usr/bin/x       SMTP delivery explicitly queued
# Failed to connect to socket /run/dovecot/lmtp for dovecot_lmtp transport: Connection refused
local     -> "Failed to connect to socket " | "Child process of " | "return message generated" | "failed to lock mailbox " | "pipe delivery process " | "SMTP delivery explicitly queued" | "No such file or directory"
           | "Failed to find user " | "Failed to find group " | "domain is held" | "first pass only routing " | "concurrency limit reached " | "max_parallel "
           | "connection limit reached " | "error in redirect data" | "error in filter file" | "local delivery failed" | "Is a directory" | "Not a directory" | "File exists" | "forced defer"
loop      -> "Too many \"Received\" headers" | "routing loop" | "lowest numbered MX record points to local host" | "remote host address is the local host"

# Permission denied       anything else: only its words count
other     -> rest                                       {% (d) => ({ family: "other", key: null, host: null }) %}

# ================================================================ refused values

# (4.94 on)        Tainted filename for search: '/etc/exim4/domains/a.example/aliases'       Tainted filename '/etc/exim4/domains/a.example/ip'       Tainted dirname '/x'
tainted   -> taintprefix:? taint                        {% second %}
taintprefix -> "Warning: " | "Error in system filter: "
taint     -> "Tainted filename for search: '" tvalue    {% (d) => ({ wording: "search", value: d[1], variable: null, use: null }) %}
           | "Tainted filename '" tvalue                {% (d) => ({ wording: "filename", value: d[1], variable: null, use: null }) %}
           | "Tainted dirname '" tvalue                 {% (d) => ({ wording: "filename", value: d[1], variable: null, use: "directory" }) %}
# Tainted '/home/data/bob' (file or directory name for t1 transport) not permitted       Tainted '/bin/echo x' (command for address_pipe transport) not permitted
           | "Tainted '" until("' (") "' (" taintfile " for " taintdriver ") not permitted" newline:? {% (d) => ({ wording: d[3], value: d[1], variable: null, use: d[5] }) %}
# Tainted name '/home/data/bob' for file read not permitted       Tainted name for DB file not permitted
           | "Tainted name '" until("' for ") "' for " until(" not permitted") " not permitted" newline:? {% (d) => ({ wording: "name", value: d[1], variable: null, use: d[3] }) %}
           | "Tainted name for " until(" not permitted") " not permitted" newline:? {% (d) => ({ wording: "name", value: null, variable: null, use: d[1] }) %}
# Tainted arg 1 for t1 transport command: 'bob'       Tainted arg 1 for queryprogram router command: 'bob'       (4.96 on)
           | "Tainted arg " number " for " until(" command: '") " command: '" tvalue {% (d) => ({ wording: "argument", value: d[5], variable: null, use: d[3] }) %}
# (4.95 only)      Tainted value 'a.example' from '$sender_address_domain' for interface       Tainted host list 'b.example' from '$domain' in transport t1
           | "Tainted " taintedtwice:? "value '" taintorigin {% (d) => ({ wording: "value", value: d[3].value, variable: d[3].variable, use: d[3].use }) %}
           | "Tainted host list '" taintorigin          {% (d) => ({ wording: "host-list", value: d[1].value, variable: d[1].variable, use: d[1].use }) %}
           | "Tainted string '" until("' ") "' " rest   {% (d) => ({ wording: "string", value: d[1], variable: null, use: "expansion" }) %}
           | "Tainted path '" until("' for ") "' for " rest {% (d) => ({ wording: "filename", value: d[1], variable: null, use: d[3] }) %}
           | "Tainted ACL text \"" tquoted              {% (d) => ({ wording: "acl-text", value: d[1], variable: null, use: "ACL" }) %}
           | "Tainted ACL file name '" tvalue           {% (d) => ({ wording: "filename", value: d[1], variable: null, use: "ACL" }) %}
           | "Tainted values '" until("' ") "' " rest   {% (d) => ({ wording: "value", value: d[1], variable: null, use: "system filter" }) %}
# attempt to use tainted value 'a.example' from '$sender_address_domain' for interface       … host list 'b.example' from '$domain' in transport t1
           | "attempt to use tainted value '" taintorigin {% (d) => ({ wording: "value", value: d[1].value, variable: d[1].variable, use: d[1].use }) %}
           | "attempt to use tainted host list '" taintorigin {% (d) => ({ wording: "host-list", value: d[1].value, variable: d[1].variable, use: d[1].use }) %}
           | "attempt to use tainted string '" until("' for ") "' for " rest {% (d) => ({ wording: "string", value: d[1], variable: null, use: d[3] }) %}
           | "attempt to use tainted ACL text \"" tquoted {% (d) => ({ wording: "acl-text", value: d[1], variable: null, use: "ACL" }) %}
           | "attempt to use tainted list metadata " rest {% (d) => ({ wording: "value", value: d[1], variable: null, use: "list metadata" }) %}
           | "attempt to used tainted value '" until("' for") "' for" misprint rest {% (d) => ({ wording: "value", value: d[1], variable: null, use: d[3] }) %}
           | "attempt to open tainted ACL file name \"" tquoted {% (d) => ({ wording: "filename", value: d[1], variable: null, use: "ACL" }) %}
           | "attempt to expand tainted string '" tvalue {% (d) => ({ wording: "string", value: d[1], variable: null, use: "expansion" }) %}
           | "Attempt to exec tainted path: '" tvalue   {% (d) => ({ wording: "exec", value: d[1], variable: null, use: "exec" }) %}
# Taint mismatch, Ustrncpy: parse_forward_list 1398
           | "Taint mismatch, " until(": ") ": " rest   {% (d) => ({ wording: "mismatch", value: null, variable: null, use: d[1] }) %}
# tainted search query is not properly quoted (router r1, /etc/exim4/exim4.conf 14): select a from t where b='bob'
           | "tainted search query is not properly quoted" quotingplace:? ": " rest {% (d) => ({ wording: "quoting", value: d[3], variable: null, use: d[1] }) %}
# (4.93 on, misprints are Exim's)       … 'x' fortransport 't' as a system filter       … 'x' for atrn_domains
misprint  -> "transport '" {% (d) => "system filter" %} | " atrn_domains" {% (d) => "atrn_domains" %}
taintfile -> "command" {% (d) => "command" %} | "file or directory name" {% (d) => "file" %} | "once file" {% (d) => "file" %} | "logfile" {% (d) => "file" %} | "file" {% (d) => "file" %}
taintdriver -> until(")")                               {% first %}
taintedtwice -> "tainted "
# The value is a stranger's: what closes it may not occur within.
taintorigin -> until("' from ") "' from '" until("' ") "' " taintuse {% (d) => ({ value: d[0], variable: d[2], use: d[4] }) %}
taintuse  -> "for " until("' ") {% second %} | "in " until("' ") {% second %}
tvalue    -> tvaluetext "'" newline:?                   {% first %}
tvaluetext -> upto("'") tvaluemore:*                    {% text %}
tvaluemore -> "'" [^'\\] upto("'")
tquoted   -> until("\"") "\"" newline:?                 {% first %}
newline   -> "\\n"
quotingplace -> " (" until(", ", ")") quotingfile:? ")" {% second %}
quotingfile -> ", " upto(")")
# Whatever else begins like one of these.
taintother -> taintotherhead rest                       {% text %}
taintotherhead -> "Tainted " | "Taint " | "tainted " | "attempt to use tainted " | "attempt to used tainted " | "attempt to expand tainted " | "attempt to open tainted "
           | "Attempt to exec tainted " | "Warning: Tainted " | "Error in system filter: Tainted "

# ================================================================ expansions that failed

# failed to expand "interface" option for remote_smtp transport: failed to open /etc/x: Permission denied (euid=103 egid=106)
# failed to expand condition "${if …}" for r1 router: NULL       expansion of "${lookup …}" failed in r2 router: NULL
expansion -> "failed to expand \"" until("\" option for ") "\" option for " driver ": " rest {% (d) => ({ option: d[1], driver: d[3] }) %}
conditional -> "failed to expand condition \"" until("\" for ") "\" for " driver ": " rest {% (d) => ({ option: "condition", driver: d[3] }) %}
listed    -> expansionhead "\"" until("\" failed in ") "\" failed in " driver ": " rest {% (d) => ({ option: null, driver: d[4] }) %}
# Failed to expand max_parallel option in t1 transport (…): …       Failed to find user "bob" from expanded string "$local_part" for the r1 router
named     -> "Failed to expand " word " option in " driver " " rest {% (d) => ({ option: d[1], driver: d[3] }) %}
# expansion of dkim_private_key failed: …       failed to expand dkim_domain: …
optional  -> expansionhead optionname " failed" rest    {% (d) => ({ option: d[1], driver: null }) %}
plainoption -> "failed to expand " optionname ": " rest {% (d) => ({ option: d[1], driver: null }) %}
optionname -> [a-z_]:+                                  {% text %}
expansionhead -> "expansion of " | "Expansion of "
driver    -> drivername " " drivertype                  {% (d) => ({ name: d[0], type: d[2] }) %}
drivername -> [0-9A-Za-z_]:+                            {% text %}
drivertype -> "router" {% text %} | "transport" {% text %} | "authenticator" {% text %}

# ================================================================ grouping keys

# "Greylisted,       denied.       Recipient:        (and nothing with digits, dots or signs inside)
# 550-Verification       (the first word of a further line of a reply)
plainword -> linecode:? wordopen:* wordtext wordclose:* {% third %}
linecode  -> [245] D D "-"
wordopen  -> [("'<]
wordtext  -> [A-Za-z] lettermore:*                      {% text %}
lettermore -> [a-zA-Z] | [-'] [a-zA-Z]
wordclose -> [)"',.:;!?>]
