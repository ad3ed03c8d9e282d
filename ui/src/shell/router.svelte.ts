/** Where we are, from the address after "#": "#/deals/12?tab=notes". */
import type { Route } from "./route";

export interface Place {
  /** "/deals/12" */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  route: Route | null;
}

let table: readonly Route[] = [];
let start = "/";
let place = $state.raw<Place>({ path: "/", params: {}, query: new URLSearchParams(), route: null });
/** A page with unsaved work may object to leaving: answers false to stay. */
let guard: (() => boolean) | null = null;
let shownHash = "";

function match(pattern: string, path: string): Record<string, string> | null {
  const want = pattern.split("/");
  const have = path.split("/");
  if (want.length !== have.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of want.entries()) {
    const given = have[i] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = decodeURIComponent(given);
    else if (part !== given) return null;
  }
  return params;
}

/** Reads an address against the routes. Pure. */
export function locate(hash: string, routes: readonly Route[]): Place {
  const [path = "", search = ""] = hash.replace(/^#/, "").split("?");
  const clean = path.replace(/\/+$/, "") || "/";
  const query = new URLSearchParams(search);
  for (const route of routes) {
    const params = match(route.path, clean);
    if (params) return { path: clean, params, query, route };
  }
  return { path: clean, params: {}, query, route: null };
}

export const router = {
  /** The place on screen; reactive. */
  get place(): Place {
    return place;
  },
  /** Every page there is; the same as long as the program runs. */
  get routes(): readonly Route[] {
    return table;
  },
  /** Where an empty address leads. */
  get home(): string {
    return start;
  },
};

/** Starts listening; an empty address goes to `home`. Answers the function that stops. */
export function startRouter(routes: readonly Route[], home: string): () => void {
  table = routes;
  start = home;
  const changed = () => {
    if (guard && location.hash !== shownHash && !guard()) {
      history.replaceState(null, "", shownHash || "#/");
      return;
    }
    if (location.hash.length < 3) history.replaceState(null, "", `#${home}`);
    shownHash = location.hash;
    place = locate(location.hash, table);
  };
  window.addEventListener("hashchange", changed);
  changed();
  return () => window.removeEventListener("hashchange", changed);
}

/** The address of a path, for `<a href>`. Empty query values are left out. */
export function href(path: string, query: Record<string, string | number | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  const text = search.toString();
  return `#${path}${text ? `?${text}` : ""}`;
}

/** Goes to a path. With `replace`, Back does not return here. */
export function go(path: string, query: Record<string, string | number | null | undefined> = {}, options: { replace?: boolean } = {}): void {
  const to = href(path, query);
  if (options.replace) {
    history.replaceState(null, "", to);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = to;
}

/** For a page with unsaved work; call the answer when it is saved or the page goes. */
export function holdHere(stay: () => boolean): () => void {
  guard = stay;
  return () => {
    if (guard === stay) guard = null;
  };
}
