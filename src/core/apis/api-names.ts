/** The APIs of other systems that can be turned on, as flags and settings name them. */
export const apiNames = ["libredms"] as const;

export type ApiName = (typeof apiNames)[number];

export function isApiName(name: string): name is ApiName {
  return apiNames.some((known) => known === name);
}
