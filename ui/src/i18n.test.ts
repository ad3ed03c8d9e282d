/** The interface text: complete in both languages, used, not mixed, and nowhere else than in messages/. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";

/** Words that stay Latin in Chinese text: names, file formats, keys, measures. */
const LATIN = new Set(
  "Leadwell English CSV XLSX XLS ODS Excel JSON PDF SVG PNG GBK UTF SQL Ctrl Alt Enter Esc Tab Shift Space Letter Q1 Q2 Q3 Q4 WAPE MAPE HubSpot Pipedrive Salesforce Odoo CRM ID CNY USD EUR JPY KWD OK Wilson Windows macOS Linux BANT QQ vCard MB".split(" "),
);
/** The same text in both languages, on purpose. */
const SAME = new Set(["settings_zh", "settings_en"]);
/** English messages whose count is never one. */
const NEVER_ONE = new Set(["forecast_next_days", "forecast_show_all", "funnel_trend_rule", "settings_hand_over_leaves", "settings_hand_over_nothing"]);
/** English messages that contain Chinese, on purpose. */
const CHINESE_IN_ENGLISH = new Set(["settings_zh", "shell_other_language"]);

type Message = string | { match?: Record<string, string> }[];
const files = readdirSync("messages/zh").sort();
const read = (locale: string, file: string) => JSON.parse(readFileSync(join("messages", locale, file), "utf8")) as Record<string, Message>;
const texts = (message: Message | undefined): string[] => (message === undefined ? [] : typeof message === "string" ? [message] : message.flatMap((part) => Object.values(part.match ?? {})));
const inputs = (message: Message | undefined) => new Set(texts(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1])));

const all = files.flatMap((file) => {
  const zh = read("zh", file);
  const en = read("en", file);
  return [...new Set([...Object.keys(zh), ...Object.keys(en)])].map((key) => ({ file, key, zh: zh[key], en: en[key] }));
});

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "paraglide" || name === "gallery" ? [] : sources(path);
    return /\.(svelte|ts)$/.test(name) && !/\.test\.ts$/.test(name) ? [path] : [];
  });
}
const code = sources("src").map((path) => ({ path, text: readFileSync(path, "utf8") }));

describe("messages", () => {
  it("has the same files in both languages, and the compiler reads them", () => {
    expect(readdirSync("messages/en").sort()).toEqual(files);
    const settings = readFileSync("project.inlang/settings.json", "utf8");
    for (const file of files) expect(settings).toContain(`{locale}/${file}`);
  });
  it("has every key in both languages, with the same inputs", () => {
    expect(all.filter(({ zh, en }) => zh === undefined || en === undefined).map(({ key }) => key)).toEqual([]);
    const differ = all.filter(({ zh, en }) => [...inputs(zh)].sort().join() !== [...inputs(en)].sort().join());
    expect(differ.map(({ key }) => key)).toEqual([]);
  });
  it("names each key after its file", () => {
    expect(all.filter(({ file, key }) => !key.startsWith(file.replace(".json", "_"))).map(({ key }) => key)).toEqual([]);
  });
  it("uses every key (words in common.json may wait for their page)", () => {
    const used = new Set(code.flatMap(({ text }) => [...text.matchAll(/\bm\.(\w+)|\bm\["(\w+)"\]/g)].map((hit) => hit[1] ?? hit[2])));
    expect(all.filter(({ key }) => !used.has(key) && !key.startsWith("common_")).map(({ key }) => key)).toEqual([]);
    const known = new Set(all.map(({ key }) => key));
    expect([...used].filter((key) => !known.has(key ?? ""))).toEqual([]);
  });
  it("leaves nothing untranslated or mixed", () => {
    const bad: string[] = [];
    for (const { key, zh, en } of all) {
      const same = texts(zh).join() === texts(en).join();
      if (same && /\p{L}/u.test(texts(zh).join().replace(/\{\w+\}/g, "")) && !SAME.has(key)) bad.push(`${key}: same in both`);
      if (/\p{Script=Han}/u.test(texts(en).join()) && !CHINESE_IN_ENGLISH.has(key)) bad.push(`${key}: Chinese in English`);
      for (const word of texts(zh).join(" ").replace(/\{\w+\}/g, " ").match(/[A-Za-z][A-Za-z0-9]+/g) ?? []) {
        if (!LATIN.has(word) && !/^[A-Z]\d*$/.test(word)) bad.push(`${key}: ${word}`);
      }
    }
    expect(bad).toEqual([]);
  });
  it("never says \"1 rows\": what is counted has its plural by `match`", () => {
    const counted = /\{\w+\} (?:[a-z]+ )?(?!was\b|has\b)(?:[a-z]+[^s\W]s|people)\b/;
    expect(all.filter(({ key, en }) => typeof en === "string" && counted.test(en) && !NEVER_ONE.has(key)).map(({ key }) => key)).toEqual([]);
  });
  it("is set the way each language is set", () => {
    const bad: string[] = [];
    for (const { key, zh, en } of all) {
      if (/\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(texts(zh).join("\n"))) bad.push(`${key}: half-width punctuation beside Chinese`);
      if (/[‘’“”]/.test(texts(en).join())) bad.push(`${key}: curly quotes (they come from the Chinese font)`);
      for (const text of [...texts(zh), ...texts(en)]) if (text !== text.trim() || /  /.test(text)) bad.push(`${key}: stray spaces`);
    }
    expect(bad).toEqual([]);
  });
});

describe("source", () => {
  it("has no text of its own in the markup", () => {
    const bad: string[] = [];
    for (const { path, text } of code.filter((one) => one.path.endsWith(".svelte"))) {
      const visit = (node: unknown, attribute: string | null): void => {
        if (Array.isArray(node)) return node.forEach((child) => visit(child, attribute));
        if (typeof node !== "object" || node === null) return;
        const { type, data, name } = node as { type?: string; data?: string; name?: string };
        if (type === "Text" && (attribute === null ? /\p{L}{2,}/u.test(data ?? "") : ["title", "label", "aria-label", "placeholder", "alt", "hint", "text"].includes(attribute) && /\p{L}/u.test(data ?? ""))) {
          bad.push(`${path}: ${data?.trim()}`);
        }
        for (const [key, value] of Object.entries(node)) {
          if (["start", "end", "type", "name", "data", "raw", "loc", "expression", "css", "instance", "module", "comments"].includes(key)) continue;
          visit(value, type === "Attribute" ? (name ?? "") : type === "StyleDirective" ? "style" : attribute);
        }
      };
      visit(parse(text, { modern: true }).fragment, null);
    }
    expect(bad).toEqual([]);
  });
  it("has no Chinese outside messages/, except the units of numbers", () => {
    const allowed = ["src/format.ts"];
    const bad = code.filter(({ path, text }) => !allowed.includes(path) && /["'`][^"'`\n]*\p{Script=Han}[^"'`\n]*["'`]/u.test(text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|\/\/.*$/gm, "")));
    expect(bad.map(({ path }) => path)).toEqual([]);
  });
  it("keeps the test double out of the product and files short", () => {
    expect(code.filter(({ path, text }) => !path.endsWith("fake.ts") && /ipc\/fake|\.\/fake/.test(text)).map(({ path }) => path)).toEqual([]);
    expect(code.filter(({ path, text }) => !path.endsWith("generated.ts") && text.split("\n").length > 401).map(({ path }) => path)).toEqual([]);
  });
  it("has no inline style attribute: the content security policy would drop it", () => {
    expect(code.filter(({ path, text }) => path.endsWith(".svelte") && /\sstyle=/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
