/** Parses `SMTP_URL`. Pure. The errors never contain the URL, because the URL contains a password. */

export interface SmtpServer {
  host: string;
  port: number;
  /** True for `smtps:`. The connection then begins with TLS. */
  isImplicitTls: boolean;
  /** Absent if the URL has no user name. */
  credentials?: { username: string; password: string };
}

/** The ports for submission with STARTTLS (RFC 6409) and with implicit TLS (RFC 8314). */
const DEFAULT_PORTS: Record<string, number> = { 'smtp:': 587, 'smtps:': 465 };

/**
 * Parses `smtp://user:pass@host:port` or `smtps://…` and percent-decodes the credentials.
 * @throws Error for any other text, such as a URL with an unescaped `/`, `#` or `?` in the password
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.parse(text);
  const defaultPort = url && DEFAULT_PORTS[url.protocol];
  const isOtherForm = !url || (url.pathname !== '' && url.pathname !== '/') || url.search || url.hash;
  if (!defaultPort || !url.hostname || isOtherForm) {
    throw new Error('SMTP_URL is not of the form smtp://user:password@host:port or smtps://…');
  }
  const server = {
    host: url.hostname,
    port: url.port ? Number(url.port) : defaultPort,
    isImplicitTls: url.protocol === 'smtps:',
  };
  if (!url.username) return server;
  const [username, password] = [decodeCredential(url.username), decodeCredential(url.password)];
  return { ...server, credentials: { username, password } };
}

/** @throws Error if the text is not percent-encoded UTF-8 or contains NUL */
function decodeCredential(part: string): string {
  const text = percentDecoded(part);
  // SASL PLAIN separates user and password by NUL (RFC 4616).
  if (text === null || text.includes('\0')) {
    throw new Error('SMTP_URL: user and password must be percent-encoded UTF-8 without NUL.');
  }
  return text;
}

/** Null if the text is not valid percent-encoded UTF-8. */
function percentDecoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
