import { InvalidArgumentError, Option } from "commander";
import type { ApiDefinition } from "../core/apis/api-definition.ts";
import { type ApiName, apiNames, isApiName } from "../core/apis/api-names.ts";
import type { App, AppOptions } from "../core/app.ts";
import { otherApis } from "../http/other-apis/other-apis.ts";

/** `--api`, which turns on the APIs of other systems. */
export function apiOption(): Option {
  return new Option(
    "--api <name>",
    `answer the API of another system too, whatever the settings say (${apiNames.join(", ")}); can be repeated`,
  )
    .argParser(addApis)
    .env("HUTCH_APIS")
    .default([], "as the settings say");
}

/** Names of APIs, separated by commas where they come from the environment. */
function addApis(text: string, before: readonly ApiName[]): ApiName[] {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const unknown = names.find((name) => !isApiName(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `There is no API ${JSON.stringify(unknown)}, only ${apiNames.join(", ")}.`,
    );
  }
  return [...before, ...names.filter(isApiName)];
}

/** Offers all APIs of other systems to the app that is to be opened; these are on whatever its settings say. */
export function offerApis(always: readonly ApiName[]): AppOptions["apis"] {
  return { offered: otherApis.map(({ definition }) => definition), always };
}

/** The APIs of other systems that are on. */
export function runningApis({ apis }: App): readonly ApiDefinition[] {
  return otherApis
    .map(({ definition }) => definition)
    .filter(({ name }) => apis.isOn(name));
}

/**
 * Makes what the APIs that are on need, before the first request asks for it.
 *
 * @throws {Invalid} something is in the way of one that a flag has turned on; one that the settings have turned on must not
 *   keep the server from starting
 */
export async function prepareApis(app: App): Promise<void> {
  for (const { name } of runningApis(app)) {
    try {
      await app.apis.ready(name);
    } catch (error) {
      if (app.options.apis?.always.includes(name) === true) throw error;
      app.log.error("an API cannot be turned on", { api: name, error });
    }
  }
}
