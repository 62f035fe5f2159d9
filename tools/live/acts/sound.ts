/** An ordinary hour: mail comes, goes and is read. Nothing is found. */
import { peerSays } from "../accounts.ts";
import { type Host, startDovecot, startExim, startPeers } from "../host.ts";
import { look } from "../look.ts";
import { at, form, imap, incoming, submit } from "../people.ts";
import type { Score } from "../score.ts";

export async function sound(host: Host, score: Score): Promise<void> {
  // nobody reads mail at these two: bounces to them are refused
  const refused = "550 5.1.2 <%s>: Recipient address rejected: Domain not found";
  peerSays(host.layout, "mx.shop.example", { rcpt: { "@no-such-shop.example": refused, "@spam.example": refused } });
  await startPeers(host);
  await startDovecot(host);
  await startExim(host);
  await at(host, "2026-03-10T08:05:00Z");
  await incoming(host, "buyer@customer.example", "marie@acme.example", "Order 2026-101");
  await submit(host, "marie@acme.example", "buyer@customer.example", "Re: Order 2026-101");
  await submit(host, "jan@studio.example", "meter@energy.example", "Meter reading");
  await form(host, "anna@no-such-shop.example", "info@atelier.example", "Contact form: opening hours");
  await imap(host, "marie@acme.example", "SELECT INBOX", "FETCH 1:* (FLAGS ENVELOPE)");
  await at(host, "2026-03-10T08:40:00Z");
  const seen = await look(host, score, "an ordinary hour");
  score.equal("an ordinary hour: no finding", seen.analysis.findings, []);
  const { messages, queue } = seen.analysis.mail;
  score.equal("an ordinary hour: four messages, none waits", [messages, queue.active, queue.frozen], [4, 0, 0]);
}
