import { configure } from "@testing-library/svelte";
/** Runs before every test file: what the page has and jsdom lacks. */
import { afterEach, vi } from "vitest";
import { cleanup } from "@testing-library/svelte";

document.documentElement.lang = "en";
afterEach(() => cleanup());

window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener: vi.fn(), removeEventListener: vi.fn() })) as never;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as never;
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.scrollTo ??= () => {};
Element.prototype.animate ??= (() => ({ cancel() {}, finished: Promise.resolve() })) as never;
// jsdom hides whatever has the attribute and never shows it again.
HTMLElement.prototype.showPopover ??= function (this: HTMLElement) {
  this.removeAttribute("popover");
};
HTMLElement.prototype.hidePopover ??= function (this: HTMLElement) {
  this.setAttribute("popover", "manual");
};
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.removeAttribute("open");
  this.dispatchEvent(new Event("close"));
};

// A page is waited for as long as a busy machine takes to load it.
configure({ asyncUtilTimeout: 10_000 });
