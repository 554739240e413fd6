import { burst } from '../measure-burst.ts';
import { type Bench, eachStage, type Told } from './bench.ts';
import type { BackendName } from './servers.ts';

/** Pictures ordered at once, from the press to the picture at the Bot API. */
export function benchOrders(bench: Bench): Promise<Told> {
  const { orders } = bench.sizes;
  const earlier = new Map<BackendName, number>();
  return eachStage(bench, async (stage, name) => {
    const before = earlier.get(name) ?? 0;
    const done = await burst(stage, orders, before);
    earlier.set(name, before + orders);
    const { succeeded, lost, twice, violations, seconds, peakMb } = done;
    return [
      {
        what: `${orders} orders at once, to the picture`,
        measured: `${(orders / seconds).toFixed(1)}/s`,
      },
      {
        what: 'of them well / lost / sent twice / broken invariants',
        measured: [succeeded - before, lost, twice, violations].join(' / '),
      },
      { what: 'peak memory', measured: `${peakMb} MB` },
    ];
  });
}
