import { addressesIn } from "./addresses.ts";
import { looksLikeHost } from "./host-name.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** `CN=mail.acme.example,O=Acme Ltd,C=BE` -> `CN=h-….d-….invalid,O=name-…,C=BE`: the country alone stays, and at `partial` hosts. */
export function certificateName(dn: string, names: Pseudonyms): string {
  return dn.replace(
    /((?:^|[,/+;])\s*)([A-Za-z0-9.]+)=((?:[^,/+;\\]|\\.)*)/g,
    (_, before: string, attribute: string, value: string) => {
      return `${before}${attribute}=${attribute.toUpperCase() === "C" ? value : replaced(value, names)}`;
    },
  );
}

function replaced(value: string, names: Pseudonyms): string {
  const bare = value.replace(/^\*\./, "");
  if (looksLikeHost(bare)) return value.slice(0, value.length - bare.length) + names.host(bare);
  for (const { local, domain } of addressesIn(value, () => false)) return `${names.local(local)}@${names.host(domain)}`;
  return value === "" ? "" : names.name(value);
}
