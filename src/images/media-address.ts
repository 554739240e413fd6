type Options = {
  /** `example.com`, or `*.example.com` for every name below it. */
  hosts: readonly string[];
  /** Everything under it is allowed as well. */
  baseUrl?: string;
};

const matches = (host: string, pattern: string) =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

function under(baseUrl: string | undefined): (url: URL) => boolean {
  if (!baseUrl) return () => false;
  const base = new URL(baseUrl);
  const path = base.pathname.replace(/\/*$/, '/');
  return (url) => url.origin === base.origin && url.pathname.startsWith(path);
}

/**
 * Tells which URLs results may be fetched from: https at its own port (http on loopback) on a
 * listed host, without credentials; or whatever lies under the base URL.
 */
export function createMediaAddress({ hosts, baseUrl }: Options): (url: string) => boolean {
  const isUnderBase = under(baseUrl);
  const isListed = ({ hostname }: URL) => hosts.some((pattern) => matches(hostname, pattern));
  const isSafe = ({ protocol, port, hostname }: URL) =>
    isLoopback(hostname) ? /^https?:$/.test(protocol) : protocol === 'https:' && port === '';

  return (text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') return false;
    return isUnderBase(url) || (isListed(url) && isSafe(url));
  };
}
