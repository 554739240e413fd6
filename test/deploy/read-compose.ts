import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { parse } from 'yaml';

/** The repository's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const words = v.optional(v.array(v.string()), []);

const service = v.object({
  image: v.string(),
  build: v.optional(v.string()),
  init: v.optional(v.boolean(), false),
  read_only: v.optional(v.boolean(), false),
  restart: v.string(),
  profiles: words,
  cap_drop: words,
  security_opt: words,
  tmpfs: words,
  stop_grace_period: v.optional(v.string()),
  entrypoint: words,
  command: words,
  environment: v.optional(v.record(v.string(), v.string()), {}),
  secrets: words,
  configs: v.optional(v.array(v.object({ source: v.string(), target: v.string() })), []),
  volumes: words,
  ports: words,
  networks: v.array(v.string()),
  depends_on: v.optional(v.record(v.string(), v.object({ condition: v.string() })), {}),
  healthcheck: v.optional(v.object({ test: v.array(v.string()) })),
});

const compose = v.object({
  services: v.record(v.string(), service),
  networks: v.record(v.string(), v.object({ internal: v.optional(v.boolean(), false) })),
  volumes: v.record(v.string(), v.unknown()),
  configs: v.record(v.string(), v.object({ file: v.string() })),
  secrets: v.record(v.string(), v.object({ file: v.string() })),
});

export type Service = v.InferOutput<typeof service>;
export type Compose = v.InferOutput<typeof compose>;

/** As Compose does it: `$$`, `${NAME}`, `${NAME-word}` (unset) and `${NAME:-word}` (unset or empty). */
const filledIn = (text: string, variables: Readonly<Record<string, string>>) =>
  text.replaceAll(/\$\$|\$\{(\w+)(?:(:?-)([^}]*))?\}/g, (whole, name, how, word = '') => {
    if (whole === '$$') return '$';
    const value = variables[name];
    return value === undefined || (how === ':-' && value === '') ? word : value;
  });

/** compose.yaml as Compose reads it where `.env` says `variables`. */
export function readCompose(variables: Readonly<Record<string, string>> = {}): Compose {
  const text = readFileSync(`${root}compose.yaml`, 'utf8');
  const fill = (_key: unknown, value: unknown) =>
    typeof value === 'string' ? filledIn(value, variables) : value;
  return v.parse(compose, parse(text, fill, { merge: true }));
}

/** A service that must be there. */
export function serviceOf({ services }: Compose, name: string): Service {
  const found = services[name];
  if (!found) throw new Error(`compose.yaml has no service ${name}`);
  return found;
}
