import { availableParallelism } from "node:os";
import { Turns } from "../../turns.ts";

/** How many may wait for their password to be hashed: half a minute of work for one core, longer than people wait. */
const maxWaiting = 500;

/**
 * For hashing passwords, in the whole process, as it runs on threads that the process has one of for each core, and on which
 * files are read and written, too. One of them stays free: otherwise each file waits for a whole hash, and in a flood of
 * logins for all of them.
 */
export const hashingTurns = new Turns(
  Math.max(1, availableParallelism() - 1),
  maxWaiting,
);
