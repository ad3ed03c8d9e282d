import { dirname, relative, resolve, sep } from "node:path";
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";

const SRC = resolve(import.meta.dirname, "src");

/** What each floor of src/ stands on, beside itself. Files directly in src/ are "ground" or, when they put the program together, "program". */
const FLOORS = {
  ground: [],
  kit: ["ground"],
  ipc: ["ground"],
  shell: ["ground", "kit", "ipc"],
  records: ["ground", "kit", "ipc", "shell"],
  features: ["ground", "kit", "ipc", "shell", "records"],
  program: ["ground", "kit", "ipc", "shell", "records", "features"],
};
const PROGRAM = ["main", "App", "routes", "program.test", "lists.test", "i18n.test", "test.setup"];

/** The folders of records/ from the ground up. Each may import from those above it in this list, never from its own line or below, so that there are no circles. */
const RECORDS = [
  ["kinds.ts", "questions", "reference"],
  ["customFields"],
  ["attachments", "bin", "conditions", "forecast", "page", "periods", "print", "trail"],
  ["list"],
  ["customers", "deals", "figures", "leads"],
  ["activities", "duplicates", "history"],
  ["registrations"],
  ["intake"],
];
const rank = (folder) => RECORDS.findIndex((row) => row.includes(folder));

/** Floor and folder of a path; null for what is not ours (paraglide, assets outside src). */
function placeOf(path) {
  const inside = relative(SRC, path);
  if (inside.startsWith("..")) return null;
  const [floor, folder] = inside.split(sep);
  if (floor in FLOORS) return { floor, folder };
  if (floor === "paraglide") return null;
  return { floor: PROGRAM.includes(floor.replace(/\.(svelte|ts|js)$/, "")) ? "program" : "ground" };
}

/** Why one place must not import the other; null when it may. */
function objection(from, to) {
  if (from.floor === to.floor) {
    if (from.floor === "features" && from.folder !== to.folder) return `features/${from.folder} must not reach into features/${to.folder}. What both need belongs into src/records (or src/kit when it knows no CRM).`;
    if (from.floor === "records" && from.folder !== to.folder && rank(to.folder) >= rank(from.folder)) return `records/${from.folder} must not import records/${to.folder}: it stands on the same level or above (RECORDS in eslint.config.js).`;
    return null;
  }
  return FLOORS[from.floor].includes(to.floor) ? null : `${from.floor} must not import ${to.floor}: it is a floor above, or a neighbour it does not know (FLOORS in eslint.config.js).`;
}

/** Keeps the floors of the interface apart: resolves every relative import and asks whether it leads downwards. */
const floors = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const from = placeOf(context.physicalFilename);
    if (!from) return {};
    const check = (source) => {
      if (typeof source?.value !== "string" || !/^\.\.?(\/|$)/.test(source.value)) return;
      const to = placeOf(resolve(dirname(context.physicalFilename), source.value));
      const message = to && objection(from, to);
      if (message) context.report({ node: source, message });
    };
    return {
      Program(node) {
        if (from.floor === "records" && rank(from.folder) < 0) context.report({ node, message: `Give records/${from.folder} its place in RECORDS in eslint.config.js.` });
      },
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      'CallExpression[callee.object.name="vi"][callee.property.name="mock"]': (node) => check(node.arguments[0]),
    };
  },
};

/** What stands behind `as const` and `satisfies`. */
const bare = (node) => (node && /^TS(As|Satisfies)Expression$/.test(node.type) ? bare(node.expression) : node);

/** A table (a constant in capitals) that is looked things up in by a word inherits nothing: it is made by `table` of src/table.ts. */
const tables = {
  meta: { type: "problem", schema: [], fixable: "code" },
  create(context) {
    const text = context.sourceCode;
    return {
      VariableDeclarator(node) {
        if (node.id.type !== "Identifier" || !/^[A-Z][A-Z0-9_]*$/.test(node.id.name) || bare(node.init)?.type !== "ObjectExpression") return;
        const uses = text.getDeclaredVariables(node).flatMap((variable) => variable.references).map((reference) => reference.identifier);
        const asked = uses.some(({ parent }) => parent?.type === "MemberExpression" && parent.computed && parent.property.type !== "Literal");
        const words = /\bRecord</.test(node.id.typeAnnotation ? text.getText(node.id.typeAnnotation) : "");
        if (asked || words) context.report({ node, message: `Look words up in a table: ${node.id.name} = table({ … }), from src/table.ts.`, fix: (fixer) => [fixer.insertTextBefore(node.init, "table("), fixer.insertTextAfter(node.init, ")")] });
      },
    };
  },
};

export default ts.config(
  { ignores: ["dist", "src/paraglide", "node_modules"] },
  ...ts.configs.recommended,
  ...svelte.configs["flat/recommended"],
  { files: ["**/*.svelte", "**/*.svelte.ts"], languageOptions: { parserOptions: { parser: ts.parser } } },
  { files: ["src/**"], plugins: { house: { rules: { floors, tables } } }, rules: { "house/floors": "error", "house/tables": "error" } },
  { files: ["src/ipc/generated.ts", "src/**/*.test.ts"], rules: { "house/tables": "off" } },
  {
    rules: {
      "max-lines": ["error", 400],
      // The number of a change is collected by the `call` that `change` hands over; through another one, the message has no Undo.
      "no-restricted-syntax": ["error", { selector: 'CallExpression[callee.name="change"][arguments.0.type="ArrowFunctionExpression"][arguments.0.params.length=0]', message: "Use the call that is handed over: change((call) => call(…))." }],
      "no-console": ["error", { allow: ["error"] }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Svelte warns where eslint does not look.
      "svelte/no-unused-svelte-ignore": "off",
      "svelte/no-at-html-tags": "error",
      "svelte/no-navigation-without-resolve": "off",
      "svelte/prefer-svelte-reactivity": "off",
      "svelte/require-each-key": "off",
    },
  },
  { files: ["src/ipc/generated.ts"], linterOptions: { reportUnusedDisableDirectives: "off" }, rules: { "max-lines": "off" } },
);
