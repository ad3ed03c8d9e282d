/** What a scenario can do with a page, the same in Chromium and in the real window. Selectors are CSS. */
export interface Driver {
  readonly kind: "browser" | "window";
  /** The process that drives the window, which is its child; a browser keeps its own to itself. */
  readonly pid: number | null;
  /** Waits until something visible matches. */
  wait(selector: string, patience?: number): Promise<void>;
  /** Waits until nothing visible matches. */
  gone(selector: string, patience?: number): Promise<void>;
  count(selector: string): Promise<number>;
  /** The visible text of the first match. */
  text(selector: string): Promise<string>;
  click(selector: string): Promise<void>;
  /** Replaces the content of a field. */
  fill(selector: string, text: string): Promise<void>;
  /** Presses a key or a chord: "Enter", "Control+z", "Shift+ArrowDown". */
  press(keys: string): Promise<void>;
  /** Types text where the focus is, key by key. */
  type(text: string): Promise<void>;
  /**
   * Picks up the middle of one element and drops it on the middle of another, the way a hand does it. What it is
   * dropped on may appear only while it is held; `held` looks at the page just before the drop.
   */
  drag(from: string, to: string, held?: () => Promise<void>): Promise<void>;
  /** The same with a finger, which stays where it is until it has picked up; only on a page opened with `touch`. */
  hold?(from: string, to: string, held?: () => Promise<void>): Promise<void>;
  /** Gives a file to a file input. */
  upload(selector: string, file: string): Promise<void>;
  /** Runs a function in the page. It may use nothing but its arguments. */
  run<T, A extends unknown[]>(inPage: (...args: A) => T, ...args: A): Promise<T>;
  size(width: number, height: number): Promise<void>;
  /** A PNG of what is visible. */
  picture(): Promise<Buffer>;
  /** What the page complained about since it was opened. */
  complaints(): Promise<string[]>;
  end(): Promise<void>;
}

export const byId = (id: string): string => `[data-testid="${id}"]`;

/** Asks until the answer is true; the last complaint explains a time-out. */
export async function until(what: string, ready: () => Promise<boolean>, patience = 15_000): Promise<void> {
  const end = Date.now() + patience;
  let trouble: unknown;
  while (Date.now() < end) {
    try {
      if (await ready()) return;
      trouble = undefined;
    } catch (thrown) {
      trouble = thrown;
    }
    await new Promise((done) => setTimeout(done, 40));
  }
  throw new Error(`waited ${patience} ms in vain: ${what}${trouble ? ` (${String(trouble)})` : ""}`);
}

/** Where a card lies when it has just been lifted. */
export const lifted = ([x, y]: [number, number]): [number, number] => [x + 9, y + 6];

/** Points between two, many enough that drag code which listens to moves follows. */
export function path(from: [number, number], to: [number, number], steps = 12): [number, number][] {
  return Array.from({ length: steps }, (_, at) => {
    const part = (at + 1) / steps;
    return [Math.round(from[0] + (to[0] - from[0]) * part), Math.round(from[1] + (to[1] - from[1]) * part)];
  });
}

/** The source of a function as an expression that works in a page: the TypeScript loader wraps named functions in `__name`. */
export function forPage(inPage: (...args: never[]) => unknown): string {
  return `((...given) => { const __name = (named) => named; return (${inPage.toString()})(...given); })`;
}

/** In the page: whether something that matches can be seen. */
export function visible(selector: string): boolean {
  return [...document.querySelectorAll(selector)].some((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== "hidden" && style.display !== "none";
  });
}

/** In the page: brings the first match into view; the middle of it. */
export function middle(selector: string): [number, number] {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const box = element.getBoundingClientRect();
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
}
