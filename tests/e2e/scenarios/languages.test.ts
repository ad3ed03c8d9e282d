/** On every page: Chinese and English, light and dark, switched while it is open. */
import assert from "node:assert/strict";
import { until, type Driver } from "../harness/driver.ts";
import { addresses, messageFiles } from "../harness/pages.ts";
import { open } from "../harness/steps.ts";
import { scenario, type World } from "../harness/world.ts";

/** What may be Chinese on an English page: names of the language and of the product. */
const CHINESE = ["简体中文", "中文", "引泉"];
const SWITCH = { language: { en: "Switch between Chinese", zh: "切换中文和英文" }, theme: { en: "Switch between light", zh: "切换浅色和深色" } };

scenario("every page changes language and theme while it is open", async ({ page, ask }) => {
  const deal = await changes(ask);
  const pages = await addresses(async (command) => (command === "deals.list" ? deal : ((await ask<{ rows: { id: number }[] }>(command)).rows[0]?.id ?? 1)));
  assert.ok(pages.length > 15, `${pages.length} pages`);
  const keys = String.raw`\b(${messageFiles().join("|")})_[a-z0-9_]+\b`;
  await page.wait("main h1");
  await page.run(() => void ((window as unknown as { stays: boolean }).stays = true));
  // A contact opens in a dialog over the list, and nothing can be chosen in the palette while a dialog is open.
  for (const to of pages.filter((one) => !/contacts\/\d/.test(one))) {
    await open(page, to);
    const before = await look(page);
    assert.equal(before.language, "en");
    await clean(page, `${to} in English`, keys, true);
    await choose(page, SWITCH.language.en);
    await until(`${to} in Chinese`, async () => (await look(page)).language === "zh");
    await clean(page, `${to} in Chinese`, keys, false);
    await until(`a Chinese title of ${to}`, async () => /\p{Script=Han}/u.test(await page.text("nav")) && (await look(page)).title !== before.title);
    await choose(page, SWITCH.theme.zh);
    await until(`${to} in the other theme`, async () => {
      const { theme, ground, ink } = await look(page);
      return theme !== before.theme && ground !== before.ground && ink !== before.ink;
    });
    await choose(page, SWITCH.language.zh);
    await until(`${to} in English again`, async () => (await look(page)).language === "en");
    await clean(page, `${to} in English again`, keys, true);
    await choose(page, SWITCH.theme.en);
    await until(`${to} as before`, async () => {
      const now = await look(page);
      return now.theme === before.theme && now.ground === before.ground && now.title === before.title;
    });
    assert.deepEqual(await page.complaints(), [], to);
  }
  assert.ok(await page.run(() => (window as unknown as { stays?: boolean }).stays), "the page was never loaded anew");
}, { company: "en" });

/** A little of everything that the timeline and the list of changes put into words; the deal most of it happened to. */
async function changes(ask: World["ask"]): Promise<number> {
  const { today } = await ask<{ today: string }>("workspace.info");
  const { rows } = await ask<{ rows: { id: number; stage_id: number }[] }>("deals.list", { filter: { condition: { field: "status", is: "any_of", values: ["open"] } }, limit: 4 });
  const [first, second, third] = rows.map(({ id }) => id);
  const [pipeline] = await ask<{ stages: { id: number }[] }[]>("pipelines.list");
  await ask("deals.move", { id: first, stage_id: pipeline?.stages.find(({ id }) => id !== rows[0]?.stage_id)?.id });
  await ask("deals.edit", { id: first, amount_minor: 1_234_500, close_on: "2031-05-06", probability_bp: 5500, category: "commit", note: "Wants a pilot" });
  await ask("deals.win", { id: second, amount_minor: 990_000, closed_on: today });
  await ask("deals.lose", { id: third, reason: "Price", competitor: "Somebody" });
  await ask("deals.reopen", { id: third });
  await ask("activities.add", { kind: "call", deal_id: first, text: "Asked for the drawings", due_on: "2031-05-01" });
  await ask("customers.save", { name: "Harbour Works" });
  await ask("contacts.save", { name: "Ada Byron" });
  await ask("products.save", { name: "Line camera", list_price_minor: 5_000 });
  await ask("people.save", { name: "Mary Jones", role: "sales" });
  await ask("targets.save", { period_kind: "quarter", starts_on: "2031-01-01", amount_minor: 5_000_000 });
  await ask("history.undo");
  return first ?? 0;
}

/** Runs an action of the command palette. */
async function choose(page: Driver, name: string): Promise<void> {
  await page.press("Control+k");
  await page.wait("dialog input");
  await page.type(name);
  await until(`${name} is offered`, () => page.run((wanted: string) => document.querySelector("dialog [role=option][aria-selected=true]")?.textContent?.startsWith(wanted) ?? false, name));
  await page.press("Enter");
  await page.gone("dialog");
}

const look = (page: Driver) =>
  page.run(() => ({
    language: document.documentElement.lang,
    title: document.title,
    theme: document.documentElement.dataset["theme"],
    ground: getComputedStyle(document.querySelector("main") ?? document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector("main h1, main h2") ?? document.body).color,
  }));

/** Nothing that is said, shown or written into a name is a key, a gap, or – on an English page – Chinese. */
async function clean(page: Driver, where: string, keys: string, english: boolean): Promise<void> {
  let wrong: string[] = [];
  await until(where, async () => {
    wrong = await page.run(
      (keys: string, english: boolean, chinese: string[]) => {
        const gap = new RegExp(`${keys}|\\{[a-z_]+\\}|\\bundefined\\b|\\bNaN\\b|\\[object `);
        const found: string[] = [];
        const note = (text: string | null, place: string) => {
          const said = chinese.reduce((left, known) => left.replaceAll(known, ""), text ?? "");
          if (gap.test(said) || (english && /\p{Script=Han}/u.test(said))) found.push(`${place}: ${(text ?? "").trim().slice(0, 200)}`);
        };
        note(document.title, "title");
        for (const element of document.querySelectorAll("body *")) {
          for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) note(child.nodeValue, element.tagName);
          for (const name of ["title", "aria-label", "placeholder", "alt", "aria-description"]) note(element.getAttribute(name), `${element.tagName} ${name}`);
        }
        return found;
      },
      keys,
      english,
      CHINESE,
    );
    return wrong.length === 0;
  }, 5000).catch(() => assert.deepEqual(wrong, [], where));
}
