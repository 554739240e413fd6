import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** Where Linux keeps the limits of processor time; version 1, and root's. */
const GROUPS = '/sys/fs/cgroup/cpu';
const PERIOD_US = 20_000;

/** Lets a process have a share of one processor, 0 … 1; false where the system does not let us. */
export function limitCpu(pid: number, share: number): boolean {
  const group = join(GROUPS, `aisha-bench-${pid}`);
  try {
    mkdirSync(group);
    writeFileSync(join(group, 'cpu.cfs_period_us'), String(PERIOD_US));
    writeFileSync(join(group, 'cpu.cfs_quota_us'), String(Math.round(PERIOD_US * share)));
    writeFileSync(join(group, 'cgroup.procs'), String(pid));
  } catch {
    return false;
  }
  process.on('exit', () => {
    try {
      rmdirSync(group);
    } catch {
      // A process that still ends keeps its group; it is empty then, and costs nothing.
    }
  });
  return true;
}
