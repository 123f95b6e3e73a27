import type { Settings } from "../settings/settings.ts";

/** What a batch may be. */
export interface BatchLimits {
  readonly isEnabled: boolean;
  readonly maxRequests: number;
  /** Seconds that its transaction may take. */
  readonly timeout: number;
  /** Bytes of its body. */
  readonly maxBodySize: number;
}

const defaultTimeout = 3;
const defaultMaxBodySize = 128 * 1024 * 1024;

/** The limits, as the settings have them at the moment. */
export function batchLimits({ current }: Settings): BatchLimits {
  const { enabled, maxRequests, timeout, maxBodySize } = current.batch;
  return {
    isEnabled: enabled && maxRequests > 0,
    maxRequests,
    timeout: timeout > 0 ? timeout : defaultTimeout,
    maxBodySize: maxBodySize > 0 ? maxBodySize : defaultMaxBodySize,
  };
}
