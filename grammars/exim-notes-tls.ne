# What Exim says of TLS: handshakes, certificates, OCSP, DANE. Included by exim-mainlog.ne.

tls       -> tlstext                            {% (d) => ({ kind: "exim.tls", at: "", pid: null, messageId: null, peer: null, interface: null, text: d[0] }) %}
tlstext   -> tlshead rest                               {% text %}
# TLS error on connection from (helo) [192.0.2.7] (gnutls_handshake): timed out       TLS recv error on connection from [192.0.2.7]: … (to 4.69)
# TLS session: (gnutls_handshake): …: delivering unencrypted to H=mx.b.example [192.0.2.1] (not in hosts_require_tls)
# TLS client disconnected cleanly (rejected our certificate?)       TLS ALPN (h2) rejected       TLS cache write failed
tlshead   -> "TLS error " | "TLS session" | "TLS client disconnected cleanly" | "TLS ALPN (" | "TLS recv error on " | "TLS send error on " | "TLS cache "
           | "(SSL_" | "(gnutls_" | "SSL_accept" | "SSL_connect" | "SSL_write" | "SSL_read" | "SSL channel closed on write" | "SSL verify "
# DANE error: tlsa lookup not DNSSEC       DANE attempt failed; TLS connection to mx.b.example [192.0.2.1]: (SSL_connect): …       OCSP dates invalid
           | "DANE error: " | "DANE attempt failed; " | "OCSP dates invalid" | "OCSP stapling with multiple responses not handled" | "OCSP unusable with this "
           | "Received TLS cert status response, " | "Received TLS status " | "Required TLS certificate " | "Server certificate revoked" | "Server certificate status unknown"
           | "Server OSCP dates invalid" | "Failed to open OCSP response file " | "Error reading OCSP response from " | "Failed to read PEM file "
# GnuTLS init failed: cipher priority table overflow       DH: could not read /etc/exim4/dh.pem: No such file or directory
           | "GnuTLS init failed: " | "already initialised GnuTLS" | "DH: could not " | "WARNING: main options gnutls_" | "WARNING: smtp transport options gnutls_"
           | "WARNING: deprecated Diffie-Hellman parameter " | "Warning: No server certificate defined; " | "SNI unusable with this " | "ALPN unusable with this "
# tls_verify_certificates "/etc/ssl/certs" is a directory       could not stat /etc/ssl/ca.pem (tls_verify_certificates): Permission denied
           | "tls_verify_certificates \"" | "tls_on_connect_ports contains " | "could not stat " | "failed to load cert " | "failed to stat " not("configuration file ") until(" for certificates") " for certificates"
           | "a TLS session is required for " | "Connection aborted; STARTTLS support by " | "STARTTLS received in already encrypted connection "
           | "buffer underflow in tls_ungetc" | "fork failed for TLS check"

# [192.0.2.7] SSL verify error: depth=0 error=self signed certificate cert=/CN=a.example
# [192.0.2.7] after QUIT, client reset TCP before SMTP response and TLS close       [192.0.2.7] SMTP:RCPT verify denied by event-action: depth=0 cert=/CN=a.example: x
ssl       -> ssltext                            {% (d) => ({ kind: "exim.tls", at: "", pid: null, messageId: null, peer: null, interface: null, text: d[0] }) %}
ssltext   -> "[" ip "] " sslhead rest                   {% text %}
sslhead   -> "Received OCSP " | "Received TLS " | "Recieved OCSP " | "SSL verify " | "DANE verify denied by event-action: " | "after QUIT, " | side " Received TLS cert (DN: '" | side " verify denied by event-action: "
# server       client
side      -> "server" | "client"
