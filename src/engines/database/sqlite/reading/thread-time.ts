/**
 * Milliseconds that this thread has computed for; a difference of two says what lay between. Time in which the thread
 * was ready but another had the processor does not count.
 */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
