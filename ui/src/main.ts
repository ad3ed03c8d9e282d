import { mount } from "svelte";
import "./tokens.css";
import "./base.css";
import "./kit/kit.css";
import { enter } from "./ipc";
import { guardComposition } from "./kit/ime";
import { startTheme } from "./theme.svelte";
import App from "./App.svelte";

enter();
startTheme();
guardComposition();

const target = document.getElementById("app");
if (target) mount(App, { target });
