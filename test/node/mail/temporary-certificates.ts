/** Creates certificates for one test run. They are valid from one day before until one day after their creation. */
import { generate } from 'selfsigned';

export interface Certificate {
  /** The certificate in PEM format. `key` is in PEM format too. */
  cert: string;
  key: string;
}

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>;

const DAY_MS = 86_400_000;
/** The type of a DNS name in a subjectAltName (RFC 5280 section 4.2.1.6). */
const DNS_NAME = 2;

/** Creates the certificate of an authority that may sign other certificates. */
export function makeAuthority(name: string): Promise<Certificate> {
  return issue(name, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
}

/** Creates a server certificate for DNS names. The authority signs it; without an authority it is self-signed. */
export function makeServerCertificate(names: string[], authority?: Certificate): Promise<Certificate> {
  const altNames = names.map((value) => ({ type: DNS_NAME, value }) as const);
  return issue(names[0] ?? '', [{ name: 'subjectAltName', altNames, critical: true }], authority);
}

async function issue(name: string, extensions: Extensions, ca?: Certificate): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + DAY_MS),
    extensions,
    ...(ca && { ca }),
  });
  return { cert, key };
}
