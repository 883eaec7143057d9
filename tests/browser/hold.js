// A page that a link led to is seen before its scripts have run, and a click then is lost. Nothing
// takes a click until they have: Playwright waits until what it clicks on does.
new MutationObserver((_, watching) => {
  const root = document.documentElement;
  if (!root || document.readyState !== "loading") return;
  watching.disconnect();
  root.style.pointerEvents = "none";
  addEventListener("DOMContentLoaded", () => root.style.removeProperty("pointer-events"));
}).observe(document, { childList: true });
