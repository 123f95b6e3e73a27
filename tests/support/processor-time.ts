/** Milliseconds of this process's processor time that the work takes: less than by the clock where the machine is busy. */
export async function processorTime(
  work: () => Promise<unknown>,
): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
