import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf, everyone, loggedIn } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../examples/preview-context.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusals } from "../answers.ts";
import type { Call, Chapter } from "../chapter.ts";
import { idInPath, numberParameter, textParameter } from "../parameters.ts";

const { files: texts, comments, parameters } = apiPreviewText;

/** Files of records; undefined if the collection has none. */
export function filesChapter(context: PreviewContext): Chapter | undefined {
  const { collection } = context;
  const fields = collection.fields.filter(
    ({ type, hidden }) => type === "file" && hidden !== true,
  );
  const [field] = fields;
  if (field === undefined) return undefined;
  const isProtected = fields.some((one) => one.protected === true);
  const chosen = fields.find((one) => one.protected === true) ?? field;
  return {
    id: "files",
    group: "records",
    title: texts.title,
    lead: isProtected ? texts.leadProtected : texts.lead,
    access: isProtected ? accessOf(collection.viewRule) : everyone,
    record: "read",
    calls: [
      fileCall(context, chosen.name, isProtected),
      ...(isProtected ? [tokenCall(context)] : []),
    ],
  };
}

function fileCall(
  context: PreviewContext,
  field: string,
  isProtected: boolean,
): Call {
  const { collection, url, recordId, record } = context;
  const { name } = collection;
  const file = fileOf(record?.id === recordId ? record[field] : undefined);
  const path = `/api/files/${name}/${recordId}/${encodeURIComponent(file)}`;
  const access = isProtected ? loggedIn : accessOf(collection.viewRule);
  return {
    ...(isProtected && { title: texts.view }),
    method: "GET",
    path: `/api/files/${name}/:id/:name`,
    inPath: [idInPath, textParameter("name", parameters.fileName, true)],
    query: [
      textParameter("thumb", parameters.thumb),
      ...(isProtected ? [textParameter("token", parameters.token)] : []),
      numberParameter("download", parameters.download),
    ],
    examples: {
      ...examplesOf(context, {
        access,
        js: [
          `const record = await pb.collection(${js(name)}).getOne(${js(recordId)});`,
          `const [fileName] = [record${property(field)}].flat();\n`,
          ...(isProtected
            ? [
                `// ${comments.protectedFile}`,
                "const token = await pb.files.getToken();",
                "console.log(pb.files.getURL(record, fileName, { token }));",
              ]
            : [
                `// ${comments.fileAddress}`,
                "console.log(pb.files.getURL(record, fileName));",
                "console.log(pb.files.getURL(record, fileName, { thumb: '100x100' }));",
              ]),
        ].join("\n"),
        dart: [
          `final record = await pb.collection(${dart(name)}).getOne(${dart(recordId)});`,
          `final fileName = record.getListValue<String>(${dart(field)}).first;\n`,
          ...(isProtected
            ? [
                `// ${comments.protectedFile}`,
                "final token = await pb.files.getToken();",
                "print(pb.files.getURL(record, fileName, token: token));",
              ]
            : [
                `// ${comments.fileAddress}`,
                "print(pb.files.getURL(record, fileName));",
                "print(pb.files.getURL(record, fileName, thumb: '100x100'));",
              ]),
        ].join("\n"),
      }),
      ...examplesOf(context, {
        access: everyone,
        curl: {
          method: "GET",
          url: `${url}${path}${isProtected ? `?token=${placeholders.fileToken}` : ""}`,
          options: ["-O"],
        },
      }),
    },
    answers: [{ status: 200, body: texts.content }, refusals.notFound],
  };
}

/** The first file that a field has. */
function fileOf(value: unknown): string {
  const [first] = [value].flat();
  return typeof first === "string" && first !== ""
    ? first
    : placeholders.fileName;
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${js(name)}]`;
}

function tokenCall(context: PreviewContext): Call {
  const path = "/api/files/token";
  return {
    title: texts.token,
    method: "POST",
    path,
    examples: examplesOf(context, {
      access: loggedIn,
      js: "const token = await pb.files.getToken();\nconsole.log(token);",
      dart: "final token = await pb.files.getToken();\nprint(token);",
      curl: { method: "POST", url: context.url + path },
    }),
    answers: [
      { status: 200, body: { token: "eyJhbGciOi…" } },
      refusals.notLoggedIn,
    ],
  };
}
