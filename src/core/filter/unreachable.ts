/** For what no value is left for: the type checker sees to it that this is never called. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}`);
}
