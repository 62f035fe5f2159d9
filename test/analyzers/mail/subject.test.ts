import { expect, it } from "vitest";
import { tlsVersion } from "../../../src/analyzers/mail/stuck-rows.ts";
import { unescaped } from "../../../src/analyzers/mail/subject.ts";

it.each([
  ["Relev\\303\\251 de la Fa\\303\\247ade nord", "Relevé de la Façade nord"],
  ['say \\"hi\\"', 'say "hi"'],
  ["tab\\tand\\\\slash", "tab\tand\\slash"],
  ["cut escape \\30", "cut escape 30"],
  ["ends in \\", "ends in \\"],
  ["latin1 \\351", "latin1 é"],
])("reads subject %s", (logged, read) => {
  expect(unescaped(logged)).toBe(read);
});

it.each([
  ["TLS1.3:ECDHE_X25519__ECDSA_SECP256R1_SHA256__AES_256_GCM:256", "TLS 1.3"],
  ["TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256", "TLS 1.2"],
  ["UNKNOWN", null],
  [null, null],
])("reads TLS version of %s", (cipher, version) => {
  expect(tlsVersion(cipher)).toBe(version);
});
