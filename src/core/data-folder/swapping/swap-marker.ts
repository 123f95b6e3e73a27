import { Refused } from "../../errors.ts";
import { isObject } from "../../json.ts";
import type { Disk } from "./disk.ts";
import { swapPaths } from "./swap-paths.ts";

/**
 * How far a swap is.
 * - `emptying`: the old data is on its way out. All that is in the data folder is old.
 * - `filling`: the old data is out, the new on its way in. All that is in the data folder is new.
 */
export type SwapPhase = "emptying" | "filling";

export interface SwapMarker {
  readonly phase: SwapPhase;
  /** What stays in its place besides what always does. */
  readonly staying: readonly string[];
}

/** @throws {Refused} it makes no sense */
export async function readMarker(
  dir: string,
  disk: Disk,
): Promise<SwapMarker | undefined> {
  const { marker } = swapPaths(dir);
  const text = await disk.read(marker);
  if (text === undefined) return undefined;
  const parsed = parse(text);
  if (parsed !== undefined) return parsed;
  throw new Refused(
    `The file ${marker} cannot be understood: it says how far a backup was restored when the server was stopped.`,
  );
}

export function writeMarker(
  dir: string,
  disk: Disk,
  marker: SwapMarker,
): Promise<void> {
  return disk.write(swapPaths(dir).marker, JSON.stringify(marker));
}

function parse(text: string): SwapMarker | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const { phase, staying } = value;
    const isKnown = phase === "emptying" || phase === "filling";
    if (!isKnown || !Array.isArray(staying)) return undefined;
    return { phase, staying: staying.map(String) };
  } catch {
    return undefined;
  }
}
