/** What the kernel says of a process; undefined where it has no /proc. */
export interface ProcessFigures {
  /** Processor time so far, in seconds, all threads. */
  readonly cpu: number;
  /** Resident memory, in megabytes. */
  readonly memory: number;
}

/** The length of a tick in seconds; the same on every Linux. */
const tick = 0.01;

export async function processFigures(
  pid: number | undefined,
): Promise<ProcessFigures | undefined> {
  const folder = `/proc/${pid}`;
  if (pid === undefined || !(await Bun.file(`${folder}/stat`).exists()))
    return undefined;
  const stat = await Bun.file(`${folder}/stat`).text();
  // The second field is a name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = await Bun.file(`${folder}/status`).text();
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) * tick,
    memory: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024,
  };
}
