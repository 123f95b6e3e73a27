/** The languages that PocketBase's editor offers for code, by the names that it stores them under. */
export const codeLanguages: readonly {
  readonly id: string;
  readonly name: string;
}[] = [
  { id: "markup", name: "HTML/XML" },
  { id: "css", name: "CSS" },
  { id: "sql", name: "SQL" },
  { id: "javascript", name: "JavaScript" },
  { id: "go", name: "Go" },
  { id: "dart", name: "Dart" },
  { id: "zig", name: "Zig" },
  { id: "rust", name: "Rust" },
  { id: "lua", name: "Lua" },
  { id: "php", name: "PHP" },
  { id: "ruby", name: "Ruby" },
  { id: "python", name: "Python" },
  { id: "java", name: "Java" },
  { id: "c", name: "C" },
  { id: "csharp", name: "C#" },
  { id: "cpp", name: "C++" },
  { id: "markdown", name: "Markdown" },
  { id: "swift", name: "Swift" },
  { id: "kotlin", name: "Kotlin" },
  { id: "elixir", name: "Elixir" },
  { id: "scala", name: "Scala" },
  { id: "julia", name: "Julia" },
  { id: "haskell", name: "Haskell" },
];

/** Short names that people write behind the backticks of a code block. */
const shortNames: Readonly<Record<string, string>> = {
  html: "markup",
  xml: "markup",
  svg: "markup",
  js: "javascript",
  rs: "rust",
  rb: "ruby",
  py: "python",
  cs: "csharp",
  md: "markdown",
  kt: "kotlin",
  ex: "elixir",
  jl: "julia",
  hs: "haskell",
};

/** The name that a language is stored under. */
export function languageId(written: string): string {
  return shortNames[written] ?? written;
}
