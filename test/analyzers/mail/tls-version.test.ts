import { expect, it } from "vitest";
import { tlsVersion } from "../../../src/analyzers/mail/stuck-rows.ts";

it.each([
  ["TLS1.3:ECDHE_X25519__ECDSA_SECP256R1_SHA256__AES_256_GCM:256", "TLS 1.3"],
  ["TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256", "TLS 1.2"],
  ["UNKNOWN", null],
  [null, null],
])("reads TLS version of %s", (cipher, version) => {
  expect(tlsVersion(cipher)).toBe(version);
});
