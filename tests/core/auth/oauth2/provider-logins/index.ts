import { codeHosts } from "./code-hosts.ts";
import { everydayAccounts } from "./everyday-accounts.ts";
import type { ProviderLogin } from "./login.ts";
import { media } from "./media.ts";
import { workTools } from "./work-tools.ts";

export const providerLogins: readonly ProviderLogin[] = [
  ...everydayAccounts,
  ...codeHosts,
  ...workTools,
  ...media,
];
