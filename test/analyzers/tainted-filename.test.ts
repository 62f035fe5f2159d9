import { describe, expect, it } from "vitest";
import { judge, of } from "./judge.ts";

const ID = "1vd7Tr-000Cbc-04";
const arrival = (id = ID, at = "2026-01-06 13:52:15") => `${at} ${id} <= jan@studio.example U=jan P=local S=500`;
const refused = (at: string, id = ID) => `${at} ${id} Tainted filename '/etc/exim4/domains/studio.example/ip'`;
const held = (at: string, id = ID) =>
  `${at} ${id} == info@customer.example R=dnslookup T=remote_smtp defer (-1): failed to expand "interface" option for remote_smtp transport: failed to open /etc/exim4/domains/studio.example/ip: Permission denied (euid=103 egid=106)`;
const delivered = (at: string, id = ID) =>
  `${at} ${id} => info@customer.example R=dnslookup T=remote_smtp H=mx.customer.example [192.0.2.1] C="250 ok"`;
const completed = (at: string, id = ID) => `${at} ${id} Completed`;

const night = [
  arrival(),
  refused("2026-01-06 13:52:15"),
  held("2026-01-06 13:52:15"),
  refused("2026-01-06 14:22:15"),
  held("2026-01-06 14:22:15"),
];

describe("tainted-filename", () => {
  it("joins the misleading reason to the refusal, and names the pattern, the option and the macro", async () => {
    const [finding] = of(await judge({ mainlog: night }), "tainted-filename");
    expect(finding).toMatchObject({
      key: "tainted-filename:/etc/exim4/domains/*/ip",
      severity: "critical",
      status: "open",
      occurrences: 2,
      affected: { messages: 1, recipients: 1, sessions: 0 },
      facts: {
        options: ["interface"],
        routers: ["dnslookup"],
        transports: ["remote_smtp"],
        macro: "OUTGOING_IP",
        disguises: ["Permission denied"],
        outcomes: { held: 1, bounced: 0 },
        attempts: 2,
        stillQueued: 1,
      },
    });
  });

  it("counts a line that paniclog repeats once and quotes mainlog", async () => {
    const paniclog = [refused("2026-01-06 13:52:15"), refused("2026-01-06 14:22:15")];
    const [finding] = of(await judge({ paniclog, mainlog: night }), "tainted-filename");
    expect(finding?.occurrences).toBe(2);
    expect(finding?.evidence.map((line) => line.source)).not.toContain("paniclog");
  });

  it("is resolved, confirmed, when the victim is delivered and nothing waits", async () => {
    const after = [...night, delivered("2026-01-08 14:18:54"), completed("2026-01-08 14:18:54")];
    const analysis = await judge({ mainlog: after });
    expect(of(analysis, "tainted-filename")[0]).toMatchObject({
      status: "resolved",
      basis: "confirmed",
      resolvedAt: "2026-01-08T14:18:54Z",
    });
    expect(of(analysis, "stuck-queue")[0]).toMatchObject({
      causedBy: "tainted-filename:/etc/exim4/domains/*/ip",
      status: "resolved",
      basis: "confirmed",
    });
  });

  it("stays open while another victim still waits", async () => {
    const other = "1vd7Ts-000Cbp-0S";
    const lines = [
      ...night,
      arrival(other),
      refused("2026-01-06 14:22:15", other),
      held("2026-01-06 14:22:15", other),
      delivered("2026-01-08 14:18:54"),
      completed("2026-01-08 14:18:54"),
    ];
    expect(of(await judge({ mainlog: lines }), "tainted-filename")[0]).toMatchObject({
      status: "open",
      facts: { stillQueued: 1, deliveredSince: 1, proofAt: "2026-01-08T14:18:54Z" },
    });
  });

  it("is quiet when other mail of that domain leaves by that transport", async () => {
    const other = "1vdrUW-000CZu-0Y";
    const lines = [
      ...night,
      "2026-01-06 15:00:00 1vd7Tr-000Cbc-04 removed by root",
      "2026-01-06 15:00:00 1vd7Tr-000Cbc-04 Completed",
      arrival(other, "2026-01-08 15:00:00"),
      delivered("2026-01-08 15:00:01", other),
      completed("2026-01-08 15:00:01", other),
    ];
    expect(of(await judge({ mainlog: lines }), "tainted-filename")[0]).toMatchObject({
      status: "resolved",
      basis: "quiet",
      resolvedAt: "2026-01-08T15:00:01Z",
    });
  });

  it("takes an unsigned delivery for the fault itself, not for a proof", async () => {
    const lines = [
      arrival(),
      `2026-01-06 13:52:15 ${ID} Tainted filename '/etc/exim4/domains/studio.example/dkim.pem'`,
      `2026-01-06 13:52:15 ${ID} unable to open file for reading: /etc/exim4/domains/studio.example/dkim.pem`,
      delivered("2026-01-06 13:52:16"),
      completed("2026-01-06 13:52:16"),
    ];
    expect(of(await judge({ mainlog: lines }), "tainted-filename")[0]).toMatchObject({
      severity: "warning",
      status: "open",
      facts: { outcomes: { unsigned: 1, held: 0 }, macro: "DKIM_FILE" },
    });
  });

  it("sees that a refused condition lost the mail, and that its bounce froze", async () => {
    const bounce = "1vd7Ts-000Cbp-0S";
    const lines = [
      arrival(),
      `2026-01-06 13:52:15 ${ID} Tainted filename for search: '/etc/exim4/domains/customer.example/aliases'`,
      `2026-01-06 13:52:15 ${ID} failed to expand condition "\${lookup{x}lsearch{y}}" for aliases router: NULL`,
      `2026-01-06 13:52:15 ${ID} ** info@customer.example: Unrouteable address`,
      `2026-01-06 13:52:16 ${bounce} <= <> R=${ID} U=Debian-exim P=local S=2000`,
      `2026-01-06 13:52:16 ${ID} Completed`,
      `2026-01-06 13:52:16 ${bounce} ** jan@studio.example: Unrouteable address`,
      `2026-01-06 13:52:16 ${bounce} Frozen (delivery error message)`,
    ];
    const analysis = await judge({ mainlog: lines });
    const key = "tainted-filename:/etc/exim4/domains/*/aliases";
    expect(of(analysis, "tainted-filename")[0]).toMatchObject({ key, facts: { outcomes: { bounced: 1 } } });
    expect(of(analysis, "frozen-bounce")[0]).toMatchObject({
      causedBy: key,
      severity: "critical",
      status: "open",
      facts: { stillFrozen: 1, bounces: [{ id: bounce, parent: ID, recipient: "jan@studio.example" }] },
    });
  });

  it("counts a refusal without message id as an SMTP session", async () => {
    const line = "2026-01-06 09:12:01 Tainted filename for search: '/etc/exim4/domains/acme.example/aliases'";
    expect(of(await judge({ mainlog: [line] }), "tainted-filename")[0]).toMatchObject({
      affected: { messages: 0, sessions: 1 },
      facts: { outcomes: { refused: 1 } },
    });
  });

  it("reports nothing for the warning that a query is not properly quoted", async () => {
    const line = `2026-01-06 10:00:26 ${ID} tainted search query is not properly quoted (router r1, /etc/exim4/exim4.conf 14): select a from t where b='info'`;
    const lines = [arrival(), line, delivered("2026-01-06 13:52:16"), completed("2026-01-06 13:52:16")];
    expect(of(await judge({ mainlog: lines }), "tainted-filename")).toEqual([]);
  });

  it("does not take Permission denied for a taint where no refusal stands near", async () => {
    const lines = [arrival(), held("2026-01-06 13:52:15"), refused("2026-01-06 20:00:00")];
    const [stuck] = of(await judge({ mainlog: lines }, { stuckAfter: 300_000 }), "stuck-queue");
    expect(stuck?.causedBy).toBeNull();
  });

  it("folds the path of a message whose arrival precedes the log like its siblings", async () => {
    const other = "1vd7Ts-000Cbp-0S";
    const early = `2026-01-06 13:00:00 ${other} Tainted filename '/etc/exim4/domains/early.test/ip'`;
    const findings = of(
      await judge({ mainlog: [early, held("2026-01-06 13:00:00", other), ...night] }),
      "tainted-filename",
    );
    expect(findings.map(({ key, affected }) => [key, affected.messages])).toEqual([
      ["tainted-filename:/etc/exim4/domains/*/ip", 2],
    ]);
  });

  it("takes later mail to a recipient whose address built the refused path for a proof", async () => {
    const lost = [
      "2026-01-06 16:33:21 1vd9zl-000DYG-02 <= anna@elsewhere.example U=www-data P=local S=414",
      "2026-01-06 16:33:21 1vd9zl-000DYG-02 Tainted filename for search: '/etc/exim4/domains/atelier.example/office.conf'",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as Exim logs it
      '2026-01-06 16:33:21 1vd9zl-000DYG-02 failed to expand condition "${lookup{x}lsearch{y}}" for office_route router: NULL',
      "2026-01-06 16:33:21 1vd9zl-000DYG-02 ** info@atelier.example: Unrouteable address",
      "2026-01-06 16:33:21 1vd9zl-000DYG-02 Completed",
    ];
    const later = (to: string) => [
      "2026-01-08 14:29:08 1vdr0e-000Fch-06 <= form@host.example U=www-data P=local S=418",
      `2026-01-08 14:29:08 1vdr0e-000Fch-06 => ${to} R=office_route T=remote_smtp H=mx.office.example [192.0.2.60] C="250 Ok"`,
      "2026-01-08 14:29:08 1vdr0e-000Fch-06 Completed",
    ];
    const [mended] = of(await judge({ mainlog: [...lost, ...later("info@atelier.example")] }), "tainted-filename");
    expect(mended).toMatchObject({ status: "resolved", basis: "quiet", resolvedAt: "2026-01-08T14:29:08Z" });
    expect(mended?.evidence.at(-1)).toMatchObject({ line: 7 });
    const [other] = of(await judge({ mainlog: [...lost, ...later("info@other.example")] }), "tainted-filename");
    expect(other?.status).toBe("open");
  });

  it("counts what syslog says that it repeats", async () => {
    const text = "1vd7Us-000DCS-0M Tainted filename '/etc/exim4/domains/customer.example/ip'";
    const lines = [
      `Jan  6 13:53:18 mx1 exim[920]: 2026-01-06 13:53:18 ${text}`,
      `Jan  6 13:53:19 mx1 exim[920]: message repeated 2 times: [ 2026-01-06 13:53:19 ${text}]`,
    ];
    expect(of(await judge({ "mail.log": lines }), "tainted-filename")[0]).toMatchObject({ occurrences: 3 });
  });
});
