# Lexical rules that every dialect shares. Each is a text, a number or a flag; none knows a log format.

# Everything up to the next blank, and up to the line's end.
word      -> [^ ]:+                             {% text %}
rest      -> [^\n]:*                            {% text %}
number    -> [0-9]:+                            {% int %}
D         -> [0-9]

# 2026-01-08 13:18:54       13:18:54
isodate   -> D D D D "-" D D "-" D D
clocktime -> D D ":" D D ":" D D

# 192.0.2.7       2001:db8::7       fe80::7%eth0
ip        -> [0-9a-fA-F:.]:+ ipscope:?          {% text %}
ipscope   -> "%" [0-9a-zA-Z]:+
# [192.0.2.7]:4711       the port as its own number
port      -> ":" number                         {% second %}

# he said \"hi\"      between double quotes, where a quote inside is escaped with a backslash
quotable  -> upto("\"", "\\") escaped:*         {% text %}
escaped   -> "\\" [^\n] upto("\"", "\\")
quoted    -> "\"" upto("\"", "\\") escaped:* "\""

# An address without its angle brackets: blanks and marks only within quotes or behind a backslash (RFC 5321 4.1.2).
#   ann@a.example      "ann R=x b"@a.example      ann\ b@a.example
address   -> addresshead addressmore:*          {% text %}
addresshead -> until(" ", "\"", "\\") | addressmore
addressmore -> "\\" [^\n] upto(" ", "\"", "\\") | quoted upto(" ", "\"", "\\")
# The same between angle brackets, where it may be empty:      <"a>b"@c.example>
bracketed -> upto("<", ">", "\"", "\\") bracketedmore:* {% text %}
bracketedmore -> "\\" [^\n] upto("<", ">", "\"", "\\") | quoted upto("<", ">", "\"", "\\")

# A word that may be followed by ": ", and may itself hold colons:      TLS1.3:TLS_AES_256_GCM_SHA384:256
colonword -> colonhead colonmore:*              {% text %}
colonhead -> until(" ", ":") | colonmore
colonmore -> ":" [^ ] upto(" ", ":")
