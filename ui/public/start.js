// Runs before the first paint: theme, text size and language of the last visit, so that nothing flashes.
(function () {
  var page = document.documentElement;
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("leadwell.look") || "{}") || {};
  } catch {
    kept = {};
  }
  var dark = kept.theme === "dark" || (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  page.dataset.theme = dark ? "dark" : "light";
  if (kept.size >= 90 && kept.size <= 150) page.style.fontSize = (16 * kept.size) / 100 + "px";
  page.lang = kept.locale === "en" || kept.locale === "zh" ? kept.locale : /^zh/i.test(navigator.language) ? "zh" : "en";
})();
