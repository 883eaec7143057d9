// What people do: a form or a button with `data-post` sends JSON to that address of the API, what
// came of it is told in a note with the way back, and the parts of the page that show it are
// fetched anew (they listen for `sayso:changed`).

const token = document.querySelector('meta[name="csrf"]').content;
const toast = document.getElementById("toast");
let lastMade = null;

// `refused` tells why something was not done: in a note, unless a form tells it in its own place.
const inANote = (words) => say(words, { bad: true });

export async function send(address, value, refused = inANote) {
  const body = value instanceof FormData ? value : JSON.stringify(value ?? {});
  const headers = { "X-CSRF-Token": token };
  if (!(value instanceof FormData)) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(address, { method: "POST", headers, body });
  } catch {
    refused("The server does not answer. Is sayso still running?");
    return null;
  }
  const text = await answer.text();
  let told = {};
  try { told = text ? JSON.parse(text) : {}; } catch { told = { detail: text.trim() }; }
  if (!answer.ok) {
    const detail = Array.isArray(told.detail) ? told.detail.map((d) => d.msg).join("; ") : told.detail;
    // Somebody else was quicker: show what they decided.
    if (answer.status === 409) changed();
    refused(detail || `That did not work (${answer.status}).`);
    return null;
  }
  return told;
}

export function say(words, { bad = false, undo = null } = {}) {
  const line = document.createElement("p");
  if (bad) line.className = "bad";
  line.append(words);
  if (undo) {
    const back = document.createElement("button");
    back.type = "button";
    back.textContent = "Undo";
    back.addEventListener("click", () => takeBack(undo));
    line.append(back);
  }
  toast.replaceChildren(line);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.replaceChildren(), bad ? 12000 : 9000);
}

export function changed() {
  document.body.dispatchEvent(new CustomEvent("sayso:changed", { bubbles: true }));
}

export async function act(address, value, refused = inANote) {
  const made = await send(address, value, refused);
  if (!made) return null;
  lastMade = made.id ?? null;
  if (made.words) say(made.words, { undo: made.id });
  changed();
  return made;
}

export async function takeBack(judgement) {
  const made = await send(`/api/judgements/${encodeURIComponent(judgement)}/retraction`, {});
  if (!made) return;
  lastMade = null;
  say(made.words);
  changed();
}

// The value of a form: names as they stand, numbers as numbers, empty fields left out.
function valueOf(form) {
  const told = {};
  for (const [name, value] of new FormData(form)) {
    if (value !== "") told[name] = name === "seen" ? Number(value) : value;
  }
  return told;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.post) return;
  event.preventDefault();
  const told = { ...valueOf(form) };
  const pressed = event.submitter;
  if (pressed?.name) told[pressed.name] = pressed.value;
  if (await act(form.dataset.post, told)) form.reset();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-post]");
  if (!button || button.form) return;
  const told = button.dataset.value ? JSON.parse(button.dataset.value) : {};
  if (button.dataset.go) {
    const headers = { "X-CSRF-Token": token };
    await fetch(button.dataset.post, { method: "POST", headers });
    location.assign(button.dataset.go);
  } else if (button.dataset.undo !== undefined) {
    await takeBack(button.dataset.undo);
  } else {
    const made = await act(button.dataset.post, told);
    // What was made is looked at where it stands.
    if (made?.subject) document.dispatchEvent(new CustomEvent("sayso:read", { detail: made.subject }));
  }
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find").focus();
  } else if (event.key === "u" && lastMade) {
    takeBack(lastMade);
  } else if (event.key === "?") {
    location.assign("/keys");
  }
});

// Files: chosen, or dropped, folders with all that is in them. The page fetches itself anew, so
// whatever happens is looked for on the whole document.
const drop = () => document.getElementById("drop");

async function upload(files) {
  if (!files.length) return;
  const form = new FormData();
  for (const { file, name } of files) form.append("files", file, name);
  for (const name of ["outlet", "published"]) form.append(name, drop().elements[name].value);
  if (await send(drop().dataset.upload, form)) {
    say("Reading …");
    changed();
  }
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!drop()?.contains(input) || input.type !== "file") return;
  upload([...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
  input.value = "";
});
document.addEventListener("submit", (event) => { if (event.target === drop()) event.preventDefault(); });
document.addEventListener("dragover", (event) => {
  if (!event.target.closest?.("#drop")) return;
  event.preventDefault();
  drop().classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (event.target === drop()) drop().classList.remove("over");
});
document.addEventListener("drop", async (event) => {
  if (!event.target.closest?.("#drop")) return;
  event.preventDefault();
  drop().classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  upload((await Promise.all(entries.map((entry) => below(entry, "")))).flat());
});

// When the reading of files ends, or a weighing beside the server, what the page shows has changed.
const isWorking = () =>
  document.getElementById("progress")?.dataset.running === "yes" ||
  document.getElementById("state")?.dataset.settled === "no";
let working = isWorking();
document.body.addEventListener("htmx:afterSettle", () => {
  const ended = working && !isWorking();
  working = isWorking();
  if (ended) changed();
});

function below(entry, path) {
  const name = path ? `${path}/${entry.name}` : entry.name;
  if (entry.isFile) {
    return new Promise((done) => entry.file((file) => done([{ file, name }]), () => done([])));
  }
  const reader = entry.createReader();
  const all = async () => {
    const some = await new Promise((done) => reader.readEntries(done, () => done([])));
    if (!some.length) return [];
    const found = await Promise.all(some.map((each) => below(each, name)));
    return [...found.flat(), ...(await all())];
  };
  return all();
}
