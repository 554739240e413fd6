import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** A process of this run's own. */
export interface Child {
  readonly pid: number;
  /** Peak resident memory in MB; null where the system does not tell. */
  peakMb(): number | null;
  /** Resident memory now in MB. */
  nowMb(): number | null;
  /** Milliseconds of processor time used until now; 0 where the system does not tell. */
  cpuMs(): number;
  /** Asks it to end, and waits; kills it in the end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const PATIENCE_MS = 15_000;
const running = new Set<ChildProcess>();

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

// Whatever ends this process, nothing of it stays behind.
process.on('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Ends what a measurement that failed has left behind. */
export async function endAll(): Promise<void> {
  const ends = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  killAll();
  await Promise.all(ends);
}

/** Runs a program with this environment alone; what a quiet one prints is left unread. */
export function startChild(
  [program = '', ...words]: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { isQuiet = false } = {},
): Child {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(program, words, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', isQuiet ? 'ignore' : 'inherit', 'inherit'],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => running.delete(child));
  const pid = child.pid ?? 0;
  return {
    pid,
    peakMb: () => memoryMb(pid, 'VmHWM'),
    nowMb: () => memoryMb(pid, 'VmRSS'),
    cpuMs: () => cpuMs(pid),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const killing = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(killing);
    },
  };
}

function memoryMb(pid: number, field: 'VmHWM' | 'VmRSS'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  } catch {
    return null;
  }
}

/** Linux counts in hundredths of a second; user and system time are the 14th and 15th field. */
function cpuMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** Resolves once the address answers 200. @throws Error after half a minute. */
export async function answers(url: string, everyMs = 20, request?: RequestInit): Promise<void> {
  const end = performance.now() + 30_000;
  while (performance.now() < end) {
    const response = await fetch(url, request).catch(() => null);
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error(`${url} was never ready`);
}
