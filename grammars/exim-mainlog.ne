# Exim's main log and reject log, all versions from 4.50 to 4.99, every log selector. Order of the start symbols: starts.json.
#
#   line        a line whose shape is known by its first bytes
#   authfail    AUTHENTICATOR authenticator failed …            begins with a name that the site chose
#   authtrouble the same with a reason behind the login
#   cutthrough  H=… ADDRESS F=<…> rejected after DATA: …      (a session line with the same beginning is tried first)
#   authsent    the same for a login of ours at another server
#   ignored     ADDRESS: error ignored                           begins with an address
#   hostnote    H=mx.example [192.0.2.1] Connection refused      (a session line with the same beginning is tried first)
#   sslnote     [192.0.2.7] SSL verify error …                   (its first byte looks like a pid)
#   sslbypid    [4711] [192.0.2.7] SSL verify error …            (the same behind a true one)
#   unfinished  H=… incomplete transaction (QUIT)                 a session line with the same beginning is tried first
#   oldhost     mx.example [192.0.2.1] Connection refused        begins with a host name
#   discarded   => :blackhole: <ADDRESS> R=r                     a delivery without transport
#   blackholed  => blackhole (…): text                           a delivery without router
#   crowded     a session line with a second ") [": the end of the HELO is found in src/parsers
#   unclear     a refused command whose end is not known
#   oddly       ** ADDRESS <ORIGINAL> …                       whose address looks like several
#   outgrown    a flagged line that was cut at Exim's buffer
#   noting      TLS error …, DKIM: …, daemon: …                  known by their opening words too, but rare
#   opening     <ADDRESS>: t1 transport output: …                its opening words are those of a line that is known better
#   naming      r1 router: skipped error: …                      begins with a name that the site chose
#   sayingof    ID … (while routing <ADDRESS>)                   only its middle is Exim's own
#   saying      … (while routing <ADDRESS>)                      the same without an id
#   replied     => >Ann Smith <ann@a.example> <ORIGINAL> R=r T=t an autoreply to what a stranger's header says
#   tolerant    flag, address and fields in any order: a field that a later Exim adds costs only itself
#   loose       flag and address, the rest as it stands
#   looser      the same where not even the address is well formed
#   other…      the stamp and the id only
#
# Whoever may speak to the server chooses HELO, ident, addresses, subject, message id, certificate names and replies.
# Each such text names the marks that it must not hold; behind it no rule may take the rest of the line.

@include "common.ne"
@include "exim-envelope.ne"
@include "exim-peer.ne"
@include "exim-flagged.ne"
@include "exim-life.ne"
@include "exim-session.ne"
@include "exim-smtp.ne"
@include "exim-notes.ne"
@include "exim-notes-tls.ne"
@include "exim-notes-content.ne"
@include "exim-notes-lookup.ne"
@include "exim-notes-spool.ne"
@include "exim-notes-named.ne"

# ================================================================ envelope and body

line      -> stamp pid:? msgid:? " " body               {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
authfail  -> stamp pid:? msgid:? " " authentication     {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
authtrouble -> stamp pid:? msgid:? " " troubled         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
cutthrough -> stamp pid:? msgid:? " " passedon          {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
crowded   -> stamp pid:? msgid:? " " crowdedsession     {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
unclear   -> stamp pid:? msgid:? " " doubtful           {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
authsent  -> stamp pid:? msgid:? " " sentauthentication {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
ignored   -> stamp pid:? msgid " " errorignored         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
hostnote  -> stamp pid:? msgid:? " " host               {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
unfinished -> stamp pid:? msgid:? " " unfinishedsession {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
oldhost   -> stamp pid:? msgid " " hostalone             {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
discarded -> stamp pid:? msgid:? " " discard            {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
blackholed -> stamp pid:? msgid:? " " blackhole         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
sslnote   -> stamp msgid:? " " ssl                      {% (d) => (d[3].at = d[0], d[3].messageId = d[1], d[3]) %}
sslbypid  -> stamp pid msgid:? " " ssl                  {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
oddly     -> stamp pid:? msgid:? " " oddfailure         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
outgrown  -> stamp pid:? msgid:? " " overflown          {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
noting    -> stamp pid:? msgid:? " " rarebody           {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
opening   -> stamp pid:? msgid:? " " reopened           {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
naming    -> stamp pid:? msgid:? " " sitenamed          {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
sayingof  -> stamp pid:? msgid " " sentence             {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
saying    -> stamp pid:? " " sentence                   {% (d) => (d[3].at = d[0], d[3].pid = d[1], d[3]) %}
replied   -> stamp pid:? msgid:? " " autoreply          {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
tolerant  -> stamp pid:? msgid:? " " flagged            {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
loose     -> stamp pid:? msgid:? " " cut                {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
looser    -> stamp pid:? msgid:? " " torn               {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}

body      -> arrival {% first %} | delivery {% first %} | deferral {% first %} | failure {% first %}
           | lifecycle {% first %} | tainted {% first %} | unexpanded {% first %} | unsigned {% first %}
           | session {% first %} | rejected {% first %} | nonsmtp {% first %}
           | queuerun {% first %} | daemon {% first %} | arguments {% first %} | nohostname {% first %}
           | smtp {% first %} | lost {% first %}
# Rare beside the lines above, and many: apart, so that the code of those stays small.
rarebody  -> tls {% first %} | dkimchecked {% first %} | spool {% first %} | note {% first %}

# ================================================================ nothing but the envelope is known

# The id is kept, so that no trace of a message is lost.
otherid   -> stamp pid:? msgid " " unknown              {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
otherpid  -> stamp pid " " unknown                      {% (d) => (d[3].at = d[0], d[3].pid = d[1], d[3]) %}
otherzone -> zonedstamp " " unknown                     {% (d) => (d[2].at = d[0], d[2]) %}
other     -> plainstamp " " unknown                     {% (d) => (d[2].at = d[0], d[2]) %}
unknown   -> rest                               {% (d) => ({ kind: "exim.other", at: "", pid: null, messageId: null, text: d[0] }) %}
