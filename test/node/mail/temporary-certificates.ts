/** Creates certificates for one test run. They are valid from one day before until one day after their creation. */
import { generate } from 'selfsigned';

export interface Certificate {
  /** The certificate in PEM format. */
  cert: string;
  /** The private key in PEM format. */
  key: string;
}

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>;

const DAY_MS = 86_400_000;
/** The tag of a DNS name in a subjectAltName (RFC 5280 section 4.2.1.6). */
const DNS_NAME_TAG = 2;

/** Creates the certificate and the key of an authority. The authority may sign other certificates. */
export function createAuthority(name: string): Promise<Certificate> {
  return issueCertificate(name, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
}

/** Creates a server certificate for DNS names. It is signed by the authority, or self-signed without an authority. */
export function createServerCertificate(names: string[], authority?: Certificate): Promise<Certificate> {
  const altNames = names.map((value) => ({ type: DNS_NAME_TAG, value }) as const);
  return issueCertificate(names[0] ?? '', [{ name: 'subjectAltName', altNames, critical: true }], authority);
}

async function issueCertificate(
  name: string,
  extensions: Extensions,
  ca?: Certificate,
): Promise<Certificate> {
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
