# What the other side called the message that it took: the text of C="…" (smtp_confirmation), Exim to 4.99 and Dovecot's
# LMTP to 2.4. These start symbols run on the deliveries of traced messages only, over the text alone.
#
#   taken:  saved      Dovecot's LMTP session, which its own lines name
#           handed     the id that the next Exim gave the message

@include "exim-envelope.ne"

# 250 2.0.0 <ann@a.example> jo0hLnHGX2nmvAAAyJ3suA Saved
saved     -> "250 2.0.0 <" bracketed "> " lmtpsession " Saved" {% (d) => ({ session: d[3], messageId: null }) %}
lmtpsession -> [^ ]:+                                    {% text %}

# 250 OK id=1vdpup-000CfU-1V      250- 1234 byte chunk, total 1234\n250 OK id=1vdpup-000CfU-1V
handed    -> upto("250 OK id=") "250 OK id=" id          {% (d) => ({ session: null, messageId: d[2] }) %}
