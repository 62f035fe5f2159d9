import type { AnalyzerId } from "../analyzers/analysis.ts";

/**
 * A short log that each detector finds something in, so that `explain` can show a remedy with figures filled in and no
 * log at hand. The lines are of Exim 4.96 and Dovecot 2.3.19.
 */
export const sampleLogs: Readonly<Record<AnalyzerId, string>> = {
  "tainted-filename": lines(`
2026-01-06 13:52:04 exim 4.96 daemon started: pid=811, -q30m, listening for SMTP on port 25 (IPv4)
2026-01-06 13:53:18 1vd7Us-000DCS-0M <= ann@customer.example U=ann P=local S=1100
2026-01-06 13:53:18 1vd7Us-000DCS-0M Tainted filename '/etc/exim4/domains/customer.example/ip'
2026-01-06 13:53:18 1vd7Us-000DCS-0M == bob@partner.example R=dnslookup T=remote_smtp defer (-1): failed to expand "interface" option for remote_smtp transport: failed to open /etc/exim4/domains/customer.example/ip: Permission denied (euid=102 egid=105)
2026-01-06 14:23:18 Start queue run: pid=920
2026-01-06 14:23:18 1vd7Us-000DCS-0M Tainted filename '/etc/exim4/domains/customer.example/ip'
2026-01-06 14:23:18 1vd7Us-000DCS-0M == bob@partner.example R=dnslookup T=remote_smtp defer (-1): failed to expand "interface" option for remote_smtp transport: failed to open /etc/exim4/domains/customer.example/ip: Permission denied (euid=102 egid=105)
2026-01-06 14:23:19 End queue run: pid=920`),
  "mmap-failure": lines(`
Jan 08 14:00:36 imap-login: Info: Login: user=<ann@customer.example>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.10, mpid=48362, TLS, session=<6ddr1eBHnKR/AAAB>
Jan 08 14:00:37 imap(ann@customer.example)<48362><6ddr1eBHnKR/AAAB>: Error: Mailbox Logs: mmap(size=1395104500) failed with file /home/ann/mail/customer.example/ann/.Logs/dovecot.index.cache: Cannot allocate memory`),
  "stuck-queue": lines(`
2026-01-06 08:00:00 1vd1yz-000CYR-39 <= ann@customer.example U=ann P=local S=1100
2026-01-06 08:00:01 1vd1yz-000CYR-39 == bob@partner.example R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-06 09:30:00 Start queue run: pid=920
2026-01-06 09:30:01 1vd1yz-000CYR-39 == bob@partner.example R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-06 09:30:02 End queue run: pid=920`),
  "frozen-bounce": lines(`
2026-01-07 03:12:00 1vdJxo-000Do6-02 <= nobody@forged.example H=(client.example) [192.0.2.9] P=esmtp S=1100
2026-01-07 03:12:00 1vdJxo-000Do6-02 ** old@customer.example: Unrouteable address
2026-01-07 03:12:00 1vdJxo-000DoB-0G <= <> R=1vdJxo-000Do6-02 U=Debian-exim P=local S=1600
2026-01-07 03:12:00 1vdJxo-000Do6-02 Completed
2026-01-07 03:12:00 1vdJxo-000DoB-0G ** nobody@forged.example: Unrouteable address
2026-01-07 03:12:00 1vdJxo-000DoB-0G Frozen (delivery error message)`),
};

function lines(text: string): string {
  return `${text.trim()}\n`;
}
