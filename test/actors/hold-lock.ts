/** A process to be killed: takes the instance lock, or prints the code of its refusal. */
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { takeInstanceLock } from '../../src/actors/instance-lock.ts';
import { StoreError } from '../../src/actors/store-error.ts';

try {
  takeInstanceLock(argv[2] ?? '');
  writeSync(1, 'held\n');
  setInterval(() => undefined, 1000);
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  writeSync(1, `${error.code}\n`);
}
