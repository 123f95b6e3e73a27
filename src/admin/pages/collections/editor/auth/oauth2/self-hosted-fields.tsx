import { TextField } from "../../../../../components/fields/text-field.tsx";
import {
  useTyped,
  type Writing,
} from "../../../../../components/hooks/use-typed.ts";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { fill } from "../../../../../text/index.ts";
import { AddressFields } from "./address-fields.tsx";
import type { ProviderFormProps } from "./provider-draft.ts";

const texts = authOptionsText.oauth2;

interface Service {
  /** Below the server's address. */
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  /** The server that is meant without an address; undefined where there is none. */
  readonly fallback?: string;
}

/** Services that people run themselves. */
export const selfHosted: Readonly<Record<string, Service>> = {
  gitlab: {
    authURL: "/oauth/authorize",
    tokenURL: "/oauth/token",
    userInfoURL: "/api/v4/user",
    fallback: "gitlab.com",
  },
  gitea: {
    authURL: "/login/oauth/authorize",
    tokenURL: "/login/oauth/access_token",
    userInfoURL: "/api/v1/user",
    fallback: "gitea.com",
  },
  mailcow: {
    authURL: "/oauth/authorize",
    tokenURL: "/oauth/token",
    userInfoURL: "/oauth/profile",
  },
};

/** The addresses of a service that one runs oneself. */
export function SelfHostedFields(form: ProviderFormProps) {
  const { provider, change } = form;
  const service = selfHosted[provider.name];
  const [typed, setTyped] = useTyped(
    provider.authURL,
    service === undefined ? plain : writingOf(service),
  );
  if (service === undefined) return null;
  const { fallback } = service;
  return (
    <>
      <TextField
        type="url"
        label={texts.server}
        required={fallback === undefined}
        placeholder={texts.serverPlaceholder}
        hint={
          fallback === undefined
            ? texts.serverRequiredHint
            : fill(texts.serverHint, { fallback })
        }
        value={typed}
        onChange={(server) => {
          setTyped(server);
          const base = baseOf(server);
          const at = (place: string) => (base === "" ? "" : base + place);
          change({
            authURL: at(service.authURL),
            tokenURL: at(service.tokenURL),
            userInfoURL: at(service.userInfoURL),
          });
        }}
      />
      <AddressFields
        {...form}
        addresses={["authURL", "tokenURL", "userInfoURL"]}
        required={fallback === undefined}
      />
    </>
  );
}

const plain: Writing<string> = { read: (text) => text, write: (url) => url };

/** The address of the server, as the first of the three says it. */
function writingOf({ authURL }: Service): Writing<string> {
  return {
    read: (text) => {
      const base = baseOf(text);
      return base === "" ? "" : base + authURL;
    },
    write: (url) =>
      url.endsWith(authURL) ? url.slice(0, -authURL.length) : "",
  };
}

/** Without what is too much at its ends. */
function baseOf(server: string): string {
  return server.trim().replace(/\/+$/, "");
}
