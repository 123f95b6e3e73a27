/** How much clients may ask for. Times in milliseconds. */
export interface RealtimeLimits {
  /** Without a message for so long, a connection ends; clients that still live connect again. */
  readonly idle: number;
  /** No connection lasts longer. */
  readonly age: number;
  /** How often that is looked at. */
  readonly sweep: number;
  readonly clients: number;
  /** Many may come through one proxy. */
  readonly clientsPerAddress: number;
  /** Bytes, about, that all subscriptions together take. */
  readonly subscribed: number;
  readonly subscribedPerAddress: number;
  /** Events that wait to be judged. */
  readonly waiting: number;
}

export const defaultLimits: RealtimeLimits = {
  idle: 5 * 60_000,
  age: 30 * 60_000,
  sweep: 1_000,
  clients: 50_000,
  clientsPerAddress: 20_000,
  subscribed: 400_000_000,
  subscribedPerAddress: 100_000_000,
  waiting: 100_000,
};
