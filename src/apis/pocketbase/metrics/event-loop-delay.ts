import { monitorEventLoopDelay } from "node:perf_hooks";

/** Milliseconds between two looks. */
const resolution = 20;
/** Milliseconds after the last question at which nobody is taken to be interested any more. */
const forgottenAfter = 300_000;
const nanoseconds = 1e9;

/** How long this thread kept others waiting since it was last asked. It is watched from the first question on. */
export interface EventLoopDelay {
  /** Seconds. */
  readonly mean: number;
  readonly p99: number;
  readonly max: number;
}

let histogram: ReturnType<typeof monitorEventLoopDelay> | undefined;
let forgetting: ReturnType<typeof setTimeout> | undefined;

/** Undefined when it was not watched so far. */
export function takeEventLoopDelay(): EventLoopDelay | undefined {
  clearTimeout(forgetting);
  forgetting = setTimeout(stop, forgottenAfter);
  forgetting.unref();
  if (histogram === undefined) {
    histogram = monitorEventLoopDelay({ resolution });
    histogram.enable();
    return undefined;
  }
  const { mean, max } = histogram;
  const taken = {
    mean: Number.isNaN(mean) ? 0 : mean / nanoseconds,
    p99: histogram.percentile(99) / nanoseconds,
    max: max / nanoseconds,
  };
  histogram.reset();
  return taken;
}

function stop(): void {
  histogram?.disable();
  histogram = undefined;
}
