import { readFile } from "node:fs/promises";

/** Milliseconds between two looks. */
const interval = 100;
/** Bytes of a page of memory where this works. */
const pageSize = 4096;

/**
 * Looks how much memory a process has, where the system tells (Linux).
 *
 * @param most bytes
 * @param onExcess called once, if it has more
 * @returns a stop
 */
export function watchMemory(
  pid: number,
  most: number,
  onExcess: () => void,
): () => void {
  const look = async () => {
    const pages = await residentPages(pid);
    if (pages === undefined || pages * pageSize <= most) return;
    clearInterval(timer);
    onExcess();
  };
  const timer = setInterval(() => void look(), interval);
  timer.unref();
  return () => clearInterval(timer);
}

/** Undefined if the system does not tell, or the process has ended. */
async function residentPages(pid: number): Promise<number | undefined> {
  try {
    // The second number is what lies in memory.
    const text = await readFile(`/proc/${pid}/statm`, "utf8");
    return Number(text.split(" ")[1]);
  } catch {
    return undefined;
  }
}
