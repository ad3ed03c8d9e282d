import { mount } from "svelte";
import "./tokens.css";
import "./base.css";
import "./kit/kit.css";
import { guardComposition } from "./kit/ime";
import { startLook } from "./look.svelte";
import App from "./shell/App.svelte";

startLook();
guardComposition();

const target = document.getElementById("app");
if (target) mount(App, { target });
