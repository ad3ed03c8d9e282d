/** Customers, contacts and deals are filtered, kept as views and exported as leads are: what is on screen, in the file and in the totals is the same. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { byId, until, type Driver } from "../harness/driver.ts";
import { choose, open, settled } from "../harness/steps.ts";
import { scenario, type World } from "../harness/world.ts";

const WORDS = {
  zh: { view: "同行业客户", signs: "需留意", amount: "金额", heads: { customers: ["名称", "行业"], deals: ["概率", "最近联系"] } },
  en: { view: "One industry", signs: "Attention", amount: "Amount", heads: { customers: ["Name", "Industry"], deals: ["Probability", "Last touch"] } },
};
const LINE = byId("condition-line");

interface Contact {
  customer_id: number | null;
  customer: string | null;
}

for (const language of ["zh", "en"] as const) {
  scenario(`customers, contacts and deals are filtered, kept and exported (${language})`, (world) => walk(world, WORDS[language]), { company: language });
}

async function walk(world: World, words: (typeof WORDS)["zh"]): Promise<void> {
  const { page, ask } = world;
  const count = async (noun: string, filter: object) => (await ask<{ count: number }>(`${noun}.totals`, { filter })).count;
  const all = async <T>(noun: string, filter: object = {}) => (await ask<{ rows: T[] }>(`${noun}.list`, { filter, limit: 1000 })).rows;

  // Customers of one industry, kept as a view.
  const industries = (await all<{ industry: string | null }>("customers")).map((row) => row.industry).filter((industry) => industry !== null);
  const industry = most(industries);
  const ofIndustry = { condition: { field: "industry", is: "any_of", values: [industry] } };
  const customers = await count("customers", ofIndustry);
  assert.ok(customers > 1 && customers < industries.length, `${customers} of ${industries.length} customers are of ${industry}`);
  await open(page, "#/customers");
  await page.click(byId("filter"));
  await page.wait(LINE);
  await page.fill(`${LINE} .value input`, industry);
  await found(page, customers);
  await page.press("Escape");
  await page.click(byId("view-keep"));
  await page.fill(byId("view-name"), words.view);
  await page.click(byId("view-save"));
  await page.gone("dialog");
  const [view] = await ask<{ id: number; name: string }[]>("views.list", { entity: "customers" });
  assert.equal(view?.name, words.view);

  // Left for another tab and another page, and opened again.
  await page.click(byId("tab-all"));
  await shows(page, "customers", await count("customers", {}));
  await open(page, "#/contacts");
  await open(page, "#/customers");
  await page.click(byId(`tab-view:${view.id}`));
  await shows(page, "customers", customers);
  const file = await exported(world, "customers");
  assert.equal(file.rows.length, customers, "as many in the file as in the totals");
  assert.deepEqual(words.heads.customers.filter((head) => !file.heads.includes(head)), []);
  const names = (await all<{ name: string }>("customers", ofIndustry)).map(({ name }) => name);
  assert.deepEqual(file.rows.map(([name]) => name).sort(), names.sort());

  // Contacts of one customer, looked for by its name.
  const contacts = await all<Contact>("contacts");
  const id = most(contacts.map(({ customer_id }) => customer_id).filter((customer) => customer !== null));
  const name = contacts.find((contact) => contact.customer_id === id)?.customer ?? "";
  const atCustomer = await count("contacts", { condition: { field: "customer", is: "any_of", values: [id] } });
  await open(page, "#/contacts");
  await page.click(byId("filter"));
  await page.wait(LINE);
  await page.click(`${LINE} ${byId("condition-pick")}`);
  await page.fill(byId("condition-find"), name);
  await page.click(`${byId(`condition-option-${id}`)} input`);
  await found(page, atCustomer);
  await page.press("Escape");
  await page.press("Escape");
  await shows(page, "contacts", atCustomer);
  assert.ok((await page.text("main")).includes(name), "the chip says which customer");
  const people = await exported(world, "contacts");
  assert.equal(people.rows.length, atCustomer);

  // Open deals with nothing planned: the list begins with the open ones, a sign is asked for beside.
  const unplanned = { condition: { all: [{ field: "status", is: "any_of", values: ["open"] }, { field: "signs", is: "any_of", values: ["unplanned"] }] } };
  const totals = await ask<{ count: number; sum_minor: number }>("deals.totals", { filter: unplanned });
  await open(page, "#/deals");
  await page.click(byId("filter"));
  await page.wait(LINE);
  await page.click(byId("condition-add"));
  const second = `${LINE}:nth-child(2)`;
  await choose(page, `${second} select`, words.signs);
  await page.click(`${second} ${byId("condition-pick")}`);
  await page.click(`${byId("condition-option-unplanned")} input`);
  await found(page, totals.count);
  await page.press("Escape");
  await page.press("Escape");
  await shows(page, "deals", totals.count);
  const deals = await exported(world, "deals");
  assert.equal(deals.rows.length, totals.count);
  // What is worked out on screen stands there as what it is worked out from.
  assert.deepEqual(words.heads.deals.filter((head) => !deals.heads.includes(head)), []);
  const at = deals.heads.indexOf(words.amount);
  assert.equal(deals.rows.reduce((sum, row) => sum + Math.round(Number(row[at]) * 100), 0), totals.sum_minor, "the amounts add up to the sum under the list");
}

/** The value there is most of. */
function most<T>(values: T[]): T {
  const times = new Map<T, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  const [first] = [...times].sort((a, b) => b[1] - a[1]);
  assert.ok(first, "there is one");
  return first[0];
}

/** Waits until the editor of conditions says how many it finds. */
const found = (page: Driver, count: number): Promise<void> => until(`${count} found`, async () => Number((await page.text(byId("condition-found"))).replace(/\D/g, "")) === count);

/** Waits until a list shows so many. */
async function shows(page: Driver, noun: string, count: number): Promise<void> {
  const grid = byId(`${noun}-grid`);
  await page.wait(`${grid} [aria-rowcount="${count}"], ${grid}[aria-rowcount="${count}"]`);
  await settled(page);
}

/** What the list on screen saves as text, taken from its menu. */
async function exported({ page, ask, saved }: World, noun: string): Promise<{ heads: string[]; rows: string[][] }> {
  await page.click(byId("export"));
  await page.press("ArrowDown");
  await page.press("Enter");
  const { name } = await ask<{ name: string }>(`${noun}.export`, { format: "csv" });
  return table(readFileSync(await saved(name), "utf8"));
}

/** Lines of cells; a cell in quotes may hold a comma. */
function table(text: string): { heads: string[]; rows: string[][] } {
  const [heads = [], ...rows] = text
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ""));
  return { heads, rows };
}
