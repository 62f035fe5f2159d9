# What stands in front of every line that Exim stamps: own log files, all selectors.
#   2026-01-08 13:18:54.123 +0100 [4711] 1vdpup-000CfU-1V …         (+millisec, log_timezone, +pid; the id where there is a message)

@include "common.ne"

stamp     -> isodate " " clocktime millis:? zone:?      {% text %}
millis    -> "." D D D
zone      -> " " [-+] D D D D
pid       -> " [" number "]"                            {% second %}
msgid     -> " " id                                     {% second %}
# 1vdpup-000CfU-1V (to 4.96)       1vdpup-00000001234-AbCd (from 4.97)
id        -> B B B B B B "-" B B B B B B idtail         {% text %}
idtail    -> "-" B B | B B B B B "-" B B B B
B         -> [0-9A-Za-z]

# The stamp where no pid and no id need to be told from the text behind it, with and without a zone.
zonedstamp -> isodate " " clocktime millis:? zone       {% text %}
plainstamp -> isodate " " clocktime millis:?            {% text %}
# The beginning of any stamped line.
zonedhead -> zonedstamp " "                             {% first %}
plainhead -> plainstamp " "                             {% first %}
