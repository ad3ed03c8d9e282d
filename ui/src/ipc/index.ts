export { call, markStale, onStale, type CommandName, type Input, type Output } from "./call";
export { Failure, type FailureKind } from "./failure";
export { host, openExternal, printPages, saveFile } from "./host";
export { pagedQuery, type PagedQuery } from "./paged.svelte";
export { inFlight, query, type Query } from "./query.svelte";
export type * from "./generated";
