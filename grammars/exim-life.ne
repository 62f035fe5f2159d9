# The life of a message, and what taint checking and signing say of it. Included by exim-mainlog.ne.

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
# nobody@b.example <list@b.example>: error ignored        |/usr/bin/vacation -a bob <bob@b.example>: error ignored        ann@a.example: error ignored: RFC 3461 DSN, failure notify not requested
errorignored -> ignoredtarget original:? ": error ignored" rest
             {% (d) => ({ kind: "exim.error-ignored", at: "", pid: null, messageId: null, recipient: d[0] }) %}
# A command or a file name may hold blanks, an address none.
ignoredtarget -> ignoredtext                            {% text %}
ignoredtext -> [|/] targethead targetmore:* | ignoredhead plainmore:*
ignoredhead -> not("|", "/", ":") until(" ", ":", "\"", "\\") | targetquoted | ":" [a-z]:+ ":" upto(" ", ":", "\"", "\\")

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
