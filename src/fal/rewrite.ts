/** The hosts of FAL itself, which may be given the key. */
const API_HOST = /^([a-z0-9-]+\.)*fal\.(run|ai)$/;

/** The hosts that serve results; public, never given the key. */
const MEDIA_HOST = /^([a-z0-9-]+\.)*fal\.media$|^storage\.googleapis\.com$/;

export type Rewrite = {
  /** `https://HOST/PATH` of FAL → `{base}/HOST/PATH`; anything else unchanged. */
  rewrite: (url: string) => string;
  /** True if a (rewritten) URL leads to FAL or the base, so that the key may be sent there. */
  isTrusted: (url: string) => boolean;
};

const isFalHost = (host: string) => API_HOST.test(host) || MEDIA_HOST.test(host);

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

const isApi = (url: URL) =>
  url.protocol === 'https:' && url.port === '' && url.username === '' && API_HOST.test(url.host);

const direct: Rewrite = {
  rewrite: (url) => url,
  isTrusted: (url) => {
    const parsed = parse(url);
    return parsed !== undefined && isApi(parsed);
  },
};

function through(baseUrl: string): Rewrite {
  const base = new URL(baseUrl);
  const root = `${base.origin}${base.pathname.replace(/\/+$/, '')}`;
  return {
    rewrite: (url) => {
      const parsed = parse(url);
      if (parsed?.protocol !== 'https:' || !isFalHost(parsed.host)) return url;
      return `${root}/${parsed.host}${parsed.pathname}${parsed.search}`;
    },
    isTrusted: (url) => parse(url)?.href.startsWith(`${root}/`) ?? false,
  };
}

/** With a base URL (FAL_BASE_URL) every call to FAL, JWKS and media included, goes through it. */
export const createRewrite = (baseUrl?: string): Rewrite => (baseUrl ? through(baseUrl) : direct);
