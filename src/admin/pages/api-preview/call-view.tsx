import { useState } from "react";
import { CodeBlock } from "../../code/code-block.tsx";
import type { CodeLanguage } from "../../code/highlight/languages.ts";
import { Badge } from "../../components/badge.tsx";
import { CopyButton } from "../../components/texts/copy-button.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { TabPanel, Tabs } from "../../components/layout/tabs.tsx";
import { apiPreviewText } from "../../text/api-preview.ts";
import { fill } from "../../text/index.ts";
import styles from "./call-view.module.css";
import type { Answer, Call } from "./chapters/chapter.ts";
import {
  type Language,
  languages,
  useExampleLanguage,
} from "./examples/example-language.ts";
import { ParameterTable } from "./parameter-table.tsx";

const texts = apiPreviewText;

const highlighted: Readonly<Record<Language, CodeLanguage>> = {
  js: "js",
  dart: "dart",
  curl: "shell",
};

/** A request: examples of it, what it takes, and what it answers. */
export function CallView({
  call,
  isAlone,
}: {
  readonly call: Call;
  /** Whether its chapter has no other, so that the chapter's title is enough. */
  readonly isAlone: boolean;
}) {
  const {
    title,
    method,
    path,
    examples,
    inPath,
    headers,
    query,
    body,
    answers,
  } = call;
  const [language, setLanguage] = useExampleLanguage();
  const code = examples[language];
  return (
    <section className={styles["call"]} aria-label={title}>
      {!isAlone && title !== undefined && <h3>{title}</h3>}
      <div className={styles["route"]}>
        <Badge kind="accent">{method}</Badge>
        <code className={styles["path"]}>{path}</code>
        <CopyButton text={path} />
      </div>
      <Tabs
        label={texts.language}
        value={language}
        onChange={setLanguage}
        tabs={languages.map((value) => ({
          value,
          label: texts.languages[value],
        }))}
      >
        <TabPanel value={language}>
          {code === undefined ? (
            <Soft>
              {fill(texts.noExample, { language: texts.languages[language] })}
            </Soft>
          ) : (
            <CodeBlock
              key={language}
              language={highlighted[language]}
              code={code}
              label={fill(texts.example, {
                language: texts.languages[language],
              })}
            />
          )}
        </TabPanel>
      </Tabs>
      <ParameterTable title={texts.path} parameters={inPath} />
      <ParameterTable title={texts.headers} parameters={headers} />
      <ParameterTable title={texts.query} parameters={query} />
      <ParameterTable
        title={texts.body}
        hint={texts.bodyHint}
        parameters={body}
      />
      <Answers answers={answers} />
    </section>
  );
}

function Answers({ answers }: { readonly answers: readonly Answer[] }) {
  const [shown, setShown] = useState("0");
  const answer = answers[Number(shown)] ?? answers[0];
  if (answer === undefined) return null;
  const { status, body } = answer;
  return (
    <div className={styles["answers"]}>
      <h4 className={styles["heading"]}>{texts.answers}</h4>
      <Tabs
        label={texts.answers}
        value={shown}
        onChange={setShown}
        tabs={answers.map((one, index) => ({
          value: String(index),
          label: String(one.status),
        }))}
      >
        <TabPanel value={shown}>
          {body === undefined || typeof body === "string" ? (
            <Soft>{body ?? texts.noBody}</Soft>
          ) : (
            <CodeBlock
              language="json"
              label={fill(texts.answer, { status })}
              code={JSON.stringify(body, null, 2)}
            />
          )}
        </TabPanel>
      </Tabs>
    </div>
  );
}
