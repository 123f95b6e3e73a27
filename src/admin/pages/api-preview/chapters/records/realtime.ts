import { fill } from "../../../../text/index.ts";
import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../examples/preview-context.ts";
import { sampleRecord } from "../../examples/sample-record.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { noContent, refusal } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { textParameter } from "../parameters.ts";

const { realtime: texts, comments, parameters, types } = apiPreviewText;

/** Changes as they happen. */
export function realtimeChapter(context: PreviewContext): Chapter {
  const { collection, url, recordId } = context;
  const { name } = collection;
  const access = accessOf(collection.listRule);
  const path = "/api/realtime";
  return {
    id: "realtime",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access,
    record: "read",
    calls: [
      {
        title: texts.connect,
        method: "GET",
        path,
        examples: examplesOf(context, {
          access,
          js: [
            `// ${comments.eventSource}\n`,
            `// ${comments.onAll}`,
            `await pb.collection(${js(name)}).subscribe('*', (event) => {`,
            "  console.log(event.action, event.record);",
            "});\n",
            `// ${comments.onOne}`,
            `await pb.collection(${js(name)}).subscribe(${js(recordId)}, (event) => {`,
            "  console.log(event.action, event.record);",
            "});\n",
            `// ${comments.stop}`,
            `// await pb.collection(${js(name)}).unsubscribe();`,
          ].join("\n"),
          dart: [
            `// ${comments.onAll}`,
            `await pb.collection(${dart(name)}).subscribe('*', (event) {`,
            "  print('${event.action} ${event.record}');",
            "});\n",
            `// ${comments.onOne}`,
            `await pb.collection(${dart(name)}).subscribe(${dart(recordId)}, (event) {`,
            "  print('${event.action} ${event.record}');",
            "});\n",
            `// ${comments.stop}`,
            `// await pb.collection(${dart(name)}).unsubscribe();`,
          ].join("\n"),
          curl: {
            method: "GET",
            url: url + path,
            options: ["-N"],
            comment: comments.keepOpen,
          },
        }),
        answers: [
          {
            status: 200,
            body: { action: "create", record: sampleRecord(context) },
          },
        ],
      },
      {
        title: texts.subscribe,
        method: "POST",
        path,
        body: [
          textParameter("clientId", parameters.clientId, true),
          {
            name: "subscriptions",
            type: fill(types["list"] ?? "", { type: types["text"] }),
            note: fill(parameters.subscriptions, { collection: name }),
          },
        ],
        examples: examplesOf(context, {
          access,
          curl: {
            method: "POST",
            url: url + path,
            body: {
              clientId: placeholders.clientId,
              subscriptions: [`${name}/*`],
            },
          },
        }),
        answers: [
          noContent,
          refusal(
            403,
            "The current and the previous request authorization don't match.",
          ),
          refusal(404, "Missing or invalid client id."),
        ],
      },
    ],
  };
}
