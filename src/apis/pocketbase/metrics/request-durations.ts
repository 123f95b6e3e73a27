import { Histogram } from "prom-client";
import {
  durationBounds,
  type RequestCounts,
} from "../../../http/shared/request-counts.ts";

interface Sample {
  readonly metricName: string;
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
}

const name = "hutch_http_request_duration_seconds";
const help = "Seconds until the answer to a request began.";

/** The histogram of how long requests took, from numbers that were counted already: its own counting would cost every request a microsecond. */
export class RequestDurations extends Histogram<"method" | "route"> {
  readonly #counts: RequestCounts;

  constructor(counts: RequestCounts) {
    super({ name, help, labelNames: ["method", "route"], registers: [] });
    this.#counts = counts;
  }

  /** What the registry asks a histogram for; the library's types do not know it. */
  async getForPromString() {
    const values = [...this.#counts.all()].flatMap(
      ({ method, route, byDuration, seconds }) => {
        if (byDuration.every((count) => count === 0)) return [];
        let total = 0;
        const buckets = byDuration.map((count, index) => {
          total += count;
          const le = durationBounds[index] ?? "+Inf";
          return sample("bucket", total, { le, method, route });
        });
        return [
          ...buckets,
          sample("sum", seconds, { method, route }),
          sample("count", total, { method, route }),
        ];
      },
    );
    return { name, help, type: "histogram", values };
  }
}

function sample(
  part: "bucket" | "sum" | "count",
  value: number,
  labels: Sample["labels"],
): Sample {
  return { metricName: `${name}_${part}`, value, labels };
}
