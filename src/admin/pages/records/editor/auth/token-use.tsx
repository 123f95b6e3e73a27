import { CodeBlock } from "../../../../code/code-block.tsx";
import { TabPanel, Tabs } from "../../../../components/layout/tabs.tsx";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { useExampleLanguage } from "../../../api-preview/examples/example-language.ts";

const { impersonate: texts } = recordEditorText;

/** How programs act with a token, in the languages that there is a client for. */
export function TokenUse({ token }: { readonly token: string }) {
  const [preferred, setLanguage] = useExampleLanguage();
  // Tools such as curl just send it, which is said above.
  const language = preferred === "dart" ? "dart" : "js";
  return (
    <Tabs
      label={texts.language}
      value={language}
      onChange={setLanguage}
      tabs={(["js", "dart"] as const).map((value) => ({
        value,
        label: texts.languages[value],
      }))}
    >
      <TabPanel value={language}>
        <CodeBlock
          key={language}
          language={language}
          label={fill(texts.use, { language: texts.languages[language] })}
          code={`pb.authStore.save('${token}', null);`}
        />
      </TabPanel>
    </Tabs>
  );
}
