import { Hono } from 'hono';

/** `degraded`: people are served, but not with everything. */
export interface Condition {
  readonly state: 'ok' | 'degraded' | 'down';
  readonly detail?: string;
  /** What an operator should mend, though everybody is served. */
  readonly warning?: string;
}

export interface HealthNeeds {
  /** Each asks its service; one that rejects is down. */
  readonly checks: Readonly<Record<string, () => Promise<Condition>>>;
  /** The metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
  /** False once the process drains. */
  readonly serving: () => boolean;
}

const CHECK_MS = 3000;

const worst = (conditions: readonly Condition[]): Condition['state'] => {
  if (conditions.some(({ state }) => state === 'down')) return 'down';
  return conditions.some(({ state }) => state === 'degraded') ? 'degraded' : 'ok';
};

async function inTime(check: () => Promise<Condition>): Promise<Condition> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Condition>((resolve) => {
    timer = setTimeout(resolve, CHECK_MS, { state: 'down', detail: 'no answer in time' });
  });
  const failed = (): Condition => ({ state: 'down', detail: 'out of reach' });
  return Promise.race([check().catch(failed), late]).finally(() => clearTimeout(timer));
}

/** `/healthz` says that the process lives, `/readyz` whether it can serve, and with what. */
export function createHealth({ checks, metrics, serving }: HealthNeeds): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    const names = Object.keys(checks);
    const conditions = await Promise.all(Object.values(checks).map(inTime));
    const status = serving() ? worst(conditions) : 'down';
    const parts = Object.fromEntries(names.map((name, index) => [name, conditions[index]]));
    return context.json({ status, checks: parts }, status === 'down' ? 503 : 200);
  });
  app.get('/metrics', async (context) =>
    context.text(await metrics(), 200, { 'content-type': 'text/plain; version=0.0.4' }),
  );
  return app;
}
