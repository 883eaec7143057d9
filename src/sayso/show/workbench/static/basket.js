// What is chosen for the brief: kept by this browser for this case, as the address of the brief.
// Any list can hold a button with `data-brief`; the page of the brief itself decides by its address.

const KEY = `sayso:brief:${document.querySelector(".case-name")?.textContent ?? ""}`;
const KEPT = ["p", "title", "introduction", "steps"];

function chosen() {
  try { return new URLSearchParams(localStorage.getItem(KEY) ?? ""); } catch { return new URLSearchParams(); }
}

function keep(told) {
  try { localStorage.setItem(KEY, told.toString()); } catch { /* a browser that keeps nothing */ }
  show();
}

function show() {
  const told = chosen();
  const names = told.getAll("p");
  for (const button of document.querySelectorAll("[data-brief]")) {
    const on = names.includes(button.dataset.brief);
    button.hidden = false;
    button.setAttribute("aria-pressed", String(on));
    button.querySelector(".sign").textContent = on ? "✓" : "+";
  }
  const link = document.querySelector('.top nav a[href^="/brief"]');
  if (!link) return;
  link.textContent = "Brief";
  if (names.length) {
    const count = document.createElement("span");
    count.className = "count";
    count.textContent = names.length;
    const words = document.createElement("span");
    words.className = "hidden";
    words.textContent = " chosen";
    link.append(" ", count, words);
  }
  link.href = names.length ? `/brief?${told}` : "/brief";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-brief]");
  if (button) {
    const told = chosen();
    const names = told.getAll("p");
    const name = button.dataset.brief;
    told.delete("p");
    for (const each of names.includes(name) ? names.filter((n) => n !== name) : [...names, name]) {
      told.append("p", each);
    }
    keep(told);
  } else if (event.target.closest(".brief-page #print")) {
    print();
  }
});
document.body.addEventListener("htmx:afterSwap", show);

if (document.querySelector(".brief-page")) {
  const here = new URLSearchParams(location.search);
  if (!location.search && chosen().has("p")) {
    location.replace(`/brief?${chosen()}`);
  } else {
    const told = new URLSearchParams();
    for (const name of KEPT) for (const value of here.getAll(name)) if (value) told.append(name, value);
    keep(told);
  }
}
show();
