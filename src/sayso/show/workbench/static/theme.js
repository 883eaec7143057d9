// Before anything is drawn: the theme that was chosen last, if one was.
(() => {
  const root = document.documentElement;
  const stored = localStorage.getItem("sayso-theme");
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme")?.addEventListener("click", () => {
      const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      const next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
      root.dataset.theme = next;
      localStorage.setItem("sayso-theme", next);
      document.dispatchEvent(new CustomEvent("sayso:theme"));
    });
  });
})();
