import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type {
  ClassedSpan,
  Highlight,
} from "../../../../../code/highlight/classed-span.ts";
import { isCode, languageOf } from "./code-language.ts";
import { loadSampleHighlight } from "./load-sample-highlight.ts";

const key = new PluginKey<DecorationSet>("coloredSamples");

/** What is there, by languages; undefined where nothing highlights one. */
const loaded = new Map<string, Highlight | undefined>();

/** A block that is not changed is not read again. */
const read = new WeakMap<Node, readonly ClassedSpan[]>();

/** Colours code blocks that say their language. What is stored has no colours. */
export const ColoredSamples = Extension.create({
  name: "coloredSamples",
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: (_, { doc }) => decorate(doc),
        apply: (tr, before) =>
          tr.docChanged || tr.getMeta(key) === true ? decorate(tr.doc) : before,
      },
      props: { decorations: (state) => key.getState(state) },
      view: (view) => {
        const asked = new Set<string>();
        loadMissing(view, asked);
        return { update: (now) => loadMissing(now, asked) };
      },
    }),
  ],
});

/** @param asked the languages that this editor has asked for; it grows */
function loadMissing(view: EditorView, asked: Set<string>): void {
  view.state.doc.descendants((node) => {
    const language = isCode(node) ? languageOf(node) : undefined;
    if (language === undefined || asked.has(language)) return;
    asked.add(language);
    if (loaded.has(language)) return;
    void loadSampleHighlight(language).then(
      (highlight) => {
        loaded.set(language, highlight);
        if (view.isDestroyed) return;
        view.dispatch(view.state.tr.setMeta(key, true));
      },
      // Without a connection it is read without colours; the next time may be better.
      () => asked.delete(language),
    );
  });
}

function decorate(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (!isCode(node)) return;
    for (const { from, to, className } of spansIn(node)) {
      const start = at + 1;
      found.push(
        Decoration.inline(start + from, start + to, { class: className }),
      );
    }
  });
  return DecorationSet.create(doc, found);
}

function spansIn(node: Node): readonly ClassedSpan[] {
  const highlight = loaded.get(languageOf(node) ?? "");
  if (highlight === undefined) return [];
  const before = read.get(node);
  if (before !== undefined) return before;
  const spans = highlight(node.textContent);
  read.set(node, spans);
  return spans;
}
