export interface LostLease {
  readonly id: string;
  readonly token: string;
}

/** More than this, and the oldest wait for their end. */
const KEPT = 1000;

/**
 * Leases that a save may have taken without its saver being told, since the answer was lost. Handed
 * back, they are free for the next claim; else nobody runs their effects until they end.
 */
export function createLostLeases(release: (lease: LostLease) => Promise<unknown>) {
  let lost: readonly LostLease[] = [];

  const note = (leases: readonly LostLease[]) => {
    lost = [...lost, ...leases].slice(-KEPT);
  };

  return {
    note,
    /** Rejects, and keeps them for the next time, when the store does not answer. */
    handBack: async () => {
      if (lost.length === 0) return;
      const leases = lost;
      lost = [];
      try {
        await Promise.all(leases.map(release));
      } catch (error) {
        note(leases);
        throw error;
      }
    },
  };
}
