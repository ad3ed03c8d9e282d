/** Steps that several scenarios take. */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { byId, until, type Driver } from "./driver.ts";

/** Presses a key until what has the focus matches: Tab by Tab, as somebody without a mouse does. */
export async function keyTo(page: Driver, selector: string, key = "Tab", most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await has(page, selector)) return;
    await page.press(key);
  }
  if (await has(page, selector)) return;
  throw new Error(`${most} times ${key} do not lead to ${selector}; the focus is on ${await focus(page)}`);
}

/** Whether what has the focus matches. */
export const has = (page: Driver, selector: string): Promise<boolean> => page.run((wanted: string) => document.activeElement?.matches(wanted) ?? false, selector);

/** What has the focus, as the beginning of its markup. */
export const focus = (page: Driver): Promise<string> => page.run(() => document.activeElement?.outerHTML.replace(/\s+/g, " ").slice(0, 160) ?? "nothing");

/** Waits until what has the focus matches. */
export const focused = (page: Driver, selector: string): Promise<void> =>
  until(`the focus on ${selector}`, async () => {
    if (await has(page, selector)) return true;
    throw new Error(`it is on ${await focus(page)}`);
  });

/** Chooses what a drop-down calls so, once it offers that. */
export const choose = (page: Driver, selector: string, label: string): Promise<void> =>
  until(`${label} in ${selector}`, () =>
    page.run(
      (wanted: string, text: string) => {
        const field = document.querySelector<HTMLSelectElement>(wanted);
        const at = [...(field?.options ?? [])].findIndex((option) => option.text.trim() === text);
        if (!field || at < 0) return false;
        field.selectedIndex = at;
        field.dispatchEvent(new Event("change", { bubbles: true }));
        return true;
      },
      selector,
      label,
    ),
  );

/** Takes a file of a kind as far as the rules of its import: the headings are understood as they are guessed. */
export async function toRules(page: Driver, kind: string, file: string): Promise<void> {
  await open(page, "#/import");
  await page.click(byId(`import-kind-${kind}`));
  await page.upload(byId("import-file"), file);
  await page.wait(`${byId("import-next")}:enabled`);
  await page.click(byId("import-next"));
  await page.wait(byId("import-map-0"));
  await page.click(byId("import-next"));
}

/** The address behind "#". */
export const address = (page: Driver): Promise<string> => page.run(() => location.hash);

/** Goes to an address, and waits until the page there (and not the one before it) has its heading and waits for nothing. */
export async function open(page: Driver, to: string): Promise<void> {
  await page.run(
    (hash: string) =>
      new Promise<void>((gone) => {
        window.addEventListener("hashchange", () => gone(), { once: true });
        const before = location.hash;
        location.hash = hash;
        if (location.hash === before) gone();
      }),
    to,
  );
  await settled(page);
}

/** Waits until the page has its heading, waits for no answer, and has not changed between two looks. */
export async function settled(page: Driver): Promise<void> {
  let before = "";
  await until("a page that stands still", async () => {
    const now = await page.run(() => {
      const main = document.querySelector("main");
      const waits = document.querySelectorAll("[aria-busy=true], main [role=status][aria-label]").length;
      return `${location.hash} ${document.body.innerHTML.length} ${main?.querySelector("h1, h2") ? waits : "no heading"}`;
    });
    const still = now === before && now.endsWith(" 0");
    before = now;
    return still;
  });
}

/** The figures of the board as they stand on the screen, in minor units. */
export interface Figures {
  columns: { id: number; count: number; sum: number; weighted: number }[];
  count: number;
  sum: number;
  weighted: number;
}

export const figures = (page: Driver): Promise<Figures> =>
  page.run(() => {
    const part = (of: ParentNode, name: string) => {
      const found = of.querySelector<HTMLElement>(`[data-testid="${name}"]`);
      return Number(found?.dataset["minor"] ?? found?.innerText.replace(/\D/g, "") ?? Number.NaN);
    };
    return {
      columns: [...document.querySelectorAll<HTMLElement>("[data-lane]")].map((lane) => ({
        id: Number(lane.dataset["lane"]),
        count: part(lane, "column-count"),
        sum: part(lane, "column-sum"),
        weighted: part(lane, "column-weighted"),
      })),
      count: part(document, "total-count"),
      sum: part(document, "total-sum"),
      weighted: part(document, "total-weighted"),
    };
  });

/** Waits until the board shows these figures. */
export async function shows(page: Driver, wanted: Figures): Promise<void> {
  let seen: Figures | undefined;
  await until("the figures", async () => {
    seen = await figures(page);
    return isDeepStrictEqual(seen, wanted);
  }).catch(() => assert.deepEqual(seen, wanted, "the figures on the board"));
}
