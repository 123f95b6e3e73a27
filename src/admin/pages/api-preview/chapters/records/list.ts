import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { sampleRecord } from "../../examples/sample-record.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { expandable, listParameters } from "../parameters.ts";

const { list: texts, comments } = apiPreviewText;

/** Records by pages. */
export function listChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name } = collection;
  const access = accessOf(collection.listRule);
  const options = listOptions(context);
  const path = `/api/collections/${name}/records`;
  const record = sampleRecord(context);
  const named = (write: (value: unknown) => string) =>
    Object.entries(options)
      .map(([key, value]) => `  ${key}: ${write(value)},\n`)
      .join("");
  const { filter, sort } = options;
  return {
    id: "list",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access,
    hasFilter: true,
    calls: [
      {
        method: "GET",
        path,
        query: listParameters(context),
        examples: examplesOf(context, {
          access,
          js: [
            `const page = await pb.collection(${js(name)}).getList(1, 20, {`,
            `${named(js)}});`,
            "console.log(page.totalItems, page.items);\n",
            `// ${comments.all}`,
            `const records = await pb.collection(${js(name)}).getFullList({ sort: ${js(sort)} });`,
            "console.log(records);",
          ].join("\n"),
          dart: [
            `final page = await pb.collection(${dart(name)}).getList(`,
            `  page: 1,\n  perPage: 20,\n${named(dart)});`,
            "print(page.items);\n",
            `// ${comments.all}`,
            `final records = await pb.collection(${dart(name)}).getFullList(sort: ${dart(sort)});`,
            "print(records);",
          ].join("\n"),
          curl: {
            method: "GET",
            url: url + path,
            query: { perPage: "20", ...options, filter },
          },
        }),
        answers: [
          {
            status: 200,
            body: {
              items: [record],
              page: 1,
              perPage: 20,
              totalItems: 1,
              totalPages: 1,
            },
          },
          refusals.nonsense,
          ...(access.kind === "superusers" ? [refusals.superusers] : []),
        ],
      },
    ],
  };
}

/** Options that show what lists can do, with fields that the collection has. */
export function listOptions(context: PreviewContext): {
  readonly filter: string;
  readonly sort: string;
  readonly expand?: string;
} {
  const { fields } = context.collection;
  const seen = fields.filter(({ hidden }) => hidden !== true);
  const date = seen.findLast(
    ({ type }) => type === "autodate" || type === "date",
  );
  const worded = seen.find(
    ({ type, name }) => ["text", "editor"].includes(type) && name !== "id",
  );
  const conditions = [
    worded && `${worded.name} ~ "hello"`,
    date && `${date.name} > "2026-01-01"`,
  ].filter((condition) => condition !== undefined);
  const expand = expandable(context);
  return {
    filter: conditions.length > 0 ? conditions.join(" || ") : 'id != ""',
    sort: date === undefined ? "-id" : `-${date.name}`,
    ...(expand !== undefined && { expand }),
  };
}
