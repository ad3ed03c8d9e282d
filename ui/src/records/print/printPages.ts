/** Pages on paper: how the preview shows them and how the system's printer gets them at their exact size. */
import type { PrintedDocument } from "../../ipc";

/** A page as the source of an image: scripts in it could not run, and it stays sharp at every size. */
export const source = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

export const ZOOMS = [50, 67, 80, 100, 125, 150, 200] as const;

/** The next step up or down from any zoom. */
export function zoomStep(now: number, up: boolean): number {
  const next = up ? ZOOMS.find((one) => one > now + 0.5) : [...ZOOMS].reverse().find((one) => one < now - 0.5);
  return next ?? now;
}

/** Pixels of a page at 100 %: points are 1/72 inch, pixels 1/96. */
export const pixels = (points: number): number => (points * 96) / 72;

/** The page whose middle is nearest to the middle of what is on screen; counted from 1. */
export function pageInView(tops: readonly number[], heights: readonly number[], scroll: number, room: number): number {
  const middle = scroll + room / 2;
  let best = 0;
  tops.forEach((top, i) => {
    const off = Math.abs(top + (heights[i] ?? 0) / 2 - middle);
    if (off < Math.abs((tops[best] ?? 0) + (heights[best] ?? 0) / 2 - middle)) best = i;
  });
  return tops.length === 0 ? 0 : best + 1;
}

/** The print style sheet for a paper: the sheet is the page, without margins of the printer's own. */
export function sheetFor(book: Pick<PrintedDocument, "width" | "height">): string {
  const size = `${book.width}pt ${book.height}pt`;
  return `@page{size:${size};margin:0}@media print{main,main>.body,main>.body>.content{display:block!important;overflow:visible!important}.paper{width:${book.width}pt;height:${book.height - 0.5}pt}}`;
}

/** Puts the print rules into the document while the preview is open. An adopted sheet passes the content security policy. */
export function adopt(text: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
