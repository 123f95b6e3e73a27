import { apiPreviewText } from "../../../text/api-preview.ts";
import { type Access, loginFor, superuserCollection } from "./access.ts";
import { placeholders, type PreviewContext } from "./preview-context.ts";
import type { Language } from "./example-language.ts";
import { curl, type CurlRequest } from "./write-curl.ts";
import { dart } from "./write-dart.ts";
import { js } from "./write-js.ts";

const { comments } = apiPreviewText;

/** The same in each language that has it. */
export type Examples = Readonly<Partial<Record<Language, string>>>;

/** What examples are written from: what is between logging in and the end of the program. */
export interface ExampleParts {
  readonly access: Access;
  readonly js?: string;
  readonly dart?: string;
  /** As addresses in Dart's imports, with what follows the closing quote. */
  readonly dartImports?: readonly string[];
  readonly curl?: Omit<CurlRequest, "isLoggedIn">;
}

/** Whole programs that run as they stand. */
export function examplesOf(
  context: PreviewContext,
  {
    access,
    js: jsCode,
    dart: dartCode,
    dartImports = [],
    curl: request,
  }: ExampleParts,
): Examples {
  const login = loginFor(access, context);
  return {
    ...(jsCode !== undefined && { js: jsProgram(context.url, login, jsCode) }),
    ...(dartCode !== undefined && {
      dart: dartProgram(context.url, login, dartCode, dartImports),
    }),
    ...(request !== undefined && {
      curl: curl({ ...request, isLoggedIn: login !== undefined }),
    }),
  };
}

function jsProgram(
  url: string,
  login: string | undefined,
  code: string,
): string {
  return [
    "import PocketBase from 'pocketbase';\n",
    `const pb = new PocketBase(${js(url)});\n`,
    ...(login === undefined
      ? []
      : [
          `// ${loginComment(login)}`,
          `await pb.collection(${js(login)}).authWithPassword('${placeholders.email}', '${placeholders.password}');\n`,
        ]),
    code,
  ].join("\n");
}

function dartProgram(
  url: string,
  login: string | undefined,
  code: string,
  imports: readonly string[],
): string {
  const lines = [
    `final pb = PocketBase(${dart(url)});\n`,
    ...(login === undefined
      ? []
      : [
          `// ${loginComment(login)}`,
          `await pb.collection(${dart(login)}).authWithPassword('${placeholders.email}', '${placeholders.password}');\n`,
        ]),
    code,
  ];
  const all = [...imports, "package:pocketbase/pocketbase.dart"].map(
    (address) => `import '${address}${address.includes("'") ? "" : "'"};\n`,
  );
  return `${all.join("")}\nFuture<void> main() async {\n${indent(lines.join("\n"))}\n}`;
}

function loginComment(login: string): string {
  return login === superuserCollection
    ? comments.logInSuperuser
    : comments.logIn;
}

function indent(code: string): string {
  return code.replaceAll(/^(?=.)/gm, "  ");
}
