import type { Bus } from "../../engines/bus/bus.ts";
import type { AppOptions } from "../app.ts";
import type { Hooks } from "../hooks/hooks.ts";
import { isObject } from "../json.ts";
import type { Settings } from "../settings/settings.ts";
import type { ApiDefinition, ProvisionedApp } from "./api-definition.ts";
import { type ApiName, isApiName } from "./api-names.ts";
import { provision } from "./provision.ts";

/** Which APIs of other systems are on. */
export interface Apis {
  /** Whether it answers, by a flag or by the settings; both may change at any time. */
  isOn(name: ApiName): boolean;
  /**
   * Resolves once all that an API needs is there. It is made at the first call, and again after collections were deleted or
   * the settings have turned the API on anew.
   * @throws {Invalid} a collection of another kind has the name of one that it needs
   */
  ready(name: ApiName): Promise<void>;
}

/** What the switches work with. */
export interface ApisParts extends ProvisionedApp {
  readonly settings: Settings;
  readonly hooks: Hooks;
  readonly bus: Bus;
  readonly offer: AppOptions["apis"];
}

/** Offers APIs. One that the settings turn on is provisioned first: what stands in its way is the answer to that change. */
export function createApis({
  settings,
  hooks,
  bus,
  offer,
  ...app
}: ApisParts): Apis {
  const offered = new Map<string, ApiDefinition>(
    offer?.offered.map((definition) => [definition.name, definition]),
  );
  const always = new Set<ApiName>(offer?.always);
  const provisioned = new Map<ApiName, Promise<void>>();

  function isOn(name: ApiName): boolean {
    return (
      offered.has(name) &&
      (always.has(name) || settings.current.apis[name].enabled)
    );
  }

  function ready(name: ApiName): Promise<void> {
    const known = provisioned.get(name);
    if (known !== undefined) return known;
    const definition = offered.get(name);
    if (definition === undefined) {
      throw new Error(`the API ${name} is not offered`);
    }
    const made = provision(definition, app);
    provisioned.set(name, made);
    // Once what stood in the way is gone, it works.
    made.catch(() => provisioned.delete(name));
    return made;
  }

  hooks.onSettingsUpdateRequest.add(async ({ changes }, next) => {
    for (const name of turnedOn(changes["apis"])) {
      if (!offered.has(name)) continue;
      // Whoever finds something missing, records perhaps, turns it off and on.
      if (!isOn(name)) provisioned.delete(name);
      await ready(name);
    }
    await next();
  });
  bus.subscribe("collections", () => provisioned.clear());

  return { isOn, ready };
}

/** The APIs that a change of the settings turns on. */
function turnedOn(apis: unknown): ApiName[] {
  if (!isObject(apis)) return [];
  return Object.entries(apis).flatMap(([name, api]) =>
    isApiName(name) && isObject(api) && api["enabled"] === true ? [name] : [],
  );
}
