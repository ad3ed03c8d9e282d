export { call, markStale, onStale, type CommandName, type Input, type Output } from "./call";
export { Failure, type FailureKind } from "./failure";
export { host, openExternal, printPages, saveFile } from "./host";
export { inFlight, pagedQuery, query, type PagedQuery, type Query } from "./query.svelte";
export type * from "./generated";
