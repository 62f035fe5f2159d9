# Who speaks to Exim: the other side of an incoming session. Included by exim-mainlog.ne and exim-noted.ne.

# H=mx.a.example (helo) [192.0.2.7]:4711       (helo) [192.0.2.7]       [192.0.2.7]
peer      -> "[" ip "]" port:?                          {% (d) => ({ name: null, helo: null, ip: d[1], port: d[3] }) %}
           | "(" upto(") [") ") [" ip "]" port:?        {% (d) => ({ name: null, helo: d[1], ip: d[3], port: d[5] }) %}
           | peername peerhelo:? " [" ip "]" port:?     {% (d) => ({ name: d[0], helo: d[1], ip: d[3], port: d[5] }) %}
peername  -> not("[", "(", "H=") until(" ")                   {% first %}
peerhelo  -> " (" upto(") [") ")"                       {% second %}
#  I=[198.51.100.1]:25
iface     -> " I=[" ip "]" port:?                       {% (d) => ({ ip: d[1], port: d[3] }) %}
