import type { ProvisionedApp } from "../../core/apis/api-definition.ts";
import {
  DomainError,
  fieldError,
  Invalid,
  isFieldError,
} from "../../core/errors.ts";
import { serverRequest } from "../../core/request.ts";
import { rolesName, usersName } from "./collection-names.ts";
import { roles, superadministrator } from "./roles.ts";
import { appointSuperadministrator } from "./superadmin.ts";

/**
 * Puts in the roles, and where nobody is the superadministrator yet the one that the environment names, with the variables
 * that LibreDMS itself takes: `SADMIN_EMAIL`, `SADMIN_PASSWORD`, and if there is one `SADMIN_NAME`.
 *
 * @throws {Invalid} there can be no such superadministrator
 */
export async function seed(
  app: ProvisionedApp,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  await addRoles(app);
  const {
    SADMIN_EMAIL: email,
    SADMIN_PASSWORD: password,
    SADMIN_NAME: name,
  } = environment;
  if (!email || !password) return;
  if (await hasSuperadministrator(app)) return;
  try {
    await appointSuperadministrator(app, {
      email,
      password,
      name: name || undefined,
    });
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    throw refusal(cause);
  }
}

async function addRoles({
  collections,
  records,
}: ProvisionedApp): Promise<void> {
  const collection = collections.find(rolesName);
  if (collection === undefined) throw new Error(`${rolesName} is missing`);
  await records.transaction(async (inTransaction) => {
    for (const { id, label } of roles) {
      const known = await inTransaction.find(collection, id);
      if (known !== undefined) continue;
      const request = { ...serverRequest, body: { id, label } };
      await inTransaction.create(collection, undefined, request);
    }
  });
}

/** Whether there is one, or was one that is deleted: a first start this is not. */
async function hasSuperadministrator({
  collections,
  records,
}: ProvisionedApp): Promise<boolean> {
  const collection = collections.find(usersName);
  if (collection === undefined) return false;
  const found = await records.findAllBy(collection, {
    role: superadministrator,
  });
  return found.length > 0;
}

const variables: Readonly<Record<string, string>> = {
  email: "SADMIN_EMAIL",
  password: "SADMIN_PASSWORD",
  name: "SADMIN_NAME",
};

/** As what else may be in the way when an API is turned on: said where it is switched. */
function refusal(cause: DomainError): Invalid {
  const fields = cause instanceof Invalid ? cause.fields : {};
  const faults = Object.entries(fields).map(([name, error]) =>
    isFieldError(error)
      ? `${variables[name] ?? name}: ${error.message}`
      : `${variables[name] ?? name} is not valid.`,
  );
  const reasons = faults.length === 0 ? cause.message : faults.join(" ");
  return new Invalid(
    "The LibreDMS API cannot be turned on.",
    {
      apis: {
        libredms: {
          enabled: fieldError(
            "validation_invalid_superadministrator",
            `The environment names a superadministrator that cannot be. ${reasons}`,
          ),
        },
      },
    },
    { cause },
  );
}
