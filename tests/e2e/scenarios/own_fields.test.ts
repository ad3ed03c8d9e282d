/** A field of one's own, from Settings through every door: form, list, filter, sort, record, paper, many at once, file, export, search, history, merge, and out again. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byId, until, type Driver } from "../harness/driver.ts";
import { textOf } from "../harness/pdf.ts";
import { choose, focused, open, settled, toRules } from "../harness/steps.ts";
import { scenario, type World } from "../harness/world.ts";

interface Own {
  id: number;
  key: string;
  name: string;
  options: { id: number; name: string }[];
}
interface Lead {
  id: number;
  name: string;
  custom: Record<string, unknown>;
}

const WORDS = {
  zh: { drawing: "图纸编号", area: "厂房面积", unit: "平米", grade: "洁净分级", grades: ["千级", "万级"], name: "邱雅楠", other: "王建国", head: "姓名,手机", contains: "包含", renamed: "图号全称" },
  en: { drawing: "Drawing code", area: "Floor space", unit: "sqm", grade: "Clean room", grades: ["Class 1000", "Class 10000"], name: "Jane Fell", other: "Tom Reed", head: "Name,Mobile", contains: "contains", renamed: "Full drawing code" },
};

for (const language of ["zh", "en"] as const) {
  scenario(`a field of one's own goes through every door (${language})`, (world) => walk(world, WORDS[language]), { company: language });
}

async function walk(world: World, words: (typeof WORDS)["zh"]): Promise<void> {
  const { page, ask } = world;
  const fields = () => ask<Own[]>("custom_fields.list", { entity: "leads" });
  const field = async (name: string): Promise<Own> => {
    const found = (await fields()).find((one) => one.name === name);
    assert.ok(found, `there is a field ${name}`);
    return found;
  };
  const leads = async (filter: object) => (await ask<{ rows: Lead[] }>("leads.list", { filter, limit: 500 })).rows;

  // Settings: a text, a number with its unit, a choice; the kind of the number is said.
  await open(page, "#/settings?s=fields&of=leads");
  await add(page, words.drawing, "text", () => page.click(byId("field-listed")));
  await add(page, words.area, "number", async () => {
    await page.click(byId("field-listed"));
    await page.fill(byId("field-unit"), words.unit);
    await page.fill(byId("field-decimals"), "1");
  });
  await add(page, words.grade, "choice", async () => {
    for (const grade of words.grades) {
      await page.fill(byId("field-option-new"), grade);
      await page.press("Enter");
    }
  });
  const [drawing, area, grade] = [await field(words.drawing), await field(words.area), await field(words.grade)];

  // The form asks for them, without a restart; what cannot be read is said at its field.
  await open(page, "#/leads");
  await page.press("n");
  await page.wait("dialog");
  await page.fill(byId("lead-name"), words.name);
  await page.fill(byId("lead-method-0"), "138 0013 8000");
  await page.fill(byId(`own-${drawing.key}`), "TH-4471");
  await page.fill(byId(`own-${area.key}`), "12,50");
  await page.press("Control+Enter");
  await page.wait(`${byId(`own-${area.key}`)}[aria-invalid=true]`);
  await page.fill(byId(`own-${area.key}`), "1,250.5");
  await page.press("Control+Enter");
  await page.gone("dialog");
  const [made] = await leads({ text: words.name });
  assert.deepEqual(made?.custom, { [drawing.key]: "TH-4471", [area.key]: 12_505 });

  // On the record: shown as people read it, changed in place, taken back.
  await open(page, `#/leads/${made?.id}`);
  await page.wait(byId(`fact-${area.key}`));
  assert.match(await page.text(byId(`field-${area.key}`)), new RegExp(`1,?250\\.5.*${words.unit}`));
  await page.click(`${byId(`fact-${drawing.key}`)}`);
  await focused(page, byId(`own-${drawing.key}`));
  await page.press("Control+a");
  await page.type("TH-4472");
  await page.press("Enter");
  await until("the new drawing", async () => (await leads({ text: words.name }))[0]?.custom[drawing.key] === "TH-4472");
  const history = await ask<{ label: string; old_name: string; new_name: string }[]>("history.fields", { entity: "leads", id: made?.id });
  assert.deepEqual(history.slice(0, 1).map(({ label, old_name, new_name }) => [label, old_name, new_name]), [[words.drawing, "TH-4471", "TH-4472"]]);

  // A file brings it: the headings are understood, one option is unknown.
  const file = join(world.folder, "own.csv");
  const [fine] = words.grades;
  writeFileSync(file, `${words.head},${words.drawing},${words.area},${words.grade}\n${words.other} 1,13800138001,TH-1,80.5,${fine}\n${words.other} 2,13800138002,TH-2,90,${fine}\n${words.other} 3,13800138003,TH-3,x,?\n`);
  await toRules(page, "leads", file);
  await page.click(byId("import-next"));
  await page.wait(byId("import-problems"));
  await page.wait(`${byId("import-start")}:enabled`);
  await page.click(byId("import-start"));
  await page.wait(`${byId("import-summary")}[data-state=done]`, 30_000);
  const smaller = { condition: { field: area.key, is: "at_most", values: [900] } };
  assert.equal((await leads(smaller)).length, 2);

  // The list: asked by it, sorted by it, exported with it.
  await open(page, "#/leads");
  await page.click(byId("filter"));
  await page.wait(byId("condition-line"));
  await choose(page, `${byId("condition-line")} select`, words.drawing);
  await choose(page, `${byId("condition-line")} > :nth-child(3) select`, words.contains);
  await page.fill(`${byId("condition-line")} .value input`, "th-");
  await until("the three of them", async () => /3/.test(await page.text(byId("condition-found"))));
  await page.press("Escape");
  await page.wait(`${byId("leads-grid")} [aria-rowcount="3"], ${byId("leads-grid")}[aria-rowcount="3"]`);
  await settled(page);
  const sorted = await ask<{ rows: Lead[] }>("leads.list", { filter: { condition: { field: area.key, is: "filled" } }, sort: [{ column: area.key, descending: true }] });
  assert.deepEqual(sorted.rows.map((lead) => lead.custom[area.key]), [12_505, 900, 805]);
  const out = join(world.folder, "own-out.csv");
  await ask("leads.export", { format: "csv", out });
  const exported = readFileSync(out, "utf8");
  assert.ok(exported.includes(words.grade) && exported.includes("1250.5"), exported);

  // On paper: the same three with their columns, and with what the filter says.
  await page.press("Control+p");
  await page.wait(byId("print-page"), 30_000);
  const list = await onPaper(page);
  for (const said of [drawing.name, area.name, words.unit, "TH-4472", "TH-1", "TH-2", "1,250.5", "80.5", "th-"]) assert.ok(list.includes(squeezed(said)), `${said} in ${list}`);
  assert.ok(!list.includes("TH-3"), "what did not come in is not there");
  await open(page, "#/leads");
  await page.wait(`${byId("leads-grid")} [aria-rowcount="3"], ${byId("leads-grid")}[aria-rowcount="3"]`);

  // Many at once, in the window; one undo.
  await page.run((grid: string) => document.querySelector<HTMLElement>(`${grid} [tabindex="0"], ${grid}[tabindex="0"]`)?.focus(), byId("leads-grid"));
  await page.press("Control+a");
  await page.wait(byId("bulk-bar"));
  await page.click(byId("bulk-field"));
  await choose(page, byId("field-which"), words.grade);
  await choose(page, byId(`own-${grade.key}`), words.grades[1] ?? "");
  await page.click(byId("field-confirm"));
  await page.gone("dialog");
  const graded = { condition: { field: grade.key, is: "any_of", values: [grade.options[1]?.id] } };
  await until("three of that grade", async () => (await leads(graded)).length === 3);
  await page.press("Control+z");
  await until("as before", async () => (await leads(graded)).length === 0);

  // Search finds its text; a merge keeps it.
  await page.press("Control+k");
  await page.wait("dialog input");
  await page.type("TH-4472");
  await until("the lead among the hits", async () => (await page.text("#palette-list")).includes(words.name));
  await page.press("Escape");
  const bare = await ask<{ lead: Lead }>("leads.create", { distinct: true, lead: { name: words.name, mobile: "13800138009" } });
  await ask("duplicates.merge", { entity: "leads", keep: bare.lead.id, gone: [made?.id] });
  assert.equal((await leads({ text: words.name }))[0]?.custom[drawing.key], "TH-4472");

  await theSheet(world, words);

  // Renamed, archived, brought back, archived again and removed with its values; one undo brings all of it back.
  await open(page, "#/settings?s=fields&of=leads");
  const row = byId(`field-row-${drawing.id}`);
  await page.click(`${row} ${byId("field-edit")}`);
  await page.fill(byId("field-name"), words.renamed);
  await page.click(byId("field-save"));
  await until("the new name", async () => (await fields()).some((one) => one.name === words.renamed));
  await archive(page, row);
  await page.click(`${byId("fields-archived")} summary`);
  await page.click(`${row} ${byId("field-restore")}`);
  await page.wait(`${row} ${byId("field-archive")}`);
  await archive(page, row);
  await page.wait(byId("fields-archived"));
  if ((await page.count(`${byId("fields-archived")}[open]`)) === 0) await page.click(`${byId("fields-archived")} summary`);
  await page.click(`${row} ${byId("field-remove")}`);
  await page.wait(byId("field-remove-values"));
  assert.match(await page.text(byId("field-remove-values")), /3/, "how much is lost");
  await page.click(byId("field-remove-confirm"));
  await page.gone("dialog");
  await until("it is gone", async () => !(await fields()).some((one) => one.id === drawing.id));
  await page.press("Control+z");
  await until("it is back", async () => (await fields()).some((one) => one.id === drawing.id));
  assert.equal((await leads({ text: words.name }))[0]?.custom[drawing.key], "TH-4472");
}

/** A deal's sheet says a field of one's own, until its owner switches it off. */
async function theSheet({ page, ask, saved }: World, words: (typeof WORDS)["zh"]): Promise<void> {
  await open(page, "#/settings?s=fields&of=deals");
  await add(page, words.area, "number", async () => {
    await page.fill(byId("field-unit"), words.unit);
    await page.fill(byId("field-decimals"), "1");
  });
  const [field] = await ask<Own[]>("custom_fields.list", { entity: "deals" });
  assert.ok(field);
  const { id } = await ask<{ id: number }>("deals.create", { name: words.drawing, custom: { [field.key]: "1,250.5" } });
  await open(page, `#/deals/${id}`);
  await page.press("Control+p");
  await page.wait(byId("print-page"), 30_000);
  const value = squeezed(`1,250.5 ${words.unit}`);
  const sheet = await onPaper(page);
  assert.ok(sheet.includes(squeezed(words.area)) && sheet.includes(value) && sheet.includes(squeezed(words.drawing)), sheet);
  await page.click(byId("print-save"));
  const { name } = await ask<{ name: string }>("deals.sheet", { id, form: "pages" });
  assert.ok((await textOf(await saved(name))).includes(value), "the file says it too");
  await open(page, "#/settings?s=fields&of=deals");
  await page.click(`${byId(`field-row-${field.id}`)} ${byId("field-switch-printed")}`);
  await until("it is switched off", async () => (await ask<{ printed: boolean }[]>("custom_fields.list", { entity: "deals" }))[0]?.printed === false);
  await open(page, `#/deals/${id}/sheet`);
  await page.wait(byId("print-page"), 30_000);
  await until("a sheet without it", async () => !(await onPaper(page)).includes(value));
}

const squeezed = (text: string): string => text.replace(/\s+/g, "");

/** What stands on the pages of a preview, without blanks. */
const onPaper = async (page: Driver): Promise<string> =>
  squeezed(
    await page.run(
      (wanted: string) =>
        [...document.querySelectorAll<HTMLImageElement>(wanted)]
          .map((sheet) => new DOMParser().parseFromString(decodeURIComponent(sheet.src.slice(sheet.src.indexOf(",") + 1)), "image/svg+xml").documentElement.textContent)
          .join(""),
      byId("print-page"),
    ),
  );

/** A new field in the section that is open; `more` fills in what its kind asks for. */
async function add(page: Driver, name: string, kind: string, more: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await page.click(byId("field-new"));
  await page.fill(byId("field-name"), name);
  await page.click(byId(`field-kind-${kind}`));
  await more();
  await page.click(byId("field-save"));
  await page.gone(byId("field-editor"));
  await settled(page);
  // What is said of it leaves the page in reach: a message is as high as its lines.
  const heights = await page.run(() => [...document.querySelectorAll(".toast")].map((toast) => toast.getBoundingClientRect().height));
  assert.ok(heights.length > 0 && heights.every((height) => height < 100), `messages of ${heights.join(", ")} px`);
}

async function archive(page: Driver, row: string): Promise<void> {
  await page.click(`${row} ${byId("field-archive")}`);
  await page.click(byId("field-archive-confirm"));
  await page.gone("dialog");
  await settled(page);
}
