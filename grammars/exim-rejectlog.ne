# The lines behind the first one of a reject log record: envelope and headers of the message that was refused
# (log.c log_write(), when headers were read and rejected_header is selected).
#
#   sender      Envelope-from: <ann@a.example>
#   recipient   Envelope-to: <bob@b.example>
#   another         <carol@b.example>              up to four more
#   others          ...                            there were more than five
#   typed       P Received: from …                 a header behind Exim's letter for it
#   untyped       Subject: …                       one that Exim has no letter for
#   folded      TAB by b.example …                 its further lines, as they were sent
#   truncated   *** truncated ***                  the log buffer was full
#
# A stranger chose the headers, but not their lines' beginnings: a letter and a blank stand before each, and a further line
# begins with a blank or a TAB, or it would be none. So no header can begin another record, nor name a sender of its own.
# A folded line that begins with two blanks and a name looks like an untyped header, and nothing in the log tells which.

@include "common.ne"

sender    -> "Envelope-from: <" bracketed ">"           {% second %}
recipient -> "Envelope-to: <" bracketed ">"             {% second %}
another   -> "    <" bracketed ">"                      {% second %}
others    -> "    ..."                                  {% flag %}

# P Received: from mx.a.example by b.example            T To: bob@b.example            * Subject: replaced
typed     -> headertype " " headername white ":" white headervalue:?
             {% (d) => ({ type: d[0], name: d[2], value: d[6] }) %}
#   X-Mailer: x
untyped   -> " " headerblank headername white ":" white headervalue:?
             {% (d) => ({ type: d[1], name: d[2], value: d[6] }) %}
headertype -> [A-Z*]                                    {% text %}
headerblank -> " "                                      {% text %}
headername -> [!-9;-~]:+                                {% text %}
headervalue -> [^ \t\n] [^\n]:*                         {% text %}
white     -> [ \t]:*

# (TAB) by b.example with esmtp            (blank) name="x.pdf"
folded    -> foldedtext                                 {% first %}
foldedtext -> [ \t] [^\n]:*                             {% text %}
truncated -> "*** truncated ***"                        {% flag %}
